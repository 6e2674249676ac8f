import { type Reading, type Word, wordsIn } from './reading.ts';
import type { Source } from './source.ts';

/** How a source accounts for a word: it has it, or one that means the same; only a name or a question about it has it; or
    not at all. */
export type Explained =
  | { readonly how: 'held'; readonly by: readonly Word[] }
  | { readonly how: 'near' }
  | { readonly how: 'not' };

export function explain(word: Word, said: Reading, source: Source): Explained {
  const by = source.readings.flatMap((reading) =>
    wordsIn(reading).filter((other) => meansSame(word, said, other, reading)),
  );
  if (by.length > 0) return { how: 'held', by };
  const stems = [word.stem, ...word.also];
  return stems.some((stem) => source.near.has(stem)) || source.near.has(word.word)
    ? { how: 'near' }
    : { how: 'not' };
}

function meansSame(word: Word, said: Reading, other: Word, source: Reading): boolean {
  if (word.also.includes(other.stem)) return true;
  if (said.language !== source.language) {
    // What a glossary leads to may be worded in another way again.
    return source.grammar.same.some(
      (group) => group.has(other.word) && [...group].some((one) => word.also.includes(stemOf(one, source))),
    );
  }
  return (
    word.word === other.word ||
    (word.stem === other.stem && !other.small) ||
    said.grammar.same.some((group) => group.has(word.word) && group.has(other.word))
  );
}

/** Enough to find a listed form among stems: they are alike to the end of the shorter. */
function stemOf(form: string, { language }: Reading): string {
  return language.forms.get(form) ?? form;
}
