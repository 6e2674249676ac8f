import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type CollectionDoc,
  type CollectionEngine,
  createEngine,
  SHORTLIST,
} from '../../../editor/evaluation/collection.ts';
import { CONFIDENCE } from '../../../src/retrieval/confidence.ts';
import { plainEnglish, plainSpanish } from '../../retrieval/plain-languages.ts';

const none: readonly string[] = [];

const HARBOUR: readonly CollectionDoc[] = [
  {
    id: 'toll',
    text: 'Ships of more than forty metres pay ninety crowns a day.',
    aliases: ['How much is the harbour toll?', 'What does mooring cost?', 'Price of a berth', 'Berth fees'],
  },
  {
    id: 'pilot',
    text: 'A pilot boards every tanker beyond the lighthouse.',
    aliases: ['Do I need a pilot?', 'Who steers tankers in?', 'Is pilotage compulsory?', 'Guide for my ship'],
  },
  {
    id: 'night',
    text: 'The lock stays shut from ten until five.',
    aliases: [
      'When does the lock open?',
      'Can I leave at night?',
      'Opening hours',
      'Is the lock closed now?',
    ],
  },
];

const ARTICLES: readonly CollectionDoc[] = [
  { id: 'crane-1', title: 'Tower crane', text: 'It lifts steel beams onto roofs.', aliases: none },
  { id: 'crane-2', title: 'Tower crane', text: 'Four bolts hold its mast.', aliases: none },
  { id: 'heron-1', title: 'Grey heron', text: 'It hunts fish in shallow water.', aliases: none },
  { id: 'heron-2', title: 'Grey heron', text: 'Nests stand high in old trees.', aliases: none },
  { id: 'note', text: 'Minutes of the council meeting about parking.', aliases: none },
];

const worded = createEngine(HARBOUR, plainEnglish);
const plain = createEngine(ARTICLES, plainEnglish);

const first = (engine: CollectionEngine, question: string): string | undefined =>
  engine.find(question, 5).hits[0]?.id;

