import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSuggest } from '../../src/retrieval/suggest.ts';
import { base, baseWith, changed, fact } from '../base.ts';

const suggest = createSuggest(base);
const AMONG = ['questions', 'companies', 'ids'] as const;
const questions = new Set(
  [...base.facts.values()].flatMap(({ wordings }) => [...wordings.values()].flatMap((wording) => wording.questions)),
);

it('nothing typed is answered with what carries most: companies with a dossier before brands, weighty facts first', () => {
  expect(suggest('', 'companies', 2).toSorted()).toEqual(['Brasko Freight', 'Norvane']);
  expect(suggest('', 'companies', 10).slice(2).toSorted()).toEqual(['Haulix', 'Quillmesh', 'Tallybird']);
  const ids = suggest('', 'ids', 25);
  for (const pack of base.packs.keys()) {
    const weights = ids.filter((id) => fact(id).pack === pack).map((id) => fact(id).weight);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(weights[0]).toBe(3);
  }
  expect(suggest('', 'questions', 25)).toHaveLength(25);
});

it('nothing typed is the same as only spaces or punctuation', () => {
  for (const typed of ['   ', '?!', '\u202e', '<>'])
    expect(suggest(typed, 'companies', 5)).toEqual(suggest('', 'companies', 5));
});

it('what is typed is finished first as it begins, then by what holds its words', () => {
  const found = suggest('norvane letter', 'questions', 10);
  expect(found[0]).toMatch(/^norvane letter/);
  const starts = found.map((text) => text.toLowerCase().startsWith('norvane letter'));
  expect(starts).toEqual(starts.toSorted((a, b) => Number(b) - Number(a)));
  expect(suggest('signed letter', 'questions', 10)).toContain('who signed the norvane letter');
});

it('what is typed may be the beginning of a word, in any case and with any accents', () => {
  expect(suggest('NORV', 'companies', 5)[0]).toBe('Norvane');
  expect(suggest('¿cuántos EMPL', 'questions', 5)).toContain('¿Cuántos empleados firmaron la carta de 2019?');
  expect(suggest('norvane.letter-20', 'ids', 2).toSorted()).toEqual([
    'norvane.letter-2019-signers',
    'norvane.letter-2022-signers',
  ]);
});

it('what is typed may be another name for a company, which then stands first', () => {
  const aliases = [...base.entities.values()].flatMap((one) =>
    one.kind === 'company' && [...base.packs.values()].some(({ company }) => company === one.id)
      ? one.aliases.map((alias) => [alias, one.name] as const)
      : [],
  );
  expect(aliases.length).toBeGreaterThan(0);
  for (const [alias, name] of aliases) expect(suggest(alias, 'companies', 5)[0]).toBe(name);
});

it('what is typed is finished by what the asker speaks first, and then by the rest', () => {
  const spanish = suggest('', 'questions', 25, 'es');
  expect(spanish[0]).toMatch(/[¿áéíóúñ]/);
  expect(suggest('', 'questions', 25, 'en')[0]).not.toMatch(/[¿áéíóúñ]/);
  expect(suggest('who signed', 'questions', 5, 'es')[0]).toMatch(/^who signed/i);
});

it('what is typed is finished by different facts before other words for the same one', () => {
  const factOf = (text: string) =>
    [...base.facts.values()].find(({ wordings }) =>
      [...wordings.values()].some(({ questions: all }) => all.includes(text)),
    )?.id;
  const facts = suggest('', 'questions', 12, 'en').map(factOf);
  expect(new Set(facts).size).toBe(12);
});

it('what is typed may be misspelt', () => {
  expect(suggest('norvnae', 'companies', 5)).toContain('Norvane');
  expect(suggest('tallybrid', 'companies', 5)).toContain('Tallybird');
  expect(suggest('norvnae letter', 'questions', 5)[0]).toMatch(/letter/i);
  expect(suggest('tallybr', 'companies', 5)).toContain('Tallybird');
  expect(suggest('tallubir', 'companies', 5)).toContain('Tallybird');
});

it('what is typed is helped where half of it is known, and not where less is', () => {
  expect(suggest('xyzzyq norvane letter', 'questions', 5)).not.toEqual([]);
  expect(suggest('xyzzyq plughq frotzq norvane', 'questions', 5)).toEqual([]);
});

it('what is typed finds no company that has neither a dossier nor an owner with one', () =>
  expect(suggest('pellworm', 'companies', 25)).not.toContain('Pellworm Hosting'));

it('what is typed finds nothing that was withdrawn', () => {
  expect(suggest('zeppelin', 'questions', 25)).toEqual([]);
  expect(suggest('norvane.letter', 'ids', 25)).not.toContain('norvane.letter-withdrawn');
});

it('what is typed gives texts of the base, each once, within both limits, and the same again', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.constantFrom('n', 'letter of', 'who signd', 'norvane.'),
  );
  fc.assert(
    fc.property(typed, fc.constantFrom(...AMONG), fc.integer({ min: 1, max: 25 }), (text, among, limit) => {
      const found = suggest(text, among, limit);
      expect(found.length).toBeLessThanOrEqual(limit);
      expect(new Set(found).size).toBe(found.length);
      expect(found.filter((one) => one.length > 100)).toEqual([]);
      if (among === 'questions') expect(found.filter((one) => !questions.has(one))).toEqual([]);
      expect(suggest(text, among, limit)).toEqual(found);
    }),
    { numRuns: 150 },
  );
});

it('what is typed is never longer than autocomplete holds, though a question is', () => {
  const long = 'Which of the very many harbours of the coast that are named '.repeat(4).trim();
  const facts = baseWith(
    changed('norvane.ctb-spent', { wordings: new Map([['en', { claim: 'A.', questions: [long] }]]) }),
  );
  const [found] = createSuggest(facts)('which of the very many', 'questions', 1);
  expect(found).toMatch(/^Which of the very many .*…$/);
  expect(found?.length).toBeLessThanOrEqual(100);
});

it('what is typed does not take long, whatever its length', () => {
  const started = performance.now();
  suggest('norvane letter '.repeat(10_000), 'questions', 25);
  expect(performance.now() - started).toBeLessThan(1_500);
});

it('a question that already holds an answer is never put into anybody’s mouth', () => {
  const plain = ['How much did it spend?', 'did it spend that much', 'Is it true?'];
  const leading = [
    "Didn't Norvane pay for it?",
    'Norvane paid for it, right?',
    "It was cancelled, wasn't it?",
    'Norvane never paid, did it?',
    'so it was the owner, yes?',
  ];
  const wording = { claim: 'It spent.', questions: [...plain, ...leading] };
  const one = changed('norvane.ctb-spent', { wordings: new Map([['en', wording]]) });
  const all = createSuggest(baseWith(one))('', 'questions', 10_000);
  expect(all).toEqual(expect.arrayContaining(plain.slice(0, 2)));
  for (const text of leading) expect(all).not.toContain(text);
});
