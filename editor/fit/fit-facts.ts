import type { FactBase, FactId } from '../../src/core/fact.ts';
import type { Language } from '../../src/core/language.ts';
import type { Query } from '../../src/core/retriever.ts';
import { understand } from '../../src/core/understand.ts';
import { type Corpus, createCorpus } from '../../src/retrieval/corpus.ts';
import { FACT_SIGNALS } from '../../src/retrieval/fact-signals.ts';
import { createLexicon } from '../../src/retrieval/lexicon.ts';
import type { Logistic } from '../../src/retrieval/logistic.ts';
import { beliefsIn, type FactWeights, look } from '../../src/retrieval/rank.ts';
import { fitRanking, type Listwise, type RankWeights } from '../../src/retrieval/ranking.ts';
import { SIGNALS } from '../../src/retrieval/signals.ts';
import { perturb } from '../evaluation/perturb.ts';
import type { Evaluation, EvaluationCase } from '../evaluation/questions.ts';
import { fitLogistic, type Observed, rounded } from './logistic.ts';

/** Parts into which the indexed questions are cut: each is asked while it is not indexed. */
const PARTS = 5;
/** How strongly weights are held near 0; chosen on folds of the questions marked `tune`. */
const RANK_HOLD = 5e-4;
const BELIEF_HOLD = 1e-2;
/** Facts of a topic stand in no order that a reader would follow: what stands before and after one tells nothing. */
const NAMES: readonly string[] = [
  ...SIGNALS.filter((name) => name !== 'before' && name !== 'after'),
  ...FACT_SIGNALS,
];

const FACT_NAMES: ReadonlySet<string> = new Set(FACT_SIGNALS);

/** A question asked of a base. */
export interface Asked {
  readonly text: string;
  readonly query: Query;
  readonly corpus: Corpus;
  readonly base: FactBase;
  /** None: nothing in the base answers it. */
  readonly expects: readonly FactId[];
  /** How often it counts beside the others. */
  readonly times: number;
  /** Whether it is a question of the fact itself, asked while it was not indexed. */
  readonly indexed: boolean;
  /** Of a question of the evaluation: the half in which it is when half of them are fitted on. */
  readonly half?: 0 | 1;
}

type Languages = readonly [Language, ...Language[]];

/** Fits the order of facts, and then the probability that the first is right, on three kinds of questions: those of the
    evaluation that are marked `tune`; the indexed ones, each asked of a base without it; and for silence those whose fact
    was taken out of the base. */
export function fitFacts(
  base: FactBase,
  languages: Languages,
  evaluation: Evaluation,
  report: (line: string) => void,
): FactWeights & { readonly scores: { readonly first: number } } {
  const asked = askedOf(base, languages, evaluation);
  report(
    `facts: ${asked.answerable.length} answerable questions, ${asked.silent.length} that nothing answers`,
  );
  const rank = rankOf(asked.answerable);
  const belief = beliefOf([...asked.answerable, ...asked.silent], rank);
  return { rank, belief, scores: { first: firstOf(asked.answerable) } };
}

/** Share of the evaluation's questions whose first fact is right when it was fitted on the other half of them. */
function firstOf(asked: readonly Asked[]): number {
  const judged = asked.filter(({ half }) => half !== undefined);
  const right = ([0, 1] as const).flatMap((half) => {
    const rank = rankOf(asked.filter((one) => one.half !== half));
    return judged
      .filter((one) => one.half === half)
      .filter(({ query, corpus, base, expects }) => {
        const [first] = look(query, corpus, base, rank).seen;
        return first !== undefined && expects.includes(first.match.fact.id);
      });
  });
  return Number((right.length / Math.max(1, judged.length)).toFixed(3));
}

/** The questions that weights may be fitted on. */
export function askedOf(
  base: FactBase,
  languages: Languages,
  evaluation: Evaluation,
): { readonly answerable: readonly Asked[]; readonly silent: readonly Asked[] } {
  const whole = opened(base, languages);
  const tune = [...evaluation.inScope.values()].flat().filter((one) => one.split === 'tune');
  const traps = evaluation.nearTraps.filter((one) => one.split === 'tune');
  const outside = evaluation.outOfScope.filter((one) => one.split === 'tune');
  const slips = tune.map((one, at) => ({ ...one, question: perturb({ id: String(at), q: one.question }) }));
  const held = withoutQuestions(base, languages);
  const gone = withoutFacts(base, languages);
  const ask = (
    cases: readonly Pick<EvaluationCase, 'question'>[],
    expected: boolean,
    share: number,
  ): Asked[] =>
    cases.map((one, at) => ({
      ...whole(one.question),
      half: at % 2 === 0 ? 0 : 1,
      expects: expected && 'expects' in one && isIds(one.expects) ? one.expects : [],
      times: share / cases.length,
      indexed: false,
    }));
  return {
    answerable: [
      ...ask(tune, true, 1),
      ...ask(slips, true, 0.3),
      ...held.map((one) => ({ ...one, times: 1 / held.length, indexed: true })),
    ],
    silent: [
      ...ask(traps, false, 0.5),
      ...ask(outside, false, 0.25),
      ...gone.map((one) => ({ ...one, times: 0.2 / gone.length, indexed: false })),
    ],
  };
}

