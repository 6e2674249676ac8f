import { idf, type TextIndex } from './text-index.ts';
import type { Sense, Token } from './vocabulary.ts';

/** A word of a question, and how the index is searched for it. */
export interface QueryTerm {
  readonly word: string;
  readonly small: boolean;
  /** Whether the collection holds it; the senses of one that it does not hold are guesses. */
  readonly known: boolean;
  readonly senses: readonly Sense[];
  /** How rare it is among documents, and among single texts. */
  readonly docIdf: number;
  readonly unitIdf: number;
}

export interface QueryWord extends Token {
  /** Further stems that mean it, and how much they are worth, 0 to 1. */
  readonly also?: readonly { readonly stem: string; readonly share: number }[];
}

/** A small word counts for this much of its idf. */
export const SMALL = 0.3;
/** Words of a question that are searched. */
const LONGEST_QUESTION = 30;

/** What to search for. A word that no text holds is replaced by what it may have been meant to be. */
export function queryTerms(words: readonly QueryWord[], index: TextIndex): readonly QueryTerm[] {
  const { vocabulary, docIdf, unitIdf } = index;
  return words.slice(0, LONGEST_QUESTION).map(({ word, stem, small, also = [] }) => {
    const number = vocabulary.stem(stem, small);
    const senses: Sense[] = number === undefined ? [] : [{ stem: number, share: 1 }];
    for (const other of also) {
      const meant = vocabulary.stem(other.stem, false);
      if (meant !== undefined) senses.push({ stem: meant, share: other.share });
    }
    const known = senses.length > 0;
    if (!known && !small) senses.push(...vocabulary.near(word, (near) => -(docIdf[near] ?? 0)));
    const [likeliest] = senses;
    // A misspelt `what` is no name.
    const meantSmall = !known && likeliest !== undefined && vocabulary.isSmall(likeliest.stem);
    if (meantSmall) senses.length = 1;
    const rarest = (idfs: Float32Array, unseen: number): number =>
      senses.length === 0 ? unseen : Math.min(...senses.slice(0, 3).map((sense) => idfs[sense.stem] ?? unseen));
    return {
      word,
      small: small || meantSmall,
      known,
      senses,
      docIdf: rarest(docIdf, idf(0, index.docs)),
      unitIdf: rarest(unitIdf, idf(0, index.units)),
    };
  });
}

/** How much a term counts in a sum of idf. */
export function weightOf({ small }: QueryTerm, value: number): number {
  return small ? value * SMALL : value;
}
