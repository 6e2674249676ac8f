import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf, misspell, perturb, STRENGTH } from '../../../editor/evaluation/perturb.ts';

const words = ['How', "don't", '¿Quién', 'the', 'reservations', '$148.5', '—', 'A&W', 'ß', 'İ'];
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...words)).map((some) => some.join(' ')),
);

/** What an id changes: many perturbed texts of one. */
const perturbed = (q: string, times: number): readonly string[] =>
  Array.from({ length: times }, (_, at) => perturb({ id: String(at), q }));

const share = <Thing>(things: readonly Thing[], is: (one: Thing) => boolean): number =>
  things.filter(is).length / things.length;
const isNear = (one: number, other: number, by: number) => expect(Math.abs(one - other)).toBeLessThan(by);

describe('perturb', () => {
  it('leaves something of every text, no capital, and no punctuation where there is a letter or digit', () => {
    const property = fc.property(fc.string(), anything, fc.integer(), (id, q, seed) => {
      const text = perturb({ id, q }, seed);
      expect(perturb({ id, q }, seed)).toBe(text);
      fc.pre(/[\p{L}\p{N}]/u.test(q));
      expect(text).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?: [\p{L}\p{M}\p{N}]+)*$/u);
      expect(text).toBe(text.toLowerCase());
    });
    fc.assert(property);
    expect(perturb({ id: '1', q: '— ?!' })).toBe('— ?!');
  });

  it('is the same for the same id, text and seed, and another for others', () => {
    const q = 'how many employees signed the open letter about the border agency contract';
    expect(new Set(perturbed(q, 50)).size).toBeGreaterThan(40);
    expect(new Set([1, 2, 3, 4, 5].map((seed) => perturb({ id: 'a', q }, seed))).size).toBeGreaterThan(3);
    // Whatever is measured with slips is measured with these.
    expect([perturb({ id: 'a', q }), misspell('General Motors', 3)]).toMatchInlineSnapshot(`
      [
        "ow many demployes gthe opdn letter abput the bordr agency contract",
        "Genweral Motors",
      ]
    `);
  });

  it('joins at apostrophes and parts at other signs', () => {
    // Words of one and two letters and figures never slip, and two words are never lost.
    const typed = ["I'd, OK?", '4:51', 'I’M ON', 'is 1984'].map((q) => perturbed(q, 50));
    expect(typed.map((texts) => [...new Set(texts)])).toEqual([['id ok'], ['4 51'], ['im on'], ['is 1984']]);
  });

  it('loses as many words as it says, each as often as the others', () => {
    const short = ['of', 'to', 'in', 'on', 'it', 'is', 'at', 'by', 'we', 'us'];
    const texts = perturbed(short.join(' '), 2000).map((text) => text.split(' '));
    for (const word of short) isNear(1 - share(texts, (text) => text.includes(word)), STRENGTH.lost, 0.03);
    isNear(1 - texts.flat().length / (2000 * short.length), STRENGTH.lost, 0.01);
  });

  it('slips in as many words as it says, by each kind as often as it says', () => {
    const texts = perturbed('planet', 8000);
    const slips = texts.filter((text) => text !== 'planet');
    isNear(slips.length / texts.length, STRENGTH.slipped, 0.02);
    const kind = (text: string): string => {
      if (text.length !== 6) return text.length < 6 ? 'deletion' : 'insertion';
      return [...text].sort().join('') === 'aelnpt' ? 'swap' : 'substitution';
    };
    for (const [name, wanted] of Object.entries(STRENGTH.kinds))
      isNear(
        share(slips, (text) => kind(text) === name),
        wanted,
        0.03,
      );
  });

  it.each([
    ['kkk', 'k', 'ijlmo'],
    ['óóó', 'ó', 'iklp'],
  ])('hits neighbouring keys only: %s', (q, letter, keys) => {
    const slipped = perturbed(q, 3000).filter((text) => text.length === 3 && text !== q);
    expect(new Set(slipped.join('').replaceAll(letter, ''))).toEqual(new Set(keys));
  });

  it('slips twice in long words, and never back', () => {
    const far = (word: string) => perturbed(word, 2000).map((text) => Math.abs(text.length - word.length));
    expect(share(far('xylophone'), (off) => off === 2)).toBeGreaterThan(0.01);
    expect(far('xylophon')).not.toContain(2);
    isNear(
      share(perturbed('xylophone', 2000), (text) => text !== 'xylophone'),
      STRENGTH.slipped,
      0.04,
    );
  });
});

describe('misspell', () => {
  it('makes one slip in whatever name, never none', () => {
    const property = fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.integer(), (name, seed) => {
      const slipped = misspell(name, seed);
      expect(slipped).not.toBe(name);
      expect(misspell(name, seed)).toBe(slipped);
      expect(Math.abs([...slipped].length - [...name].length)).toBeLessThanOrEqual(1);
    });
    fc.assert(property);
    expect([misspell('', 1), misspell('360', 3), misspell('+', 3)]).toEqual(['', '3600', '++']);
  });

  it('keeps capitals where they stood', () => {
    const made = (name: string) => Array.from({ length: 300 }, (_, seed) => misspell(name, seed));
    for (const name of made('IBM')) expect(name).toMatch(/^[A-Z]+$/);
    expect(made('Ox')).toContain('Xo');
    expect(made('Ox')).not.toContain('xO');
  });
});

it('chances are from 0 to below 1, evenly, and others for another seed', () => {
  const chance = chanceOf('a');
  const drawn = Array.from({ length: 10_000 }, () => chance());
  expect(drawn.every((one) => one >= 0 && one < 1)).toBe(true);
  for (const edge of [0.1, 0.5, 0.9])
    isNear(
      share(drawn, (one) => one < edge),
      edge,
      0.02,
    );
  expect(chanceOf('b')()).not.toBe(drawn[0]);
});
