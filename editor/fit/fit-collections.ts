import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Language } from '../../src/core/language.ts';
import { rankingFeatures } from '../../src/retrieval/confidence.ts';
import type { Logistic } from '../../src/retrieval/logistic.ts';
import { type Candidates, type RankWeights, SIGNALS } from '../../src/retrieval/score-candidates.ts';
import { createEngine, rankBy, SHAPES, type Shape } from '../evaluation/collection.ts';
import { readDocs, readQuestions } from '../evaluation/corpus.ts';
import { perturb } from '../evaluation/perturb.ts';
import { fitLogistic, fitRanking } from './learning.ts';

/** How strongly weights are held near 0. Chosen by the score over two halves. */
const RANK_HOLD: Readonly<Record<Shape, number>> = { worded: 3e-4, headed: 2e-3, plain: 2e-3 };
const CONFIDENCE_HOLD = 0.01;
/** Questions of one collection that are looked at, evenly spread; more teach the same. */
const MOST = 1200;

export interface Fitted {
  readonly rank: RankWeights;
  readonly confidence: Logistic;
  /** Hit@1 of each collection when its questions were fitted on the other half: clean, and with slips of the pen. */
  readonly scores: Readonly<Record<string, readonly [number, number]>>;
}

interface Asked {
  readonly candidates: Candidates;
  /** Numbers of documents; none: it is to be refused. */
  readonly relevant: readonly number[];
  readonly half: number;
  readonly slipped: boolean;
}

interface Corpus {
  readonly name: string;
  readonly shape: Shape;
  readonly asked: readonly Asked[];
}

/** Fits one set of weights for each shape of collection, on the questions of every folder of `dir` that holds docs.jsonl and
    queries.jsonl, each question as it is and perturbed. The language is the part of a folder's name that is a language's
    tag, else the first. A folder called `…-holdout` is one from which documents were taken away, to learn silence. */
export function fitCollections(
  dir: string,
  languages: readonly [Language, ...Language[]],
  report: (line: string) => void,
): Readonly<Record<Shape, Fitted>> {
  const corpora = readdirSync(dir)
    .map((name) => join(dir, name))
    .filter((path) => existsSync(join(path, 'docs.jsonl')) && existsSync(join(path, 'queries.jsonl')))
    .map((path) => askAll(path, languages, report));
  const fitted = (shape: Shape): Fitted => {
    const own = corpora.filter((corpus) => corpus.shape === shape);
    // A collection from which documents were taken away has the questions of the whole one.
    const whole = own.filter(({ name }) => !name.endsWith('-holdout'));
    const silent = own.filter(({ asked }) => asked.some(({ relevant }) => relevant.length === 0));
    const rank = rankOf(whole, RANK_HOLD[shape]);
    const halves = [0, 1].map((half) => rankOf(whole, RANK_HOLD[shape], half));
    return {
      rank,
      confidence: confidenceOf(silent.length > 0 ? silent : own, rank),
      scores: Object.fromEntries(
        whole.map(({ name, asked }) => [
          name,
          [scoreOn(asked, halves, false), scoreOn(asked, halves, true)] as const,
        ]),
      ),
    };
  };
  const [worded, headed, plain] = SHAPES.map(fitted);
  if (!worded || !headed || !plain) throw new Error('a shape has no weights');
  return { worded, headed, plain };
}

function askAll(
  path: string,
  languages: readonly [Language, ...Language[]],
  report: (line: string) => void,
): Corpus {
  const name = basename(path);
  const language = languages.find(({ tag }) => name.split('-').includes(tag)) ?? languages[0];
  const docs = readDocs(path);
  const questions = readQuestions(join(path, 'queries.jsonl'), docs);
  const engine = createEngine(docs, language);
  const numbers = new Map(docs.map(({ id }, number) => [id, number]));
  const step = Math.max(1, Math.ceil(questions.length / MOST));
  const few = questions.filter((one, at) => at % step === 0 || one.relevant.length === 0);
  const asked = few.flatMap((question) =>
    [question.q, perturb(question)].map((text, at) => ({
      candidates: engine.search(text),
      relevant: question.relevant.map((id) => numbers.get(id) ?? -1),
      half: halfOf(question.id),
      slipped: at === 1,
    })),
  );
  report(`${name}: ${docs.length} documents, ${few.length} questions, ${engine.shape}`);
  return { name, shape: engine.shape, asked };
}

/** On all questions, or without those of one half. */
function rankOf(corpora: readonly Corpus[], hold: number, without?: number): RankWeights {
  const questions = corpora.flatMap(({ asked }) => {
    const useful = asked.filter(({ half, relevant }) => half !== without && relevant.length > 0);
    return useful.map(({ candidates: { candidates }, relevant }) => ({
      times: 1 / useful.length,
      rows: candidates.map(({ doc, signals }) => ({
        right: relevant.includes(doc),
        signals: SIGNALS.map((name) => signals[name]),
      })),
    }));
  });
  return fitRanking(SIGNALS, questions, hold);
}

function confidenceOf(corpora: readonly Corpus[], rank: RankWeights): Logistic {
  const observed = corpora.flatMap(({ asked }) =>
    asked.map(({ candidates: { candidates, terms }, relevant }) => {
      const ranked = rankBy(candidates, rank);
      const [first] = ranked;
      const isRight = first !== undefined && relevant.includes(first.doc);
      // An answerable question whose first is wrong is neither: it may not be claimed, and it should not be refused.
      const held = isRight ? 1 : relevant.length > 0 ? 0.7 : 0;
      return { features: Object.values(rankingFeatures(ranked, terms)), held, times: 1 / asked.length };
    }),
  );
  return fitLogistic(observed, CONFIDENCE_HOLD);
}

function scoreOn(asked: readonly Asked[], halves: readonly RankWeights[], slipped: boolean): number {
  const counted = asked.filter((one) => one.slipped === slipped && one.relevant.length > 0);
  const right = counted.filter(({ candidates: { candidates }, relevant, half }) => {
    const [first] = rankBy(candidates, halves[half] ?? {});
    return first !== undefined && relevant.includes(first.doc);
  });
  return Number((right.length / Math.max(1, counted.length)).toFixed(3));
}

/** By FNV-1a. */
function halfOf(id: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) sum = Math.imul(sum ^ id.charCodeAt(at), 0x01000193);
  return (sum >>> 4) & 1;
}
