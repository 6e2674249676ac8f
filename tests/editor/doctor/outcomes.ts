import type { Outcome } from '../../../editor/doctor/outcome.ts';

/** The one outcome of a check; throws when there is none, or another. */
export function of(all: readonly Outcome[], check: string): Outcome {
  const [one, ...others] = all.filter((each) => each.check === check);
  if (!one || others.length > 0) throw new Error(`not one ${check}: ${JSON.stringify(all)}`);
  return one;
}
