import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { type CollectionDoc, createEngine } from '../editor/evaluation/collection.ts';
import type { Language } from '../src/core/language.ts';

/** Best first, no document twice, at most `limit`; scores are only comparable within one engine. What the first one's score
    says of whether it is right is measured too. */
export type Searcher = (question: string, limit: number) => readonly { readonly id: string; readonly score: number }[];

/** Search engines, used as well as we could find out on development questions. */
export const PEERS: readonly {
  readonly name: string;
  readonly use: string;
  build(docs: readonly CollectionDoc[], language: Language): Searcher;
}[] = [
  {
    name: 'Receipts',
    use: 'as it is shipped; its confidence as the score',
    build(docs, language) {
      const engine = createEngine(docs, language);
      return (question, limit) => {
        const { hits, confidence } = engine.find(question, limit);
        return hits.map(({ id }, at) => ({ id, score: confidence - at }));
      };
    },
  },
  {
    name: 'MiniSearch',
    use: 'all wordings as one field, our stop words left out by processTerm, title twice as heavy, slips in every word',
    // Grid over six public corpora, 136 questions each (mean Hit@1, clean / with typos): .731/.661; slips of 0.25 .726/.662; b 0.4 .730/.661; an entry per wording .725/.650; stems .739/.639.
    build(docs, { small }) {
      const index = new MiniSearch({
        fields: ['title', 'text'],
        processTerm: (term) => (small.has(term.toLowerCase()) ? null : term.toLowerCase()),
        searchOptions: { boost: { title: 2 }, fuzzy: 0.2 },
      });
      index.addAll(docs.map((doc) => ({ ...doc, text: [...new Set([doc.text, ...doc.aliases])].join('. ') })));
      return (question, limit) => {
        const found = index.search(question).slice(0, limit);
        return found.map(({ id, score }) => ({ id: String(id), score }));
      };
    },
  },
  {
    name: 'fuse.js',
    use: 'token search over title, text and the list of aliases; our stop words left out of the question; anywhere in the text; threshold 0.2',
    // Grid over two corpora with wordings, 30 and 60 questions (mean Hit@1, clean / with typos): .775/.625; threshold 0.3 .742/.592; an entry per wording .758/.592; with stop words .733/.567; no options .575/.475.
    build(docs, { small }) {
      const keys = ['title', 'text', 'aliases'];
      const options = { useTokenSearch: true, ignoreLocation: true, includeScore: true, threshold: 0.2 };
      const index = new Fuse(docs, { keys, ...options });
      return (question, limit) => {
        const words: readonly string[] = question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
        const left = words.filter((word) => !small.has(word));
        const found = index.search((left.length > 0 ? left : words).join(' '), { limit });
        // Its scores are distances: 0 is exact, 1 is nothing in common.
        return found.map(({ item, score = 1 }) => ({ id: item.id, score: 1 - score }));
      };
    },
  },
];
