import { describe, expect, it } from 'vitest';
import { until } from '../../loopback.ts';
import { say } from '../harness.ts';
import { bench } from './bench.ts';
import { answer, direct } from './cards.ts';
import { inspect } from './inspect.ts';

const place = { workspace: 'slack:T00000001', channel: 'C00000001' } as const;

describe('a card that a schedule wants', () => {
  it.each([
    ['sent', undefined, 'ok'],
    ['refused', 'not_in_channel', 'ok'],
    ['unsure', undefined, 'error'],
  ] as const)('is %s, counted as that, and its channel is not logged', async (kind, refusal, mode) => {
    const { platform, slack, tools } = await bench('http');
    slack.mode = mode;
    if (refusal !== undefined) slack.refusals.set('chat.postMessage', refusal);
    expect(await platform.post(place, answer())).toMatchObject({ kind });
    expect(tools.counted).toEqual([`slack ${kind}`]);
    expect(slack.calls).toMatchObject([{ method: 'chat.postMessage', body: { channel: 'C00000001' } }]);
    const { visible } = inspect(slack.calls[0]?.body);
    expect(visible).toContain('was founded in 1949');
    for (const words of [say('button-post'), 'Posted by']) expect(visible).not.toContain(words);
    expect(tools.logged()).not.toContain('C00000001');
  });

  it('is not sent when there is nothing to post, or once the bot is stopping', async () => {
    const { platform, slack } = await bench('http');
    expect(await platform.post(place, answer({ outcome: 'unknown' }))).toMatchObject({ kind: 'refused' });
    await platform.stop();
    expect(await platform.post(place, answer())).toMatchObject({ kind: 'refused' });
    expect(slack.calls).toEqual([]);
  });
});

it('an answer to an event is counted, too', async () => {
  const { answered, tools } = await bench('http');
  await answered(direct());
  await until(() => tools.counted.length === 1);
  expect(tools.counted).toEqual(['slack sent']);
});
