import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReading, type Reader, SIGNALS } from '../../src/retrieval/signals.ts';
import type { TextIndex } from '../../src/retrieval/text-index.ts';
import { indexOf, someCollection, someQuestion, soughtIn } from './small-index.ts';

/** A reader of one question, of a reading that may have been used before. */
function readerOf(index: TextIndex, question: string, reading = createReading(index)): Reader {
  const terms = soughtIn(index, question);
  const triples = new Set(
    terms.flatMap(({ small, word }) => (small ? [] : index.vocabulary.triplesIn(word))),
  );
  return reading(terms, [...triples]);
}

const signalsOf = (index: TextIndex, question: string, doc: number) =>
  readerOf(index, question).read(doc, 0).signals;

describe('signals of a document', () => {
  it('are all there, finite, and not negative but for a likelihood', () => {
    fc.assert(
      fc.property(someCollection, someQuestion, (written, question) => {
        const index = indexOf(written);
        const reader = readerOf(index, question);
        // Each word adds to it, and none more than a document would that holds nothing else.
        const mostLikely = soughtIn(index, question).length * (Math.log(1000) / 10);
        for (let doc = 0; doc < index.docs; doc++) {
          const { signals } = reader.read(doc, 0.25);
          expect(Object.keys(signals).sort()).toEqual([...SIGNALS].sort());
          expect(signals.wholeAlike).toBe(0.25);
          for (const name of SIGNALS) {
            expect(signals[name], name).toBeLessThanOrEqual(name === 'wholeLikely' ? mostLikely : 2);
            expect(signals[name], name).toBeGreaterThanOrEqual(name === 'wholeLikely' ? -10 : 0);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are the same when read again, after other documents, and after another question', () => {
    fc.assert(
      fc.property(someCollection, someQuestion, someQuestion, (written, one, other) => {
        const index = indexOf(written);
        const docs = [...Array(index.docs).keys()];
        const all = (reader: Reader) => docs.map((doc) => reader.read(doc, 0));
        const backwards = (reader: Reader) => docs.toReversed().map((doc) => reader.read(doc, 0));
        const fresh = all(readerOf(index, one));
        const reading = createReading(index);
        expect(all(readerOf(index, other, reading))).toEqual(all(readerOf(index, other)));
        const reader = readerOf(index, one, reading);
        expect(all(reader)).toEqual(fresh);
        expect(backwards(reader).toReversed()).toEqual(fresh);
      }),
      { numRuns: 100 },
    );
  });

  it('take the best question wording, and how much of it was asked', () => {
    const index = indexOf([
      { question: ['buoy ship', 'crane toll', 'crane ship'], text: ['port'] },
      { text: ['port toll'] },
      { title: ['toll'] },
    ]);
    const reader = readerOf(index, 'crane toll zebra');
    const first = reader.read(0, 0);
    expect([first.unit, first.echo]).toEqual([1, 1]);
    expect(first.signals.questionBoth).toBe(1);
    expect(first.signals.questionPair).toBeGreaterThan(0);
    // One more wording says something of it: half of what the second says, since the third says nothing.
    expect(first.signals.questionNext).toBeGreaterThan(0);
    expect(first.signals.questionVotes).toBeGreaterThan(0);
    expect(first.signals.size).toBeCloseTo(Math.log(3) / 5, 12);
    // Without wordings the text is shown, without either nothing.
    const [second, third] = [reader.read(1, 0), reader.read(2, 0)];
    expect([second.unit, second.echo]).toEqual([4, 0]);
    expect(second.signals.questionAlike).toBe(0);
    expect([third.unit, third.echo]).toEqual([-1, 0]);
    expect(third.signals.titleBoth).toBe(1);
  });

  it('count all that a document holds, whichever of its texts holds it', () => {
    const index = indexOf([{ title: ['crane'], text: ['toll'] }, { text: ['crane'] }]);
    expect(signalsOf(index, 'crane toll', 0)).toMatchObject({ wholeWords: 1 });
    expect(signalsOf(index, 'crane toll', 0).wholeCover).toBeCloseTo(1, 6);
    expect(signalsOf(index, 'crane toll', 1)).toMatchObject({ wholeWords: 0.5 });
    // The rarer word is missing: less than half is covered.
    expect(signalsOf(index, 'crane toll', 1).wholeCover).toBeLessThan(0.5);
  });

  it('tell the length of the text', () => {
    const index = indexOf([{ text: ['crane toll buoy'] }, { text: [''] }]);
    expect(signalsOf(index, 'crane', 0).textLength).toBeCloseTo(Math.log(4) / 5, 12);
    expect(signalsOf(index, 'crane', 1).textLength).toBe(0);
  });

  it('reckon likelihoods where there are wordings', () => {
    const wordings = ['toll', 'toll crane', 'toll ship', 'toll port', 'toll buoy', 'toll lighter'];
    const index = indexOf([
      { question: wordings },
      { question: wordings.map((wording) => wording.replace('toll', 'market')) },
      { text: ['toll crane'] },
    ]);
    const [holds, lacks, none] = [0, 1, 2].map((doc) => signalsOf(index, 'toll', doc).wholeLikely);
    expect(holds).toBeGreaterThan(lacks ?? Number.NaN);
    expect(none).toBe(0);
    // Every word that is asked adds to it: it has no bound but by the length of the question.
    const asked = 'toll ship port crane buoy lighter';
    const often = indexOf([{ question: Array.from({ length: 30 }, () => asked) }]);
    expect(signalsOf(often, asked, 0).wholeLikely).toBeGreaterThan(2);
    // What one document holds is not reckoned to the next.
    const reader = readerOf(index, 'toll');
    reader.read(0, 0);
    expect(reader.read(1, 0).signals.wholeLikely).toBe(lacks);
  });
});

describe('neighbours of a document', () => {
  const index = indexOf([
    { text: ['toll'], group: 'east' },
    { text: ['ship'], group: 'east' },
    { text: ['ship crane'], group: 'east' },
    { text: ['crane'], group: 'west' },
    { text: ['ship'] },
  ]);

  it('of the same group say what a document leaves unsaid', () => {
    const { before, after } = signalsOf(index, 'toll', 1);
    expect([before, after]).toEqual([1, 0]);
    expect(signalsOf(index, 'crane', 1)).toMatchObject({ before: 0, after: 1 });
  });

  it('count less two places away, and no further', () => {
    expect(signalsOf(index, 'toll', 2).before).toBeCloseTo(0.6, 6);
    expect(signalsOf(index, 'crane', 0).after).toBeCloseTo(0.6, 6);
  });

  it('count half for what the document says itself', () => {
    expect(signalsOf(index, 'ship', 1).after).toBeCloseTo(0.5, 6);
  });

  it('of another group, or of none, count nothing', () => {
    expect(signalsOf(index, 'crane', 2).after).toBe(0);
    expect(signalsOf(index, 'ship', 3)).toMatchObject({ before: 0, after: 0 });
    expect(signalsOf(index, 'crane', 4).before).toBe(0);
  });
});
