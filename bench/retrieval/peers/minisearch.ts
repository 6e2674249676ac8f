import MiniSearch, { type Options, type SearchOptions } from 'minisearch';
import { oneEntry } from '../entries.ts';
import { byTopScore, type Peer, type Searcher } from '../peer.ts';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly aliases?: string;
}

export const miniSearchDefaults: Peer = {
  name: 'MiniSearch defaults',
  use: 'fields title, text and aliases (joined); no options',
  build(docs) {
    const rows = docs.map(({ id, title = '', text, aliases }) => ({
      id,
      title,
      text,
      aliases: aliases.join('. '),
    }));
    return searcher(rows, { fields: ['title', 'text', 'aliases'] }, {});
  },
};

export const miniSearchFuzzy: Peer = {
  name: 'MiniSearch fuzzy',
  use: 'all wordings as one field, title twice as heavy, long words by their beginning and with slips; only its own options',
  // Grid over seven public corpora, 50 questions each (mean Hit@1, clean / with typos): .706/.606; fuzzy alone .689/.620; no title boost .706/.597; an entry per wording .680/.597; stems .703/.609.
  build: (docs) =>
    searcher(
      oneEntry(docs),
      { fields: ['title', 'text'] },
      {
        boost: { title: 2 },
        prefix: (term) => term.length > 4,
        fuzzy: (term) => (term.length > 4 ? 0.25 : false),
      },
    ),
};

interface Setting {
  readonly stopWords: boolean;
  readonly titleBoost: number;
  /** The beginnings of long words count too, and only they may be misspelt. */
  readonly longWords: boolean;
}

// Grid over six public corpora, 136 questions each (mean Hit@1, clean / with typos): this one .731/.661; fuzzy 0.25 .726/.662; b 0.4 .730/.661; an entry per wording .725/.650; stems .739/.639.
const TUNED: Setting = { stopWords: true, titleBoost: 2, longWords: false };

// On a seventh, of intents with 50 wordings each, stop words are worth keeping (.833/.767 against .767/.683 without), so every mixture is tried.
const OTHERWISE: readonly Setting[] = [true, false].flatMap((stopWords) =>
  [2, 1].flatMap((titleBoost) => [false, true].map((longWords) => ({ stopWords, titleBoost, longWords }))),
);

export const miniSearchTuned: Peer = {
  name: 'MiniSearch tuned',
  use: 'all wordings as one field; for each corpus the best of eight settings for these very questions: our stop words left out by processTerm or not, title twice as heavy or not, slips in every word or beginnings and slips of long words. Its speed is that of the best one overall: stop words left out, title twice as heavy, slips in every word',
  build: set(TUNED),
  otherwise: OTHERWISE.map((setting) => ({ build: set(setting) })),
};

function set({ stopWords, titleBoost, longWords }: Setting): Peer['build'] {
  return (docs, { small }) => {
    const processTerm = (term: string): string | null => {
      const lower = term.toLowerCase();
      return stopWords && small.has(lower) ? null : lower;
    };
    const isLong = (term: string): boolean => term.length > 4;
    return searcher(
      oneEntry(docs),
      { fields: ['title', 'text'], processTerm },
      {
        boost: { title: titleBoost },
        ...(longWords ? { prefix: isLong, fuzzy: (term) => isLong(term) && 0.25 } : { fuzzy: 0.2 }),
      },
    );
  };
}

function searcher(rows: readonly Row[], options: Options<Row>, asked: SearchOptions): Searcher {
  const index = new MiniSearch<Row>(options);
  index.addAll(rows);
  return {
    search(question, limit) {
      const found = index.search(question, asked).slice(0, limit);
      return byTopScore(found.map(({ id, score }) => ({ id: String(id), score })));
    },
  };
}
