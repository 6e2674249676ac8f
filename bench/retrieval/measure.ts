import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { auroc, hitAt, type Outcome, reciprocalRank } from '../../editor/evaluation/measures.ts';
import { inTurn, percentile } from '../figures.ts';
import { type Base, type Corpus, shuffled } from './corpora.ts';
import { madeDocs, madeQuestions } from './made.ts';
import type { Peer, Searcher } from './peers.ts';

/** How well an engine ranks one set of questions: shares from 0 to 1, the first three of the questions with an answer. */
export interface Ranked {
  readonly hit1: number;
  readonly hit3: number;
  readonly mrr10: number;
  /** How well its scores tell questions with an answer from others; null when it can't be said. */
  readonly auroc: number | null;
}

export interface Quality {
  readonly engine: string;
  readonly corpus: string;
  readonly clean: Ranked;
  readonly misspelt: Ranked;
  /** Milliseconds of a question, at the median; all engines are asked in turn. */
  readonly p50: number;
}

/** What an engine took for so many made documents, or why it was left out. */
export interface Speed {
  readonly engine: string;
  readonly docs: number;
  readonly leftOut?: true;
  /** Milliseconds to make the index, and of a question at the median and the 99th percentile. */
  readonly build: number;
  readonly p50: number;
  readonly p99: number;
  /** Share of the questions whose own document came first. */
  readonly found: number;
  /** Megabytes that the index takes beside the documents. */
  readonly heap: number;
}

const DEPTH = 10;
const WARM_UPS = 30;
/** An engine that needs more milliseconds than these for a question or an index is not asked with ten times the documents. */
const SLOW = { question: 25, index: 4_000 };

interface Asked {
  readonly ms: number;
  readonly ranked: readonly string[];
  readonly score: number;
}

/** Asks every engine every question, in turn. */
function asked<Name extends string>(
  engines: Readonly<Record<Name, Searcher>>,
  questions: readonly string[],
): Promise<ReadonlyMap<Name, readonly Asked[]>> {
  const ask =
    (search: Searcher) =>
    (round: number): Asked => {
      const question = questions[Math.abs(round) % questions.length] ?? '';
      const started = performance.now();
      const hits = search(question, DEPTH);
      const ms = performance.now() - started;
      return { ms, ranked: hits.map(({ id }) => id), score: hits[0]?.score ?? 0 };
    };
  const runs = Object.entries<Searcher>(engines).map(([name, search]) => [name, ask(search)]);
  return inTurn(Object.fromEntries(runs), { warmUps: WARM_UPS, runs: questions.length });
}

/** At most `most` questions of each set, the same ones of every engine. */
export async function measureQuality(
  peers: readonly Peer[],
  corpus: Corpus,
  most: number,
): Promise<readonly Quality[]> {
  const sets = [corpus.clean, corpus.misspelt].map((all) => shuffled(all, corpus.name).slice(0, most));
  const engines: Record<string, Searcher> = {};
  for (const peer of peers) engines[peer.name] = await peer.build(corpus.docs, corpus.language);
  const questions = sets.flat();
  const found = await asked(
    engines,
    questions.map(({ q }) => q),
  );
  return peers.map(({ name }) => {
    const given = found.get(name) ?? [];
    const outcomes = questions.map(({ relevant }, index): Outcome => {
      const { ranked = [], score = 0 } = given[index] ?? {};
      return { ranked, relevant, confidence: score, answered: ranked.length > 0 };
    });
    const half = sets[0]?.length ?? 0;
    const times = given.map(({ ms }) => ms);
    const [clean, misspelt] = [rankedBy(outcomes.slice(0, half)), rankedBy(outcomes.slice(half))];
    return { engine: name, corpus: corpus.name, clean, misspelt, p50: percentile(times, 0.5) };
  });
}

function rankedBy(outcomes: readonly Outcome[]): Ranked {
  const answerable = outcomes.filter(({ relevant }) => relevant.length > 0);
  const mean = (of: (outcome: Outcome) => number): number =>
    answerable.reduce((sum, one) => sum + of(one), 0) / answerable.length;
  return {
    hit1: mean((one) => hitAt(one, 1)),
    hit3: mean((one) => hitAt(one, 3)),
    mrr10: mean(reciprocalRank),
    auroc: auroc(outcomes),
  };
}

/** Every engine, for each number of documents; all are asked in turn. */
export async function measureSpeed(
  peers: readonly Peer[],
  { sentences, corpus }: Base,
  sizes: readonly number[],
  questions: number,
): Promise<readonly Speed[]> {
  const speeds: Speed[] = [];
  let left = peers;
  for (const docs of sizes) {
    const texts = madeDocs(sentences, docs);
    const made = madeQuestions(texts, questions);
    const engines: Record<string, Searcher> = {};
    const builds = new Map<string, Pick<Speed, 'build' | 'heap'>>();
    for (const peer of left) {
      const before = await megabytes();
      const started = performance.now();
      engines[peer.name] = await peer.build(texts, corpus.language);
      const build = performance.now() - started;
      builds.set(peer.name, { build, heap: (await megabytes()) - before });
    }
    const found = await asked(
      engines,
      made.map(({ text }) => text),
    );
    const measured = [...builds].map(([engine, built]): Speed => {
      const given = found.get(engine) ?? [];
      const times = given.map(({ ms }) => ms);
      const right = given.filter(({ ranked }, at) => ranked[0] === made[at]?.of).length;
      const p = { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
      return { engine, docs, ...built, ...p, found: right / given.length };
    });
    speeds.push(...measured);
    const isQuick = ({ p50, build }: Speed): boolean => p50 <= SLOW.question && build <= SLOW.index;
    left = left.filter(({ name }) => measured.some((one) => one.engine === name && isQuick(one)));
  }
  return speeds;
}

/** Megabytes of the heap and of buffers beside it, after collecting garbage. Once is not enough: what was compiled and not
    used for a while goes later. */
async function megabytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  for (let round = 0; round < 4 && typeof collect === 'function'; round += 1) {
    collect();
    await turn();
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
