import type { Fact } from '../../../src/core/fact.ts';
import { find } from '../finding.ts';
import type { Finding, Rule, Written } from '../rule.ts';

export const correctionsAreComplete: Rule = {
  name: 'corrections-are-complete',
  why: 'Whoever repeated the old wording must see what it was, what it is now and why, and find the newer fact.',
  *check(written) {
    for (const fact of written.base.facts.values()) {
      for (const [index, correction] of fact.corrections.entries()) {
        yield* ofOne(written, fact, correction, index);
      }
      if (fact.status === 'superseded') yield* successor(written, fact);
    }
  },
};

function* ofOne(
  written: Written,
  { id, status, wordings }: Fact,
  { was, why }: Fact['corrections'][number],
  index: number,
): Iterable<Finding> {
  const at = (key: string) => ({ kind: 'fact', id, path: ['corrections', index, key] }) as const;
  const [wording] = wordings.values();
  const stands = status === 'stands' || status === 'contested';
  if (stands && was === wording?.claim) {
    const tip = 'Write in was: what the claim said before, and in claim: what it says now.';
    yield find(written, at('was'), `${id} was corrected to what it was`, tip);
  }
  if (why.split(/\s+/).length < 3 || !/[.!?]["”’»)]?$/u.test(why)) {
    const tip = 'Write why: as a sentence, such as "The minutes speak of a plan."';
    yield find(written, at('why'), `a correction of ${id} does not say why in a sentence`, tip);
  }
}

/** What replaces a fact is named by its id in the newest reason, where readers of the old card are told it. */
function* successor(written: Written, { id, corrections }: Fact): Iterable<Finding> {
  const [newest] = corrections;
  if (!newest) return;
  const named = newest.why.match(/[a-z0-9-]+\.[a-z0-9-]+/g) ?? [];
  if (named.some((one) => one !== id && [...written.base.facts.keys()].some((known) => known === one)))
    return;
  const tip =
    'Write why: "Replaced by …" with the id of the newer fact, or status: withdrawn where there is none.';
  yield find(
    written,
    { kind: 'fact', id, path: ['corrections', 0, 'why'] },
    `${id} is superseded, and its reason names no newer fact`,
    tip,
  );
}
