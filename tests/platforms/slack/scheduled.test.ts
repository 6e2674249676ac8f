import { describe, expect, it } from 'vitest';
import { say } from '../say.ts';
import { bench } from './bench.ts';
import { answer } from './cards.ts';
import { inspect } from './inspect.ts';

const place = { workspace: 'slack:T00000001', channel: 'C00000001' } as const;

describe('a card that a schedule wants', () => {
  it('is posted in the bot’s own name, with its buttons, and nobody’s name', async () => {
    const { platform, slack } = await bench('http');
    expect(await platform.post(place, answer())).toEqual({ kind: 'sent', message: '1700000009.000100' });
    expect(slack.calls).toMatchObject([{ method: 'chat.postMessage', body: { channel: 'C00000001' } }]);
    const { visible } = inspect(slack.calls[0]?.body);
    expect(visible).toContain('was founded in 1949');
    expect(visible).not.toContain(say('button-post'));
    expect(visible).not.toContain('Posted by');
  });

  it('was not sent where the bot is no member, and may be there after a fault of Slack’s', async () => {
    const { platform, slack, tools } = await bench('http');
    slack.refusals.set('chat.postMessage', 'not_in_channel');
    expect(await platform.post(place, answer())).toMatchObject({ kind: 'refused' });
    slack.refusals.clear();
    slack.mode = 'error';
    expect(await platform.post(place, answer())).toMatchObject({ kind: 'unsure' });
    expect(JSON.stringify(tools.written)).not.toContain('C00000001');
  });

  it('is not sent when there is nothing to post, or once the bot is stopping', async () => {
    const { platform, slack } = await bench('http');
    expect(await platform.post(place, answer({ outcome: 'unknown' }))).toMatchObject({ kind: 'refused' });
    await platform.stop();
    expect(await platform.post(place, answer())).toMatchObject({ kind: 'refused' });
    expect(slack.calls).toEqual([]);
  });
});
