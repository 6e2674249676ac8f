import fc from 'fast-check';
import { expect, it } from 'vitest';
import { QUESTION_LIMIT, readTyped } from '../../src/core/typed.ts';
import { knowledge, understood } from '../base.ts';

const { lexicon } = knowledge.retriever;
const read = (message: string) => readTyped(message, lexicon);
/** Nobody would look for a question behind so much. */
const PREAMBLE =
  'My colleagues keep telling me different things about what these companies do and why any of it should matter to us, so before the meeting on Tuesday I would really like to know, if it is no trouble to you, just this one thing.';

it.each([
  // Signs between words are "and"; a letter beside one is part of a name.
  ['norvane & CTB', 'norvane and CTB'],
  ['norvane+CTB', 'norvane and CTB'],
  ['what is the HML & who built it?', 'what is the HML and who built it?'],
  ['does A&Wine pay Q & A', 'does A&Wine pay Q & A'],
  // A host of ours is its owner; another stays, to be refused by its name.
  ['norvane.com', 'norvane'],
  ['www.norvane.com', 'norvane'],
  ['what does shop.norvane.com sell', 'what does norvane sell'],
  ['https://www.norvane.com', 'norvane'],
  ['https://shop.norvane.com/a?b=c#d is theirs', 'norvane is theirs'],
  ['is monday.com listed', 'is monday.com listed'],
  // Links of others, addresses and telephone numbers ask nothing.
  ['does norvane pay the CTB https://example.org/brasko?b=c', 'does norvane pay the CTB'],
  ['a.b+c@brasko.example.org asks what the hml is', 'asks what the hml is'],
  ['call +1 (555) 123-4567 about norvane', 'call about norvane'],
  ['555-123-4567 or (555) 123 4567: norvane', 'or : norvane'],
  ['the letter of 2019-05-23, 2020 and 2021', 'the letter of 2019-05-23, 2020 and 2021'],
  // Acronyms.
  ['the O.H.I. inspector', 'the OHI inspector'],
  ['what is the H.M.L.?', 'what is the HML?'],
  ['what is the H.M.L', 'what is the HML'],
  // Codes of emoji, bullets and marks of code.
  [':wave::skin-tone-3: what is the hml :skull:', 'what is the hml'],
  ['hml :+1: :100: :-1:', 'hml'],
  ['posted at 09:00:30', 'posted at 09:00:30'],
  ...['- ', '* ', '• ', '> ', '1. ', '2) ', '(3) ', 'Q: ', 'question : ', 'Pregunta: '].map((bullet) => [
    `${bullet}what is the hml`,
    'what is the hml',
  ]),
  ['2019. the letter', '2019. the letter'],
  ['```what is the hml```', 'what is the hml'],
  ['`what is the hml`', 'what is the hml'],
])('what is typed: %j asks %j', (message, question) => expect(read(message)).toEqual({ question, cut: false }));

it.each([
  'what is the hml? how much did the ctb pay norvane?',
  'Two things.\n- what is the hml?\n- how much did the ctb pay norvane?',
  'what is the hml? thanks! how much did the ctb pay norvane? ok.',
  `${PREAMBLE} what is the hml? how much did the ctb pay norvane?`,
])('what is typed is two questions where two are asked: %j', (message) => {
  const [question, second] = ['what is the hml?', 'how much did the ctb pay norvane?'];
  expect(read(message)).toEqual({ question, second, cut: false });
});

it('what is typed is one question where the other is a call, or says the same, and says when a third was left out', () => {
  for (const one of ['ok? what is the hml?', 'what is the hml? what is the hml?'])
    expect(read(one)).toEqual({ question: one, cut: false });
  const three = ['what is the hml?', 'who built the hml?', 'who signed the letter?'];
  expect(read(three.join(' '))).toEqual({ question: three[0], second: three[1], cut: true });
});

it('what is typed is the question behind a long preamble, and where there is none the beginning, to a whole word', () => {
  const asked = 'how much did the CTB spend on norvane?';
  expect(PREAMBLE.length).toBeGreaterThan(QUESTION_LIMIT);
  expect(read(`${PREAMBLE} ${asked}`)).toEqual({ question: asked, cut: true });
  const { question, cut } = read(`${PREAMBLE} norvane`);
  expect(cut).toBe(true);
  expect(PREAMBLE.startsWith(`${question} `)).toBe(true);
  expect(question.length).toBeGreaterThan(QUESTION_LIMIT - 15);
  expect(read('baking '.repeat(40)).question).toBe('baking '.repeat(28).trim());
  expect(read('x'.repeat(300))).toEqual({ question: 'x'.repeat(QUESTION_LIMIT), cut: true });
});

it('what is typed leaves no part of a link, an address or a number that could be a name', () => {
  for (const noise of ['https://b.org/zorblatt', 'a@zorblatt.org', '+49 30 1234567', ':zorblatt:']) {
    const { entities, strangers } = understood(read(`${noise} norvane ${noise} letter ${noise}`).question);
    expect([entities, strangers]).toEqual([['norvane'], []]);
  }
});

it('what is typed is at most 200 characters a question, quickly, and never throws', () => {
  const part = fc.oneof(
    fc.constantFrom(...['a.', '& ', '+1 ', 'a@b.', ':a', '(555) ', 'https://', 'x.com ', '1. ', '? ', '\n']),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), fc.integer({ min: 1, max: 500 }), (parts, times) => {
      const started = performance.now();
      const { question, second = '' } = read(parts.join('').repeat(times));
      expect(performance.now() - started).toBeLessThan(2_500);
      for (const one of [question, second]) expect([...one].length).toBeLessThanOrEqual(QUESTION_LIMIT);
    }),
    { numRuns: 150 },
  );
});
