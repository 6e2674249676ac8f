import { type Row, rounded } from '../figures.ts';
import type { Findings } from './findings.ts';
import type { TurnsRow } from './interleaved.ts';
import type { Quality } from './measure.ts';
import type { Timing } from './speed.ts';

/** Two digits behind the point, as `.82`; `–` for what was not measured. */
export function share(value: number | null): string {
  if (value === null) return '–';
  return value.toFixed(2).replace(/^0/, '');
}

/** One line an engine: Hit@1 of every corpus, as it is asked and misspelt. */
export function hitRows(qualities: readonly Quality[]): Row[] {
  return byEngine(qualities, (found) => [
    found.corpus,
    `${share(found.clean.hit1)} / ${share(found.misspelt.hit1)}${found.sample === null ? '' : '*'}`,
  ]);
}

/** One line an engine: milliseconds of a question, at the median and the 99th percentile, by number of documents. */
export function speedRows(timings: readonly Timing[]): Row[] {
  return byEngine(timings, ({ docs, speed }) => [
    `${docs.toLocaleString('en')} documents`,
    'leftOut' in speed ? '–' : `${rounded(speed.p50)} / ${rounded(speed.p99)}`,
  ]);
}

/** One line a kind of questions: each engine's median, and the first one's as a share of each other's. */
export function turnRows(rows: readonly TurnsRow[]): Row[] {
  return rows.map(({ questions, count, p50: [first, ...others] }) => {
    if (!first) return { questions, count };
    return {
      questions,
      count,
      [first.engine]: rounded(first.ms),
      ...Object.fromEntries(
        others.flatMap(({ engine, ms }) => [
          [engine, rounded(ms)],
          [`${first.engine} / ${engine}`, share(first.ms / ms)],
        ]),
      ),
    };
  });
}

/** The whole report in Markdown. */
export function markdown(found: Findings): string {
  const { machine } = found;
  const parts = [
    '# Search engines side by side',
    `Written by \`npm run bench -- retrieval\` on ${machine.date}: Node ${machine.node}, ${machine.cores} cores, load average ${machine.load.join(' ')} before and ${machine.loadAfter.join(' ')} after. Hit@1, Hit@3, MRR@10 and AUROC are shares of 1; times are milliseconds.`,
    '![Hit@1 of every engine and corpus, and the time of a question by number of documents](retrieval.svg)',
    '## How each one is used',
    found.peers.map(({ name, use }) => `- **${name}**: ${use}.`).join('\n'),
    '## Right in the first place',
    'Hit@1, as asked / with typos and lost words. An asterisk: a slow engine that was asked a sample of the questions; below, the first engine stands beside it with the same ones.',
    markdownTable(hitRows(found.qualities)),
    ...corporaParts(found.qualities, found.alike),
    '## Speed and size',
    'Made documents of 8 to 30 words with a title, questions of 3 to 10 words of one of them, every third misspelt. Every engine and size has a process of its own. "Found" is the share of questions whose own document came first; the heap is what the index takes beside the documents.',
    markdownTable(timingRows(found.timings)),
    `## In turn, with ${found.turns.docs.toLocaleString('en')} documents`,
    'All in one process, question by question, so that whatever else the machine does slows all of them: milliseconds at the median, and their ratio.',
    markdownTable(turnRows(found.turns.rows)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function corporaParts(qualities: readonly Quality[], alike: readonly Quality[]): string[] {
  return [...new Set(qualities.map(({ corpus }) => corpus))].flatMap((corpus) => {
    const of = qualities.filter((one) => one.corpus === corpus);
    const most = Math.max(...of.map(({ clean }) => clean.answerable));
    const refusals = Math.max(...of.map(({ clean }) => clean.toRefuse));
    const counts = `${most} questions with an answer, ${refusals} without${
      of.some(({ clean }) => clean.answerable < most) ? '; slow engines got a sample of them' : ''
    }.`;
    const samples = alike
      .filter((one) => one.corpus === corpus)
      .map((one) => ({ ...one, engine: `${one.engine}, the same ${one.sample}` }));
    const rows = [...of, ...samples].map(({ engine, clean, misspelt }) => ({
      engine,
      'Hit@1': share(clean.hit1),
      'Hit@3': share(clean.hit3),
      'MRR@10': share(clean.mrr10),
      AUROC: share(clean.auroc),
      'Hit@1, typos': share(misspelt.hit1),
      'Hit@3, typos': share(misspelt.hit3),
      'MRR@10, typos': share(misspelt.mrr10),
      'AUROC, typos': share(misspelt.auroc),
      asked: clean.answerable + clean.toRefuse,
      p50: rounded(clean.p50),
      p99: rounded(clean.p99),
    }));
    return [`### ${corpus}`, counts, markdownTable(rows)];
  });
}

function timingRows(timings: readonly Timing[]): Row[] {
  return timings.map(({ engine, docs, speed }) =>
    'leftOut' in speed
      ? { engine, documents: docs, 'build, ms': `left out: ${speed.leftOut}` }
      : {
          engine,
          documents: docs,
          'build, ms': rounded(speed.build),
          p50: rounded(speed.p50),
          p99: rounded(speed.p99),
          questions: speed.questions,
          found: share(speed.found),
          'heap, MB': speed.heap === null ? 'no gc' : rounded(speed.heap),
        },
  );
}

/** One line an engine, with a cell for each of its things. */
function byEngine<Thing extends { readonly engine: string }>(
  things: readonly Thing[],
  cell: (thing: Thing) => readonly [string, string],
): Row[] {
  return [...new Set(things.map(({ engine }) => engine))].map((engine) => ({
    engine,
    ...Object.fromEntries(things.filter((one) => one.engine === engine).map(cell)),
  }));
}

function markdownTable(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const rule = columns.map((_, index) => (index === 0 ? '---' : '--:'));
  return [columns, rule, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map(line)
    .join('\n');
}
