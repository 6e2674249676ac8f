import { ints, numberIn, part, type Token, Vocabulary, VocabularyBuilder } from './vocabulary.ts';

/** What a text is to its document: one way to ask for it, its name, what it says, what it says is not so, or what is said
    beside it. */
export const FIELDS = ['question', 'title', 'text', 'caveat', 'aside'] as const;
export type Field = (typeof FIELDS)[number];

/** How much a word counts among all texts of a document, by field. */
const FIELD_WEIGHT: Readonly<Record<Field, number>> = {
  question: 1,
  title: 2,
  text: 1,
  caveat: 0.4,
  aside: 0.4,
};
/** Words of one text that are looked at. */
const LONGEST_TEXT = 600;

/** A document as it is indexed. */
export interface Indexable {
  readonly texts: readonly { readonly field: Field; readonly tokens: readonly Token[] }[];
  /** Documents of one group are about one subject. */
  readonly group?: string;
}

export type TextData = ReturnType<typeof indexTexts>;
export type TextIndex = ReturnType<typeof openTexts>;

export function fieldWeight(field: number): number {
  return FIELD_WEIGHT[FIELDS[field] ?? 'aside'];
}

/** Numbers the words of documents one after the other; each is read once and not kept. What comes of it is plain data: all
    texts of a collection. A unit is one text. */
export function indexTexts(documents: Iterable<Indexable>) {
  const vocabulary = new VocabularyBuilder();
  const words: number[] = [];
  const unitStarts = [0];
  const unitFields: number[] = [];
  const docStarts = [0];
  const groupOf: number[] = [];
  const groups = new Map<string, number>();
  for (const { texts, group } of documents) {
    for (const { field, tokens } of texts) {
      for (const token of tokens.slice(0, LONGEST_TEXT)) words.push(vocabulary.add(token));
      unitStarts.push(words.length);
      unitFields.push(FIELDS.indexOf(field));
    }
    groupOf.push(numberIn(groups, group === undefined ? `alone ${docStarts.length}` : `group ${group}`));
    docStarts.push(unitFields.length);
  }
  return {
    vocabulary: vocabulary.data(),
    /** Words of all texts one after the other, and where each unit's begin; one more start than units. */
    words: ints(words),
    unitStarts: ints(unitStarts),
    /** The place of each unit's field in `FIELDS`. */
    unitFields: Uint8Array.from(unitFields),
    /** Where each document's units begin; one more start than documents. */
    docStarts: ints(docStarts),
    groupOf: ints(groupOf),
  };
}

type Texts = Omit<TextData, 'vocabulary'> & { readonly stemAt: Int32Array; readonly stemCount: number };

/** Counts what searching needs: a hundred thousand documents take some tens of megabytes. */
export function openTexts(data: TextData) {
  const vocabulary = new Vocabulary(data.vocabulary);
  const docs = data.groupOf.length;
  const units = data.unitFields.length;
  const stemAt = Int32Array.from(data.words, (word) => vocabulary.stemOf[word] ?? 0);
  const texts = { ...data, stemAt, stemCount: vocabulary.stems.length };
  const postings = postingsOf(texts);
  const { unitCounts, burstiness } = countUnits(texts);
  const groupSizes = new Int32Array(new Set(data.groupOf).size);
  for (const group of data.groupOf) groupSizes[group] = (groupSizes[group] ?? 0) + 1;
  return {
    ...data,
    vocabulary,
    /** The stems of `words`. */
    stemAt,
    docs,
    units,
    /** How many documents each group has. */
    groupSizes,
    postings,
    /** idf of each stem among documents, and among units. */
    docIdf: Float32Array.from(unitCounts, (_, stem) =>
      idf((postings.starts[stem + 1] ?? 0) - (postings.starts[stem] ?? 0), docs),
    ),
    unitIdf: Float32Array.from(unitCounts, (count) => idf(count, units)),
    /** Of each stem, how much it keeps to few documents: the share of a document's question wordings that hold it, on
        average over the wordings that do; 0 when no question holds it (burstiness: Church and Gale, "Poisson mixtures",
        1995). */
    burstiness,
    /** Mean length of a unit by field. */
    meanUnitLength: meanLengths(data),
    /** Of each unit the length of its vector of trigrams. */
    trigramNorms: trigramNorms(data, vocabulary),
  };
}

/** Robertson and Spärck Jones' weight in the form that is never negative: ln(1 + (N - n + ½) / (n + ½)). */
export function idf(count: number, all: number): number {
  return Math.log(1 + (all - count + 0.5) / (count + 0.5));
}

