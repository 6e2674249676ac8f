import UFuzzy from '@leeoniya/ufuzzy';
import { create, insertMultiple, search } from '@orama/orama';
import { Charset, Encoder, Index } from 'flexsearch';
import Fuse, { type IFuseOptions } from 'fuse.js';
import fuzzysort from 'fuzzysort';
import lunr from 'lunr';
import MiniSearch from 'minisearch';
import { newStemmer } from 'snowball-stemmers';
import { createEngine } from '../../editor/evaluation/collection.ts';
import type { Language } from '../../src/core/language.ts';
import {
  bestOfEach,
  entryPerWording,
  type Layout,
  meaningful,
  oneEntry,
  type PeerDoc,
  type Scored,
  wholeText,
  wordByWord,
} from './entries.ts';

/** Best first, no document twice, at most `limit`. What the first one's score says of whether it is right is measured too. */
export type Searcher = (question: string, limit: number) => readonly Scored[];
export type Build = (docs: readonly PeerDoc[], language: Language) => Searcher | Promise<Searcher>;

/** A search engine, used as well as we could find out on development questions. */
export interface Peer {
  readonly name: string;
  /** How it is used, for the reader of a report. */
  readonly use: string;
  /** The best settings overall first. Quality is measured with those that are best for each corpus, chosen by the very
      questions that it is measured with, which flatters it. */
  readonly settings: readonly [Build, ...Build[]];
}

const LAYOUTS =
  'an entry per wording, best one counts, or all as one text, whichever is better for the corpus';

export const PEERS: readonly [Peer, ...Peer[]] = [
  {
    name: 'Receipts',
    use: 'as it is shipped; its confidence as the score',
    settings: [
      (docs, language) => {
        const engine = createEngine(docs, language);
        return (question, limit) => {
          const { hits, confidence } = engine.find(question, limit);
          return hits.map(({ id }, at) => ({ id, score: confidence - at }));
        };
      },
    ],
  },
  {
    name: 'MiniSearch',
    use: 'all wordings as one field; for each corpus the best of eight settings: our stop words left out by processTerm or not, title twice as heavy or not, slips in every word or beginnings and slips of long words',
    // Grid over six public corpora, 136 questions each (mean Hit@1, clean / with typos): the first .731/.661; fuzzy 0.25 .726/.662; b 0.4 .730/.661; an entry per wording .725/.650; stems .739/.639.
    settings: [
      miniSearch(true, 2, false),
      miniSearch(true, 2, true),
      miniSearch(true, 1, false),
      miniSearch(true, 1, true),
      miniSearch(false, 2, false),
      miniSearch(false, 2, true),
      miniSearch(false, 1, false),
      miniSearch(false, 1, true),
    ],
  },
  {
    name: 'fuse.js',
    use: 'token search over title, text and the list of aliases; our stop words left out of the question; anywhere in the text; threshold 0.2, or 0.3 without field norms, whichever is better for the corpus',
    // Grid over two corpora with wordings, 30 and 60 questions (mean Hit@1, clean / with typos): .775/.625; threshold 0.3 .742/.592; an entry per wording .758/.592; with stop words .733/.567; no options .575/.475.
    settings: [fuse({ threshold: 0.2 }), fuse({ threshold: 0.3, ignoreFieldNorm: true })],
  },
  {
    name: 'Orama',
    use: `${LAYOUTS}; Snowball stems, our stop words left out, tolerance 1, k 0.6 and b 0.4`,
    // Grids over five public corpora, 50 questions each (mean Hit@1, clean / with typos): .684/.584; k 1.2 .664/.556; b 0.2 and k 1.2 .676/.580; d 1 .652/.580.
    settings: [orama(entryPerWording), orama(oneEntry)],
  },
  {
    name: 'FlexSearch',
    use: `${LAYOUTS}; charset Normalize, Snowball stems, our stop words left out, whole words, suggestions on; it gives no scores`,
    // Grid over five public corpora, 40 questions each (mean Hit@1, clean / with typos): .745/.565; its own English stemmer and stop words .735/.545; word by word .715/.555; with LatinBalance and by beginnings .745/.545.
    settings: [flexSearch(oneEntry), flexSearch(entryPerWording)],
  },
  {
    name: 'lunr',
    use: `${LAYOUTS}; its English stemmer, Snowball for Spanish; long words with one slip at a quarter of the weight; no stop words left out`,
    // Grid over five public corpora, 40 questions each (mean Hit@1, clean / with typos): .720/.625; b 0.4 and k1 1 with one text .735/.605; title twice as heavy .725/.600.
    settings: [lunrJs(entryPerWording), lunrJs(oneEntry)],
  },
  {
    name: 'fuzzysort',
    use: `${LAYOUTS}; the whole phrase first, else word by word, rare words heavier, without our stop words; threshold 0.3`,
    // Grid over five public corpora, 20 questions each (mean Hit@1, clean / with typos): .700/.520; with stop words .650/.440; threshold 0.5 .580/.400.
    settings: [fuzzySort(entryPerWording), fuzzySort(oneEntry)],
  },
  {
    name: 'uFuzzy',
    use: `${LAYOUTS}; one slip a word, words in any order; else word by word, rare words heavier, without our stop words`,
    // Grid over six public corpora, 40 questions each (mean Hit@1, clean / with typos): .671/.529; plain counts of words .646/.483; with stop words .637/.517; slips outside word starts refused .637/.508.
    settings: [uFuzzy(oneEntry), uFuzzy(entryPerWording)],
  },
];

