import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { factId } from '../../../src/facts/schema/ids.ts';
import { openStore } from '../../../src/store/index.ts';
import { say } from '../say.ts';
import { type Bench, bench, valueBehind } from './bench.ts';
import { answer } from './cards.ts';
import { command, mention, press } from './events.ts';
import type { Call, Mode } from './fake-slack.ts';
import { inspect, unescaped } from './inspect.ts';
import { field, list } from './rules.ts';

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

const textOf = (call: Call | undefined): string => unescaped(String(field(call?.body, 'text')));

describe('posting where the bot is a member', () => {
  it('shows a preview to the asker, and posts the same card in the bot’s own name', async () => {
    const made = await previewed();
    const preview = made.slack.calls.at(-1);
    expect(made.bot.questions.at(-1)).toMatchObject({ command: 'fact', text: 'acme.founded-1949' });
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
  });

  it('remembers what correcting the card takes, and nobody’s name', async () => {
    const made = await previewed();
    await posted(made, 2);
    const [post, ...others] = await made.tools.store.postsOf(factId.parse('acme.founded-1949'));
    expect(others).toEqual([]);
    expect(post).toMatchObject({
      workspace: 'slack:T00000001',
      channel: 'C00000001',
      call: { command: 'fact', text: 'acme.founded-1949' },
      message: '1700000009.000100',
    });
    expect(JSON.stringify(post)).not.toMatch(/someone|U00000001/u);
  });

  it('says who posted, in the preview and in the channel', async () => {
    const made = await previewed();
    const [card] = await posted(made, 2);
    for (const call of [made.slack.calls[1], card]) {
      expect(inspect(call?.body).visible).toContain('Posted by someone');
      expect(textOf(call)).toContain('Posted by someone');
    }
  });

  it('posts into the thread where the button stands', async () => {
    const inThread = {
      container: { type: 'message', message_ts: '1.2', thread_ts: '1.1', channel_id: 'C00000001' },
    };
    const made = await previewed(inThread);
    const [card, done] = await posted(made, 2, inThread);
    expect(card?.body).toMatchObject({ channel: 'C00000001', thread_ts: '1.1' });
    expect(done?.body).toMatchObject({ thread_ts: '1.1' });
  });

  it('posts once when the button is pressed twice', async () => {
    const made = await previewed();
    await Promise.all([confirm(made), confirm(made)]);
    await made.slack.sent(4);
    await made.platform.stop();
    expect(made.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  });
});

describe('posting where the bot is no member', () => {
  it.each(['not_in_channel', 'channel_not_found'])(
    'goes through the response and says what that means: %s',
    async (error) => {
      const made = await previewed();
      made.slack.refusals.set('chat.postMessage', error);
      const [, card, told] = await posted(made, 3);
      expect(card).toMatchObject({
        method: 'respond',
        body: { response_type: 'in_channel', delete_original: true },
      });
      expect(inspect(card?.body).visible).toContain('Posted by someone');
      expect(told?.body).toMatchObject({ response_type: 'ephemeral', replace_original: false });
      expect(String(field(told?.body, 'text'))).toBe(
        `${say('post-through-response')} I'm not in <#C00000001>. To have cards corrected there: /invite @receipts`,
      );
      const [post] = await made.tools.store.postsOf(factId.parse('acme.founded-1949'));
      expect(post?.message).toBeUndefined();
    },
  );

  it('is refused when the response is refused too, says so, and can be pressed again', async () => {
    const made = await previewed();
    made.slack.refusals.set('chat.postMessage', 'is_archived');
    made.slack.mode = 'gone';
    await confirm(made);
    const [, , told] = (await made.slack.sent(5)).slice(2);
    expect(textOf(told)).toBe(`${say('failed')} ${say('failed-hint')}`);
    made.slack.mode = 'ok';
    made.slack.refusals.clear();
    await confirm(made);
    expect((await made.slack.sent(7))[5]?.method).toBe('chat.postMessage');
  });
});

/** A preview whose *Post it* was pressed while Slack answered like this; what is sent from then on is taken. */
async function failedToPost(mode: Mode): Promise<Bench> {
  const made = await previewed({}, 'http', undefined, {}, { callMs: 300 });
  made.slack.mode = mode;
  await confirm(made);
  // The post, and what the asker is told of it.
  await made.slack.sent(4);
  made.slack.mode = 'ok';
  return made;
}

describe('a post that Slack refused', () => {
  it.each(['rate-limited', 'gone'] as const)('can be pressed again, and is posted once: %s', async (mode) => {
    const made = await failedToPost(mode);
    expect(made.slack.calls[3]?.body).toMatchObject({ text: `${say('failed')} ${say('failed-hint')}` });
    await Promise.all([confirm(made), confirm(made)]);
    await made.slack.sent(6);
    await made.platform.stop();
    const later = made.slack.calls.slice(4).map(({ method }) => method);
    expect(later).toEqual(['chat.postMessage', 'respond']);
  });

  it.each(['error', 'hang', 'reset'] as const)(
    'is not posted again when it may be there: %s',
    async (mode) => {
      const made = await failedToPost(mode);
      expect(made.slack.calls[3]?.body).toMatchObject({
        text: say('post-unsure'),
        response_type: 'ephemeral',
      });
      await confirm(made);
      await made.platform.stop();
      expect(made.slack.calls).toHaveLength(4);
      expect(made.bot.questions).toHaveLength(3);
    },
  );

  it('may have arrived when Slack does not know itself', async () => {
    const made = await previewed();
    made.slack.refusals.set('chat.postMessage', 'internal_error');
    const [, told] = await posted(made, 2);
    expect(textOf(told)).toBe(say('post-unsure'));
  });
});

describe('what may not be posted', () => {
  const store = openStore('memory:', DEFAULT_SETTINGS);
  const base = {
    workspace: 'slack:T00000001',
    call: { command: 'fact', text: 'other' },
    language: 'en',
  } as const;

  it('waits for its turn, and can be pressed again', async () => {
    const made = await previewed();
    const { posting } = made.tools;
    const first = await posting.claim(
      { ...base, channel: 'C00000001', facts: [factId.parse('acme.other')] },
      { mayConfigure: false, insisted: false },
    );
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
    const claimed = await aged.claimPost(
      { ...base, channel: 'C00000001', facts: [factId.parse('acme.founded-1949')] },
      false,
    );
    expect(claimed.kind).toBe('claimed');
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
    await store.saveSettings('slack:T00000001', { ...DEFAULT_SETTINGS, posting: 'admins' });
    const made = await previewed({}, 'http', undefined, { store });
    const [told] = await posted(made, 1);
    expect(textOf(told)).toBe(say('post-refused-admins'));
    const admin = await previewed({}, 'http', undefined, { store }, { admins: ['U00000001'] });
    const another = { container: { type: 'message', message_ts: '1700000004.000100', is_ephemeral: true } };
    expect((await posted(admin, 2, another))[0]?.method).toBe('chat.postMessage');
    expect(JSON.stringify([made.tools.written, admin.tools.written])).not.toContain('U00000001');
  });

  it('can’t be given again', async () => {
    const made = await previewed();
    const value = valueBehind(made.slack.calls.at(-1), say('button-confirm-post'));
    const other = await bench('http', () => answer({ outcome: 'unknown', heading: 'Withdrawn' }));
    const { body } = await other.answered(press(value));
    expect(body).toMatchObject({ response_type: 'ephemeral', replace_original: true });
  });
});

it('takes the preview away when nothing shall be posted', async () => {
  const made = await previewed();
  const gone = await made.pressed(say('button-cancel'));
  expect(gone.body).toEqual({ delete_original: true });
  expect(made.bot.questions).toHaveLength(2);
});

describe('who else sees it', () => {
  const notesOf = (made: Bench): string => textOf(made.slack.calls.at(-1)).slice(0, 250);

  it('is said in every preview, as far as Slack tells', async () => {
    const unknown = await previewed();
    expect(notesOf(unknown)).toContain(say('post-shared-maybe'));
    const told = await previewed({ user: { id: 'U9', name: 'guest', team_id: 'T0000OTHER' } });
    expect(notesOf(told)).toContain(say('post-shared'));
  });

  it('is remembered from what an event said of the channel', async () => {
    const made = await bench('http');
    await made.answered(mention({}, { is_ext_shared_channel: true }));
    await made.answered(command());
    const preview = await made.pressed(say('button-post'));
    expect(textOf(preview)).toContain(say('post-shared'));
  });
});

describe('the language of an answer', () => {
  it('rides in its buttons, through the preview to the card', async () => {
    const made = await previewed({}, 'http', () => answer({ language: 'es' }));
    await posted(made, 2);
    expect(made.bot.questions.map(({ language }) => language)).toEqual([undefined, 'es', 'es']);
  });
});
