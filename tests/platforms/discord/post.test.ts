import { describe, expect, it } from 'vitest';
import { until } from '../../loopback.ts';
import { card, press } from './cards.ts';
import { GUILD, OWNER, type Trouble } from './fake-discord.ts';
import { answered, type Stage, stages, talk, text } from './stage.ts';

const staged = stages();
const CALL = 'fact salesforce.uip-runs-on';
/** The sentence, and not the line under a card that says who posted it. */
const DONE = 'Posted\\\\.';
const CHANNEL = '400000000000000001';
const OWN = /channels\/\d+\/messages/;
const THROUGH = /\/webhooks\/\d+\/[^/]+$/;
const user = { id: '500000000000000001', username: 'asker', global_name: 'Asker' };
const member = (changes: object) => ({ user, permissions: '2048', nick: null, ...changes });
/** Only the asker added the app: the server does not have the bot. */
const BY_USER = { authorizing_integration_owners: { '1': '500000000000000001' }, app_permissions: '2248473465835073' };

let presses = 0;

/** Presses a button of the card, *Post it* by default, and waits until the asker was told how it went. */
async function posts(one: Stage, words: string, change: Parameters<typeof press>[2] = {}, kind = '1y') {
  presses += 1;
  one.discord.dispatch(press(String(presses), `${kind}:${CALL}`, change));
  await until(() => text(talk(one).at(-1)).includes(words), words);
}

describe('a preview', () => {
  it('is shown to the asker alone, with who will have posted it and two buttons', async () => {
    const one = await staged();
    const ada = { member: member({ nick: 'Ada @everyone <@1> _x_' }) };
    const [preview] = await answered(one, press('1', `1p:${CALL}`, ada));
    expect(preview?.body).toMatchObject({ type: 4, data: { flags: 32_768 | 64 | 4 } });
    const shown = text(preview);
    expect(shown).toContain('Only you can see this preview');
    expect(shown).toContain('-# Posted by Ada \\\\@everyone \\\\<\\\\@1\\\\> \\\\_x\\\\_');
    expect(shown).toContain(`"custom_id":"1y:${CALL}"`);
    expect(shown).toContain('"custom_id":"1n"');
    expect(one.tools.posts).toEqual([]);
  });

  it('is none where there is nothing to post', async () => {
    const { share: _, ...rest } = card();
    const [reply] = await answered(await staged(() => rest), press('1', `1p:${CALL}`));
    expect(text(reply)).not.toMatch(/preview|1y/);
  });
});

describe('posting where the server has the bot', () => {
  it('posts as itself, once, and remembers the message and nobody', async () => {
    const one = await staged();
    await posts(one, DONE, { member: member({ permissions: '2080' }) }, '1y.es');
    const [update, post, edit] = talk(one);
    expect(update?.body).toMatchObject({ type: 7 });
    expect(text(update)).not.toContain('custom_id');
    expect(post?.path).toBe(`/channels/${CHANNEL}/messages`);
    expect(post?.body).toMatchObject({
      flags: 32_768 | 4,
      allowed_mentions: { parse: [], replied_user: false },
      enforce_nonce: true,
      nonce: expect.stringMatching(/^[\w-]{24}$/),
    });
    expect(text(post)).toContain('Posted by Asker');
    expect(text(post)).not.toContain('500000000000000001');
    expect(text(post)).not.toContain('"1p');
    expect(text(post)).toContain('"custom_id":"1a.en:boycott salesforce contracts"');
    expect(text(edit)).toContain('Posted\\\\.');
    expect(one.discord.posted).toHaveLength(1);
    expect(one.bot.questions[0]).toMatchObject({ language: 'es', channel: CHANNEL });
    expect(one.tools.posts).toEqual([
      [
        'claim',
        {
          workspace: 'discord:300000000000000001',
          channel: CHANNEL,
          call: { command: 'fact', text: 'salesforce.uip-runs-on' },
          facts: ['salesforce.uip-runs-on'],
          language: 'en',
        },
        { mayConfigure: true, insisted: false },
      ],
      ['posted', '800000000000000001'],
    ]);
    expect(JSON.stringify(one.tools.posts)).not.toMatch(/Asker|asker|500000000000000001/);
  });

  it.each(['lost', 500, 'hang'] as const)('is seen once when Discord answers with %s at first', async (how) => {
    const one = await staged(card, { request: 700 });
    one.discord.trouble(OWN, how, 1);
    await posts(one, DONE);
    expect(one.discord.posted).toHaveLength(1);
    expect(one.discord.to('/channels/')).toHaveLength(2);
  });

  it('falls back to the plain form, in the channel and in the preview, which stays in components', async () => {
    const one = await staged();
    one.discord.trouble(/callback|messages/, 'refuse-v2');
    await posts(one, DONE);
    expect(one.discord.posted).toMatchObject([{ flags: 4, content: expect.stringContaining('Posted by Asker') }]);
    expect(one.discord.posted[0]).toMatchObject({
      content: expect.stringContaining('https://investigate.afsc.org/company/salesforce'),
    });
    const preview = talk(one)
      .filter(({ path }) => path.includes('callback'))
      .at(-1);
    expect(preview?.body).toMatchObject({ type: 7, data: { flags: 32_768 | 4, components: [{ type: 10 }] } });
  });
});

