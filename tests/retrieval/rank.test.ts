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

const STARS: Readonly<Record<string, Row>> = {
  'norvane.ctb-spent': {
    claim: 'The observatory counts comets every winter.',
    questions: ['How many comets pass in winter?', 'comet census'],
  },
  'norvane.ohi-ceiling': {
    claim: 'The observatory sells postcards.',
    questions: ['Where are postcards sold?', 'postcards of planets'],
  },
  'norvane.says-licences': {
    claim: 'The planetarium shows comets on Sundays.',
    questions: ['When is the planetarium open?', 'planetarium hours'],
  },
  'norvane.says-proud': {
    claim: 'Bakers make bread at dawn.',
    questions: ['When is bread made?', 'bread at dawn'],
  },
};

it('the whole order of facts that hold a word more and less to the point', () => {
  expect(order(STARS, 'comet census')).toEqual([
    'norvane.ctb-spent', // the very words of one of its questions
    'norvane.says-licences', // only its claim speaks of comets
  ]);
});

it('the whole order puts a rare word before a common one', () => {
  expect(order(STARS, 'observatory postcards')).toEqual([
    'norvane.ohi-ceiling', // holds both
    'norvane.ctb-spent', // holds only the observatory, which two facts hold
  ]);
});

it('the whole order puts words next to each other, in order, before the same words apart', () => {
  const rows: Readonly<Record<string, Row>> = {
    'norvane.ctb-spent': {
      claim: 'Green tea is served.',
      questions: ['green tea house', 'is green tea served?'],
    },
    'norvane.ohi-ceiling': {
      claim: 'Tea is served on a green lawn.',
      questions: ['tea house lawn green', 'is tea served on the green?'],
    },
  };
  expect(order(rows, 'green tea')).toEqual([
    'norvane.ctb-spent', // the two words as they were asked
    'norvane.ohi-ceiling', // the same two, turned round
  ]);
});

it('the whole order puts a short wording that the question covers before a long one that it covers in part', () => {
  const rows: Readonly<Record<string, Row>> = {
    'norvane.ctb-spent': {
      claim: 'A.',
      questions: ['lighthouse keeper wages in stormy northern harbour towns', 'b'],
    },
    'norvane.ohi-ceiling': { claim: 'A.', questions: ['lighthouse keeper', 'b'] },
  };
  expect(order(rows, 'lighthouse keeper')).toEqual([
    'norvane.ohi-ceiling', // nothing in it was not asked
    'norvane.ctb-spent', // most of it was not asked
  ]);
});

it('the whole order finds other forms of a word, and puts equals in the order of their ids', () => {
  const rows: Readonly<Record<string, Row>> = {
    'norvane.ohi-ceiling': {
      claim: 'Divers repair nets.',
      questions: ['Who repairs nets?', 'net repairs'],
    },
    'norvane.ctb-spent': { claim: 'Divers repair nets.', questions: ['Who repairs nets?', 'net repairs'] },
    'norvane.says-proud': { claim: 'A baker bakes.', questions: ['who bakes', 'baker'] },
  };
  expect(order(rows, 'repairing nets')).toEqual([
    'norvane.ctb-spent', // the same words, and the smaller id
    'norvane.ohi-ceiling', // the same words
  ]);
});

it('the whole order leaves out the same words about another company than the question names', () => {
  const letter: Row = {
    claim: 'A letter was signed.',
    questions: ['Who signed the letter?', 'letter signers'],
  };
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
  const letter: Row = {
    claim: 'A letter was signed.',
    questions: ['Who signed the letter?', 'letter signers'],
  };
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

it('the whole order puts a fact that holds a figure first when a figure is asked for', () => {
  const rows: Readonly<Record<string, Row>> = {
    'norvane.says-licences': {
      claim: 'Ferries were bought for old crowns.',
      questions: ['ferries bought', 'a'],
    },
    'norvane.says-proud': {
      claim: 'Ferries were bought for 900 crowns.',
      questions: ['ferries bought', 'a'],
    },
  };
  expect(order(rows, 'how much were the ferries that were bought')[0]).toBe('norvane.says-proud');
});

it('the whole order puts the fact that defines a name first when it is asked what that is', () => {
  expect(found('what is the hml')[0]?.fact.id).toBe('norvane.hml-described');
  expect(found('hml')[0]?.fact.id).toBe('norvane.hml-described');
});

it('a match has shares from 0 to 1, the best score first, each fact once, and says which wording it was', () => {
  const words = fc.constantFrom(
    ...[
      'norvane',
      'letter',
      'signed',
      'who',
      'the',
      'hml',
      '2019',
      'trucks',
      'ohi',
      'price',
      'zeppelin',
      'qqqqqq',
    ],
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
  expect(found('zeppelin petition directors').map((match) => match.fact.id)).not.toContain(
    'norvane.letter-withdrawn',
  );
  const packs = new Map([...base.packs].filter(([id]) => id === fact('brasko.ohi-trucks').pack));
  const part = knowledge.retriever.within({ ...base, packs });
  const ids = part.search(understood('letter signers'), 10).map((match) => match.fact.pack);
  expect(new Set(ids)).toEqual(new Set(['brasko']));
});

it('a match is found in Spanish too, where a fact is worded in it', () => {
  const query = understood('¿cuántas firmas tuvo la carta del personal?', contextOf(spanish));
  expect(knowledge.retriever.search(query, 1)[0]?.fact.id).toBe('norvane.letter-2019-signers');
});
