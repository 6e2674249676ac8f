import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Evaluation } from '../../../editor/evaluation/questions.ts';
import type { Case, Given, Ground } from '../../../editor/review/regressions.ts';
import { regressionOf, regressionsBetween, worth } from '../../../editor/review/regressions.ts';
import type { Fact, FactId } from '../../../src/core/fact.ts';
import { base, baseWith, changed, fact, knowledge } from '../../base.ts';

const QUESTION = 'pellworm backups of what';
const robbed = fact('norvane.pellworm-hosts');

const evaluation: Evaluation = {
  inScope: new Map([
    [robbed.pack, [{ question: QUESTION, language: 'en', expects: [robbed.id], tags: [], split: 'tune' }]],
  ]),
  outOfScope: [{ question: 'how tall is the moon', language: 'en', expects: [], tags: [], split: 'tune' }],
  nearTraps: [],
  strangers: { names: [], shapes: [] },
  asked: [{ question: QUESTION, where: 'evaluation.yaml:2:3' }],
};
const languages = new Map(knowledge.languages.map((one) => [one.tag, one]));
const before = { base, languages, evaluation };
const written = { translations: [], where: (_: string, id: string) => `${id}.yaml:1:1` };
const after = (...facts: readonly Fact[]) => ({ ...before, base: baseWith(...facts), written });

/** A fact that takes the words of another one, which then is found no more. */
const thief = changed('norvane.odrin-builds', {
  about: robbed.about,
  wordings: new Map([
    [
      'en',
      {
        claim: 'Harbour Watch says that Pellworm has backups of what Odrin built.',
        questions: [QUESTION, 'what does pellworm host and back up', 'pellworm backups of odrin modules'],
      },
    ],
  ]),
});

it('regressionsBetween finds nothing where nothing changed, and asks only what nothing here answers', async () => {
  const compared = await regressionsBetween(before, after());
  expect(compared).toMatchObject({ problems: [], changed: [], asked: 1 });
  expect(compared.questions).toBeGreaterThan(40);
});

it('regressionsBetween names the questions that a fact took from another, with the wording that did it', async () => {
  const some = await regressionsBetween(before, after(thief));
  expect(some.changed).toEqual([thief.id]);
  expect(some.asked).toBeLessThan(some.questions);
  const about = some.problems.filter(
    ({ message }) => message.includes(`of ${robbed.id}`) && !message.startsWith('the new wording'),
  );
  expect(about.length).toBeGreaterThan(0);
  for (const { message, tip } of about) {
    expect(message).toContain(thief.id);
    expect(tip).toMatch(/^Make the wording ".+" of norvane\.odrin-builds narrower/);
  }
  const all = await regressionsBetween(before, after(thief), true);
  expect(all.asked).toBe(all.questions);
  expect(all.problems).toEqual(expect.arrayContaining([...some.problems]));
});

it('regressionsBetween does not look for a fact that was withdrawn', async () => {
  const { problems } = await regressionsBetween(before, after(changed(robbed.id, { status: 'withdrawn' })));
  expect(problems.filter(({ message }) => message.startsWith('"') && message.includes(robbed.id))).toEqual([]);
});

const { id: own } = fact('norvane.hml-described');
const { id: rival } = fact('norvane.hml-started-2017');
const { id: foreign } = fact('brasko.ohi-trucks');
const asked: Case = { question: 'What is it?', expects: [own], where: 'own.yaml:1:1', from: 'indexed' };
const ground: Ground = {
  base,
  changed: new Set([rival, foreign]),
  because: (id) => `a wording of ${id}`,
  where: (_, id) => `${id}.yaml:2:2`,
};
const answered = (...facts: FactId[]): Given => ({ outcome: 'answered', facts });
const offered = (...facts: FactId[]): Given => ({ outcome: 'nearest', facts });
const NOTHING: Given = { outcome: 'unknown', facts: [] };
const RIGHT = answered(own);
const tell = (was: Given | undefined, now: Given, changes: Partial<Case> = {}, changedIds = ground.changed) =>
  regressionOf({ ...asked, ...changes }, was, now, { ...ground, changed: changedIds });

it('a right answer is worth most, then a right offer, then no answer, and a wrong answer nothing', () => {
  const order = [RIGHT, offered(own, rival), offered(rival, own), offered(rival), answered(rival)];
  expect(order.map((given) => worth(given, [own]))).toEqual([4, 3, 2, 1, 0]);
  expect([worth(offered(rival), []), worth(answered(rival), [])]).toEqual([4, 0]);
});

it('a regression is what is worth less than before, and nothing else', () => {
  const given = fc.record({
    outcome: fc.constantFrom<Given['outcome']>('answered', 'nearest', 'choose', 'unknown'),
    facts: fc.uniqueArray(fc.constantFrom(own, rival), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(given, given, (was, now) => {
      expect(tell(was, now) !== undefined).toBe(worth(now, [own]) < worth(was, [own]));
    }),
    { numRuns: 100 },
  );
});

it('a regression is an error at the wording that took the question, when a right answer became a wrong one', () => {
  expect(tell(RIGHT, answered(rival))).toMatchObject({
    level: 'error',
    where: `${rival}.yaml:2:2`,
    message: `"What is it?" of ${own} is now answered with ${rival}`,
    tip: expect.stringContaining(`Make the wording "a wording of ${rival}" of ${rival} narrower`),
  });
});

it.each<[string, Given | undefined, Given, Partial<Case>, FactId[], string | undefined]>([
  ['a right offer', RIGHT, offered(own, rival), {}, [rival], 'warning'],
  ['no answer', RIGHT, NOTHING, {}, [rival], 'warning'],
  ['another company’s fact, for a wrong one', answered(rival), answered(foreign), {}, [], 'error'],
  ['the same fact of another company', answered(foreign), answered(foreign), {}, [rival], undefined],
  ['a wrong answer, where neither fact changed', RIGHT, answered(rival), {}, [], 'warning'],
  ['a wrong answer, where the own fact changed', RIGHT, answered(rival), {}, [own], 'error'],
  ['an answer to what nothing answers', NOTHING, answered(rival), { expects: [] }, [], 'error'],
  ['a wrong answer to a new wording', undefined, answered(rival), { from: 'new' }, [rival], 'warning'],
  ['another company’s fact for a new one', undefined, answered(foreign), { from: 'new' }, [], 'error'],
])('a regression to %s', (_, was, now, changes, changedIds, level) =>
  expect(tell(was, now, changes, new Set(changedIds))?.level).toBe(level),
);

it('a regression names the changed fact among those offered, and says where to look when none of them changed', () => {
  const proud = fact('norvane.says-proud').id;
  expect(tell(RIGHT, offered(own, proud, rival))?.message).toContain(`: ${rival} is as near`);
  const still = tell(RIGHT, answered(rival), {}, new Set());
  expect(still).toMatchObject({ where: 'own.yaml:1:1', tip: expect.stringContaining('ask -- --why "What is it?"') });
});