const UNSURE = 'could not find out whether it was posted';
const NOT_MINE = 'not in my own name';
const HIDDEN = 'keeps apps that only you have added';
const NO_BOT = { app_permissions: '0' };
const SHOWS = { ...BY_USER, member: member({ permissions: `${2048n | (1n << 50n)}` }) };
const THREAD = { app_permissions: '3072', channel: { type: 11 }, member: member({ permissions: '8' }) };
const [OWN_REFUSED, OWN_FAILED, OWN_GONE] = ([403, 500, 404] as const).map((how) => [OWN, how] as const);
type Met = readonly [path: RegExp, trouble: Trouble] | undefined;

describe('posting', () => {
  // What the room was told, and how many requests went to the channel and through the response, and how many were seen.
  it.each<[string, object, Met, string, string, number[]]>([
    ['where both tries of its own end so', {}, OWN_FAILED, UNSURE, 'claim', [2, 0, 0]],
    ['where it may not write after all', {}, OWN_REFUSED, NOT_MINE, 'claim posted', [1, 1, 1]],
    ['that is not taken', {}, OWN_GONE, 'Discord did not take it', 'claim failed', [1, 0, 0]],
    ['where only the asker added it', SHOWS, undefined, NOT_MINE, 'claim posted', [0, 1, 1]],
    ['where it may only look', { app_permissions: '1024' }, undefined, NOT_MINE, 'claim posted', [0, 1, 1]],
    ['where it may not look', { app_permissions: '2048' }, undefined, NOT_MINE, 'claim posted', [0, 1, 1]],
    ['in a thread where it may not write', THREAD, undefined, NOT_MINE, 'claim posted', [0, 1, 1]],
    ['that would be hidden', { ...BY_USER, member: member({}) }, undefined, HIDDEN, '', [0, 0, 0]],
    ['that was hidden', NO_BOT, [THROUGH, 'hidden'], HIDDEN, 'claim failed', [0, 1, 0]],
    ['through a response that fails', NO_BOT, [THROUGH, 500], UNSURE, 'claim', [0, 1, 0]],
    ['by who may not', { member: member({ permissions: '1024' }) }, undefined, 'You may not', '', [0, 0, 0]],
  ])(
    '%s says what that means, and keeps the place only if it may be there',
    async (_, change, met, words, room, counts) => {
      const one = await staged();
      if (met) one.discord.trouble(...met);
      await posts(one, words, { ...change });
      expect(one.tools.posts.map(([what]) => what).join(' ')).toBe(room);
      expect(one.tools.posts.find(([what]) => what === 'posted')?.[1]).toBeUndefined();
      const through = one.discord.to('/webhooks/').filter(({ method }) => method === 'POST');
      expect([one.discord.to('/channels/').length, through.length, one.discord.posted.length]).toEqual(counts);
    },
  );

  it('does not name the channel of a direct message to the store, and still knows it again', async () => {
    const one = await staged();
    const change = { ...BY_USER, guild_id: null, member: null, context: 2, user };
    await posts(one, 'not in my own name', change);
    await posts(one, 'A card was posted here just now', change);
    expect(JSON.stringify(one.tools.posts)).not.toContain(CHANNEL);
    expect(one.tools.posts[0]?.[1]).toMatchObject({ workspace: 'discord:direct' });
  });
});

