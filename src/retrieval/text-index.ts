import { type Ints, ints } from './ints.ts';
import { type Token, Vocabulary, type VocabularyTables } from './vocabulary.ts';
import { VocabularyBuilder } from './vocabulary-builder.ts';

/** What a text is to its document: one way to ask for it, its name, what it says, or what is said beside it. */
export const FIELDS = ['question', 'title', 'text', 'aside'] as const;
export type Field = (typeof FIELDS)[number];

/** How much a word counts among all texts of a document, by field. */
const FIELD_WEIGHT: Readonly<Record<Field, number>> = { question: 1, title: 2, text: 1, aside: 0.4 };
/** Words of one text that are looked at. */
const LONGEST_TEXT = 600;

/** A document as it is indexed. */
export interface Indexable {
  readonly texts: readonly { readonly field: Field; readonly tokens: readonly Token[] }[];
  /** Documents of one group tell of one subject, and follow each other in the order in which they are given. */
  readonly group?: string;
}

/** For each stem the owners (documents or groups) that hold it, in rising order, and how much, weighed by field. */
export interface Inverted {
  readonly starts: Ints;
  readonly owners: Ints;
  readonly amounts: Float32Array;
  /** Of each owner: the sum of its amounts. */
  readonly lengths: Float32Array;
  readonly meanLength: number;
}

/** All texts of a collection, in typed arrays: a hundred thousand documents take some tens of megabytes. */
export interface TextIndex {
  readonly vocabulary: Vocabulary;
  readonly docs: number;
  readonly units: number;
  /** Words of all texts one after the other, and where each unit's begin; one more start than units. */
  readonly words: Ints;
  readonly unitStarts: Ints;
  readonly unitFields: Uint8Array;
  /** Where each document's units begin; one more start than documents. */
  readonly docStarts: Ints;
  readonly groupOf: Ints;
  readonly groupSizes: Ints;
  readonly byDoc: Inverted;
  readonly byGroup: Inverted;
  /** idf of each stem among documents, and among units. */
  readonly docIdf: Float32Array;
  readonly unitIdf: Float32Array;
  /** How many question wordings a document has on average. */
  readonly meanQuestions: number;
  readonly meanUnitLength: Float32Array;
  /** Of each unit the length of its vector of letter triples; and each triple's idf among words. */
  readonly tripleNorms: Float32Array;
  readonly tripleIdf: Float32Array;
}

/** The same as plain data: strings, numbers and arrays of them, as a file or a page holds it. */
export type IndexTables = Omit<TextIndex, 'vocabulary'> & { readonly vocabulary: VocabularyTables };

export function openIndex(tables: IndexTables): TextIndex {
  return { ...tables, vocabulary: new Vocabulary(tables.vocabulary) };
}

export function fieldWeight(field: number): number {
  return FIELD_WEIGHT[FIELDS[field] ?? 'aside'];
}

/** Indexes documents one after the other; each is read once and not kept. */
export function indexTexts(documents: Iterable<Indexable>): TextIndex {
  const builder = new VocabularyBuilder();
  const words: number[] = [];
  const unitStarts = [0];
  const unitFields: number[] = [];
  const docStarts = [0];
  const groupOf: number[] = [];
  const groups = new Map<string, number>();
  const groupSizes: number[] = [];
  for (const { texts, group } of documents) {
    for (const { field, tokens } of texts) {
      for (const token of tokens.slice(0, LONGEST_TEXT)) words.push(builder.add(token));
      unitStarts.push(words.length);
      unitFields.push(FIELDS.indexOf(field));
    }
    docStarts.push(unitFields.length);
    const known = group === undefined ? undefined : groups.get(group);
    const number = known ?? groupSizes.length;
    if (group !== undefined) groups.set(group, number);
    groupSizes[number] = (groupSizes[number] ?? 0) + 1;
    groupOf.push(number);
  }
  const vocabulary = builder.vocabulary();
  const flat = {
    vocabulary,
    words: ints(words),
    unitStarts: ints(unitStarts),
    unitFields: Uint8Array.from(unitFields),
    docStarts: ints(docStarts),
    groupOf: ints(groupOf),
  };
  const docs = groupOf.length;
  const units = unitFields.length;
  const byDoc = invert(flat, docs, (doc) => doc);
  // Where every document stands alone, its group tells nothing new.
  const grouped = groupSizes.length < docs;
  const byGroup = grouped ? invert(flat, groupSizes.length, (doc) => groupOf[doc] ?? 0) : byDoc;
  const questions = unitFields.filter((field) => field === 0).length;
  return {
    ...flat,
    docs,
    units,
    groupSizes: ints(groupSizes),
    byDoc,
    byGroup,
    docIdf: idfOf(byDoc, docs),
    unitIdf: idfAmongUnits(flat, units),
    meanQuestions: questions / Math.max(1, docs),
    meanUnitLength: meanLengths(flat),
    ...weighTriples(flat, units),
  };
}

type Flat = Pick<TextIndex, 'vocabulary' | 'words' | 'unitStarts' | 'unitFields' | 'docStarts' | 'groupOf'>;

