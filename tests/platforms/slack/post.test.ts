import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { factId } from '../../../src/facts/schema/values.ts';
import { openStore } from '../../../src/store/index.ts';
import { until } from '../../loopback.ts';
import { say } from '../harness.ts';
import { type Bench, bench, valueBehind } from './bench.ts';
import { answer, command, mention, press } from './cards.ts';
import type { Call, Mode } from './fake-slack.ts';
import { field, inspect, list, unescaped } from './inspect.ts';

type Changes = Readonly<Record<string, unknown>>;

/** A bench where somebody asked and pressed *Post here*: the last call is the preview. */
async function previewed(changes: Changes = {}, ...rest: Parameters<typeof bench> | []): Promise<Bench> {
  const [mode = 'http', answerFor, tools, seams] = rest;
  const made = await bench(mode, answerFor, tools, seams);
  await made.answered(command());
  await made.pressed(say('button-post'), changes);
  return made;
}

/** What was sent once *Post it* was pressed on the preview; `count` calls are waited for. */
async function posted(made: Bench, count: number, changes: Changes = {}): Promise<readonly Call[]> {
  await made.pressed(say('button-confirm-post'), changes);
  return (await made.slack.sent(2 + count)).slice(2);
}

/** Presses *Post it* on the preview, whatever was sent after it; the answer is not waited for. */
const confirm = (made: Bench): Promise<number> =>
  made.request(press(valueBehind(made.slack.calls[1], say('button-confirm-post'))));

const PLACE = { workspace: 'slack:T00000001', channel: 'C00000001' } as const;
const SHOWN = factId.parse('acme.founded-1949');
const textOf = (call: Call | undefined): string => unescaped(String(field(call?.body, 'text')));

describe('posting where the bot is a member', () => {
  it('shows a preview to the asker, and posts the same card in the bot’s own name, with who posted it', async () => {
    const made = await previewed();
    const preview = made.slack.calls.at(-1);
    expect(made.bot.questions.at(-1)).toMatchObject({ command: 'fact', text: SHOWN });
    expect(preview?.body).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    const [card, done] = await posted(made, 2);
    expect(card).toMatchObject({ method: 'chat.postMessage', body: { channel: 'C00000001' } });
    expect(done?.body).toMatchObject({ replace_original: true, text: say('post-done') });
    const { visible, links } = inspect(card?.body);
    expect(visible).toContain('was founded in 1949');
    expect(links).toContain('https://daily.example/acme?a=1&b=2');
    for (const only of ['post-preview', 'post-shared-maybe', 'button-post'] as const)
      expect(visible).not.toContain(say(only));
    const shown = list(field(preview?.body, 'blocks'));
    expect(list(field(card?.body, 'blocks')).slice(0, -1)).toEqual(shown.slice(1, -1));
    for (const call of [preview, card])
      for (const words of [inspect(call?.body).visible, textOf(call)]) expect(words).toContain('Posted by someone');
    // What correcting the card takes, and nobody's name.
    const posts = await made.tools.store.postsOf(SHOWN);
    const at = { ...PLACE, call: { command: 'fact', text: SHOWN }, message: '1700000009.000100' };
    expect(posts).toMatchObject([at]);
    expect(JSON.stringify(posts)).not.toMatch(/someone|U00000001/u);
  });

  it('posts into the thread where the button stands', async () => {
    const inThread = { container: { type: 'message', message_ts: '1.2', thread_ts: '1.1', channel_id: 'C00000001' } };
    const [card, done] = await posted(await previewed(inThread), 2, inThread);
    expect(card?.body).toMatchObject({ channel: 'C00000001', thread_ts: '1.1' });
    expect(done?.body).toMatchObject({ thread_ts: '1.1' });
  });
});

describe('posting where the bot is no member', () => {
  it.each(['not_in_channel', 'channel_not_found'])('goes through the response and says so: %s', async (error) => {
    const made = await previewed();
    made.slack.refusals.set('chat.postMessage', error);
    const [, card, told] = await posted(made, 3);
    const body = { response_type: 'in_channel', delete_original: true };
    expect(card).toMatchObject({ method: 'respond', body });
    expect(inspect(card?.body).visible).toContain('Posted by someone');
    expect(told?.body).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    const invite = "I'm not in <#C00000001>. To have cards corrected there: /invite @receipts";
    expect(String(field(told?.body, 'text'))).toBe(`${say('post-through-response')} ${invite}`);
    expect((await made.tools.store.postsOf(SHOWN))[0]?.message).toBeUndefined();
  });

  it('is refused when the response is refused too, says so, and can be pressed again', async () => {
    const made = await previewed();
    made.slack.refusals.set('chat.postMessage', 'is_archived');
    made.slack.mode = 'gone';
    await confirm(made);
    expect(textOf((await made.slack.sent(5))[4])).toBe(`${say('failed')} ${say('failed-hint')}`);
    made.slack.mode = 'ok';
    made.slack.refusals.clear();
    await confirm(made);
    expect((await made.slack.sent(7))[5]?.method).toBe('chat.postMessage');
  });
});

