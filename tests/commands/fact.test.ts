import { describe, expect, it } from 'vitest';
import { findFact } from '../../src/commands/fact.ts';
import { base, context, english, fact, run, textOf } from '../base.ts';
import { brokenBy } from '../core/answer-rules.ts';

const { say } = english;

describe('fact', () => {
  it('shows the fact of an id, whole, with its sources and its reply', async () => {
    const answer = await run('fact', 'norvane.ohi-ceiling');
    expect(answer).toMatchObject({
      outcome: 'answered',
      facts: ['norvane.ohi-ceiling', 'norvane.says-licences'],
      share: { command: 'fact', text: 'norvane.ohi-ceiling' },
    });
    for (const id of answer.facts) expect(textOf(answer)).toContain(fact(id).wordings.get('en')?.claim);
  });

  it('shows every fact that was not withdrawn by its id, and its citation', async () => {
    for (const one of base.facts.values()) {
      const answer = await run('fact', one.id);
      expect([one.id, ...brokenBy(answer, base)]).toEqual([one.id]);
      expect([one.id, ...brokenBy(await run('cite', one.id), base)]).toEqual([one.id]);
      if (one.status !== 'withdrawn') expect(answer.facts[0]).toBe(one.id);
    }
  });

  it.each(['NORVANE.CTB-SPENT', '  norvane.ctb-spent ', 'ctb-spent', 'CTB-Spent', '\u200bnorvane.ctb-spent'])(
    'takes %j for norvane.ctb-spent',
    (typed) => {
      expect(findFact(typed, base)?.id).toBe('norvane.ctb-spent');
    },
  );

  it('finds none for the name of everything, a part of an id, a prototype or a long text', () => {
    for (const typed of [
      '',
      'norvane',
      'ctb',
      '__proto__',
      'constructor',
      'norvane.ctb-spent2',
      'x'.repeat(100_000),
      `norvane.ctb-spent${'x'.repeat(60)}`,
    ]) {
      expect(findFact(typed, base)).toBeUndefined();
    }
  });

  it('says that there is none of an unknown id, with the nearest as buttons and not a word of what was typed', async () => {
    const answer = await run('fact', 'norvane.letter-zqxmarker');
    expect(answer).toMatchObject({
      outcome: 'unknown',
      heading: say('no-such-fact'),
      facts: [],
      audience: 'asker',
    });
    expect(answer.actions).toHaveLength(answer.offered.length);
    expect(JSON.stringify(answer)).not.toContain('zqxmarker');
    expect(brokenBy(answer, base)).toEqual([]);
    const near = await run('fact', 'norvane.ctb-spen');
    expect(near.offered[0]).toBe('norvane.ctb-spent');
  });

  it('says of a withdrawn fact when and why, and never what it said', async () => {
    for (const command of ['fact', 'cite']) {
      const answer = await run(command, 'norvane.letter-withdrawn');
      expect(answer).toMatchObject({ outcome: 'told', facts: [], citations: [], actions: [] });
      expect(textOf(answer)).toContain(
        say('withdrawn', { date: '30 June 2025', why: 'The paper took the report back.' }),
      );
      expect(JSON.stringify(answer)).not.toMatch(/zeppelin|directors/);
      expect('share' in answer).toBe(false);
    }
  });

  it('still shows a superseded one to whoever holds its id', async () => {
    expect((await run('fact', 'norvane.old-slogan', context)).facts).toEqual(['norvane.old-slogan']);
  });
});
