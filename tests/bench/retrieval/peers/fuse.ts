import Fuse, { type IFuseOptions } from 'fuse.js';
import type { Language } from '../../../../src/core/language.ts';
import { bestOfEach, entryPerWording, meaningful, type TextEntry } from '../entries.ts';
import { byTopScore, type Peer, type PeerDoc, type Searcher } from '../peer.ts';

export const fuseDefaults: Peer = {
  name: 'fuse.js defaults',
  use: 'keys title, text and aliases; no options',
  sample: 40,
  build(docs) {
    const fuse = fuseOf<PeerDoc>(docs, { keys: ['title', 'text', 'aliases'] });
    return { search: (question, limit) => byTopScore(fuse(question, limit)) };
  },
};

export const fuseTokenSearch: Peer = {
  name: 'fuse.js token search',
  use: 'token search; an entry per wording, best one counts; our stop words left out of the question; anywhere in the text, threshold 0.3, no field norms',
  sample: 40,
  // Grid over three public corpora, 12 to 40 questions each (mean Hit@1, clean / with typos): .619/.481; with field norms .608/.481; threshold 0.2 with field norms .625/.464; no other options .411/.333; with stop words .492/.403.
  build: (docs, language) => tokenSearch(docs, language),
};

function tokenSearch(docs: readonly PeerDoc[], { small }: Language): Searcher {
  const entries = entryPerWording(docs);
  const perDoc = Math.ceil(entries.length / Math.max(1, docs.length));
  const fuse = fuseOf<TextEntry>(entries, {
    keys: ['title', 'text'],
    useTokenSearch: true,
    ignoreLocation: true,
    ignoreFieldNorm: true,
    threshold: 0.3,
  });
  return {
    search(question, limit) {
      const found = fuse(meaningful(question, small).join(' '), limit * perDoc);
      return byTopScore(bestOfEach(found, limit));
    },
  };
}

function fuseOf<Entry extends { readonly id: string }>(
  entries: readonly Entry[],
  options: IFuseOptions<Entry>,
) {
  const fuse = new Fuse(entries, { ...options, includeScore: true });
  return (question: string, limit: number) =>
    // Its scores are distances: 0 is exact, 1 is nothing in common.
    fuse.search(question, { limit }).map(({ item, score = 1 }) => ({ id: item.id, score: 1 - score }));
}
