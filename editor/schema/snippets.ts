// biome-ignore-all lint/suspicious/noTemplateCurlyInString: editors fill such places in

import { AMOUNT_NATURES, ENTITY_KINDS, FACT_KINDS, READINGS, SOURCE_KINDS } from '../../src/core/fact.ts';

/** What an editor offers for a whole new entry. In `body`, `${1:text}` is where the cursor goes first, and `${2|one,other|}`
    is a choice. */
export interface Snippet {
  readonly label: string;
  readonly description: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const among = (place: number, words: readonly string[]): string => `\${${place}|${words.join(',')}|}`;

const FACT = {
  id: '${1:pack}.${2:short-name}',
  kind: among(3, FACT_KINDS),
  about: ['${4:entity}'],
  claim: '${5:Who says so} reports that ${6:…}.',
  questions: ['${7:A whole question?}', '${8:other words}', '${9:a third way}'],
  cites: [{ source: '${10:source}', locator: '${11:paragraph 1}' }],
} as const;

/** By the name of the schema, the first one is what most people want. */
export const SNIPPETS: Readonly<Record<string, readonly Snippet[]>> = {
  facts: [
    {
      label: 'a new fact',
      description: 'Everything that a fact needs, to be filled in',
      body: { ...FACT, asOf: '${12:2026-11-22}', reviewBy: '${13:2028-11-22}' },
    },
    {
      label: 'a new fact with a figure and a reply',
      description: 'A fact that names dollars and says something about the company',
      body: {
        ...FACT,
        amount: { usd: '${12:1000000}', nature: among(13, AMOUNT_NATURES) },
        reply: { noneFound: '${14:2026-11-22}' },
        asOf: '${15:2026-11-22}',
        reviewBy: '${16:2028-11-22}',
      },
    },
  ],
  wordings: [
    {
      label: 'a fact worded again',
      description: 'A fact in the language of this file; lint says what `of` must be',
      body: {
        id: '${1:pack}.${2:short-name}',
        of: '${3:aaaaaaaa}',
        claim: '${4:The claim in this language.}',
        questions: ['${5:A whole question?}', '${6:other words}', '${7:a third way}'],
      },
    },
  ],
  sources: [
    {
      label: 'a new source',
      description: 'Everything that a source needs, to be filled in',
      body: {
        id: '${1:publisher-subject}',
        title: '${2:Its title}',
        publisher: '${3:Who published it}',
        kind: among(4, SOURCE_KINDS),
        url: '${5:https://example.org/}',
        published: '${6:2026-11-22}',
        accessed: '${7:2026-11-22}',
        read: among(8, READINGS),
        language: '${9:en}',
      },
    },
  ],
  entities: [
    {
      label: 'somebody or something new',
      description: 'A name that facts may be about',
      body: {
        id: '${1:short-name}',
        kind: among(2, ENTITY_KINDS),
        name: '${3:Its name in full}',
        aliases: ['${4:another spelling}'],
        definedBy: '${5:pack}.${6:short-name}',
      },
    },
  ],
  listings: [
    {
      label: 'a new listing',
      description: 'Who lists the company for boycott, and on what grounds',
      body: {
        id: '${1:pack}.${2:listed-by-somebody}',
        company: '${3:company}',
        by: '${4:lister}',
        grounds: { en: '${5:Who lists it} says that ${6:…}.' },
        cites: [{ source: '${7:source}' }],
        asOf: '${8:2026-11-22}',
      },
    },
  ],
  evaluation: [
    {
      label: 'a question that measures',
      description: 'As a stranger asks; no fact may list it',
      body: {
        question: '${1:as a stranger asks}',
        language: '${2:en}',
        expects: ['${3:pack}.${4:short-name}'],
        split: among(5, ['report', 'tune']),
      },
    },
  ],
  'near-traps': [
    {
      label: 'a question close to a fact',
      description: 'It shares words with a fact and asks for something else',
      body: {
        question: '${1:as a stranger asks}',
        language: '${2:en}',
        near: ['${3:pack}.${4:short-name}'],
        differs: '${5:what sets it apart}',
        split: among(6, ['report', 'tune']),
      },
    },
  ],
  'out-of-scope': [
    {
      label: 'a question that nothing answers',
      description: 'What the base does not hold',
      body: {
        question: '${1:as a stranger asks}',
        language: '${2:en}',
        split: among(3, ['report', 'tune']),
      },
    },
  ],
  disagreements: [
    {
      label: 'a place where sources differ',
      description: 'What they say differently, and how a reader gets to see it',
      body: {
        place: '${1:1}',
        about: '${2:What the sources say differently.}',
        facts: ['${3:pack}.${4:short-name}'],
        shown: [among(5, ['disagreesWith', 'caveat', 'attribution', 'note'])],
      },
    },
  ],
  exceptions: [
    {
      label: 'an exception to a rule',
      description: 'What a rule need not find, with a reason and a last day',
      body: {
        rule: '${1:the-name-of-the-rule}',
        where: '${2:the id that lint names}',
        reason: '${3:Why the rule is wrong here.}',
        until: '${4:2027-05-31}',
      },
    },
  ],
  pack: [
    {
      label: 'a new pack',
      description: 'Everything that a company needs; npm run facts -- new pack asks for it instead',
      body: {
        id: '${1:company}',
        title: '${2:The company and its subject}',
        scope: '${3:One sentence, what it covers and what not.}',
        company: '${1:company}',
        languages: ['en'],
        readTo: '${4:2026-11-22}',
        licence: '${5:CC-BY-4.0}',
        maintainers: ['${6:Receipts editors}'],
        topics: [{ id: '${7:general}', titles: { en: '${8:General}' } }],
      },
    },
  ],
};
