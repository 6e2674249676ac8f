import { percentile } from '../figures.ts';
import { type Base, shuffled } from './corpora.ts';
import { type MadeQuestion, madeDocs, madeQuestions } from './made.ts';
import type { Peer, Searcher } from './peer.ts';

/** Engines that are asked in turn, question by question, in one process: whatever else the machine does slows them all. */
export interface Turns {
  readonly docs: number;
  readonly rows: readonly TurnsRow[];
}

export interface TurnsRow {
  readonly questions: 'all' | 'spelt right' | 'misspelt';
  readonly count: number;
  /** Milliseconds of a question at the median, in the order in which the engines were named. */
  readonly p50: readonly { readonly engine: string; readonly ms: number }[];
}

const DEPTH = 10;
const WARM_UP = 20;

/** With every question another engine is asked first, so that none always finds warm caches. */
export async function measureTurns(
  base: Base,
  peers: readonly Peer[],
  count: number,
  asked: number,
): Promise<Turns> {
  const docs = madeDocs(base.sentences, count);
  const engines: { readonly engine: string; readonly searcher: Searcher }[] = [];
  for (const peer of peers) {
    engines.push({ engine: peer.name, searcher: await peer.build(docs, base.corpus.language) });
  }
  const questions = madeQuestions(docs, asked + WARM_UP);
  const ask = ({ text, misspelt }: MadeQuestion, first: number) =>
    engines.map((_, turn) => {
      const { engine, searcher } = engines[(first + turn) % engines.length] ?? engines[0] ?? none();
      const started = performance.now();
      searcher.search(text, DEPTH);
      return { engine, misspelt, ms: performance.now() - started };
    });
  for (const [index, question] of questions.slice(asked).entries()) ask(question, index);
  const times = shuffled(questions.slice(0, asked), 'turns').flatMap(ask);
  const row = (kind: TurnsRow['questions'], of: typeof times): TurnsRow => ({
    questions: kind,
    count: of.length / engines.length,
    p50: engines.map(({ engine }) => {
      const own = of.flatMap((one) => (one.engine === engine ? [one.ms] : []));
      return { engine, ms: percentile(own, 0.5) };
    }),
  });
  const right = times.filter(({ misspelt }) => !misspelt);
  const wrong = times.filter(({ misspelt }) => misspelt);
  return { docs: count, rows: [row('all', times), row('spelt right', right), row('misspelt', wrong)] };
}

function none(): never {
  throw new Error('retrieval: no engines to be asked in turn');
}