/** Counts first and fills afterwards, so that nothing grows. */
function invert(flat: Flat, owners: number, ownerOf: (doc: number) => number): Inverted {
  const { vocabulary, docStarts } = flat;
  const stems = vocabulary.stems.length;
  const order = inOrderOfOwners(docStarts.length - 1, owners, ownerOf);
  const starts = new Int32Array(stems + 1);
  eachOwner(flat, order, ownerOf, (held) => {
    for (const stem of held) starts[stem + 1] = (starts[stem + 1] ?? 0) + 1;
  });
  for (let stem = 0; stem < stems; stem++) starts[stem + 1] = (starts[stem + 1] ?? 0) + (starts[stem] ?? 0);
  const at = starts.slice();
  const total = starts[stems] ?? 0;
  const found = { owners: new Int32Array(total), amounts: new Float32Array(total) };
  const lengths = new Float32Array(owners);
  eachOwner(flat, order, ownerOf, (held, owner, amounts) => {
    for (const stem of held) {
      const amount = amounts[stem] ?? 0;
      const place = at[stem] ?? 0;
      at[stem] = place + 1;
      found.owners[place] = owner;
      found.amounts[place] = amount;
      lengths[owner] = (lengths[owner] ?? 0) + amount;
    }
  });
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, owners);
  return { starts: ints(starts), owners: ints(found.owners), amounts: found.amounts, lengths, meanLength };
}

function inOrderOfOwners(docs: number, owners: number, ownerOf: (doc: number) => number): Int32Array {
  const order = Int32Array.from({ length: docs }, (_, doc) => doc);
  return owners === docs ? order : order.sort((a, b) => ownerOf(a) - ownerOf(b) || a - b);
}

function eachOwner(
  { vocabulary, words, unitStarts, unitFields, docStarts }: Flat,
  order: Int32Array,
  ownerOf: (doc: number) => number,
  visit: (held: readonly number[], owner: number, amounts: Float32Array) => void,
): void {
  const amounts = new Float32Array(vocabulary.stems.length);
  let held: number[] = [];
  let owner = -1;
  const close = (): void => {
    if (owner >= 0) visit(held, owner, amounts);
    for (const stem of held) amounts[stem] = 0;
    held = [];
  };
  for (const doc of order) {
    if (ownerOf(doc) !== owner) {
      close();
      owner = ownerOf(doc);
    }
    for (let unit = docStarts[doc] ?? 0; unit < (docStarts[doc + 1] ?? 0); unit++) {
      const weight = fieldWeight(unitFields[unit] ?? 0);
      for (let at = unitStarts[unit] ?? 0; at < (unitStarts[unit + 1] ?? 0); at++) {
        const stem = vocabulary.stemOf[words[at] ?? 0] ?? 0;
        if (amounts[stem] === 0) held.push(stem);
        amounts[stem] = (amounts[stem] ?? 0) + weight;
      }
    }
  }
  close();
}

/** Robertson and Spärck Jones' weight in the form that is never negative: ln(1 + (N - n + ½) / (n + ½)). */
export function idf(count: number, all: number): number {
  return Math.log(1 + (all - count + 0.5) / (count + 0.5));
}

function idfOf({ starts }: Inverted, all: number): Float32Array {
  return Float32Array.from({ length: starts.length - 1 }, (_, stem) =>
    idf((starts[stem + 1] ?? 0) - (starts[stem] ?? 0), all),
  );
}

function idfAmongUnits({ vocabulary, words, unitStarts }: Flat, units: number): Float32Array {
  const counts = new Int32Array(vocabulary.stems.length);
  const last = new Int32Array(vocabulary.stems.length).fill(-1);
  for (let unit = 0; unit < units; unit++) {
    for (let at = unitStarts[unit] ?? 0; at < (unitStarts[unit + 1] ?? 0); at++) {
      const stem = vocabulary.stemOf[words[at] ?? 0] ?? 0;
      if (last[stem] === unit) continue;
      last[stem] = unit;
      counts[stem] = (counts[stem] ?? 0) + 1;
    }
  }
  return Float32Array.from(counts, (count) => idf(count, units));
}

function meanLengths({ unitStarts, unitFields }: Flat): Float32Array {
  const sums = new Float32Array(FIELDS.length);
  const counts = new Float32Array(FIELDS.length);
  unitFields.forEach((field, unit) => {
    sums[field] = (sums[field] ?? 0) + (unitStarts[unit + 1] ?? 0) - (unitStarts[unit] ?? 0);
    counts[field] = (counts[field] ?? 0) + 1;
  });
  return sums.map((sum, field) => sum / Math.max(1, counts[field] ?? 0));
}

function weighTriples(
  { vocabulary, words, unitStarts }: Flat,
  units: number,
): Pick<TextIndex, 'tripleNorms' | 'tripleIdf'> {
  const holders = new Int32Array(vocabulary.triples);
  const { tripleStarts, tripleList } = vocabulary.tables;
  for (const triple of tripleList) holders[triple] = (holders[triple] ?? 0) + 1;
  const tripleIdf = Float32Array.from(holders, (count) =>
    Math.log(1 + vocabulary.words.length / (count + 0.5)),
  );
  const sums = new Float32Array(vocabulary.triples);
  const tripleNorms = new Float32Array(units);
  for (let unit = 0; unit < units; unit++) {
    const touched: number[] = [];
    for (let at = unitStarts[unit] ?? 0; at < (unitStarts[unit + 1] ?? 0); at++) {
      const word = words[at] ?? 0;
      for (let place = tripleStarts[word] ?? 0; place < (tripleStarts[word + 1] ?? 0); place++) {
        const triple = tripleList[place] ?? 0;
        if (sums[triple] === 0) touched.push(triple);
        sums[triple] = (sums[triple] ?? 0) + (tripleIdf[triple] ?? 0);
      }
    }
    let square = 0;
    for (const triple of touched) {
      square += (sums[triple] ?? 0) ** 2;
      sums[triple] = 0;
    }
    tripleNorms[unit] = Math.sqrt(square);
  }
  return { tripleNorms, tripleIdf };
}
