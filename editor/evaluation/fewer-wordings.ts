import type { Fact, FactBase, FactId } from '../../src/core/fact.ts';

/** A wording that was taken out, and the fact that it asks for. */
export interface TakenOut {
  readonly question: string;
  readonly id: FactId;
}

/** The same base with fewer wordings. `keeps`: whether a fact keeps one of its wordings: `at` counts those of the fact in
    all languages, `nth` the facts; the base is as it was but for its facts. */
export function withFewerWordings(
  base: FactBase,
  keeps: (at: number, nth: number) => boolean,
): { readonly base: FactBase; readonly out: readonly TakenOut[] } {
  const out: TakenOut[] = [];
  const facts = [...base.facts.values()].map((fact, nth): Fact => {
    let count = 0;
    const wordings = [...fact.wordings].map(([tag, wording]) => {
      const questions = wording.questions.filter((question) => {
        const kept = keeps(count++, nth);
        if (!kept) out.push({ question, id: fact.id });
        return kept;
      });
      return [tag, { ...wording, questions }] as const;
    });
    return { ...fact, wordings: new Map(wordings) };
  });
  return { base: { ...base, facts: new Map(facts.map((fact) => [fact.id, fact])) }, out };
}
