import Fuse, { type IFuseOptions } from 'fuse.js';
import { meaningful } from '../entries.ts';
import { byTopScore, type Peer, type PeerDoc } from '../peer.ts';

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
  use: 'token search over title, text and the list of aliases; our stop words left out of the question; anywhere in the text; threshold 0.2, or 0.3 without field norms, whichever is better for the corpus',
  sample: 40,
  // Grid over two corpora with wordings, 30 and 60 questions (mean Hit@1, clean / with typos): .775/.625; threshold 0.3 .742/.592; an entry per wording .758/.592; with stop words .733/.567; no other options .575/.475.
  build: tokenSearch({ threshold: 0.2 }),
  // On one without wordings, 12 questions: .583/.417; threshold 0.2 with field norms .500/.417.
  otherwise: [{ build: tokenSearch({ threshold: 0.3, ignoreFieldNorm: true }) }],
};

function tokenSearch(options: IFuseOptions<PeerDoc>): Peer['build'] {
  return (docs, { small }) => {
    const keys = ['title', 'text', 'aliases'];
    const fuse = fuseOf<PeerDoc>(docs, { keys, useTokenSearch: true, ignoreLocation: true, ...options });
    return {
      search: (question, limit) => byTopScore(fuse(meaningful(question, small).join(' '), limit)),
    };
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
