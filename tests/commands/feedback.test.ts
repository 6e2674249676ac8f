import { describe, expect, it } from 'vitest';
import { FEEDBACK_REASONS } from '../../src/core/feedback.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { base, contextOf, english, run, textOf } from '../base.ts';
import { brokenBy } from '../core/answer-rules.ts';

const { say } = english;
const ID = 'norvane.ctb-spent';

describe('feedback', () => {
  it('asks what is wrong, with a button for each reason that counts it', async () => {
    const store = openStore('memory:', DEFAULT_SETTINGS);
    const within = contextOf(english, { store });
    const answer = await run('feedback', ID, within);
    expect(brokenBy(answer, base)).toEqual([]);
    expect(answer).toMatchObject({ outcome: 'told', audience: 'asker' });
    const calls = answer.actions.flatMap((action) => ('call' in action ? [action.call] : []));
    expect(calls).toHaveLength(FEEDBACK_REASONS.length);
    for (const { command, text } of calls) {
      expect((await run(command, text, within)).outcome).toBe('told');
      await run(command, text, within);
    }
    expect(await store.feedback()).toEqual(
      FEEDBACK_REASONS.toSorted().map((reason) => ({ fact: ID, reason, count: 2 })),
    );
  });

  it('counts nothing before a reason is given, nor for a fact that there is not', async () => {
    const store = openStore('memory:', DEFAULT_SETTINGS);
    const within = contextOf(english, { store });
    await run('feedback', ID, within);
    await run('feedback', `${ID} nonsense`, within);
    expect((await run('feedback', 'norvane.nothing wrong', within)).outcome).toBe('unknown');
    expect(await store.feedback()).toEqual([]);
  });

  it('leads to the correction page, where there is one, with the fact’s id filled in', async () => {
    const reports = 'https://example.org/report?fact={fact}';
    const answer = await run('feedback', `${ID} wrong`, contextOf(english, { reports }));
    expect(answer.actions).toEqual([
      expect.objectContaining({ url: expect.stringContaining(encodeURIComponent(ID)) }),
    ]);
  });

  it('says so when it can’t be counted', async () => {
    const store = openStore('memory:', DEFAULT_SETTINGS);
    await store.close();
    const answer = await run('feedback', `${ID} wrong`, contextOf(english, { store }));
    expect(answer.outcome).toBe('failed');
    expect(textOf(answer)).toContain(say('feedback-lost'));
  });

  it('is asked for by every answer that shows a fact', async () => {
    expect((await run('fact', ID)).feedback).toEqual({ command: 'feedback', text: ID });
    expect((await run('help', '')).feedback).toBeUndefined();
  });
});
