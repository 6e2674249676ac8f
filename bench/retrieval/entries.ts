import type { CollectionDoc } from '../../editor/evaluation/collection.ts';

/** A document as every engine gets it. */
export type PeerDoc = CollectionDoc;

export interface Scored {
  readonly id: string;
  /** Higher is better; only comparable within one engine. */
  readonly score: number;
}

/** One text of a document, for engines that rank short texts better than long ones. */
export interface TextEntry {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** How the texts of documents become entries. */
export type Layout = (docs: readonly PeerDoc[]) => TextEntry[];

/** Every wording and the text itself as an entry, each with the document's title; no text twice for one document. */
export const entryPerWording: Layout = (docs) =>
  docs.flatMap(({ id, title = '', text, aliases }) =>
    [...new Set([text, ...aliases])].map((one) => ({ id, title, text: one })),
  );

/** The text and all wordings as one text. */
export const oneEntry: Layout = (docs) =>
  docs.map(({ id, title = '', text, aliases }) => ({
    id,
    title,
    text: [...new Set([text, ...aliases])].join('. '),
  }));

export function wholeText({ title, text }: TextEntry): string {
  return title === '' ? text : `${title}. ${text}`;
}

/** Entries found, best first: the best one of a document is its hit. */
export function bestOfEach(found: Iterable<Scored>, limit: number): Scored[] {
  const best = new Map<string, Scored>();
  for (const hit of found) {
    if (!best.has(hit.id)) best.set(hit.id, hit);
    if (best.size === limit) break;
  }
  return [...best.values()];
}

/** The words in lower case that are no stop words; all of them where there are no others. */
export function meaningful(text: string, small: ReadonlySet<string>): readonly string[] {
  const all = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const left = all.filter((word) => !small.has(word));
  return left.length > 0 ? left : all;
}

type Fit = readonly [entry: number, fit: number];

/** For engines that find whole phrases only. `whole`: the entries that hold the whole phrase, best first: they are surer than
    any count of words. Where there are none, every word is looked up by itself (`find`: from 0 to 1), and counts the more
    the fewer entries hold it. */
export function wordByWord(
  entries: readonly TextEntry[],
  whole: readonly Fit[],
  words: readonly string[],
  find: (word: string) => readonly Fit[],
  limit: number,
): Scored[] {
  const scores = new Map<number, number>(whole.map(([entry, fit]) => [entry, 1000 + fit]));
  for (const word of whole.length > 0 ? [] : words) {
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