describe('a card that is not posted', () => {
  it('was cancelled', async () => {
    const one = await staged();
    const [told] = await answered(one, press('1', '1n'));
    expect(text(told)).toContain('Nothing was posted');
    expect([one.discord.posted, one.tools.posts]).toEqual([[], []]);
  });

  it('has to wait, then was shown here today: it can be pressed again, and insisted on', async () => {
    const one = await staged();
    await posts(one, DONE);
    await posts(one, 'Please wait');
    expect(text(talk(one).at(-1))).toContain(`"custom_id":"1y:${CALL}"`);
    one.tools.ahead += 120_000;
    await posts(one, 'Post it all the same');
    expect(text(talk(one).at(-1))).toContain(`"label":"Post it again","custom_id":"1i:${CALL}"`);
    expect(text(talk(one).at(-1))).toContain('"custom_id":"1n"');
    expect(one.discord.posted).toHaveLength(1);
    await posts(one, DONE, {}, '1i');
    expect(one.discord.posted).toHaveLength(2);
  });

  it('is pressed twice at once: posted once', async () => {
    const one = await staged();
    one.discord.dispatch(press('1', `1y:${CALL}`));
    one.discord.dispatch(press('2', `1y:${CALL}`));
    await until(() => talk(one).length === 4, 'all');
    expect(one.discord.posted).toHaveLength(1);
  });

  it('is not allowed by what the workspace set: it says so, and nothing can be pressed', async () => {
    const one = await staged();
    const settings = await one.tools.store.settings('discord:300000000000000001');
    await one.tools.store.saveSettings('discord:300000000000000001', { ...settings, posting: 'admins' });
    await posts(one, 'Only admins may post cards here', { member: member({}) });
    expect(text(talk(one).at(-1))).not.toContain('custom_id');
    await posts(one, DONE, { member: member({ permissions: '2080' }) });
  });

  it('no longer has anything to post: what there is to say is shown', async () => {
    const { share: _, ...rest } = card();
    const one = await staged(() => ({ ...rest, outcome: 'told', heading: 'Withdrawn' }));
    await posts(one, 'Withdrawn');
    expect(text(talk(one).at(-1))).toContain('Nothing was posted');
    expect(one.tools.posts).toEqual([]);
  });

  it('could not be announced to the asker: nothing is posted, and the place is given back', async () => {
    const one = await staged();
    one.discord.trouble(/callback/, 500);
    one.discord.dispatch(press('1', `1y:${CALL}`));
    await until(() => one.tools.posts.length === 2, 'the place given back');
    expect(one.tools.posts.at(-1)).toEqual(['failed']);
    expect(one.discord.posted).toEqual([]);
  });
});

describe('a card that a schedule wants', () => {
  const place = { kind: 'channel', workspace: 'discord:100000000000000001', channel: CHANNEL } as const;

  it('is posted as the bot itself, once, with a nonce, and nobody’s name', async () => {
    const one = await staged();
    expect(await one.platform.post(place, card())).toEqual({ kind: 'sent', message: expect.any(String) });
    const [sent, ...others] = one.discord.to('/channels/');
    expect(others).toEqual([]);
    expect(sent?.body).toMatchObject({
      enforce_nonce: true,
      nonce: expect.stringMatching(/^.{16,25}$/),
      allowed_mentions: { parse: [] },
    });
    expect(text(sent)).not.toContain('Posted by');
    expect(one.tools.logged()).not.toContain(CHANNEL);
  });

  it('is not sent when there is nothing to post, or once the bot is stopped', async () => {
    const one = await staged();
    const nothing = { ...card(), outcome: 'unknown' } as const;
    expect(await one.platform.post(place, nothing)).toMatchObject({ kind: 'refused' });
    await one.platform.stop();
    expect(await one.platform.post(place, card())).toEqual({ kind: 'refused', why: 'not_connected' });
    expect(one.discord.to('/channels/')).toEqual([]);
  });

  it('goes to the server’s owner alone when it is for an admin', async () => {
    const one = await staged();
    const notice = { ...card(), outcome: 'told' } as const;
    const admin = { kind: 'admin', workspace: `discord:${GUILD}` } as const;
    expect(await one.platform.post(admin, notice)).toMatchObject({ kind: 'sent' });
    expect(one.discord.to('/users/@me/channels')).toMatchObject([{ body: { recipient_id: OWNER } }]);
    expect(one.discord.to('/channels/').map(({ path }) => path)).toEqual([`/channels/${OWNER}/messages`]);
    one.discord.trouble(/^\/users/, 403);
    expect(await one.platform.post(admin, notice)).toMatchObject({ kind: 'refused', why: 'no_admin' });
  });

  it('takes the place of a message, or says why that can never be, and is a reply to it', async () => {
    const one = await staged();
    const at = { ...place, message: '800000000000000001' } as const;
    expect(await one.platform.post({ ...at, kind: 'edit' }, card())).toMatchObject({ kind: 'sent' });
    expect(await one.platform.post({ ...at, kind: 'reply' }, card())).toMatchObject({ kind: 'sent' });
    const path = `/channels/${CHANNEL}/messages`;
    expect(one.discord.to('/channels/')).toMatchObject([
      { method: 'PATCH', path: `${path}/${at.message}` },
      { method: 'POST', path, body: { message_reference: { message_id: at.message } } },
    ]);
    one.discord.trouble(OWN, 403, 1);
    expect(await one.platform.post({ ...at, kind: 'edit' }, card())).toMatchObject({ never: 'closed' });
    const gone = { ...at, kind: 'edit', message: '1' } as const;
    expect(await one.platform.post(gone, card())).toMatchObject({ kind: 'refused', never: 'gone' });
  });
});
