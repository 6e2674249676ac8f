import type { FactId } from '../../src/core/fact.ts';
import type { EvaluationCase } from './questions.ts';

/** What was given back for one question. */
export interface Given {
  readonly outcome: 'answered' | 'choose' | 'unknown' | 'told' | 'failed';
  /** Shown or offered, best first. */
  readonly facts: readonly FactId[];
}

export interface Scored {
  readonly questions: number;
  /** Share whose first fact, shown or offered, is right. */
  readonly first: number;
  /** Share with a right one among the first three. */
  readonly firstThree: number;
  /** Mean of 1 / place of the first right one among ten; 0 where none is. */
  readonly mrr: number;
  /** Share that was claimed. */
  readonly answered: number;
  /** Of what was claimed, the share that is right. */
  readonly precision: number;
}

/** Scores questions that the base answers; all shares are 0 when there are none. */
export function scoreAnswerable(
  cases: readonly EvaluationCase[],
  given: (one: EvaluationCase) => Given,
): Scored & { readonly missed: readonly { readonly case: EvaluationCase; readonly given: Given }[] } {
  let first = 0;
  let firstThree = 0;
  let mrr = 0;
  let answered = 0;
  let right = 0;
  const missed: { case: EvaluationCase; given: Given }[] = [];
  for (const one of cases) {
    const got = given(one);
    const place = got.facts.slice(0, 10).findIndex((id) => one.expects.includes(id));
    if (place === 0) first++;
    else missed.push({ case: one, given: got });
    if (place >= 0 && place < 3) firstThree++;
    if (place >= 0) mrr += 1 / (place + 1);
    if (got.outcome !== 'answered') continue;
    answered++;
    if (place === 0) right++;
  }
  const share = (count: number): number => (cases.length === 0 ? 0 : count / cases.length);
  return {
    questions: cases.length,
    first: share(first),
    firstThree: share(firstThree),
    mrr: share(mrr),
    answered: share(answered),
    precision: answered === 0 ? 0 : right / answered,
    missed,
  };
}

/** Questions that nothing here answers: the share about which nothing was claimed, and those that were. */
export interface Refusals<Case> {
  readonly questions: number;
  readonly refused: number;
  readonly claimed: readonly { readonly case: Case; readonly given: Given }[];
}

export function scoreRefusals<Case>(cases: readonly Case[], given: (one: Case) => Given): Refusals<Case> {
  const claimed = cases
    .map((one) => ({ case: one, given: given(one) }))
    .filter((one) => one.given.outcome === 'answered');
  const refused = cases.length === 0 ? 0 : 1 - claimed.length / cases.length;
  return { questions: cases.length, refused, claimed };
}
