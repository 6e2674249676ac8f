import type { SourceId } from '../../../src/core/fact.ts';
import { find } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** Of one source, by all facts together, in characters: three paragraphs of a news page. */
const ENOUGH_OF_ONE = 2000;

export const quotesAreShort: Rule = {
  name: 'quotes-are-short',
  why: 'We quote what a person, a letter or a company said, and no more of a document than that needs: the rest is its author’s.',
  *check(written) {
    const taken = new Map<SourceId, number>();
    for (const { id, cites } of written.base.facts.values()) {
      for (const [index, { source, quote }] of cites.entries()) {
        if (quote === undefined) continue;
        const spot = { kind: 'fact', id, path: ['cites', index, 'quote'] } as const;
        const before = taken.get(source) ?? 0;
        taken.set(source, before + quote.length);
        if (before <= ENOUGH_OF_ONE && before + quote.length > ENOUGH_OF_ONE) {
          const message = `with this, facts quote more than ${ENOUGH_OF_ONE} characters of ${source}`;
          yield find(
            written,
            spot,
            message,
            'Keep quote: where its very words are the fact, and take it out of the other cites.',
          );
        }
      }
    }
  },
};
