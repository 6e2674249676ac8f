import { describe, expect, it } from 'vitest';
import { card } from './cards.ts';
import { stages, text } from './stage.ts';

const staged = stages();
const place = { workspace: 'discord:100000000000000001', channel: '400000000000000001' } as const;
const posted = (one: Awaited<ReturnType<typeof staged>>) =>
  one.discord.requests.filter(
    ({ method, path }) => method === 'POST' && /channels\/\d+\/messages/.test(path),
  );

describe('a card that a schedule wants', () => {
  it('is posted as the bot itself, with a nonce, and nobody’s name', async () => {
    const one = await staged();
    expect(await one.platform.post(place, card())).toEqual({ kind: 'sent', message: expect.any(String) });
    const [sent, ...others] = posted(one);
    expect(others).toEqual([]);
    expect(sent?.body).toMatchObject({ enforce_nonce: true, nonce: expect.stringMatching(/^.{16,25}$/) });
    expect(text(sent)).toContain('allowed_mentions');
    expect(text(sent)).not.toContain('Posted by');
    expect(one.tools.logged()).not.toContain(place.channel);
  });

  it('is not sent when there is nothing to post, or once the bot is stopped', async () => {
    const one = await staged();
    expect(await one.platform.post(place, { ...card(), outcome: 'told' })).toEqual({ kind: 'refused' });
    await one.platform.stop();
    expect(await one.platform.post(place, card())).toEqual({ kind: 'refused' });
    expect(posted(one)).toEqual([]);
  });
});
