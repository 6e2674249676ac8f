import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { misspell, perturb } from '../../../editor/evaluation/perturb.ts';

const words = ['How', "don't", '¿Quién', 'the', 'reservations', '$148.5', '—', 'A&W', 'ß', 'İ'];
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...words)).map((some) => some.join(' ')),
);

/** What an id changes: many perturbed texts of one. */
const perturbed = (q: string, times: number): readonly string[] =>
  Array.from({ length: times }, (_, at) => perturb({ id: String(at), q }));

it('perturb leaves something of every text, no capital, and no punctuation where there is a letter or digit', () => {
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

it('perturb is the same for the same id, text and seed, and another for others', () => {
  const q = 'how many employees signed the open letter about the border agency contract';
  expect(new Set(perturbed(q, 50)).size).toBeGreaterThan(40);
  expect(new Set([1, 2, 3, 4, 5].map((seed) => perturb({ id: 'a', q }, seed))).size).toBeGreaterThan(3);
  // Whatever is measured with slips is measured with these: how many words are lost, which slip, by which kind and how often.
  expect([perturb({ id: 'a', q }), misspell('General Motors', 3)]).toMatchInlineSnapshot(`
    [
      "ow many demployes gthe opdn letter abput the bordr agency contract",
      "Genweral Motors",
    ]
  `);
  const many = createHash('sha256').update(perturbed(q, 1000).join('\n')).digest('hex');
  expect(many).toMatchInlineSnapshot(`"01af0921b631db44bb94ac19b87bbc7fece7933bf2f42531d799c6ff5739948f"`);
});

it('perturb joins at apostrophes and parts at other signs', () => {
  // Words of one and two letters and figures never slip, and two words are never lost.
  const typed = ["I'd, OK?", '4:51', 'I’M ON', 'is 1984'].map((q) => perturbed(q, 50));
  expect(typed.map((texts) => [...new Set(texts)])).toEqual([['id ok'], ['4 51'], ['im on'], ['is 1984']]);
});

it.each([
  ['kkk', 'k', 'ijlmo'],
  ['óóó', 'ó', 'iklp'],
])('perturb hits neighbouring keys only: %s', (q, letter, keys) => {
  const slipped = perturbed(q, 3000).filter((text) => text.length === 3 && text !== q);
  expect(new Set(slipped.join('').replaceAll(letter, ''))).toEqual(new Set(keys));
});

it('misspell makes one slip in whatever name, never none', () => {
  const property = fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.integer(), (name, seed) => {
    const slipped = misspell(name, seed);
    expect(slipped).not.toBe(name);
    expect(misspell(name, seed)).toBe(slipped);
    expect(Math.abs([...slipped].length - [...name].length)).toBeLessThanOrEqual(1);
  });
  fc.assert(property);
  expect([misspell('', 1), misspell('360', 3), misspell('+', 3)]).toEqual(['', '3600', '++']);
});

it('misspell keeps capitals where they stood', () => {
  const made = (name: string) => Array.from({ length: 300 }, (_, seed) => misspell(name, seed));
  for (const name of made('IBM')) expect(name).toMatch(/^[A-Z]+$/);
  expect(made('Ox')).toContain('Xo');
  expect(made('Ox')).not.toContain('xO');
});
