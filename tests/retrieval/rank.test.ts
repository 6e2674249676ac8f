import fc from 'fast-check';
import { expect, it } from 'vitest';
import { understand } from '../../src/core/understand.ts';
import { base, contextOf, english, entity, fact, knowledge, spanish, understood } from '../base.ts';
import { type Row, retrieverOf, smallBase } from './small-base.ts';

/** The order in which the facts of a small base are found. */
function order(rows: Readonly<Record<string, Row>>, text: string): readonly string[] {
  const facts = smallBase(rows);
  const retriever = retrieverOf(facts);
  const query = understand(text, [english, spanish], retriever.lexicon);
  return retriever.search(query, 10).map((match) => match.fact.id);
}

const found = (text: string) => knowledge.retriever.search(understood(text), 10);

const IDS = ['norvane.ctb-spent', 'norvane.ohi-ceiling', 'norvane.says-licences', 'norvane.says-proud'];
const STARS = `The observatory counts comets every winter. | How many comets pass in winter? | comet census
The observatory sells postcards. | Where are postcards sold? | postcards of planets
The planetarium shows comets on Sundays. | When is the planetarium open? | planetarium hours
Bakers make bread at dawn. | When is bread made? | bread at dawn`;
const TEA = `Green tea is served. | green tea house | is green tea served?
Tea is served on a green lawn. | tea house lawn green | is tea served on the green?`;
const KEEPER = `A. | lighthouse keeper wages in stormy northern harbour towns | b
A. | lighthouse keeper | b`;
const NETS = `Divers repair nets. | Who repairs nets? | net repairs
Divers repair nets. | Who repairs nets? | net repairs
A baker bakes. | who bakes | baker`;
const FERRIES = `A. | a | b
B. | c | d
Ferries were bought for old crowns. | ferries bought | a
Ferries were bought for 900 crowns. | ferries bought | a`;

// A fact in a line: its claim and its questions. Wanted are the numbers of the lines.
it.each([
  ['the words of a question, then a claim that holds one of them', STARS, 'comet census', [1, 3]],
  ['what holds the rare word too, then what holds the common one', STARS, 'observatory postcards', [2, 1]],
  ['words as they were asked, then the same turned round', TEA, 'green tea', [1, 2]],
  ['a wording that is covered, then one that is in part', KEEPER, 'lighthouse keeper', [2, 1]],
  ['other forms of a word, and equals in the order of their ids', NETS, 'repairing nets', [1, 2]],
  ['a figure where one is asked for', FERRIES, 'how much were the ferries that were bought', [4, 3]],
])('the whole order: %s', (_, lines, text, wanted) => {
  const rows = lines.split('\n').map((line, at): [string, Row] => {
    const [claim = '', ...questions] = line.split(' | ');
    return [IDS[at] ?? '', { claim, questions }];
  });
  expect(order(Object.fromEntries(rows), text)).toEqual(wanted.map((line) => IDS[line - 1]));
});

const letter: Row = {
  claim: 'A letter was signed.',
  questions: ['Who signed the letter?', 'letter signers'],
};

it('the whole order leaves out the same words about another company than the question names', () => {
  const rows = {
    'norvane.ctb-spent': { ...letter, about: [entity('brasko').id] as const },
    'norvane.ohi-ceiling': { ...letter, about: [entity('norvane').id] as const },
  };
  // The same words about another company are not found at all.
  expect(order(rows, 'norvane letter signers')).toEqual(['norvane.ohi-ceiling']);
  expect(order(rows, 'brasko letter signers')[0]).toBe('norvane.ctb-spent');
  expect(order(rows, 'haulix letter signers'), 'a brand is not its owner').toEqual([]);
});

it('the whole order puts a fact of the year that is asked for first', () => {
  const rows: Readonly<Record<string, Row>> = {
    'norvane.ctb-spent': { ...letter, period: { from: '2019-05' } },
    'norvane.ohi-ceiling': { ...letter, period: { from: '2021', to: '2023' } },
  };
  expect(order(rows, 'letter signers 2022')).toEqual([
    'norvane.ohi-ceiling', // 2022 is within its years
    'norvane.ctb-spent', // another year
  ]);
  expect(order(rows, 'letter signers 2019')).toEqual(['norvane.ctb-spent', 'norvane.ohi-ceiling']);
});

it('the whole order puts the fact that defines a name first when it is asked what that is', () => {
  expect(found('what is the hml')[0]?.fact.id).toBe('norvane.hml-described');
  expect(found('hml')[0]?.fact.id).toBe('norvane.hml-described');
});

it('a match has shares from 0 to 1, the best score first, each fact once, and says which wording it was', () => {
  const words = fc.constantFrom(
    ...'norvane letter signed who the hml 2019 trucks ohi price zeppelin qqqqqq'.split(' '),
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 9 }), (typed) => {
      const matches = found(typed.join(' '));
      const scores = matches.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      expect(new Set(matches.map((match) => match.fact.id)).size).toBe(matches.length);
      for (const { score, coverage, tight, because, fact: one } of matches) {
        for (const share of [coverage, tight]) expect(share >= 0 && share <= 1.000001).toBe(true);
        expect(score >= 0 && score <= 1).toBe(true);
        const texts = [...one.wordings.values()].flatMap(({ claim, questions }) => [claim, ...questions]);
        expect([...texts, ...one.cites.map(({ quote }) => quote), '']).toContain(because);
      }
    }),
    { numRuns: 150 },
  );
});

it('a match lists the words that it does not explain, and explains all of its own questions', () => {
  const [best] = found('who baked the norvane letter');
  expect(best?.unexplained).toContain('baked');
  expect(best?.unexplained).not.toContain('norvane');
  for (const one of base.facts.values()) {
    if (one.status === 'withdrawn' || one.status === 'superseded') continue;
    const [first] = one.wordings.get('en')?.questions ?? [];
    const own = found(first ?? '').find((match) => match.fact.id === one.id);
    expect([one.id, own?.coverage, own?.unexplained]).toEqual([one.id, 1, []]);
  }
});

it('a match is the first for each question that a fact itself names', () => {
  const misses = [...base.facts.values()].flatMap((one) =>
    one.status === 'withdrawn' || one.status === 'superseded'
      ? []
      : [...one.wordings.values()].flatMap(({ questions }) =>
          questions.filter((text) => found(text)[0]?.fact.id !== one.id).map((text) => `${one.id}: ${text}`),
        ),
  );
  expect(misses).toEqual([]);
});

it('a match is none for words that no fact holds, and for no words', () => {
  for (const text of ['', 'qqqqqq wwwwww', '?!']) expect(found(text)).toEqual([]);
});

it('a match is never withdrawn, and never of a pack that is not wanted', () => {
  expect(found('zeppelin petition directors').map((match) => match.fact.id)).not.toContain('norvane.letter-withdrawn');
  const packs = new Map([...base.packs].filter(([id]) => id === fact('brasko.ohi-trucks').pack));
  const part = knowledge.retriever.within({ ...base, packs });
  const ids = part.search(understood('letter signers'), 10).map((match) => match.fact.pack);
  expect(new Set(ids)).toEqual(new Set(['brasko']));
});

it('a match is found in Spanish too, where a fact is worded in it', () => {
  const query = understood('¿cuántas firmas tuvo la carta del personal?', contextOf(spanish));
  expect(knowledge.retriever.search(query, 1)[0]?.fact.id).toBe('norvane.letter-2019-signers');
});
