import type { PeerDoc, Scored } from './peer.ts';

/** One text of a document, for engines that rank short texts better than long ones. */
export interface TextEntry {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Every wording and the text itself as an entry, each with the document's title; no text twice for one document. */
export function entryPerWording(docs: readonly PeerDoc[]): TextEntry[] {
  return docs.flatMap(({ id, title = '', text, aliases }) =>
    [...new Set([text, ...aliases])].map((one) => ({ id, title, text: one })),
  );
}

/** The text and all wordings as one text. */
export function oneEntry(docs: readonly PeerDoc[]): TextEntry[] {
  return docs.map(({ id, title = '', text, aliases }) => ({
    id,
    title,
    text: [...new Set([text, ...aliases])].join('. '),
  }));
}

/** One of the two above. */
export type Layout = (docs: readonly PeerDoc[]) => TextEntry[];

export function wholeText({ title, text }: TextEntry): string {
  return title === '' ? text : `${title}. ${text}`;
}

/** Entries found, best first: the best one of a document stands for it. */
export function bestOfEach(found: Iterable<Scored>, limit: number): Scored[] {
  const best = new Map<string, Scored>();
  for (const hit of found) {
    if (best.has(hit.id)) continue;
    best.set(hit.id, hit);
    if (best.size === limit) break;
  }
  return [...best.values()];
}

/** Words in lower case: letters and digits. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words that are no stop words; all of them where there are no others. */
export function meaningful(text: string, small: ReadonlySet<string>): readonly string[] {
  const all = wordsOf(text);
  const left = all.filter((word) => !small.has(word));
  return left.length > 0 ? left : all;
}

/** For engines that find whole phrases only: every word is looked up by itself, and an entry gets the sum of what its
    words are worth. `find` gives entries and how well the word fits, from 0 to 1. A word counts the more the fewer
    entries hold it. */
export function wordByWord(
  entries: readonly TextEntry[],
  words: readonly string[],
  find: (word: string) => readonly (readonly [entry: number, fit: number])[],
  limit: number,
): Scored[] {
  const scores = new Map<number, number>();
  for (const word of words) {
    const found = find(word);
    const weight = Math.log(1 + entries.length / (1 + found.length));
    for (const [entry, fit] of found) scores.set(entry, (scores.get(entry) ?? 0) + weight * fit);
  }
  const ranked = [...scores].sort(([, one], [, other]) => other - one);
  return bestOfEach(
    ranked.map(([entry, score]) => ({ id: entries[entry]?.id ?? '', score })),
    limit,
  );
}
