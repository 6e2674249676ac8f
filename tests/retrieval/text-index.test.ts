import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, type Inverted, idf, type TextIndex } from '../../src/retrieval/text-index.ts';
import { indexableOf, indexOf, someCollection, type Written } from './small-index.ts';

const WEIGHTS = { question: 1, title: 2, text: 1, aside: 0.4 } as const;

/** Stems with how much each owner holds, counted one word at a time; a small one with a line before it. */
function counted(
  written: readonly Written[],
  ownerOf: (doc: number) => number,
): Map<string, Map<number, number>> {
  const all = new Map<string, Map<number, number>>();
  written.forEach((one, doc) => {
    for (const { field, tokens } of indexableOf(one).texts) {
      for (const { stem, small } of tokens) {
        const key = small ? `_${stem}` : stem;
        const owners = all.get(key) ?? new Map<number, number>();
        all.set(key, owners.set(ownerOf(doc), (owners.get(ownerOf(doc)) ?? 0) + WEIGHTS[field]));
      }
    }
  });
  return all;
}

/** The group of each document: groups are numbered as they come, and a document without one is a group. */
function groupsOf(written: readonly Written[]): number[] {
  const known = new Map<string, number>();
  let next = 0;
  return written.map(({ group }) => {
    const number = (group === undefined ? undefined : known.get(group)) ?? next++;
    if (group !== undefined) known.set(group, number);
    return number;
  });
}

function listOf(index: TextIndex, inverted: Inverted, key: string): readonly (readonly [number, number])[] {
  const small = key.startsWith('_');
  const stem = index.vocabulary.stem(small ? key.slice(1) : key, small) ?? -1;
  const [from, to] = [inverted.starts[stem] ?? 0, inverted.starts[stem + 1] ?? 0];
  return [...inverted.owners.subarray(from, to)].map((owner, at) => [
    owner,
    inverted.amounts[from + at] ?? 0,
  ]);
}

function agrees(
  index: TextIndex,
  inverted: Inverted,
  all: Map<string, Map<number, number>>,
  owners: number,
): void {
  expect(index.vocabulary.stems).toHaveLength(all.size);
  expect(inverted.starts[0]).toBe(0);
  const lengths = new Array<number>(owners).fill(0);
  for (const [key, held] of all) {
    const list = listOf(index, inverted, key);
    const rising = [...held].sort(([a], [b]) => a - b);
    expect(list.map(([owner]) => owner)).toEqual(rising.map(([owner]) => owner));
    list.forEach(([, amount], at) => {
      expect(amount).toBeCloseTo(rising[at]?.[1] ?? -1, 4);
    });
    for (const [owner, amount] of held) lengths[owner] = (lengths[owner] ?? 0) + amount;
  }
  expect(inverted.lengths).toHaveLength(owners);
  lengths.forEach((length, owner) => {
    expect(inverted.lengths[owner]).toBeCloseTo(length, 4);
  });
  expect(inverted.meanLength).toBeCloseTo(lengths.reduce((a, b) => a + b, 0) / Math.max(1, owners), 4);
  expect([...inverted.starts]).toEqual([...inverted.starts].sort((a, b) => a - b));
}

