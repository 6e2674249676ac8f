import { describe, expect, it } from 'vitest';
import { privacy } from '../../src/commands/privacy.ts';
import { base, context, english, question, textOf } from '../base.ts';
import { brokenBy } from '../core/answer-rules.ts';

describe('privacy', () => {
  it.each([
    ['slack:T1', 'Slack'],
    ['discord:1', 'Discord'],
  ] as const)('says on %s that %s sees what is typed, to the asker alone', async (workspace, platform) => {
    const answer = await privacy.run(question('privacy', '', { workspace }), context);
    expect(brokenBy(answer, base)).toEqual([]);
    expect(answer).toMatchObject({
      outcome: 'told',
      audience: 'asker',
      heading: english.say('privacy-heading'),
    });
    expect(textOf(answer)).toContain(english.say('privacy-text', { platform }));
    expect(textOf(answer)).toContain(platform);
  });

  it('names neither the workspace nor whoever asked', async () => {
    const asked = question('privacy', 'zqxmarker', {
      workspace: 'slack:TZQX',
      asker: { id: 'UZQX', mayConfigure: true },
    });
    expect(JSON.stringify(await privacy.run(asked, context))).not.toMatch(/zqx/i);
  });
});
