import { expect, it } from 'vitest';
import { companiesByWeight, compose, coveredButton, factAnswer } from '../../src/core/compose.ts';
import type { Decided } from '../../src/core/decide.ts';
import {
  base,
  changed,
  claimOf,
  context,
  contextOf,
  english,
  entity,
  fact,
  matchOf,
  source,
  spanish,
  textOf,
} from '../base.ts';
import { brokenBy } from './answer-rules.ts';

const { say } = english;
const match = (id: string) => matchOf(fact(id), { score: 0.7 });
const shownFacts = [...base.facts.values()].filter(({ status }) => status !== 'withdrawn');

it('an answer keeps every promise of its type, for every fact in every language', () => {
  for (const language of [english, spanish]) {
    for (const one of shownFacts)
      expect([one.id, ...brokenBy(factAnswer(one, contextOf(language)), base)]).toEqual([one.id]);
  }
});

it('an answer is headed by its first question, by a name only when that was to be defined, and says that sources differ', () => {
  const described = fact('norvane.hml-described');
  const differ = ` · ${say('sources-differ')}`;
  expect(factAnswer(described, context, { defines: entity('hml').id }).heading).toBe(
    `Harbour Manifest Ledger (HML)${differ}`,
  );
  expect(factAnswer(described, context).heading).toBe(`${described.wordings.get('en')?.questions[0]}${differ}`);
  expect(factAnswer(fact('norvane.ctb-spent'), context).heading).toBe('How much did the CTB spend on Norvane?');
  const long = changed('norvane.hml-described', {
    wordings: new Map([['en', { claim: 'A.', questions: ['x'.repeat(150)] }]]),
  });
  const { heading } = factAnswer(long, context);
  expect([heading.length, heading.endsWith(differ)]).toEqual([120, true]);
});

it('an answer ends with as of when, as every source says it', () => {
  const { closing } = factAnswer(fact('norvane.letter-2019-signers'), context);
  expect(closing).toBe(say('as-of', { date: '23 May 2019' }));
});

it('an answer is as of a month where its source tells no day of it', () => {
  const { validAsOf: _, ...undated } = source('watch-norvane');
  const sources = new Map([[undated.id, { ...undated, published: '2023-07' as const }]]);
  const { closing } = factAnswer(fact('norvane.ctb-spent'), contextOf(english, { facts: { ...base, sources } }));
  expect(closing).toMatch(new RegExp(`^${say('as-of', { date: 'Jul 2023' })}`));
});

it('an answer offers the next question and its details, and in a menu further ones, the company, its citation, feedback', () => {
  const { actions, menu, facts } = factAnswer(fact('norvane.letter-2019-signers'), context);
  const id = 'norvane.letter-2019-signers';
  expect(actions).toEqual([
    expect.objectContaining({ call: { command: 'fact', text: expect.stringMatching(/^norvane\./) } }),
    { label: say('button-details'), call: { command: 'details', text: id }, replaces: true },
  ]);
  const calls = menu?.options.map(({ call }) => `${call.command} ${call.text}`) ?? [];
  expect(calls.slice(-3)).toEqual(['boycott norvane', `cite ${id}`, `feedback ${id}`]);
  const all = [...actions, ...(menu?.options ?? [])];
  const next = all.flatMap((one) => ('call' in one && one.call.command === 'fact' ? [one.call.text] : []));
  expect(next).toHaveLength(3);
  expect(facts.filter((one) => next.includes(one))).toEqual([]);
});

it('an answer carries the score of what was decided on', () => {
  const answer = compose({ kind: 'claim', best: match('norvane.ctb-spent'), why: [] }, context);
  const facts = ['norvane.ctb-spent'];
  expect(answer).toMatchObject({ outcome: 'answered', score: 0.7, facts, shown: [], audience: 'everyone' });
});

const between = [match('norvane.letter-2019-signers'), match('norvane.letter-2022-signers')] as const;
const nearest: Decided<'nearest'> = {
  kind: 'nearest',
  best: between[0],
  next: [between[1], match('norvane.says-proud')],
  lacks: [],
  why: [],
};

