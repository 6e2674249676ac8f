import type { JudgedQuestion } from '../../editor/evaluation/collection-files.ts';
import { auroc, hitAt, type Outcome, reciprocalRank } from '../../editor/evaluation/measures.ts';
import { percentile } from '../figures.ts';
import { type Corpus, shuffled } from './corpora.ts';
import type { Peer, Searcher } from './peer.ts';

/** How well an engine ranks one set of questions. Shares from 0 to 1. */
export interface Ranked {
  /** Over the questions that have an answer. */
  readonly hit1: number;
  readonly hit3: number;
  readonly mrr10: number;
  /** How well `sureness` tells questions with an answer from others; null when it can't be said. */
  readonly auroc: number | null;
  /** Questions that have an answer, and those that have none. */
  readonly answerable: number;
  readonly toRefuse: number;
  /** Milliseconds of a question. */
  readonly p50: number;
  readonly p99: number;
}

/** How well one engine does on one corpus. */
export interface Quality {
  readonly engine: string;
  readonly corpus: string;
  /** How many questions of each set were asked where that was a sample; null where it asked all that others were asked. */
  readonly sample: number | null;
  readonly clean: Ranked;
  readonly misspelt: Ranked;
}

const DEPTH = 10;
const WARM_UP = 10;

/** Asks at most `most` questions of each set, the same ones of every engine that is not given a smaller sample: that has
    the first of them. */
export async function measureQuality(peer: Peer, corpus: Corpus, most: number): Promise<Quality> {
  const count = Math.min(most, peer.sample ?? most);
  const clean = shuffled(corpus.clean, corpus.name).slice(0, count);
  const misspelt = shuffled(corpus.misspelt, corpus.name).slice(0, count);
  const measured = async ({ build }: Pick<Peer, 'build'>): Promise<Quality> => {
    const searcher = await build(corpus.docs, corpus.language);
    return {
      engine: peer.name,
      corpus: corpus.name,
      sample: count < Math.min(most, corpus.clean.length) ? count : null,
      clean: ranked(searcher, clean),
      misspelt: ranked(searcher, misspelt),
    };
  };
  let best = await measured(peer);
  for (const setting of peer.otherwise ?? []) {
    const other = await measured(setting);
    if (worth(other) > worth(best)) best = other;
  }
  return best;
}

function worth({ clean, misspelt }: Quality): number {
  return clean.hit1 + misspelt.hit1;
}

function ranked(searcher: Searcher, questions: readonly JudgedQuestion[]): Ranked {
  for (const { q } of questions.slice(0, WARM_UP)) searcher.search(q, DEPTH);
  const times: number[] = [];
  let silent = false;
  const outcomes: Outcome[] = questions.map(({ q, relevant }) => {
    const started = performance.now();
    const { hits, sureness } = searcher.search(q, DEPTH);
    times.push(performance.now() - started);
    if (sureness === null) silent = true;
    return {
      ranked: hits.map(({ id }) => id),
      relevant,
      confidence: sureness ?? 0,
      answered: hits.length > 0,
    };
  });
  const answerable = outcomes.filter(({ relevant }) => relevant.length > 0);
  const mean = (of: (outcome: Outcome) => number): number =>
    answerable.reduce((sum, one) => sum + of(one), 0) / answerable.length;
  return {
    hit1: mean((one) => hitAt(one, 1)),
    hit3: mean((one) => hitAt(one, 3)),
    mrr10: mean(reciprocalRank),
    auroc: silent ? null : auroc(outcomes),
    answerable: answerable.length,
    toRefuse: outcomes.length - answerable.length,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}
