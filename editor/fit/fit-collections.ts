import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Language } from '../../src/core/language.ts';
import { beliefsOf } from '../../src/retrieval/confidence.ts';
import type { Shape } from '../../src/retrieval/fitted.ts';
import type { Logistic } from '../../src/retrieval/logistic.ts';
import { fitRanking, type Listwise, type RankWeights, rankBy } from '../../src/retrieval/ranking.ts';
import type { Searched } from '../../src/retrieval/search.ts';
import { SIGNALS } from '../../src/retrieval/signals.ts';
import { observe } from '../evaluation/calibrate.ts';
import { createEngine } from '../evaluation/collection.ts';
import { type JudgedQuestion, readCollection } from '../evaluation/collection-files.ts';
import { perturb } from '../evaluation/perturb.ts';
import { fitLogistic, type Observed, rounded } from './logistic.ts';

/** How strongly weights are held near 0: more where many wordings tell much already. Chosen by the score over two halves. */
const HOLD: Readonly<Record<Shape, number>> = { worded: 5e-3, headed: 3e-3, plain: 5e-3 };
const BELIEF_HOLD = 0.01;
/** Questions of one collection that are looked at, evenly spread; more teach the same. */
const MOST = 1200;

export interface Fitted {
  readonly rank: RankWeights;
  readonly belief: Logistic;
  /** Hit@1 of each collection when its questions were fitted on the other half: clean, and with slips of the pen. */
  readonly scores: Readonly<Record<string, readonly [number, number]>>;
}

interface Seen {
  readonly question: JudgedQuestion;
  readonly searched: Searched;
  readonly ids: readonly string[];
  readonly half: 0 | 1;
  readonly slipped: boolean;
}

interface Corpus {
  readonly name: string;
  readonly shape: Shape;
  readonly seen: readonly Seen[];
}

/** Fits one set of weights for each shape of collection, on the development
    questions of every folder of `dir` that holds docs.jsonl and queries.jsonl, each question clean and perturbed. The
    language is the part of a folder's name that is a language's tag, else the first. */
export function fitCollections(
  dir: string,
  languages: ReadonlyMap<string, Language>,
  report: (line: string) => void,
): Readonly<Record<Shape, Fitted>> {
  const corpora = readdirSync(dir)
    .map((name) => join(dir, name))
    .filter((path) => existsSync(join(path, 'docs.jsonl')) && existsSync(join(path, 'queries.jsonl')))
    .map((path) => look(path, languages, report));
  const fitted = (shape: Shape): Fitted => {
    const own = corpora.filter((corpus) => corpus.shape === shape);
    // A collection from which documents were taken away has the questions of the whole one.
    const ranked = own.filter(({ name }) => !name.endsWith('-holdout'));
    const rank = rankOf(ranked, HOLD[shape], () => true);
    const beliefs = own.filter(({ seen }) => seen.some(({ question }) => question.relevant.length === 0));
    return {
      rank,
      belief: beliefOf(beliefs.length > 0 ? beliefs : own, rank),
      scores: scoresOf(ranked, HOLD[shape]),
    };
  };
  return { worded: fitted('worded'), headed: fitted('headed'), plain: fitted('plain') };
}

function look(
  path: string,
  languages: ReadonlyMap<string, Language>,
  report: (line: string) => void,
): Corpus {
  const name = basename(path);
  const tag = name.split('-').find((part) => languages.has(part)) ?? 'en';
  const language = languages.get(tag);
  if (!language) throw new Error(`no language ${tag}`);
  const { docs, questions } = readCollection({ dir: path });
  const engine = createEngine(docs, language);
  const step = Math.max(1, Math.ceil(questions.length / MOST));
  const few = questions.filter((one, at) => at % step === 0 || one.relevant.length === 0);
  const ids = docs.map(({ id }) => id);
  const seen = few.flatMap((question) => {
    const half = (hash(question.id) & 1) === 0 ? 0 : 1;
    return [
      { question, ids, half, slipped: false, searched: engine.search(question.q) } as const,
      { question, ids, half, slipped: true, searched: engine.search(perturb(question)) } as const,
    ];
  });
  const { shape } = engine.find('', 1);
  report(`${name}: ${docs.length} documents, ${few.length} questions, ${shape}`);
  return { name, shape, seen };
}

function rankOf(corpora: readonly Corpus[], hold: number, wanted: (seen: Seen) => boolean): RankWeights {
  const questions: Listwise[] = corpora.flatMap(({ seen }) => {
    const useful = seen.filter((one) => wanted(one) && one.question.relevant.length > 0);
    return useful.map(({ searched, question, ids }) => ({
      times: 1 / useful.length,
      rows: searched.candidates.map(({ doc, signals }) => ({
        right: question.relevant.includes(ids[doc] ?? ''),
        signals: SIGNALS.map((name) => signals[name]),
      })),
    }));
  });
  return fitRanking(SIGNALS, questions, hold);
}

function beliefOf(corpora: readonly Corpus[], rank: RankWeights): Logistic {
  const observed: Observed[] = corpora.flatMap(({ seen }) =>
    seen.map(({ searched, question, ids }) => {
      const ranked = rankBy(searched.candidates, rank);
      const found = {
        hits: ranked.slice(0, 1).map(({ doc, score }) => ({ id: ids[doc] ?? '', score })),
        features: beliefsOf(ranked, searched.terms),
        confidence: 0,
        shape: 'plain' as const,
      };
      return { ...observe({ found, relevant: question.relevant }), times: 1 / seen.length };
    }),
  );
  return rounded(fitLogistic(observed, BELIEF_HOLD));
}

function scoresOf(corpora: readonly Corpus[], hold: number): Fitted['scores'] {
  const halves = ([0, 1] as const).map((half) => rankOf(corpora, hold, (seen) => seen.half !== half));
  return Object.fromEntries(
    corpora.map(({ name, seen }) => {
      const share = (slipped: boolean): number => {
        const asked = seen.filter((one) => one.slipped === slipped && one.question.relevant.length > 0);
        const right = asked.filter(({ searched, question, ids, half }) => {
          const [first] = rankBy(searched.candidates, halves[half] ?? {});
          return first !== undefined && question.relevant.includes(ids[first.doc] ?? '');
        });
        return Number((right.length / Math.max(1, asked.length)).toFixed(3));
      };
      return [name, [share(false), share(true)] as const];
    }),
  );
}

/** FNV-1a. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 4;
}