function isIds(value: unknown): value is readonly FactId[] {
  return Array.isArray(value);
}

function opened(
  base: FactBase,
  languages: Languages,
): (text: string) => Omit<Asked, 'expects' | 'times' | 'indexed'> {
  const lexicon = createLexicon(base, languages);
  const corpus = createCorpus(base, languages, lexicon);
  const packs = new Set(base.packs.keys());
  return (text) => ({ text, corpus, base, query: understand(text, languages, lexicon, packs) });
}

/** Each fact keeps its first question, which heads its answers. */
function withoutQuestions(base: FactBase, languages: Languages): Omit<Asked, 'times' | 'indexed'>[] {
  return Array.from({ length: PARTS }, (_, part) => {
    const out: { readonly text: string; readonly id: FactId }[] = [];
    let count = 0;
    const facts = new Map(
      [...base.facts].map(([id, fact]) => {
        const wordings = [...fact.wordings].map(([tag, wording]) => {
          const questions = wording.questions.filter((text, at) => {
            if (at === 0 || (at * 7 + count++) % PARTS !== part) return true;
            out.push({ text, id });
            return false;
          });
          return [tag, { ...wording, questions }] as const;
        });
        return [id, { ...fact, wordings: new Map(wordings) }] as const;
      }),
    );
    const ask = opened({ ...base, facts }, languages);
    return out.map(({ text, id }) => ({ ...ask(text), expects: [id] }));
  }).flat();
}

/** Every fact in turn is one that the base does not hold. */
function withoutFacts(base: FactBase, languages: Languages): Omit<Asked, 'times' | 'indexed'>[] {
  return Array.from({ length: PARTS }, (_, part) => {
    const gone = [...base.facts.values()].filter((_, at) => at % PARTS === part);
    const facts = new Map([...base.facts].filter(([id]) => !gone.some((one) => one.id === id)));
    const ask = opened({ ...base, facts }, languages);
    return gone.flatMap(({ wordings }) =>
      [...wordings.values()].flatMap(({ questions }) =>
        questions.filter((_, at) => at % 3 === 0).map((text) => ({ ...ask(text), expects: [] })),
      ),
    );
  }).flat();
}

/** What can only speak against a fact, and what only for it. Where the questions say otherwise, it is by chance, and the
    signal is left out. */
const AGAINST: readonly string[] = [
  'definesAnother',
  'witness',
  'otherCompany',
  'ownedCompany',
  'otherAgency',
  'otherName',
  'silent',
  'otherYear',
  'noMoney',
  'noFigure',
];
const isByChance = (name: string, weight: number): boolean =>
  AGAINST.includes(name) ? weight > 0 : weight < 0;

export function rankOf(asked: readonly Asked[]): RankWeights {
  const questions: Listwise[] = asked.map(({ query, corpus, base, expects, times }) => ({
    times,
    rows: look(query, corpus, base, {}).seen.map(({ match, signals, ranked }) => ({
      right: expects.includes(match.fact.id),
      signals: valuesOf({ ...ranked.signals, ...signals }),
    })),
  }));
  const free = fitRanking(NAMES, questions, RANK_HOLD);
  const kept = NAMES.map((name) => !FACT_NAMES.has(name) || !isByChance(name, free[name] ?? 0));
  if (!kept.includes(false)) return free;
  const fewer = questions.map(({ times, rows }) => ({
    times,
    rows: rows.map(({ right, signals }) => ({ right, signals: signals.filter((_, at) => kept[at]) })),
  }));
  return fitRanking(
    NAMES.filter((_, at) => kept[at]),
    fewer,
    RANK_HOLD,
  );
}

function valuesOf(signals: Readonly<Record<string, number>>): readonly number[] {
  return NAMES.map((name) => signals[name] ?? 0);
}

export function beliefOf(asked: readonly Asked[], rank: RankWeights): Logistic {
  const observed: Observed[] = asked.flatMap(({ query, corpus, base, expects, times, indexed }) => {
    const { seen, searched } = look(query, corpus, base, rank);
    const [first] = seen;
    const right = first !== undefined && expects.includes(first.match.fact.id);
    // What is asked of one fact may be answered by its neighbour as well: nobody judged that.
    const unjudged =
      indexed && !right && seen.slice(0, 3).some(({ match }) => expects.includes(match.fact.id));
    if (unjudged) return [];
    return [
      { features: beliefsIn(query, seen, searched), held: right ? 1 : 0, times: indexed ? times / 2 : times },
    ];
  });
  return rounded(fitLogistic(observed, BELIEF_HOLD));
}
