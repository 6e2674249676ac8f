import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { type Part, type Row, rounded, table } from '../figures.ts';
import { corporaIn, ownBase } from './corpora.ts';
import { measureQuality, measureSpeed, type Quality, type Speed } from './measure.ts';
import { PEERS, type Peer } from './peers.ts';

export interface RetrievalSizes {
  /** Asked of each set of questions at most. */
  readonly questions: number;
  /** Numbers of made documents, smallest first, and how many questions are asked of each. */
  readonly documents: readonly number[];
  readonly asked: number;
  /** A folder of folders with docs.jsonl, queries.jsonl and queries.noised.jsonl, beside the project's own base. */
  readonly corpora?: string;
  /** Where retrieval.md is written, in place of the one that is there. */
  readonly reportTo?: string;
  /** Hears what is measured next. */
  tell?(what: string): void;
}

/** Every engine on the same documents and questions, all asked in turn in one process. Throws when one of them fails. */
export async function measureRetrieval(
  { questions, documents, asked, corpora, reportTo, tell }: RetrievalSizes,
  peers: readonly Peer[] = PEERS,
): Promise<readonly Part[]> {
  const load = loadavg().map((one) => one.toFixed(2));
  const base = ownBase();
  const qualities: Quality[] = [];
  for (const corpus of [base.corpus, ...(corpora === undefined ? [] : corporaIn(corpora, base.languages))]) {
    tell?.(`questions about ${corpus.name}`);
    qualities.push(...(await measureQuality(peers, corpus, questions)));
  }
  tell?.('speed and size');
  const speeds = await measureSpeed(peers, base, documents, asked);
  const parts = partsOf(qualities, speeds, questions);
  if (reportTo !== undefined) {
    const day = new Date().toISOString().slice(0, 10);
    const text = [
      '# Search engines side by side',
      `Written by \`npm run bench -- retrieval\` on ${day}: Node ${process.version}, ${cpus().length} cores, load average ${load.join(' ')} before. All engines are asked in turn, question by question, in one process, so that whatever else the machine does slows all of them. Hit@1, Hit@3, MRR@10 and AUROC are shares of 1; times are milliseconds.`,
      '## How each one is used',
      peers.map(({ name, use }) => `- **${name}**: ${use}.`).join('\n'),
      ...parts.flatMap(({ part, rows, notes }) => [`## ${part}`, ...notes, table(rows)]),
    ];
    writeFileSync(join(reportTo, 'retrieval.md'), `${text.join('\n\n')}\n`);
  }
  return parts;
}

function partsOf(
  qualities: readonly Quality[],
  speeds: readonly Speed[],
  questions: number,
): readonly Part[] {
  const hits = new Map<string, Row>();
  for (const { engine, corpus, clean, misspelt } of qualities)
    hits.set(engine, {
      engine,
      ...hits.get(engine),
      [corpus]: `${share(clean.hit1)} / ${share(misspelt.hit1)}`,
    });
  const first = (all: readonly { readonly p50: number }[]): number => all[0]?.p50 ?? 1;
  return [
    {
      part: 'Right in the first place',
      rows: [...hits.values()],
      notes: [`Hit@1, as asked / with typos and lost words; at most ${questions} questions of each.`],
    },
    ...[...new Set(qualities.map(({ corpus }) => corpus))].map((corpus) => {
      const of = qualities.filter((one) => one.corpus === corpus);
      const rows = of.map(({ engine, clean, misspelt, p50 }) => ({
        engine,
        'Hit@1': share(clean.hit1),
        'Hit@3': share(clean.hit3),
        'MRR@10': share(clean.mrr10),
        AUROC: share(clean.auroc),
        'Hit@1, typos': share(misspelt.hit1),
        'Hit@3, typos': share(misspelt.hit3),
        'AUROC, typos': share(misspelt.auroc),
        p50: rounded(p50),
        'p50 / ours': rounded(p50 / first(of)),
      }));
      return { part: corpus, rows, notes: [] };
    }),
    {
      part: 'Speed and size',
      rows: speeds.map(({ engine, docs, build, p50, p99, found, heap }) => ({
        engine,
        documents: docs,
        'build, ms': rounded(build),
        p50: rounded(p50),
        'p50 / ours': rounded(p50 / first(speeds.filter((one) => one.docs === docs))),
        p99: rounded(p99),
        found: share(found),
        'heap, MB': rounded(heap),
      })),
      notes: [
        'Made documents of 8 to 30 words with a title, questions of 3 to 10 words of one of them, every third misspelt. Found: the share of questions whose own document came first; heap: what the index takes beside the documents. An engine that was too slow is left out of the larger sizes.',
      ],
    },
  ];
}

/** Two digits behind the point, as `.82`; `–` for what was not measured. */
function share(value: number | null): string {
  return value === null ? '–' : value.toFixed(2).replace(/^0/, '');
}
