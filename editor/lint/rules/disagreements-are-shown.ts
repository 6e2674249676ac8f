import type { Fact } from '../../../src/core/fact.ts';
import type { Disagreement } from '../../../src/facts/join.ts';
import { isAttributed } from '../attribution.ts';
import { find } from '../finding.ts';
import type { Rule, Written } from '../rule.ts';

export const disagreementsAreShown: Rule = {
  name: 'disagreements-are-shown',
  why: 'Where sources differ or are loose, a reader has to see it beside the claim; a list of such places alone helps nobody.',
  *check(written) {
    for (const place of written.disagreements) {
      for (const [index, way] of place.shown.entries()) {
        const missing = whatIsMissing(way, place, written);
        if (missing === undefined) continue;
        const spot = { kind: 'disagreement', id: place.id, path: ['shown', index] } as const;
        const message = `place ${place.place} is not shown by ${way}: ${missing}`;
        yield find(written, spot, message, howToShow(way, place));
      }
    }
  },
};

function whatIsMissing(
  way: Disagreement['shown'][number],
  place: Disagreement,
  written: Written,
): string | undefined {
  const facts = place.facts.flatMap((id) => written.base.facts.get(id) ?? []);
  const sources = place.sources.flatMap((id) => written.base.sources.get(id) ?? []);
  switch (way) {
    case 'disagreesWith':
      return facts.some((fact) => fact.disagreesWith.some((other) => place.facts.includes(other)))
        ? undefined
        : 'no two of its facts name each other in disagreesWith';
    case 'caveat':
      return facts.some((fact) => firstWording(fact)?.caveat !== undefined)
        ? undefined
        : 'none of its facts has a caveat';
    case 'attribution': {
      const silent = facts.find((fact) => !isAttributed(fact, written.base));
      if (facts.length === 0) return 'it names no fact';
      return silent ? `${silent.id} does not name who says so` : undefined;
    }
    case 'note':
      return sources.some(({ note }) => note !== undefined) ? undefined : 'none of its sources has a note';
  }
}

function firstWording(fact: Fact) {
  const [wording] = fact.wordings.values();
  return wording;
}

function howToShow(way: Disagreement['shown'][number], { facts, sources }: Disagreement): string {
  const [one = 'a fact', other = 'the other'] = facts;
  const ways = {
    disagreesWith: `Write disagreesWith: [${other}] in ${one}`,
    caveat: `Write caveat: in ${one}`,
    attribution: `Name who says so in the claim of ${one}`,
    note: `Write note: in ${sources[0] ?? 'a source, and name it in sources:'}`,
  };
  return `${ways[way]}, or take ${way} out of shown.`;
}
