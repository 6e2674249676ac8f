import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Knowledge } from '../../src/core/bot.ts';
import type { FactBase, FactId } from '../../src/core/fact.ts';
import type { Query } from '../../src/core/retriever.ts';
import { confidenceFeatures, heldFeatures } from '../../src/retrieval/confidence.ts';
import { FACT_SIGNALS, type FactCandidates, scoreFacts } from '../../src/retrieval/fact-candidates.ts';
import type { Logistic } from '../../src/retrieval/logistic.ts';
import { type RankWeights, SIGNALS, scoreOf } from '../../src/retrieval/score-candidates.ts';
import { misspell } from '../evaluation/perturb.ts';
import type { Evaluation, EvaluationCase } from '../evaluation/questions.ts';
import { type Engine, type Languages, openEngine, withFewerWordings, withSlips } from '../evaluation/ranking.ts';
import { fitLogistic, fitRanking } from './learning.ts';

/** How strongly weights are held near 0; chosen on folds of the questions marked `tune`. */
const RANK_HOLD = 5e-4;
const CONFIDENCE_HOLD = 1e-2;
/** How many wordings an editor writes of a new fact. */
const FEW = 3;
/** One wording in so many is taken out, to be asked; and of those that were taken out one in so many is. */
const [PARTS, SAMPLED] = [5, 3];
/** A question with slips of the pen counts for so much of one without. */
const SLIPPED = 0.4;
/** What is asked of bases with fewer wordings counts for so much where the probability is fitted. */
const THINNED = 0.5;
/** What questions about companies that are not held count, and those out of scope, beside those that something answers. */
const [FOREIGN, OFF_TOPIC] = [1, 0.5];

/** Whether a fact keeps a wording when one in so many is taken out. */
const isHeld = (at: number): boolean => at === 0 || at % PARTS !== PARTS - 1;

/** How many wordings a fact has decides nothing. */
export const FACT_NAMES: readonly string[] = [...SIGNALS.filter((name) => name !== 'wordings'), ...FACT_SIGNALS];

interface Asked {
  readonly query: Query;
  readonly found: FactCandidates;
  /** None: nothing in the base answers it. */
  readonly expects: readonly FactId[];
  /** How often it counts beside the others. */
  readonly times: number;
  /** Whether it is a question of the fact itself, asked while it was not indexed. */
  readonly indexed: boolean;
  /** The half in which it is when half of the questions are fitted on. */
  readonly half: 0 | 1;
}

/** Fits the order of facts, and then the probability that the first is right, on the questions marked `tune`, also with
    slips, and on the facts' own wordings, each asked while it is not indexed: of the whole base, of one with three wordings a
    fact, and of two in which every second fact has three. And for silence on what nothing answers. */
export function fitFacts(base: FactBase, languages: Languages, evaluation: Evaluation, report: Report) {
  const { whole, fewer } = answerable(base, languages, evaluation);
  const silent = unanswerable(base, languages, evaluation);
  const all = [...whole, ...fewer];
  report(`facts: ${all.length} answerable questions, ${silent.length} that nothing answers`);
  const rank = rankOf(all);
  const thinned = fewer.map((one) => ({ ...one, times: one.times * THINNED }));
  const confidence = confidenceOf([...whole, ...thinned, ...silent], rank);
  const judged = whole.filter(({ indexed }) => !indexed);
  const halves = ([0, 1] as const).map((half) => rankOf(all.filter((one) => one.half !== half)));
  const right = judged.filter((one) => isRight(one, rescored(one, halves[one.half] ?? {})));
  // The share whose first was right when fitted on the other half.
  const first = Number((right.length / Math.max(1, judged.length)).toFixed(3));
  return { weights: { rank, confidence, scores: { first } }, asked: whole };
}

type Question = { readonly question: string; readonly expects: readonly FactId[] };

/** Those marked `tune`, as questions that nothing answers. */
const silentIn = (cases: readonly Pick<EvaluationCase, 'question' | 'split'>[]): readonly Question[] =>
  cases.filter(({ split }) => split === 'tune').map(({ question }) => ({ question, expects: [] }));

/** The questions that something answers: asked of the whole base, and of those with fewer wordings. */
export function answerable(base: FactBase, languages: Languages, { inScope }: Evaluation) {
  const tune = [...inScope.values()].flat().filter(({ split }) => split === 'tune');
  const slipped = tune.map((one) => ({ ...one, question: withSlips(one.question) }));
  const askOf = (keeps: (at: number, nth: number) => boolean, times: number, own: number): Asked[] => {
    const { base: fewer, out } = withFewerWordings(base, keeps);
    const held = out.filter((_, at) => at % SAMPLED === 0);
    const engine = openEngine(fewer, languages);
    return [...ask(engine, tune, times), ...ask(engine, slipped, SLIPPED * times), ...ask(engine, held, own, true)];
  };
  return {
    whole: askOf(isHeld, 1, 0.5),
    fewer: [
      ...askOf((at) => at < FEW, 0.8, 0.4),
      ...[0, 1].flatMap((half) => askOf((at, nth) => (nth % 2 === half ? at < FEW : isHeld(at)), 0.4, 0.2)),
    ],
  };
}

/** Of a base with as many wordings as where something answers, so that their number tells nothing. */
export function unanswerable(all: FactBase, languages: Languages, evaluation: Evaluation): readonly Asked[] {
  const { base } = withFewerWordings(all, isHeld);
  const whole = openEngine(base, languages);
  return [
    ...ask(whole, silentIn(evaluation.nearTraps), 0.6),
    ...ask(whole, silentIn(evaluation.outOfScope), 0.2),
    ...Array.from({ length: PARTS }, (_, part) => withoutFacts(base, languages, part)).flat(),
  ];
}