/** `longWords`: the beginnings of long words count too, and only they may be misspelt. */
function miniSearch(stopWords: boolean, titleBoost: number, longWords: boolean): Build {
  return (docs, { small }) => {
    const isLong = (term: string): boolean => term.length > 4;
    const index = new MiniSearch({
      fields: ['title', 'text'],
      processTerm: (term) => (stopWords && small.has(term.toLowerCase()) ? null : term.toLowerCase()),
    });
    index.addAll(oneEntry(docs));
    const slips = longWords
      ? { prefix: isLong, fuzzy: (term: string) => isLong(term) && 0.25 }
      : { fuzzy: 0.2 };
    return (question, limit) =>
      index
        .search(question, { boost: { title: titleBoost }, ...slips })
        .slice(0, limit)
        .map(({ id, score }) => ({ id: String(id), score }));
  };
}

function fuse(options: IFuseOptions<PeerDoc>): Build {
  return (docs, { small }) => {
    const keys = ['title', 'text', 'aliases'];
    const index = new Fuse(docs, {
      keys,
      useTokenSearch: true,
      ignoreLocation: true,
      includeScore: true,
      ...options,
    });
    return (question, limit) =>
      index
        .search(meaningful(question, small).join(' '), { limit })
        // Its scores are distances: 0 is exact, 1 is nothing in common.
        .map(({ item, score = 1 }) => ({ id: item.id, score: 1 - score }));
  };
}

function orama(layout: Layout): Build {
  return async (docs, { tag, stemmer: name, small }) => {
    const stemmer = newStemmer(name);
    const index = create({
      schema: { title: 'string', text: 'string' },
      components: {
        tokenizer: {
          language: tag === 'es' ? 'spanish' : 'english',
          stemming: true,
          stemmer: (word) => stemmer.stem(word),
          stopWords: [...small],
        },
      },
    });
    const entries = layout(docs);
    const perDoc = Math.ceil(entries.length / Math.max(1, docs.length));
    const rows = entries.map(({ title, text }, at) => ({ id: String(at), title, text }));
    await insertMultiple(index, rows, 1000);
    return (question, limit) => {
      const relevance = { k: 0.6, b: 0.4, d: 0.5 };
      const found = search(index, { term: question, limit: limit * perDoc, tolerance: 1, relevance });
      if (found instanceof Promise) throw new Error('Orama answers later');
      return bestOfEach(
        found.hits.map(({ id, score }) => ({ id: entries[Number(id)]?.id ?? '', score })),
        limit,
      );
    };
  };
}