describe('a collection', () => {
  it('is found by the questions that people ask', () => {
    for (const { id, aliases, text } of HARBOUR) {
      for (const asked of [...aliases, text]) expect(first(worded, asked), asked).toBe(id);
    }
    expect(first(worded, 'how much to pay for a berth')).toBe('toll');
    expect(first(worded, 'what hours is the lock open')).toBe('night');
  });

  it('is found by title and by text', () => {
    for (const { id, title, text } of ARTICLES) {
      expect(first(plain, text), text).toBe(id);
      if (title) expect(first(plain, title)?.slice(0, -2), title).toBe(id.slice(0, -2));
    }
    // Documents of one title speak for each other.
    const { candidates } = plain.search('heron fish');
    expect(candidates.map(({ doc }) => ARTICLES[doc]?.id).sort()).toEqual(['heron-1', 'heron-2']);
    expect(candidates.every(({ signals }) => signals.groupAlike > 0)).toBe(true);
    // What the article is about tells which of its sentences is meant.
    expect(first(plain, 'where does a grey heron build nests')).toBe('heron-2');
    expect(first(plain, 'bolts of a tower crane')).toBe('crane-2');
  });

  it('is found misspelt, in other forms of its words, in capitals and without accents', () => {
    expect(first(worded, 'harbuor tol')).toBe('toll');
    expect(first(worded, 'is pilotag complusory')).toBe('pilot');
    expect(first(worded, 'opeming huors')).toBe('night');
    expect(first(plain, 'hunting in shalow watter')).toBe('heron-1');
    expect(first(plain, 'LIFTING A STEEL BEAM')).toBe('crane-1');
  });

  it('is found in Spanish, by the stems of Spanish words', () => {
    const engine = createEngine(
      [
        { id: 'tasa', text: 'Los buques pagan noventa coronas.', aliases: ['¿Cuánto cuesta el amarre?'] },
        { id: 'noche', text: 'La esclusa está cerrada de noche.', aliases: ['¿Cuándo abren la esclusa?'] },
        { id: 'años', text: 'El puerto cumplió cien años.', aliases: ['¿Qué edad tiene el puerto?'] },
      ],
      plainSpanish,
    );
    expect(first(engine, 'cuanto cuestan los amarres')).toBe('tasa');
    expect(first(engine, 'pagar coronas')).toBe('tasa');
    expect(first(engine, '¿está cerrado? la eslcusa')).toBe('noche');
    expect(first(engine, 'cien anos')).toBe('años');
  });

  it('finds nothing for a question without a word of it', () => {
    for (const question of ['', ' ', '???', '¿?', 'zzzqqq', '—', '\u200b']) {
      const { hits, confidence, features } = worded.find(question, 5);
      expect({ question, hits, confidence }).toEqual({ question, hits: [], confidence: 0 });
      expect(features).toEqual(CONFIDENCE.map(() => 0));
    }
  });

  it('gives as many hits as are asked for, the best first', () => {
    const many = createEngine(
      Array.from({ length: 80 }, (_, at) => ({
        id: `d${at}`,
        text: `crane ${'x'.repeat(1 + (at % 7))}`,
        aliases: none,
      })),
      plainEnglish,
    );
    expect(many.find('crane', 3).hits).toHaveLength(3);
    expect(many.find('crane', 0).hits).toEqual([]);
    const { hits } = many.find('crane', 1000);
    expect(hits).toHaveLength(SHORTLIST);
    expect(new Set(hits.map(({ id }) => id)).size).toBe(SHORTLIST);
    const scores = hits.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('is surer of what it holds than of what it does not', () => {
    const asked = HARBOUR.flatMap(({ aliases }) => aliases).map((alias) => worded.find(alias, 1).confidence);
    const strange = ['how much is a toaster', 'when was the moon landing', 'who can steer my dreams'];
    const unsure = strange.map((question) => worded.find(question, 1).confidence);
    expect(Math.min(...asked)).toBeGreaterThan(Math.max(...unsure));
    expect(Math.min(...unsure)).toBeGreaterThan(0);
    expect(Math.max(...asked)).toBeLessThan(1);
  });

  it('is worded from three ways to ask a document on, headed from one on every other, else plain', () => {
    const of = (...counts: readonly number[]) =>
      createEngine(
        counts.map((count, at) => ({
          id: String(at),
          text: 'x',
          aliases: Array.from({ length: count }, (_, way) => `way ${way}`),
        })),
        plainEnglish,
      ).shape;
    expect([of(3), of(5, 1), of(5, 0), of(1, 0), of(1, 0, 0), of(0), of()]).toEqual([
      'worded',
      'worded',
      'headed',
      'headed',
      'plain',
      'plain',
      'plain',
    ]);
    expect(plain.shape).toBe('plain');
  });
});

describe('an engine', () => {
  it('says the same again, after other questions, and when it is made again', () => {
    const questions = ['harbour toll', 'lock at nihgt', 'pilot for my ship', ''];
    const before = questions.map((question) => worded.find(question, 5));
    expect(questions.toReversed().map((question) => worded.find(question, 5))).toEqual(before.toReversed());
    const again = createEngine(HARBOUR, plainEnglish);
    expect(questions.map((question) => again.find(question, 5))).toEqual(before);
  });

  it('takes an alias that is given twice, or that is the text, for one', () => {
    const [toll, ...others] = HARBOUR;
    const text = toll?.text ?? '';
    const aliases = [...(toll?.aliases ?? []), text];
    const once = createEngine([{ id: 'toll', text, aliases }, ...others], plainEnglish);
    const twice = createEngine(
      [{ id: 'toll', text, aliases: [...aliases, ...aliases] }, ...others],
      plainEnglish,
    );
    for (const question of ['berth fees', 'crowns a day', 'opening hours']) {
      expect(twice.find(question, 5)).toEqual(once.find(question, 5));
    }
    const { signals } = once.search(text).candidates.find(({ doc }) => doc === 0) ?? {};
    expect(signals).toMatchObject({ wordingMatched: 1 });
  });

  it('hears a word said twice in a row once', () => {
    expect(worded.find('harbour harbour toll toll', 5)).toEqual(worded.find('harbour toll', 5));
  });

  it('of nothing finds nothing', () => {
    const empty = createEngine([], plainEnglish);
    expect(empty.find('anything', 5)).toMatchObject({ hits: [], confidence: 0 });
    const blank = createEngine([{ id: 'blank', title: '', text: '', aliases: [''] }], plainEnglish);
    expect(blank.find('anything', 5)).toMatchObject({ hits: [], confidence: 0 });
  });
});

describe('whatever is typed or written', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          'toll',
          'ｔｏｌｌ',
          'TÖLL',
          'é',
          '\ud800',
          '\u202e',
          '💧',
          '港',
          '٣',
          'ß',
          '__proto__',
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(' ')),
  );

  it('an engine never throws, and is between never and always sure', () => {
    fc.assert(
      fc.property(anything, (question) => {
        for (const engine of [worded, plain]) {
          const { hits, confidence, features } = engine.find(question, 5);
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
          expect(features.every(Number.isFinite)).toBe(true);
          expect(hits.every(({ id, score }) => id !== '' && Number.isFinite(score))).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a document that holds it can be indexed, and is found by it as soon as it has a word', () => {
    fc.assert(
      fc.property(anything, anything, (text, title) => {
        const engine = createEngine([{ id: 'own', title, text, aliases: [title] }], plainEnglish);
        const { terms, candidates } = engine.search(text);
        expect(candidates).toHaveLength(terms.length > 0 ? 1 : 0);
        expect(engine.find(text, 1).hits.map(({ id }) => id)).toEqual(terms.length > 0 ? ['own'] : []);
      }),
      { numRuns: 80 },
    );
  });

  describe('of a hundred thousand characters', () => {
    let long: CollectionEngine;
    const of = (part: string): string => part.repeat(Math.ceil(100_000 / part.length)).slice(0, 100_000);

    beforeAll(() => {
      const parts = ['mooring pilot lock ', 'x', '港', 'é ', '1 ', 'a\u0301', '💧 '];
      const docs = parts.map((part, at) => ({ id: `long-${at}`, text: of(part), aliases: none }));
      long = createEngine([...docs, ...HARBOUR], plainEnglish);
    });

    it.each(['mooring berth ', 'x', '港', 'é ', '1 ', 'a\u0301', '💧 ', ' ', '\u202e', 'qwertyuiop '])(
      'a question of %j comes to an end, and those after it are answered',
      (part) => {
        const started = performance.now();
        expect(long.find(of(part), 5).hits.length).toBeLessThanOrEqual(5);
        expect(performance.now() - started).toBeLessThan(2000);
        expect(first(long, 'opening hours')).toBe('night');
      },
    );
  });
});