/** Every fact in turn is one that the base does not hold. */
function withoutFacts(base: FactBase, languages: Languages, part: number): readonly Asked[] {
  const gone = [...base.facts.values()].filter((_, at) => at % PARTS === part);
  const facts = new Map([...base.facts].filter(([, fact]) => !gone.includes(fact)));
  const questions = gone
    .flatMap(({ wordings }) => [...wordings.values()])
    .flatMap((wording) => wording.questions.filter((_, at) => at % 3 === 0))
    .map((question) => ({ question, expects: [] }));
  return ask(openEngine({ ...base, facts }, languages), questions, 0.2 / PARTS);
}

function ask({ base, corpus, understand }: Engine, asked: readonly Question[], times: number, indexed = false) {
  return asked.map(({ question, expects }, at): Asked => {
    const query = understand(question);
    const found = scoreFacts(query, corpus, base, {});
    return { query, found, expects, times: times / asked.length, indexed, half: at % 2 === 0 ? 0 : 1 };
  });
}

/** The candidates of a question in another order. */
function rescored({ found }: Asked, weights: RankWeights): FactCandidates {
  const candidates = found.candidates.map((one) => ({ ...one, score: scoreOf(one.signals, weights) }));
  return { ...found, candidates: candidates.sort((a, b) => b.score - a.score) };
}

function isRight({ expects }: Asked, { candidates: [first] }: FactCandidates): boolean {
  return first !== undefined && expects.includes(first.match.fact.id);
}

function rankOf(asked: readonly Asked[]): RankWeights {
  const questions = asked.map(({ found, expects, times }) => ({
    times,
    rows: found.candidates.map(({ match, signals }) => {
      const values: Readonly<Record<string, number>> = signals;
      return { right: expects.includes(match.fact.id), signals: FACT_NAMES.map((name) => values[name] ?? 0) };
    }),
  }));
  return fitRanking(FACT_NAMES, questions, RANK_HOLD);
}

function confidenceOf(asked: readonly Asked[], rank: RankWeights): Logistic {
  const observed = asked.flatMap((one) => {
    const found = rescored(one, rank);
    const right = isRight(one, found);
    // In a fact's own words it is claimed whatever else is probable.
    if (found.candidates[0]?.verbatim) return [];
    // What is asked of one fact may be answered by its neighbour as well: nobody judged that.
    const isNear = found.candidates.slice(0, 3).some(({ match }) => one.expects.includes(match.fact.id));
    if (one.indexed && !right && isNear) return [];
    const times = one.indexed ? one.times / 2 : one.times;
    return { features: Object.values(confidenceFeatures(one.query, found)), held: right ? 1 : 0, times };
  });
  return fitLogistic(observed, CONFIDENCE_HOLD);
}

/** Fits the probability that the base holds something on what is asked: so it does for near traps, whose neighbours may be
    shown as the nearest; not for questions out of scope and about companies that are not held: every second name in one
    shape, every fourth with a slip. */
export function heldOf(answerable: readonly Asked[], engine: Engine, evaluation: Evaluation, rank: RankWeights) {
  const { names, shapes } = evaluation.strangers;
  const about = names.flatMap((name, at) => {
    const shape = shapes[(at * 7) % shapes.length]?.shape ?? '{name}';
    if (at % 2 === 1) return [];
    const asked = [name, ...(at % 4 === 0 ? [misspell(name, at)] : [])];
    return asked.map((one) => ({ question: shape.replace('{name}', one), expects: [] }));
  });
  const rows = (asked: readonly Asked[], held: 0 | 1) =>
    asked.map((one) => {
      const features = Object.values(heldFeatures(one.query, rescored(one, rank), engine.base));
      return { features, held, times: one.times };
    });
  const observed = [
    ...rows(answerable, 1),
    ...rows(ask(engine, silentIn(evaluation.nearTraps), 0.25), 1),
    ...rows(ask(engine, silentIn(evaluation.outOfScope), OFF_TOPIC), 0),
    ...rows(ask(engine, about, FOREIGN), 0),
  ];
  return fitLogistic(observed, CONFIDENCE_HOLD);
}

const FILE = fileURLToPath(new URL('../../src/retrieval/fitted.json', import.meta.url));

type Report = (line: string) => void;

/** Writes the weights of facts, and gives the path of the file. `today`: as it is written there. Takes a minute or two. */
export function fit({ facts, languages }: Knowledge, evaluation: Evaluation, today: string, report: Report): string {
  const { weights, asked } = fitFacts(facts, languages, evaluation, report);
  const held = heldOf(asked, openEngine(facts, languages), evaluation, weights.rank);
  const [answered] = asked.filter(({ found }) => found.candidates.length > 0);
  if (!answered) throw new Error('no question of the evaluation finds anything');
  const { query, found } = answered;
  const own = {
    fitted: today,
    about:
      'rank: what each signal counts. confidence: how each number says that the first is right; (x - mean) / spread times its weight, in log-odds; held: how it says that the base holds anything on what is asked. scores: share of the questions marked tune whose first was right when fitted on the other half.',
    data: `${facts.facts.size} facts with their wordings, each asked while it was not indexed; the questions of the evaluation that are marked tune`,
    confidenceNames: Object.keys(confidenceFeatures(query, found)),
    heldNames: Object.keys(heldFeatures(query, found, facts)),
    ...weights,
    held,
  };
  writeFileSync(FILE, `${JSON.stringify(own, undefined, 1)}\n`);
  return FILE;
}
