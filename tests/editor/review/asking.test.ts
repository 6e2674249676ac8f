import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../editor/evaluation/questions.ts';
import { compareAnswers } from '../../../editor/review/asking.ts';
import { assemble } from '../../../src/assemble.ts';
import type { Fact } from '../../../src/core/fact.ts';
import { base, baseWith, changed, fact, knowledge } from '../../base.ts';

const QUESTION = 'pellworm backups of what';

const languages = new Map(knowledge.languages.map((one) => [one.tag, one]));
const after = (...facts: readonly Fact[]) => assemble(baseWith(...facts), languages);
const written = { translations: [], where: (_: string, id: string) => `${id}.yaml:1:1` };

const evaluation: Evaluation = {
  inScope: new Map([
    [
      fact('norvane.pellworm-hosts').pack,
      [
        {
          question: QUESTION,
          language: 'en',
          expects: [fact('norvane.pellworm-hosts').id],
          tags: [],
          split: 'tune',
        },
      ],
    ],
  ]),
  outOfScope: [],
  nearTraps: [],
  strangers: { names: [], shapes: [] },
  asked: [{ question: QUESTION, where: 'evaluation.yaml:2:3' }],
};
const before = { knowledge, evaluation };

const robbed = fact('norvane.pellworm-hosts');

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

describe('compareAnswers', () => {
  it('asks nothing and finds nothing where nothing changed', async () => {
    const compared = await compareAnswers(before, { ...before, written });
    expect(compared).toMatchObject({ problems: [], asked: 0 });
    expect(compared.changed.size).toBe(0);
    expect(compared.questions).toBeGreaterThan(40);
  });

  it('names the questions that a fact took from another, with the wording that did it', async () => {
    const compared = await compareAnswers(before, { knowledge: after(thief), evaluation, written });
    expect([...compared.changed]).toEqual([thief.id]);
    expect(compared.asked).toBeLessThan(compared.questions);
    const about = compared.problems.filter(
      ({ message }) => message.includes(`of ${robbed.id}`) && !message.startsWith('the new wording'),
    );
    expect(about.length).toBeGreaterThan(0);
    for (const { message, tip } of about) {
      expect(message).toContain(thief.id);
      expect(tip).toMatch(/^Make the wording ".+" of norvane\.odrin-builds narrower: it shares "/);
    }
  });

  it('asks also what shares a word with a name that is new', async () => {
    const entities = new Map(base.entities);
    const [first] = entities.values();
    if (!first) throw new Error('the base names nothing');
    entities.set(first.id, { ...first, aliases: [...first.aliases, 'backups'] });
    const named = assemble({ ...base, entities }, languages);
    const compared = await compareAnswers(before, { knowledge: named, evaluation, written });
    expect(compared.asked).toBeGreaterThan(0);
    expect(compared.asked).toBeLessThan(compared.questions);
  });

  it('finds the same when it asks every question', async () => {
    const side = { knowledge: after(thief), evaluation, written };
    const some = await compareAnswers(before, side);
    const all = await compareAnswers(before, side, true);
    expect(all.asked).toBe(all.questions);
    expect(all.problems).toEqual(expect.arrayContaining([...some.problems]));
  });

  it('does not look for a fact that was withdrawn', async () => {
    const gone = changed('norvane.pellworm-hosts', { status: 'withdrawn' });
    const { problems } = await compareAnswers(before, { knowledge: after(gone), evaluation, written });
    expect(
      problems.filter(({ message }) => /^"/.test(message) && message.includes('pellworm-hosts')),
    ).toEqual([]);
  });
});
