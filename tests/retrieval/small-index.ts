import fc from 'fast-check';
import { type QueryTerm, queryTerms } from '../../src/retrieval/query-terms.ts';
import { type Field, type Indexable, indexTexts, openTexts, type TextIndex } from '../../src/retrieval/text-index.ts';
import type { Token } from '../../src/retrieval/vocabulary.ts';

const SMALL_WORDS: ReadonlySet<string> = new Set(['the', 'of', 'what', 'is']);

/** Words parted by spaces; a final `s` is no part of the stem of a word that is not small. */
export function tokensOf(text: string): Token[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const small = SMALL_WORDS.has(word);
      return { word, small, stem: small ? word : word.replace(/s$/, '') };
    });
}

/** A document, with every text that it has. */
export interface Written {
  readonly question?: readonly string[];
  readonly title?: readonly string[];
  readonly text?: readonly string[];
  readonly caveat?: readonly string[];
  readonly aside?: readonly string[];
  readonly group?: string;
}

/** Questions first, then title, text and what is said beside it. */
export function indexableOf({ group, ...written }: Written): Indexable {
  const fields: readonly Field[] = ['question', 'title', 'text', 'caveat', 'aside'];
  const texts = fields.flatMap((field) => (written[field] ?? []).map((text) => ({ field, tokens: tokensOf(text) })));
  return group === undefined ? { texts } : { texts, group };
}

export function indexOf(written: readonly Written[]): TextIndex {
  return openTexts(indexTexts(written.map(indexableOf)));
}

export function termsIn(index: TextIndex, question: string): readonly QueryTerm[] {
  return queryTerms(tokensOf(question), index);
}

/** Few words, so that documents share them; four have a stem in common with another, two are small. */
const WORDS = ['ship', 'ships', 'port', 'ports', 'toll', 'crane', 'lighter', 'buoy', 'the', 'of'];
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 9 }).map((words) => words.join(' '));
export const someQuestion = fc
  .array(fc.constantFrom(...WORDS, 'zebra', 'toll', 'cranne'), { maxLength: 6 })
  .map((words) => words.join(' '));

const document: fc.Arbitrary<Written> = fc
  .record({
    question: fc.array(text, { maxLength: 3 }),
    title: fc.array(text, { maxLength: 1 }),
    text: fc.array(text, { maxLength: 2 }),
    aside: fc.array(text, { maxLength: 1 }),
    group: fc.constantFrom(undefined, 'east', 'west'),
  })
  .map(({ group, ...texts }) => (group === undefined ? texts : { ...texts, group }));

export const someCollection = fc.array(document, { maxLength: 8 });
