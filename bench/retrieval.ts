import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { type CollectionDoc, createEngine } from '../editor/evaluation/collection.ts';
import { measure, percentile } from '../editor/evaluation/measures.ts';
import type { Language } from '../src/core/language.ts';
import { loadFacts } from '../src/facts/load.ts';
import { DATA } from '../tests/real-knowledge.ts';
import { type Corpus, corporaIn, ownBase, shuffled } from './corpora.ts';
import { inTurn, type Part, type Row, rounded, table } from './figures.ts';

/** `questions`: asked of each set at most. `corpora`: a folder of further ones. `reportTo`: where retrieval.md is written. */
type Sizes = { readonly questions: number; readonly corpora?: string; readonly reportTo?: string };

const [DEPTH, WARM_UPS] = [10, 30];

/** Every engine on the same documents and questions, all asked in turn in one process. Throws when one of them fails. */
export async function measureRetrieval({ questions, corpora, reportTo }: Sizes): Promise<readonly Part[]> {
  const load = loadavg().map((one) => one.toFixed(2));
  const loaded = loadFacts(DATA);
  const parts: Part[] = [];
  const hits = new Map<string, Row>();
  const others = corpora === undefined ? [] : corporaIn(corpora, loaded.languages);
  for (const corpus of [ownBase(loaded), ...others]) {
    process.stderr.write(`questions about ${corpus.name} …\n`);
    const rows = await rowsOf(corpus, questions);
    parts.push({ part: corpus.name, rows, notes: [] });
    for (const { engine = '', 'Hit@1': clean, 'Hit@1, typos': misspelt } of rows)
      hits.set(`${engine}`, { engine, ...hits.get(`${engine}`), [corpus.name]: `${clean} / ${misspelt}` });
  }
  const notes = [`Hit@1, as asked / with typos and lost words; at most ${questions} questions of each.`];
  parts.unshift({ part: 'Right in the first place', rows: [...hits.values()], notes });
  if (reportTo !== undefined) {
    const day = new Date().toISOString().slice(0, 10);
    const text = [
      '# Search engines side by side',
      `Written by \`npm run bench -- retrieval\` on ${day}: Node ${process.version}, ${cpus().length} cores, load average ${load.join(' ')} before. All engines are asked in turn, question by question, in one process, so that whatever else the machine does slows all of them. Hit@1, Hit@3, MRR@10 and AUROC are shares of 1; times are milliseconds.`,
      '## How each one is used',
      PEERS.map(({ name, use }) => `- **${name}**: ${use}.`).join('\n'),
      ...parts.flatMap(({ part, rows, notes }) => [`## ${part}`, ...notes, table(rows)]),
    ];
    writeFileSync(join(reportTo, 'retrieval.md'), `${text.join('\n\n')}\n`);
  }
  return parts;
}

/** A row for each engine, all of which are asked in turn: at most `most` questions of each set, the same ones of
    every engine. */
async function rowsOf(corpus: Corpus, most: number): Promise<readonly Row[]> {
  const sets = [corpus.clean, corpus.misspelt].map((all) => shuffled(all, corpus.name).slice(0, most));
  const questions = sets.flat();
  const ask = (search: Searcher) => (round: number) => {
    const question = questions[Math.abs(round) % questions.length]?.q ?? '';
    const started = performance.now();
    const found = search(question, DEPTH);
    return { ms: performance.now() - started, found };
  };
  const engines = Object.fromEntries(PEERS.map((one) => [one.name, ask(one.build(corpus.docs, corpus.language))]));
  const given = await inTurn(engines, { warmUps: WARM_UPS, runs: questions.length });
  const medians = [...given.values()].map((all) => {
    const times = all.map(({ ms }) => ms);
    return percentile(times, 0.5);
  });
  return [...given].map(([engine, all], at): Row => {
    const outcomes = questions.map(({ relevant }, index) => {
      const found = all[index]?.found ?? [];
      const ranked = found.map(({ id }) => id);
      return { ranked, relevant, confidence: found[0]?.score ?? 0, answered: ranked.length > 0 };
    });
    const half = sets[0]?.length ?? 0;
    const [clean, misspelt] = [measure(outcomes.slice(0, half)), measure(outcomes.slice(half))];
    const [ours = 0, p50 = 0] = [medians[0], medians[at]];
    return {
      engine,
      'Hit@1': share(clean.hit1),
      'Hit@3': share(clean.hit3),
      'MRR@10': share(clean.mrr10),
      AUROC: share(clean.auroc),
      'Hit@1, typos': share(misspelt.hit1),
      'Hit@3, typos': share(misspelt.hit3),
      'AUROC, typos': share(misspelt.auroc),
      p50: rounded(p50),
      'p50 / ours': rounded(p50 / ours),
    };
  });
}

/** Two digits behind the point, as `.82`; `–` for what was not measured. */
function share(value: number | null): string {
  return value === null ? '–' : value.toFixed(2).replace(/^0/, '');
}

/** Best first, no document twice, at most `limit`; scores are only comparable within one engine. What the first one's score
    says of whether it is right is measured too. */
export type Searcher = (question: string, limit: number) => readonly { readonly id: string; readonly score: number }[];

/** Search engines, used as well as we could find out on development questions. */
export const PEERS: readonly {
  readonly name: string;
  readonly use: string;
  build(docs: readonly CollectionDoc[], language: Language): Searcher;
}[] = [
  {
    name: 'Receipts',
    use: 'as it is shipped; its confidence as the score',
    build(docs, language) {
      const engine = createEngine(docs, language);
      return (question, limit) => {
        const { hits, confidence } = engine.find(question, limit);
        return hits.map(({ id }, at) => ({ id, score: confidence - at }));
      };
    },
  },
  {
    name: 'MiniSearch',
    use: 'all wordings as one field, our stop words left out by processTerm, title twice as heavy, slips in every word',
    // Grid over six public corpora, 136 questions each (mean Hit@1, clean / with typos): .731/.661; slips of 0.25
    // .726/.662; b 0.4 .730/.661; an entry per wording .725/.650; stems .739/.639.
    build(docs, { small }) {
      const index = new MiniSearch({
        fields: ['title', 'text'],
        processTerm: (term) => (small.has(term.toLowerCase()) ? null : term.toLowerCase()),
        searchOptions: { boost: { title: 2 }, fuzzy: 0.2 },
      });
      index.addAll(docs.map((doc) => ({ ...doc, text: [...new Set([doc.text, ...doc.aliases])].join('. ') })));
      return (question, limit) => {
        const found = index.search(question).slice(0, limit);
        return found.map(({ id, score }) => ({ id: String(id), score }));
      };
    },
  },
  {
    name: 'fuse.js',
    use: 'token search over title, text and the list of aliases; our stop words left out of the question; anywhere in the text; threshold 0.2',
    // Grid over two corpora with wordings, 30 and 60 questions (mean Hit@1, clean / with typos): .775/.625; threshold
    // 0.3 .742/.592; an entry per wording .758/.592; with stop words .733/.567; no options .575/.475.
    build(docs, { small }) {
      const keys = ['title', 'text', 'aliases'];
      const options = { useTokenSearch: true, ignoreLocation: true, includeScore: true, threshold: 0.2 };
      const index = new Fuse(docs, { keys, ...options });
      return (question, limit) => {
        const words: readonly string[] = question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
        const left = words.filter((word) => !small.has(word));
        const found = index.search((left.length > 0 ? left : words).join(' '), { limit });
        // Its scores are distances: 0 is exact, 1 is nothing in common.
        return found.map(({ item, score = 1 }) => ({ id: item.id, score: 1 - score }));
      };
    },
  },
];
