import { describe, expect, it } from 'vitest';
import { until } from '../../loopback.ts';
import { card, press } from './cards.ts';
import { answered, type Stage, stages, talk, text } from './stage.ts';

const staged = stages();
const CALL = 'fact salesforce.uip-runs-on';
/** The sentence, and not the line under a card that says who posted it. */
const DONE = 'Posted\\\\.';
const CHANNEL = '400000000000000001';
const OWN = /channels\/\d+\/messages/;
const THROUGH = /\/webhooks\/\d+\/[^/]+$/;
const member = (changes: Readonly<Record<string, unknown>>) => ({
  user: { id: '500000000000000001', username: 'asker', global_name: 'Asker' },
  permissions: '2048',
  nick: null,
  ...changes,
});
/** Only the asker added the app: the server does not have the bot. */
const BY_USER = {
  authorizing_integration_owners: { '1': '500000000000000001' },
  app_permissions: '2248473465835073',
};

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

  it.each(['lost', 500, 'hang'] as const)(
    'is seen once when Discord answers with %s at first',
    async (how) => {
      const one = await staged(card, { request: 700 });
      one.discord.trouble(OWN, how, 1);
      await posts(one, DONE);
      expect(one.discord.posted).toHaveLength(1);
      expect(one.discord.to('/channels/')).toHaveLength(2);
    },
  );

  it('says that it does not know when both tries end so, and keeps the place', async () => {
    const one = await staged();
    one.discord.trouble(OWN, 500);
    await posts(one, 'could not find out whether it was posted');
    expect(one.discord.to('/webhooks/').map(({ method }) => method)).toEqual(['PATCH']);
    expect(one.tools.posts.map(([what]) => what)).toEqual(['claim']);
  });

  it('goes through the response where it may not write after all, and says what that means', async () => {
    const one = await staged();
    one.discord.trouble(OWN, 403);
    await posts(one, 'not in my own name');
    expect(one.discord.posted).toHaveLength(1);
    expect(one.tools.posts.at(-1)).toEqual(['posted', undefined]);
  });

  it('says so when Discord does not take it, and gives the place back', async () => {
    const one = await staged();
    one.discord.trouble(OWN, 404);
    await posts(one, 'Discord did not take it');
    expect(one.discord.posted).toEqual([]);
    expect(one.tools.posts.at(-1)).toEqual(['failed']);
  });

  it('falls back to the plain form, in the channel and in the preview, which stays in components', async () => {
    const one = await staged();
    one.discord.trouble(/callback|messages/, 'refuse-v2');
    await posts(one, DONE);
    expect(one.discord.posted).toMatchObject([
      { flags: 4, content: expect.stringContaining('Posted by Asker') },
    ]);
    expect(one.discord.posted[0]).toMatchObject({
      content: expect.stringContaining('https://investigate.afsc.org/company/salesforce'),
    });
    const preview = talk(one)
      .filter(({ path }) => path.includes('callback'))
      .at(-1);
    expect(preview?.body).toMatchObject({ type: 7, data: { flags: 32_768 | 4, components: [{ type: 10 }] } });
  });
});

describe('posting where the server does not have the bot', () => {
  it.each([
    ['only the asker added it', { ...BY_USER, member: member({ permissions: `${2048n | (1n << 50n)}` }) }],
    ['the bot may not write', { app_permissions: '1024' }],
    ['the bot may not look', { app_permissions: '2048' }],
    [
      'a thread in which the bot may not write',
      { app_permissions: '3072', channel: { type: 11 }, member: member({ permissions: '8' }) },
    ],
  ])('goes through the response when %s', async (_, change) => {
    const one = await staged();
    await posts(one, 'not in my own name', change);
    expect(one.discord.to('/channels/')).toEqual([]);
    expect(one.discord.posted).toHaveLength(1);
    expect(one.tools.posts.at(-1)).toEqual(['posted', undefined]);
  });

  it('does not name the channel of a direct message to the store, and still knows it again', async () => {
    const one = await staged();
    const change = {
      ...BY_USER,
      guild_id: null,
      member: null,
      context: 2,
      user: { id: '500000000000000001', username: 'asker' },
    };
    await posts(one, 'not in my own name', change);
    await posts(one, 'A card was posted here just now', change);
    expect(JSON.stringify(one.tools.posts)).not.toContain(CHANNEL);
    expect(one.tools.posts[0]?.[1]).toMatchObject({ workspace: 'discord:direct' });
  });

  it('posts nothing when the server would show it to the asker only', async () => {
    const one = await staged();
    await posts(one, 'keeps apps that only you have added', { ...BY_USER, member: member({}) });
    expect(one.tools.posts).toEqual([]);
    const other = await staged();
    other.discord.trouble(THROUGH, 'hidden');
    await posts(other, 'keeps apps that only you have added', { app_permissions: '0' });
    expect(other.tools.posts.at(-1)).toEqual(['failed']);
  });

  it('says when it does not know, and does not try twice', async () => {
    const one = await staged();
    one.discord.trouble(THROUGH, 500);
    await posts(one, 'could not find out whether it was posted', { app_permissions: '0' });
    expect(one.discord.posted).toEqual([]);
    expect(one.discord.to('/webhooks/').filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(one.tools.posts.map(([what]) => what)).toEqual(['claim']);
  });
});

describe('a card that is not posted', () => {
  it('was cancelled, or asked for by who may not write here', async () => {
    const one = await staged();
    one.discord.dispatch(press('1', '1n'));
    one.discord.dispatch(press('2', `1y:${CALL}`, { member: member({ permissions: '1024' }) }));
    await until(() => talk(one).length === 2, 'both');
    const both = talk(one).map(text).join();
    expect(both).toContain('Nothing was posted');
    expect(both).toContain('You may not write in this channel');
    expect(one.discord.posted).toEqual([]);
    expect(one.tools.posts).toEqual([]);
  });

  it('was shown here today: it can be insisted on', async () => {
    const one = await staged();
    await posts(one, DONE);
    one.tools.ahead += 120_000;
    await posts(one, 'Post it all the same');
    expect(text(talk(one).at(-1))).toContain(`"label":"Post it again","custom_id":"1i:${CALL}"`);
    expect(text(talk(one).at(-1))).toContain('"custom_id":"1n"');
    expect(one.discord.posted).toHaveLength(1);
    await posts(one, DONE, {}, '1i');
    expect(one.discord.posted).toHaveLength(2);
  });

  it('has to wait, and can be pressed again', async () => {
    const one = await staged();
    await posts(one, DONE);
    await posts(one, 'Please wait');
    expect(text(talk(one).at(-1))).toContain(`"custom_id":"1y:${CALL}"`);
    expect(one.discord.posted).toHaveLength(1);
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