describe('an index', () => {
  it('holds what one counts by hand, of documents and of groups', () => {
    fc.assert(
      fc.property(someCollection, (written) => {
        const index = indexOf(written);
        const groups = groupsOf(written);
        const sizes = groups.reduce<number[]>((all, group) => {
          all[group] = (all[group] ?? 0) + 1;
          return all;
        }, []);
        expect([...index.groupOf]).toEqual(groups);
        expect([...index.groupSizes]).toEqual(sizes);
        agrees(
          index,
          index.byDoc,
          counted(written, (doc) => doc),
          written.length,
        );
        agrees(
          index,
          index.byGroup,
          counted(written, (doc) => groups[doc] ?? -1),
          sizes.length,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every word in its place, each text with its field', () => {
    fc.assert(
      fc.property(someCollection, (written) => {
        const index = indexOf(written);
        const texts = written.map((one) => indexableOf(one).texts);
        const flat = texts.flat();
        expect([index.docs, index.units]).toEqual([written.length, flat.length]);
        expect([...index.unitFields].map((field) => FIELDS[field])).toEqual(flat.map(({ field }) => field));
        flat.forEach(({ tokens }, unit) => {
          const words = index.words.subarray(index.unitStarts[unit], index.unitStarts[unit + 1]);
          expect(Array.from(words, (word) => index.vocabulary.words[word])).toEqual(
            tokens.map(({ word }) => word),
          );
        });
        const starts = texts.map((_, doc) => texts.slice(0, doc).flat().length);
        expect([...index.docStarts]).toEqual([...starts, flat.length]);
      }),
      { numRuns: 60 },
    );
  });

  it('weighs stems by the documents and by the single texts that hold them', () => {
    fc.assert(
      fc.property(someCollection, (written) => {
        const index = indexOf(written);
        const units = written.flatMap((one) => indexableOf(one).texts);
        for (const [key, owners] of counted(written, (doc) => doc)) {
          const small = key.startsWith('_');
          const name = small ? key.slice(1) : key;
          const stem = index.vocabulary.stem(name, small) ?? -1;
          const holding = units.filter(({ tokens }) =>
            tokens.some((token) => token.stem === name && token.small === small),
          );
          expect(index.docIdf[stem]).toBeCloseTo(idf(owners.size, written.length), 5);
          expect(index.unitIdf[stem]).toBeCloseTo(idf(holding.length, units.length), 5);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('knows the length of each vector of letter triples', () => {
    fc.assert(
      fc.property(someCollection, (written) => {
        const { vocabulary, ...index } = indexOf(written);
        const holders = (triple: number) =>
          vocabulary.words.filter((_, word) => vocabulary.triplesOf(word).includes(triple)).length;
        const idfs = Array.from({ length: vocabulary.triples }, (_, triple) =>
          Math.log(1 + vocabulary.words.length / (holders(triple) + 0.5)),
        );
        expect([...index.tripleIdf]).toEqual(idfs.map(Math.fround));
        for (let unit = 0; unit < index.units; unit++) {
          const words = index.words.subarray(index.unitStarts[unit], index.unitStarts[unit + 1]);
          const all = [...words].flatMap((word) => [...vocabulary.triplesOf(word)]);
          const square = [...new Set(all)].reduce(
            (sum, triple) => sum + (all.filter((one) => one === triple).length * (idfs[triple] ?? 0)) ** 2,
            0,
          );
          expect(index.tripleNorms[unit]).toBeCloseTo(Math.sqrt(square), 3);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('counts question wordings and the length of texts, by field', () => {
    const index = indexOf([
      { question: ['ship', 'ship toll port'], title: ['crane'] },
      { question: ['buoy'], text: ['toll toll'] },
    ]);
    expect(index.meanQuestions).toBe(1.5);
    // Questions of 1, 3 and 1 words; one title of 1; one text of 2; nothing beside.
    expect([...index.meanUnitLength]).toEqual([Math.fround(5 / 3), 1, 2, 0]);
  });

  it('looks at the first 600 words of a text', () => {
    const index = indexOf([{ text: [`${'toll '.repeat(600)}ship`, 'crane'] }]);
    expect([...index.unitStarts]).toEqual([0, 600, 601]);
    expect(index.vocabulary.stem('ship', false)).toBeUndefined();
    expect(index.vocabulary.stem('crane', false)).toBe(1);
  });

  it('of nothing, or of texts without words, holds nothing', () => {
    const none = indexOf([]);
    expect([none.docs, none.units, none.meanQuestions, none.byDoc.meanLength]).toEqual([0, 0, 0, 0]);
    const empty = indexOf([{ text: [''] }, {}]);
    expect([empty.docs, empty.units, empty.words.length]).toEqual([2, 1, 0]);
    expect([...empty.byDoc.lengths]).toEqual([0, 0]);
  });
});

describe('idf', () => {
  it('is ln(1 + (N - n + ½) / (n + ½))', () => {
    // One of three: (3 - 1 + .5) / 1.5.
    expect(idf(1, 3)).toBeCloseTo(Math.log(1 + 2.5 / 1.5), 12);
    // None of none: .5 / .5.
    expect(idf(0, 0)).toBeCloseTo(Math.LN2, 12);
  });

  it('falls with every document that holds the word, and never to 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(), (all, some) => {
        const count = some % all;
        expect(idf(count, all)).toBeGreaterThan(idf(count + 1, all));
        expect(idf(all, all)).toBeGreaterThan(0);
      }),
    );
  });
});
