import { find } from '../finding.ts';
import { findLoaded, withoutQuotes } from '../loaded-words.ts';
import type { Rule } from '../rule.ts';

const LISTERS: ReadonlySet<string> = new Set(['organisation', 'publication', 'person']);

export const listingsArePositions: Rule = {
  name: 'listings-are-positions',
  why: 'That somebody lists a company is a fact; that it deserves it is their position, and stays with them.',
  *check(written) {
    const { entities, listings } = written.base;
    for (const { id, company, by, grounds } of listings) {
      const at = (key: string) => ({ kind: 'listing', id, path: [key] }) as const;
      if (entities.get(company)?.kind !== 'company') {
        yield find(
          written,
          at('company'),
          `${company} is no company`,
          'Write company: and the id of an entity of kind company.',
        );
      }
      if (!LISTERS.has(entities.get(by)?.kind ?? '')) {
        yield find(
          written,
          at('by'),
          `${by} is nobody who lists`,
          'Write by: and the id of an organisation, a publication or a person.',
        );
      }
      for (const [language, text] of grounds) {
        const own = withoutQuotes(text);
        const loaded = findLoaded(own)[0];
        if (loaded) {
          yield find(
            written,
            at('grounds'),
            `the grounds (${language}) use "${loaded.word}"`,
            `${loaded.why}; or set the lister’s own words in quotation marks.`,
          );
        }
        if (/\b(?:boycott|should|must|deserves?|boicot\p{L}*|debe)\b/iu.test(own)) {
          const tip = 'Write why it is listed and no more: the bot itself says whose list it is.';
          yield find(written, at('grounds'), `the grounds (${language}) call for something`, tip);
        }
      }
    }
  },
};
