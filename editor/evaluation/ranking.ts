import type { Fact, FactBase, FactId } from '../../src/core/fact.ts';
import type { Language } from '../../src/core/language.ts';
import { understand } from '../../src/core/understand.ts';
import { createCorpus } from '../../src/retrieval/corpus.ts';
import { scoreFacts } from '../../src/retrieval/fact-candidates.ts';
import { createLexicon } from '../../src/retrieval/lexicon.ts';
import { FITTED, rank } from '../../src/retrieval/rank.ts';
import { columns } from '../opened.ts';
import { type Measures, measure } from './measures.ts';
import { perturb } from './perturb.ts';
import type { Evaluation, EvaluationCase } from './questions.ts';

export type Languages = readonly [Language, ...Language[]];

export type Engine = ReturnType<typeof openEngine>;

/** A base that can be asked without the bot around it. */
export function openEngine(base: FactBase, languages: Languages) {
  const lexicon = createLexicon(base, languages);
  const corpus = createCorpus(base, languages, lexicon);
  return { base, corpus, understand: (text: string) => understand(text, languages, lexicon) };
}

interface Indexed {
  /** How many wordings of a fact, the first ones; all when left out. */
  readonly wordings?: number;
  /** Whether only every second fact is cut, first one half and then the other; only their questions count. */
  readonly mixed?: boolean;
}

/** How the engine ranks the evaluation's questions, as they were asked and with slips of the pen. */
export function evaluateRanking(
  base: FactBase,
  languages: Languages,
  { inScope }: Evaluation,
  { wordings = Number.POSITIVE_INFINITY, mixed = false }: Indexed = {},
): readonly { readonly name: string; readonly measures: Measures }[] {
  const order = new Map([...base.facts.keys()].map((id, nth) => [id, nth]));
  const rounds = (mixed ? [0, 1] : [undefined]).map((half) => {
    const isCut = (nth: number): boolean => half === undefined || nth % 2 === half;
    const fewer = withFewerWordings(base, (at, nth) => at < wordings || !isCut(nth)).base;
    const all = [...inScope.values()].flat();
    const counted = all.filter(({ expects }) => expects.every((id) => isCut(order.get(id) ?? 0)));
    return { engine: openEngine(fewer, languages), counted };
  });
  const ranked = (text: string, { base: indexed, corpus, understand }: Engine): readonly string[] =>
    scoreFacts(understand(text), corpus, indexed, FITTED.rank).candidates.map(({ match }) => match.fact.id);
  return (['tune', 'report'] as const).flatMap((wanted) => {
    const name = wanted === 'tune' ? 'tuned on' : 'only reported';
    const measured = (typed: (question: string) => string): Measures => {
      const outcomes = rounds.flatMap(({ engine, counted }) =>
        counted.flatMap(({ question, expects, split }) => {
          if (split !== wanted) return [];
          return { ranked: ranked(typed(question), engine), relevant: expects, confidence: 0, answered: true };
        }),
      );
      return measure(outcomes);
    };
    return [
      { name, measures: measured((question) => question) },
      { name: `${name}, misspelt`, measures: measured(withSlips) },
    ];
  });
}

type Case = Pick<EvaluationCase, 'question' | 'expects' | 'split'>;
/** From which probability a bin of the reliability table begins. */
const BINS = [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9] as const;

/** How often the first fact is right beside how probable that was said to be, on the questions that are only reported, near
    traps among them (a reliability table: DeGroot and Fienberg, "The comparison and evaluation of forecasters", 1983). */
export function reliability(base: FactBase, languages: Languages, evaluation: Evaluation): string {
  const { corpus, understand } = openEngine(base, languages);
  const traps = evaluation.nearTraps.map((trap): Case => ({ ...trap, expects: [] }));
  const reported = [...[...evaluation.inScope.values()].flat(), ...traps].filter(({ split }) => split === 'report');
  const asked = reported.flatMap(({ question, expects }) => {
    const [first] = rank(understand(question), corpus, base);
    return first ? { said: first.score, right: expects.includes(first.fact.id) } : [];
  });
  const lines = BINS.map((from, at) => {
    const to = BINS[at + 1] ?? 1.01;
    const own = asked.filter(({ said }) => said >= from && said < to);
    const mean = own.reduce((sum, { said }) => sum + said, 0) / Math.max(1, own.length);
    const right = own.filter(({ right }) => right).length / Math.max(1, own.length);
    return [from.toFixed(1), String(own.length), mean.toFixed(2), right.toFixed(2)];
  });
  return columns([['from', 'questions', 'said', 'right'], ...lines]);
}

/** The same base with fewer wordings, and those that were taken out, each with its fact. `keeps`: whether a fact, the `nth`,
    keeps one of its wordings, which `at` counts in all languages. */
export function withFewerWordings(base: FactBase, keeps: (at: number, nth: number) => boolean) {
  const out: { readonly question: string; readonly expects: readonly FactId[] }[] = [];
  const facts = [...base.facts.values()].map((fact, nth): Fact => {
    let count = 0;
    const wordings = [...fact.wordings].map(([tag, wording]) => {
      const questions = wording.questions.filter((question) => {
        const kept = keeps(count++, nth);
        if (!kept) out.push({ question, expects: [fact.id] });
        return kept;
      });
      return [tag, { ...wording, questions }] as const;
    });
    return { ...fact, wordings: new Map(wordings) };
  });
  return { base: { ...base, facts: new Map(facts.map((fact) => [fact.id, fact])) }, out };
}

export const withSlips = (question: string): string => perturb({ id: question, q: question });