function flexSearch(layout: Layout): Build {
  return (docs, { stemmer: name, small }) => {
    const stemmer = newStemmer(name);
    const encoder = new Encoder(Charset.Normalize).assign({
      filter: new Set(small),
      finalize: (terms) => terms.map((term) => stemmer.stem(term)),
    });
    const index = new Index({ tokenize: 'strict', encoder });
    const entries = layout(docs);
    const perDoc = Math.ceil(entries.length / Math.max(1, docs.length));
    for (const [at, entry] of entries.entries()) index.add(at, wholeText(entry));
    return (question, limit) => {
      const found = index.search(question, { limit: limit * perDoc, suggest: true });
      return bestOfEach(
        found.map((at, place) => ({ id: entries[Number(at)]?.id ?? '', score: -place })),
        limit,
      );
    };
  };
}

/** Its own takes accented letters for punctuation. */
function trimmed(token: lunr.Token): lunr.Token {
  return token.update((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
}
lunr.Pipeline.registerFunction(trimmed, 'trimmed');

/** Its own stemmer knows English only. */
function stemmed({ tag, stemmer: name }: Language): lunr.PipelineFunction {
  if (tag === 'en') return lunr.stemmer;
  const stemmer = newStemmer(name);
  const stem = (token: lunr.Token): lunr.Token => token.update((word) => stemmer.stem(word));
  lunr.Pipeline.registerFunction(stem, `stem-${tag}`);
  return stem;
}

function lunrJs(layout: Layout): Build {
  return (docs, language) => {
    const entries = layout(docs);
    const index = lunr((builder) => {
      builder.ref('at');
      builder.field('title');
      builder.field('text');
      for (const pipeline of [builder.pipeline, builder.searchPipeline]) {
        pipeline.reset();
        pipeline.add(trimmed, stemmed(language));
      }
      for (const [at, { title, text }] of entries.entries()) builder.add({ at, title, text });
    });
    return (question, limit) => {
      const found = index.query((query) => {
        for (const word of meaningful(question, new Set())) {
          query.term(word, { boost: 4 });
          if (word.length > 3) query.term(word, { editDistance: 1 });
        }
      });
      const hits = found.map(({ ref, score }) => ({ id: entries[Number(ref)]?.id ?? '', score }));
      return bestOfEach(hits, limit);
    };
  };
}

function fuzzySort(layout: Layout): Build {
  return (docs, { small }) => {
    const entries = layout(docs);
    const rows = entries.map((entry, at) => ({ at, whole: wholeText(entry) }));
    const targets = fuzzysort.snapshot(rows, { key: 'whole' });
    const find = (text: string) =>
      fuzzysort
        .go(text, targets, { limit: 0, threshold: 0.3 })
        .map(({ obj, score }) => [obj.at, score] as const);
    return (question, limit) => wordByWord(entries, find(question), meaningful(question, small), find, limit);
  };
}

function uFuzzy(layout: Layout): Build {
  return (docs, { small }) => {
    const entries = layout(docs);
    const texts = UFuzzy.latinize(entries.map(wholeText));
    const index = new UFuzzy({ intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });
    return (question, limit) => {
      const [needle = ''] = UFuzzy.latinize([question]);
      const [places, info, order] = index.search(texts, needle, 1);
      const inOrder = info && order ? order.map((one) => info.idx[one] ?? 0) : (places ?? []);
      // It gives an order, and no scores.
      const whole = inOrder.map((at, place) => [at, -place] as const);
      const find = (word: string) => (index.filter(texts, word) ?? []).map((at) => [at, 1] as const);
      return wordByWord(entries, whole, meaningful(needle, small), find, limit);
    };
  };
}