/** For each stem the documents that hold it, in rising order, and how much, weighed by field; of each document the sum of its
    amounts. Counts first and fills afterwards, so that nothing grows. */
function postingsOf(texts: Texts) {
  const { stemCount: stems } = texts;
  const size = texts.groupOf.length;
  const starts = new Int32Array(stems + 1);
  for (let doc = 0; doc < size; doc++) {
    for (const stem of amountsOf(doc, texts).keys()) starts[stem + 1] = (starts[stem + 1] ?? 0) + 1;
  }
  for (let stem = 0; stem < stems; stem++) starts[stem + 1] = (starts[stem + 1] ?? 0) + (starts[stem] ?? 0);
  const next = starts.slice();
  const docs = new Int32Array(starts[stems] ?? 0);
  const amounts = new Float32Array(docs.length);
  const lengths = new Float32Array(size);
  for (let doc = 0; doc < size; doc++) {
    for (const [stem, amount] of amountsOf(doc, texts)) {
      const at = next[stem] ?? 0;
      next[stem] = at + 1;
      docs[at] = doc;
      amounts[at] = amount;
      lengths[doc] = (lengths[doc] ?? 0) + amount;
    }
  }
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, size);
  return { starts, docs, amounts, lengths, meanLength };
}

/** How much of each stem a document holds. */
function amountsOf(doc: number, { docStarts, unitStarts, unitFields, stemAt }: Texts): ReadonlyMap<number, number> {
  const amounts = new Map<number, number>();
  for (let unit = docStarts[doc] ?? 0; unit < (docStarts[doc + 1] ?? 0); unit++) {
    const weight = fieldWeight(unitFields[unit] ?? 0);
    for (const stem of part(stemAt, unitStarts, unit)) amounts.set(stem, (amounts.get(stem) ?? 0) + weight);
  }
  return amounts;
}

/** In how many units each stem is, and how bursty it is in question wordings. */
function countUnits({ docStarts, unitStarts, unitFields, stemAt, stemCount }: Texts) {
  const unitCounts = new Int32Array(stemCount);
  const shares = new Float32Array(stemCount);
  const squares = new Float32Array(stemCount);
  for (let doc = 0; doc + 1 < docStarts.length; doc++) {
    const asked = new Map<number, number>();
    let questions = 0;
    for (let unit = docStarts[doc] ?? 0; unit < (docStarts[doc + 1] ?? 0); unit++) {
      const isQuestion = unitFields[unit] === 0;
      if (isQuestion) questions++;
      for (const stem of new Set(part(stemAt, unitStarts, unit))) {
        unitCounts[stem] = (unitCounts[stem] ?? 0) + 1;
        if (isQuestion) asked.set(stem, (asked.get(stem) ?? 0) + 1);
      }
    }
    for (const [stem, count] of asked) {
      shares[stem] = (shares[stem] ?? 0) + count / questions;
      squares[stem] = (squares[stem] ?? 0) + (count / questions) ** 2;
    }
  }
  const burstiness = shares.map((share, stem) => (share === 0 ? 0 : (squares[stem] ?? 0) / share));
  return { unitCounts, burstiness };
}

function meanLengths({ unitStarts, unitFields }: TextData): readonly number[] {
  const sums = FIELDS.map(() => 0);
  const counts = FIELDS.map(() => 0);
  unitFields.forEach((field, unit) => {
    sums[field] = (sums[field] ?? 0) + (unitStarts[unit + 1] ?? 0) - (unitStarts[unit] ?? 0);
    counts[field] = (counts[field] ?? 0) + 1;
  });
  return sums.map((sum, field) => sum / Math.max(1, counts[field] ?? 0));
}

function trigramNorms({ words, unitStarts, unitFields }: TextData, vocabulary: Vocabulary): Float32Array {
  const sums = new Float32Array(vocabulary.trigramIdf.length);
  return Float32Array.from(unitFields, (_, unit) => {
    const own = Array.from(part(words, unitStarts, unit)).flatMap((word) => vocabulary.trigramsOfWord(word));
    for (const trigram of own) sums[trigram] = (sums[trigram] ?? 0) + (vocabulary.trigramIdf[trigram] ?? 0);
    let square = 0;
    for (const trigram of own) {
      square += (sums[trigram] ?? 0) ** 2;
      sums[trigram] = 0;
    }
    return Math.sqrt(square);
  });
}
