import { describe, expect, it } from 'vitest';
import { forget } from '../../src/commands/forget.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { base, contextOf, english, fact, question, textOf } from '../base.ts';
import { brokenBy } from '../core/answer-rules.ts';

const { say } = english;

async function kept() {
  const store = openStore('memory:', DEFAULT_SETTINGS);
  await store.saveSettings('console:test', { ...DEFAULT_SETTINGS, paused: true });
  const shown = fact('norvane.ctb-spent').id;
  const claim = await store.claimPost(
    {
      workspace: 'console:test',
      channel: 'C1',
      call: { command: 'fact', text: shown },
      facts: [shown],
      language: 'en',
    },
    false,
  );
  if (claim.kind === 'claimed') await store.confirmPost(claim.id, 'M1');
  const run = (text: string, mayConfigure: boolean) =>
    forget.run(
      question('forget', text, { asker: { id: 'somebody', mayConfigure } }),
      contextOf(english, { store }),
    );
  const holds = async () => [
    (await store.settings('console:test')).paused,
    (await store.postsOf(shown)).length,
  ];
  return { store, run, holds };
}

describe('forget', () => {
  it('says what is kept, and asks before it forgets', async () => {
    const { run, holds } = await kept();
    const answer = await run('', true);
    expect(brokenBy(answer, base)).toEqual([]);
    expect(textOf(answer)).toContain(say('forget-text'));
    expect(answer.actions).toEqual([
      { label: say('forget-confirm'), call: { command: 'forget', text: 'everything' } },
    ]);
    expect(await holds()).toEqual([true, 1]);
  });

  it('forgets settings and posts when it is told to by somebody who may', async () => {
    const { run, holds } = await kept();
    expect(textOf(await run('Everything', true))).toContain(say('forget-done'));
    expect(await holds()).toEqual([false, 0]);
  });

  it('forgets nothing for who may not, and offers no button for it', async () => {
    const { run, holds } = await kept();
    const answer = await run('everything', false);
    expect(textOf(answer)).toContain(say('settings-who', { platform: 'console' }));
    expect(answer.actions).toEqual([]);
    expect(await holds()).toEqual([true, 1]);
  });

  it('says so when the store is down', async () => {
    const { store, run } = await kept();
    await store.close();
    expect(await run('everything', true)).toMatchObject({ outcome: 'failed' });
  });
});
