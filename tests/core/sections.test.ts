import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Numbers, SectionReader, SectionWriter, tableOf } from '../../src/core/sections.ts';

const numbers: fc.Arbitrary<Numbers> = fc.oneof(
  fc.uint8Array({ maxLength: 9 }),
  fc.uint16Array({ maxLength: 9 }),
  fc.int32Array({ maxLength: 9 }),
  fc.float32Array({ maxLength: 9, noNaN: true }),
  fc.float64Array({ maxLength: 9, noNaN: true }),
);
const text = fc.string({ unit: fc.constantFrom('a', 'ñ', '漢', '😀', '\n', ' ', '\ufeff') });
const word = fc.string({ unit: fc.constantFrom('a', 'ñ', '漢', ' ') });

function read(from: SectionReader, name: string, like: Numbers): Numbers {
  if (like instanceof Uint8Array) return from.bytes(name);
  if (like instanceof Uint16Array) return from.shorts(name);
  if (like instanceof Int32Array) return from.ints(name);
  return like instanceof Float32Array ? from.floats(name) : from.doubles(name);
}

describe('sections', () => {
  it('give back what was put, whatever lies beside it', () => {
    fc.assert(
      fc.property(
        fc.array(numbers, { maxLength: 6 }),
        fc.array(text),
        fc.array(word),
        fc.double(),
        (arrays, texts, words, number) => {
          const writer = new SectionWriter();
          arrays.forEach((one, at) => {
            writer.put(`n${at}`, one);
          });
          writer.strings('texts', texts);
          writer.words('words', words);
          writer.number('number', number);
          const reader = new SectionReader(writer.bytes());
          arrays.forEach((one, at) => {
            expect(read(reader, `n${at}`, one)).toEqual(one);
          });
          const table = reader.strings('texts');
          expect(table.all()).toEqual(texts);
          expect(table.size).toBe(texts.length);
          texts.forEach((one, at) => {
            expect(table.at(at)).toBe(one);
          });
          expect(reader.words('words')).toEqual(words);
          expect(reader.number('number')).toBe(number);
        },
      ),
    );
  });

  it('are not copied when they are read', () => {
    const writer = new SectionWriter();
    writer.put('a', Int32Array.of(1, 2, 3));
    const memory = writer.bytes();
    expect(new SectionReader(memory).ints('a').buffer).toBe(memory.buffer);
  });

  it('refuse what is missing, of another kind, or no sections at all', () => {
    const writer = new SectionWriter();
    writer.put('a', Int32Array.of(1));
    const reader = new SectionReader(writer.bytes());
    expect(reader.has('a')).toBe(true);
    expect(reader.has('b')).toBe(false);
    expect(() => reader.ints('b')).toThrow('the section b is missing');
    expect(() => reader.floats('a')).toThrow('the section a is missing');
    for (const bytes of [new Uint8Array(0), new Uint8Array(64), Uint8Array.from(Buffer.from('{"a":1}  '))]) {
      expect(() => new SectionReader(bytes)).toThrow();
    }
  });

  it('take no line break into a list of words', () => {
    expect(() => new SectionWriter().words('a', ['b\nc'])).toThrow('a holds a line break');
  });
});

describe('a table of strings at hand', () => {
  it('is the list itself', () => {
    expect(tableOf(['a', 'b'])).toMatchObject({ size: 2 });
    expect(tableOf(['a', 'b']).at(1)).toBe('b');
    expect(tableOf([]).all()).toEqual([]);
  });
});
