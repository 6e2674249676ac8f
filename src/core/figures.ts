import type { Fact } from './fact.ts';

/** `8 July 2018`, `8 de julio de 2018`, `2018`. */
const DATES = /\b(?:\d{1,2} (?=(?:\p{Lu}\p{Ll}+|de \p{Ll}+ de) (?:19|20)\d\d\b)|(?:19|20)\d\d\b)/gu;

/** Whether any claim of the fact holds a figure that is no date. */
export function holdsFigure(fact: Fact): boolean {
  return [...fact.wordings.values()].some(({ claim }) => /\d/.test(claim.replace(DATES, '')));
}

/** Whether any claim of the fact holds a sum of money. */
export function holdsMoney(fact: Fact): boolean {
  return (
    fact.amount !== undefined || [...fact.wordings.values()].some(({ claim }) => /[$€£]|\bdollars?\b/i.test(claim))
  );
}
