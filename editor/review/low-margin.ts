import type { Knowledge } from '../../src/core/bot.ts';
import { THRESHOLDS } from '../../src/core/decide.ts';
import type { Fact, FactId } from '../../src/core/fact.ts';
import type { Evaluation, EvaluationCase } from '../evaluation/questions.ts';
import { search } from './regressions.ts';

/** A question of the evaluation that a fact should answer, and where that fact is beside the best of the others. */
export interface AskedQuestion extends Pick<EvaluationCase, 'question' | 'split'> {
  /** The first that it expects. */
  readonly fact: Fact;
  /** What came first instead, or what is nearest to it. */
  readonly instead: FactId | undefined;
  /** How far the right fact is ahead of the next, from 0 to 1; below 0 when it is behind. */
  readonly margin: number;
  readonly fails: boolean;
  /** It is ahead by no more than the margin at which a choice is offered. */
  readonly isLow: boolean;
}

/** Searches for every question that the base should answer. */
export function askEvaluation(knowledge: Knowledge, { inScope }: Evaluation): readonly AskedQuestion[] {
  return [...inScope.values()].flat().flatMap(({ question, split, expects }) => {
    const fact = knowledge.facts.facts.get(expects[0] ?? failing(question));
    if (!fact) return [];
    const found = search(question, knowledge, 10);
    const right = found.find((match) => expects.includes(match.fact.id))?.score ?? 0;
    const other = found.find((match) => !expects.includes(match.fact.id));
    const most = Math.max(right, other?.score ?? 0);
    const margin = most === 0 ? -1 : (right - (other?.score ?? 0)) / most;
    const [fails, isLow] = [margin <= 0, margin > 0 && margin <= THRESHOLDS.margin];
    return [{ question, split, fact, instead: other?.fact.id, margin, fails, isLow }];
  });
}

function failing(question: string): never {
  throw new Error(`nothing is expected of "${question}"`);
}