describe('a post that Slack refused', () => {
  /** A preview whose *Post it* was pressed while Slack answered like this, and what the asker is told of it. */
  async function failedToPost(mode: Mode | 'internal_error'): Promise<{ made: Bench; told: Call | undefined }> {
    const made = await previewed({}, 'http', undefined, {}, { callMs: 300 });
    if (mode === 'internal_error') made.slack.refusals.set('chat.postMessage', mode);
    else made.slack.mode = mode;
    await confirm(made);
    const [, , , told] = await made.slack.sent(4);
    made.slack.mode = 'ok';
    return { made, told };
  }

  it.each(['rate-limited', 'gone'] as const)('can be pressed again, and is posted once: %s', async (mode) => {
    const { made, told } = await failedToPost(mode);
    expect(textOf(told)).toBe(`${say('failed')} ${say('failed-hint')}`);
    await Promise.all([confirm(made), confirm(made)]);
    await made.slack.sent(6);
    await made.platform.stop();
    const later = made.slack.calls.slice(4).map(({ method }) => method);
    expect(later).toEqual(['chat.postMessage', 'respond']);
  });

  it.each(['error', 'hang', 'reset', 'internal_error'] as const)('is not posted again after %s', async (mode) => {
    const { made, told } = await failedToPost(mode);
    expect(told?.body).toMatchObject({ text: say('post-unsure'), response_type: 'ephemeral' });
    await until(() => made.tools.counted.length === 4);
    await confirm(made);
    // The store knows that it may be there.
    expect(textOf((await made.slack.sent(5))[4])).toContain('A card was posted here just now.');
    expect(made.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  });

  it('that another process posted, or began to post and died over, is answered, and can be insisted on', async () => {
    let now = Date.now() - 120_000;
    const store = openStore('memory:', DEFAULT_SETTINGS, () => new Date(now));
    const first = await previewed({}, 'http', undefined, { store });
    first.slack.modes.set('chat.postMessage', 'hang');
    await confirm(first);
    await first.slack.sent(3);
    now = Date.now();
    const second = await previewed({}, 'http', undefined, { store });
    expect(textOf(await second.pressed(say('button-confirm-post')))).toMatch(/^This was shown here 2 minutes ago\./u);
    await second.pressed(say('button-insist-post'));
    expect((await second.slack.sent(5))[3]?.method).toBe('chat.postMessage');
  });
});

describe('what may not be posted', () => {
  const base = { ...PLACE, call: { command: 'fact', text: 'other' }, language: 'en' } as const;

  it('waits for its turn, and can be pressed again', async () => {
    const made = await previewed();
    const { posting } = made.tools;
    const other = { ...base, facts: [factId.parse('acme.other')] };
    const first = await posting.claim(other, { mayConfigure: false, insisted: false });
    const [told] = await posted(made, 1);
    expect(textOf(told)).toMatch(/^A card was posted here just now\. Please wait \d+ seconds/u);
    expect(told?.body).toMatchObject({ replace_original: false });
    if (first.kind === 'claimed') await posting.failed(first.id);
    await confirm(made);
    expect((await made.slack.sent(5))[3]?.method).toBe('chat.postMessage');
  });

  it('was shown there today: asks, and posts when somebody insists', async () => {
    let now = Date.now() - 7_200_000;
    const aged = openStore('memory:', DEFAULT_SETTINGS, () => new Date(now));
    expect((await aged.claimPost({ ...base, facts: [SHOWN] }, false)).kind).toBe('claimed');
    now = Date.now();
    const made = await previewed({}, 'http', undefined, { store: aged });
    const [told] = await posted(made, 1);
    expect(textOf(told)).toBe('This was shown here 2 hours ago. Post it all the same?');
    expect(told?.body).toMatchObject({ response_type: 'ephemeral', replace_original: true });
    await made.pressed(say('button-insist-post'));
    expect((await made.slack.sent(5)).slice(3)).toMatchObject([
      { method: 'chat.postMessage' },
      { body: { text: say('post-done'), replace_original: true } },
    ]);
  });

  it('is refused to who is no admin, and posted by who is', async () => {
    const store = openStore('memory:', { ...DEFAULT_SETTINGS, posting: 'admins' });
    const made = await previewed({}, 'http', undefined, { store });
    const [told] = await posted(made, 1);
    expect(textOf(told)).toBe(say('post-refused-admins'));
    const admin = await previewed({}, 'http', undefined, { store }, { admins: ['U00000001'] });
    const another = { container: { type: 'message', message_ts: '1700000004.000100', is_ephemeral: true } };
    expect((await posted(admin, 2, another))[0]?.method).toBe('chat.postMessage');
    expect(made.tools.logged() + admin.tools.logged()).not.toContain('U00000001');
  });

  it('can’t be given again, or shall not be', async () => {
    const made = await previewed();
    const value = valueBehind(made.slack.calls.at(-1), say('button-confirm-post'));
    const other = await bench('http', () => answer({ outcome: 'unknown', heading: 'Withdrawn' }));
    const { body } = await other.answered(press(value));
    expect(body).toMatchObject({ response_type: 'ephemeral', replace_original: true });
    expect((await made.pressed(say('button-cancel'))).body).toEqual({ delete_original: true });
    expect(made.bot.questions).toHaveLength(2);
  });
});

it.each([
  ['post-shared-maybe', {}, {}],
  ['post-shared', { user: { id: 'U9', name: 'guest', team_id: 'T0000OTHER' } }, {}],
  // As an event said of the channel.
  ['post-shared', {}, { is_ext_shared_channel: true }],
] as const)('a preview says who else sees it, as far as Slack tells: %s', async (key, changes, told) => {
  const made = await bench('http');
  await made.answered(mention({}, told));
  await made.answered(command());
  expect(textOf(await made.pressed(say('button-post'), changes)).slice(0, 250)).toContain(say(key));
});

it('the language of an answer rides in its buttons, through the preview to the card', async () => {
  const made = await previewed({}, 'http', () => answer({ language: 'es' }));
  await posted(made, 2);
  expect(made.bot.questions.map(({ language }) => language)).toEqual([undefined, 'es', 'es']);
});

describe('a card that a schedule wants', () => {
  it.each([
    ['sent', undefined, 'ok'],
    ['refused', 'not_in_channel', 'ok'],
    ['unsure', undefined, 'error'],
  ] as const)('is %s, counted as that, and its channel is not logged', async (kind, refusal, mode) => {
    const { platform, slack, tools } = await bench('http');
    slack.mode = mode;
    if (refusal !== undefined) slack.refusals.set('chat.postMessage', refusal);
    expect(await platform.post({ kind: 'channel', ...PLACE }, answer())).toMatchObject({ kind });
    expect(tools.counted).toEqual([`slack ${kind}`]);
    expect(slack.calls).toMatchObject([{ method: 'chat.postMessage', body: { channel: 'C00000001' } }]);
    const { visible } = inspect(slack.calls[0]?.body);
    expect(visible).toContain('was founded in 1949');
    for (const words of [say('button-post'), 'Posted by']) expect(visible).not.toContain(words);
    expect(tools.logged()).not.toContain('C00000001');
  });

  it('is not sent when there is nothing to post, or once the bot is stopping', async () => {
    const { platform, slack } = await bench('http');
    expect(await platform.post({ kind: 'channel', ...PLACE }, answer({ outcome: 'unknown' }))).toMatchObject({
      kind: 'refused',
    });
    await platform.stop();
    expect(await platform.post({ kind: 'channel', ...PLACE }, answer())).toMatchObject({ kind: 'refused' });
    expect(slack.calls).toEqual([]);
  });

  it('goes to an admin alone, and says so when there is none, or why it was refused', async () => {
    const admin = { kind: 'admin', workspace: PLACE.workspace } as const;
    const notice = answer({ outcome: 'told' });
    const alone = await bench('http', undefined, {}, { admins: ['U0000000A', 'U0000000B'] });
    expect(await alone.platform.post(admin, notice)).toMatchObject({ kind: 'sent' });
    expect(alone.slack.calls).toMatchObject([{ body: { channel: 'U0000000A' } }]);
    alone.slack.refusals.set('chat.postMessage', 'user_disabled');
    expect(await alone.platform.post(admin, notice)).toEqual({ kind: 'refused', why: 'user_disabled' });
    const nobody = await bench('http', undefined, {}, { admins: [] });
    expect(await nobody.platform.post(admin, notice)).toEqual({ kind: 'refused', why: 'no_admin' });
  });

  it('takes the place of a message, or says why that can never be, and is a reply in its thread', async () => {
    const { platform, slack } = await bench('http');
    const at = { ...PLACE, message: '1700000009.000100' } as const;
    expect(await platform.post({ kind: 'edit', ...at }, answer())).toMatchObject({ kind: 'sent' });
    expect(await platform.post({ kind: 'reply', ...at }, answer())).toMatchObject({ kind: 'sent' });
    expect(slack.calls).toMatchObject([
      { method: 'chat.update', body: { channel: 'C00000001', ts: at.message } },
      { method: 'chat.postMessage', body: { channel: 'C00000001', thread_ts: at.message } },
    ]);
    for (const [error, never] of [
      ['cant_update_message', 'closed'],
      ['edit_window_closed', 'closed'],
      ['channel_not_found', 'closed'],
      ['message_not_found', 'gone'],
      ['ratelimited', undefined],
    ] as const) {
      slack.refusals.set('chat.update', error);
      const refused = { kind: 'refused', why: error, ...(never && { never }) };
      expect(await platform.post({ kind: 'edit', ...at }, answer())).toEqual(refused);
    }
  });
});
