import type { FactBase } from '../../src/core/fact.ts';
import { heldFeatures } from '../../src/retrieval/confidence.ts';
import type { Logistic } from '../../src/retrieval/logistic.ts';
import type { RankWeights } from '../../src/retrieval/score-candidates.ts';
import { misspell } from '../evaluation/perturb.ts';
import type { Evaluation } from '../evaluation/questions.ts';
import type { Engine } from '../evaluation/ranking.ts';
import { type Asked, ask, rescored } from './fit-facts.ts';
import { fitLogistic } from './learning.ts';

const HOLD = 1e-2;
/** How much all questions about companies that are not held count beside the questions that something answers. */
const FOREIGN = 1;
const OFF_TOPIC = 0.5;

/** Fits the probability that the base holds something on what is asked: it does for questions that facts answer and for
    near traps, whose neighbours may be shown as the nearest; it does not for questions out of scope and for those about
    companies that are not held, of which every second name is asked about in one shape, and every fourth with a slip. */
export function heldOf(
  answerable: readonly Asked[],
  base: FactBase,
  engine: Engine,
  evaluation: Evaluation,
  rank: RankWeights,
): Logistic {
  const { names, shapes } = evaluation.strangers;
  const about = names.flatMap((name, at) => {
    const shape = shapes[(at * 7) % shapes.length]?.shape ?? '{name}';
    if (at % 2 === 1) return [];
    const asked = [name, ...(at % 4 === 0 ? [misspell(name, at)] : [])];
    return asked.map((one) => ({ question: shape.replace('{name}', one), expects: [] }));
  });
  const tuned = <Case extends { split: string; question: string }>(cases: readonly Case[]) =>
    cases.filter(({ split }) => split === 'tune').map(({ question }) => ({ question, expects: [] }));
  const rows = (asked: readonly Asked[], held: 0 | 1) =>
    asked.map((one) => ({
      features: heldFeatures(one.query, rescored(one, rank), base),
      held,
      times: one.times,
    }));
  return fitLogistic(
    [
      ...rows(answerable, 1),
      ...rows(ask(engine, tuned(evaluation.nearTraps), 0.25), 1),
      ...rows(ask(engine, tuned(evaluation.outOfScope), OFF_TOPIC), 0),
      ...rows(ask(engine, about, FOREIGN), 0),
    ],
    HOLD,
  );
}
