import fc from 'fast-check';
import { expect, it } from 'vitest';
import { QUESTION_LIMIT } from '../../src/core/typed.ts';
import { contextOf, entity, spanish, understood } from '../base.ts';

const meaning = (text: string) =>
  understood(text)
    .terms.filter((term) => !term.small)
    .map((term) => term.typed);

it('understand tells words that carry meaning from those that do not', () => {
  expect(meaning('so who has signed the letter, please?')).toEqual(['signed', 'letter']);
  expect(understood('signing').terms[0]?.stem).toBe(understood('signed').terms[0]?.stem);
});

it('understand finds names by any spelling, the longest first, each once, in order', () => {
  const [norvane, ohi, hml] = [entity('norvane').id, entity('ohi').id, entity('hml').id];
  expect(understood('NORVANE and the Office of Harbour Inspection').entities).toEqual([norvane, ohi]);
  expect(understood('ohi norvane norvane inc').entities).toEqual([ohi, norvane]);
  expect(understood('the harbour manifest ledger').entities).toEqual([hml]);
  expect(understood('tally bird').entities).toEqual([entity('tallybird').id]);
  expect(understood('what is a ledger').entities).toEqual([]);
});

it('understand mends a misspelt word and a misspelt name, and keeps what was typed', () => {
  const query = understood('norvnae lettr');
  expect(query.entities).toEqual([entity('norvane').id]);
  expect(query.terms.map(({ typed }) => typed)).toEqual(['norvnae', 'lettr']);
  expect(query.terms[1]?.stem).toBe(understood('letter').terms[0]?.stem);
  expect(query.strangers).toEqual([]);
});

it('understand finds years, and no other figures', () => {
  expect(understood('letters of 2019 and 2022').years).toEqual([2019, 2022]);
  expect(understood('1800 or 20199 or 320').years).toEqual([]);
});

it.each([
  ['how much did it cost', 'amount'],
  ['how many people signed', 'count'],
  ['when did the ledger start', 'date'],
  ['why do they write', 'reason'],
  ['did norvane respond', 'reply'],
  ['what is the hml', 'definition'],
  ['hml what', 'definition'],
] as const)('understand sees that %j asks for %s', (text, asked) => expect(understood(text).asked).toContain(asked));

it('understand takes “what” for no wish to have something defined', () =>
  expect(understood('what ledger').asked).toEqual([]));

it('understand knows the language of a question by its words, and the asker’s when they do not tell', () => {
  expect(understood('¿cuántos empleados firmaron la carta?').language.tag).toBe('es');
  expect(understood('how many signed the letter', contextOf(spanish)).language.tag).toBe('en');
  expect(understood('norvane', contextOf(spanish)).language.tag).toBe('es');
  expect(understood('norvane').language.tag).toBe('en');
});

it('understand says a strange name in letters, digits and spaces, at most 40 of them, and splits none', () => {
  const name = fc.array(fc.constantFrom('x', 'Q', '7', '𐐨', '-', '.', '_', ' ', '<', '@', '!', "'", '\u202e'), {
    minLength: 1,
    maxLength: 120,
  });
  fc.assert(
    fc.property(name, (parts) => {
      for (const { name: said } of understood(`who is Zq${parts.join('')}`).strangers) {
        expect(said).toMatch(/^[\p{L}\p{N}]+(?: +[\p{L}\p{N}]+)*$/u);
        expect([...said].length).toBeLessThanOrEqual(40);
      }
    }),
    { numRuns: 200 },
  );
});

it('understand gives an empty query for what holds no word', () => {
  const empty = { text: '', terms: [], entities: [], strangers: [], years: [], asked: [] };
  for (const text of ['', '   ', '?!', '\u0000\u202e', '🤔🤔', '<!>']) expect(understood(text)).toMatchObject(empty);
});

it('understand looks at the first characters only', () => {
  const far = understood(`${'x '.repeat(QUESTION_LIMIT)} norvane`);
  expect(far.entities).toEqual([]);
  expect(far.text.length).toBeLessThanOrEqual(QUESTION_LIMIT);
});

it('understand never throws, for any text of up to 100,000 characters', () => {
  const unit = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }),
    fc.string({ unit: 'grapheme', minLength: 1 }),
  );
  const length = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(unit, length, (part, most) => {
      const { text } = understood(part.repeat(Math.ceil(most / part.length)).slice(0, most));
      expect([...text].length).toBeLessThanOrEqual(QUESTION_LIMIT * 20);
    }),
    { numRuns: 60 },
  );
});

it('understand stays quick with 100,000 characters of what is costly', () => {
  for (const unit of ['norvane ', '9k ', ' ', ..."a qzxwv 1, ﷺ \u0301 👩‍👧 ' . \u200b \ud83d".split(' ')]) {
    const started = performance.now();
    understood(unit.repeat(Math.ceil(100_000 / unit.length)));
    expect(performance.now() - started, JSON.stringify(unit)).toBeLessThan(2_500);
  }
});