it('the nearest is shown whole with its sources to the asker alone, claims nothing, and is posted as the fact itself', () => {
  for (const language of [english, spanish]) {
    const within = contextOf(language);
    const answer = compose(nearest, within);
    const whole = factAnswer(fact('norvane.letter-2019-signers'), within);
    expect(brokenBy(answer, base)).toEqual([]);
    expect(answer).toMatchObject({
      ...{ outcome: 'nearest', facts: [], shown: whole.facts, audience: 'asker', score: 0.7 },
      ...{ body: whole.body, citations: whole.citations, closing: whole.closing },
      share: { command: 'fact', text: 'norvane.letter-2019-signers' },
    });
  }
});

it('the nearest has the next as buttons, then that it is none of these; what it shows already is not offered again', () => {
  const { actions, offered } = compose(nearest, context);
  // Norvane's reply to the letter stands on the card.
  expect(offered).toEqual(['norvane.letter-2019-signers', 'norvane.letter-2022-signers']);
  expect(actions.slice(0, 2)).toEqual([
    expect.objectContaining({ call: { command: 'fact', text: 'norvane.letter-2022-signers' } }),
    { label: say('button-none'), call: { command: 'help', text: '' } },
  ]);
});

it.each<[Partial<typeof nearest>, string]>([
  [{}, say('nearest', { question: 'How many employees signed the letter of 2019?' })],
  [{ lacks: ['kitchen'] }, say('nearest-lacks', { words: '“kitchen”' })],
  [{ lacks: ['a', 'b', 'c'] }, say('nearest-lacks', { words: '“a”, “b”, and “c”' })],
  [{ differs: entity('ohi').id }, say('nearest-differs', { name: 'Office of Harbour Inspection (OHI)' })],
  [{ lacks: ['kitchen'], stranger: 'nvidia' }, say('nearest-name', { name: 'nvidia' })],
])('the nearest says what is not held: %j', (changes, heading) =>
  expect(compose({ ...nearest, ...changes }, context).heading).toBe(heading),
);

it('two that answer are shown in a line each with a source and the company’s best word, the year on each button, and claim nothing', () => {
  const answer = compose({ kind: 'both', between, why: [] }, context);
  const ids = between.map((one) => one.fact.id);
  expect(brokenBy(answer, base)).toEqual([]);
  expect(answer).toMatchObject({ outcome: 'choose', facts: [], offered: ids, audience: 'asker' });
  expect('share' in answer).toBe(false);
  const [one, other, reply, ...rest] = answer.body;
  expect([one, other].map((passage) => passage?.facts)).toEqual(ids.map((id) => [id]));
  expect([reply?.facts, rest]).toEqual([['norvane.says-proud'], []]);
  for (const id of ids) expect(textOf(answer)).toContain(claimOf(id));
  for (const { lines } of answer.body) expect(lines[0]?.at(-1)?.kind).toBe('cite');
  for (const [at, year] of ['2019', '2022'].entries()) {
    const label = expect.stringMatching(new RegExp(`^.{0,12}${year}`));
    expect(answer.actions[at]).toEqual({ label, call: { command: 'fact', text: ids[at] }, replaces: true });
  }
});

it.each<[Partial<Decided<'nothing'>>, string]>([
  [{}, say('unknown')],
  [{ stranger: 'target' }, say('unknown-name', { name: 'target' })],
  [{ uncovered: entity('pellworm').id }, say('no-dossier', { company: 'Pellworm Hosting', count: 1 })],
])('a refusal says why, shows nothing, and leads to what is covered: %j', (because, heading) => {
  const answer = compose({ kind: 'nothing', ...because, why: [] }, context);
  expect(brokenBy(answer, base)).toEqual([]);
  const nothing = { facts: [], shown: [], offered: [], body: [] };
  expect(answer).toMatchObject({ ...nothing, outcome: 'unknown', heading, audience: 'asker' });
  expect(answer.actions).toEqual([coveredButton(context)]);
  expect(textOf(answer).split(' ').length).toBeLessThanOrEqual(25);
});

it('what the base covers is the companies of its packs, the one with most facts first', () => {
  expect(companiesByWeight(base).map(({ name }) => name)).toEqual(['Norvane', 'Brasko Freight']);
  expect(coveredButton(context)).toEqual({
    label: say('button-companies', { count: 2 }),
    call: { command: 'boycott', text: 'list' },
  });
});
