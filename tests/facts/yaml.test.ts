import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/facts/yaml.ts';

function faultOf(text: string) {
  const read = readYaml(text);
  return read.ok ? undefined : read.faults[0];
}

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** Texts that make a YAML parser call itself without end, take minutes, or build more than they hold. */
const BOMBS: Readonly<Record<string, readonly [text: string, message: RegExp]>> = {
  'nested lists in brackets': ['['.repeat(2000), /more than 32 brackets/],
  'nested maps in brackets': ['{'.repeat(2000), /more than 32 brackets/],
  'nested brackets of both kinds, closed': [`${'[{'.repeat(20)}a: 1${'}]'.repeat(20)}`, /more than 32 brackets/],
  'brackets over many lines': [`a:\n${'  [\n'.repeat(2000)}`, /more than 32 brackets/],
  'dashes on one line': ['- '.repeat(2000), /too many colons or dashes/],
  'keys on one line': ['a: '.repeat(2000), /too many colons or dashes/],
  'keys in one bracket': [`[${'a: '.repeat(2000)}]`, /too many colons or dashes/],
  'maps as keys of one another': [`{a: ${'{}: '.repeat(2000)}}`, /too many colons or dashes/],
  'question marks': ['? '.repeat(2000), /a key marked with \?/],
  'question marks in a bracket': [`[${'? '.repeat(2000)}`, /a key marked with \?/],
  'indentation without end': [lines(1000, (i) => `${' '.repeat(i)}a:`), /indented too far/],
  'a billion laughs': ['a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n', /an anchor/],
  'an alias': ['a: *b', /an alias/],
  'a tag': ['a: !!js/function x', /a tag/],
  'a merge key': ['a:\n  <<: b', /a merge key/],
  'two documents': ['---\na\n---\nb', /a second document/],
  'an end of document': ['a\n...\nb', /end of a document/],
  'a directive': ['%YAML 1.2\n---\na', /begins with %/],
  'a tab': ['a:\tb', /a tab/],
  'a byte order mark': ['\ufeffa: b', /byte order mark/],
  'a null character': ['a: b\u0000', /U\+0000/],
  'half a character': ['a: \ud800', /U\+D800/],
  'a key twice': ['a: 1\na: 2', /the key a stands here twice/],
  'a key twice, spelt in two ways': ['a: 1\n"a": 2', /the key a stands here twice/],
  'a key of every object': ['__proto__: {a: 1}', /__proto__/],
  'more than a megabyte': ['a'.repeat(1_000_001), /larger than 1 MB/],
  'more than can be read quickly': ['[]'.repeat(400_000), /holds too much/],
};

describe('readYaml', () => {
  it.each(Object.entries(BOMBS))('refuses %s', (_, [text, message]) => {
    expect(faultOf(text)?.message).toMatch(message);
  });

  it('refuses a bomb after a bomb, in one process', () => {
    for (let count = 0; count < 20; count += 1) expect(faultOf('['.repeat(2000))).toBeDefined();
  });

  it('reads what is as deep as the guard allows', () => {
    expect(readYaml(`${'['.repeat(32)}1${']'.repeat(32)}`).ok).toBe(true);
    expect(readYaml(lines(33, (i) => `${'  '.repeat(i)}a:`)).ok).toBe(true);
  });

  it('takes brackets, anchors and tags inside a text for text', () => {
    const text = `a: "[[[[ &x *y !z {{{"\nb: '${'['.repeat(60)}'\nc: >-\n  ${'{'.repeat(60)}\nd: it is [so] & *so*\n# ${'['.repeat(99)}\n`;
    const read = readYaml(text);
    expect(read.ok && read.value).toEqual({
      a: '[[[[ &x *y !z {{{',
      b: '['.repeat(60),
      c: '{'.repeat(60),
      d: 'it is [so] & *so*',
    });
  });

  it('gives plain values of the core schema', () => {
    const read = readYaml('---\na: 2018\nb: 2018-06\nc: true\nd: no\ne:\nf: [x, "y"]\n2019: z\n');
    expect(read.ok && read.value).toEqual({
      a: 2018,
      b: '2018-06',
      c: true,
      d: 'no',
      e: null,
      f: ['x', 'y'],
      2019: 'z',
    });
  });

  it('reads an empty file as nothing', () => {
    expect(readYaml('')).toMatchObject({ ok: true, value: null });
    expect(readYaml('# only this\n')).toMatchObject({ ok: true, value: null });
  });

  it('knows line and column of values and keys, and for what is missing, of what is around it', () => {
    const read = readYaml('# note\n- id: one\n  cites:\n    - source: a\n      quote: "b"\n- id: two\n');
    if (!read.ok) throw new Error('does not read');
    expect(read.at([0, 'cites', 0, 'quote'])).toEqual({ line: 5, column: 14 });
    expect(read.atKey([0, 'cites', 0, 'quote'])).toEqual({ line: 5, column: 7 });
    expect(read.at([1])).toEqual({ line: 6, column: 3 });
    expect(read.at([1, 'cites', 0])).toEqual({ line: 6, column: 3 });
  });

  it.each([
    ['a: b: c', 1, /`: ` stands in quotes/],
    ['a: @b', 1, /begins with @/],
    ['a: "b', 1, /[Qq]uot/],
    ['ok: 1\na: [b, c\n', 2, /[Bb]racket|\]/],
  ])('says where %j is broken, and what to do', (text, line, tip) => {
    const fault = faultOf(text);
    expect(fault?.line).toBeGreaterThanOrEqual(line);
    expect(fault?.tip).toMatch(tip);
  });

  it('reads or refuses any soup of YAML, and never throws', () => {
    const marks = '[ ] { } a " \' | >-'.split(' ');
    const before = [': ', '- ', '? ', ', ', '&a ', '*a ', '!t ', '# ', '<<: '];
    const tokens = [...marks, ...before, '\n', '\n  ', '---\n', '\n- a: '];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens), { maxLength: 120 }), (soup) => {
        const read = readYaml(soup.join(''));
        expect(read.ok || read.faults.every(({ line, column }) => line > 0 && column > 0)).toBe(true);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
