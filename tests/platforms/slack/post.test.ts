import { describe, expect, it } from 'vitest';
import { say } from '../say.ts';
import { type Bench, bench } from './bench.ts';
import { answer } from './cards.ts';
import { command, press } from './events.ts';
import type { Call, Mode } from './fake-slack.ts';
import { inspect } from './inspect.ts';
import { field, list } from './rules.ts';

/** The value of the button with this label in a message that was sent. */
function valueBehind(call: Call | undefined, label: string): string {
  for (const block of list(field(call?.body, 'blocks'))) {
    for (const button of list(field(block, 'elements'))) {
      if (field(field(button, 'text'), 'text') === label) return String(field(button, 'value'));
    }
  }
  throw new Error(`no button ${label}`);
}

async function pressed(made: Bench, label: string): Promise<Call | undefined> {
  const before = made.slack.calls.length;
  const value = valueBehind(made.slack.calls.at(-1), label);
  await made.request(press(value, { response_url: made.slack.responseUrl }));
  return (await made.slack.sent(before + 1)).at(-1);
}

async function asked(made: Bench): Promise<void> {
  await made.request(command({ response_url: made.slack.responseUrl }));
  await made.slack.sent(1);
}

it('shows a preview to the asker, and posts the same card to the channel', async () => {
  const made = await bench('http');
  await asked(made);
  const preview = await pressed(made, say('button-post'));
  expect(made.bot.questions.at(-1)).toMatchObject({ command: 'fact', text: 'acme.founded-1949' });
  expect(preview?.body).toMatchObject({ response_type: 'ephemeral', replace_original: false });
  expect(inspect(preview?.body).visible).toContain(say('post-preview'));

  const posted = await pressed(made, say('button-confirm-post'));
  expect(made.bot.questions.at(-1)).toMatchObject({ command: 'fact', text: 'acme.founded-1949' });
  expect(posted?.body).toMatchObject({ response_type: 'in_channel', delete_original: true });
  const { visible, links } = inspect(posted?.body);
  expect(visible).toContain('was founded in 1949');
  expect(links).toContain('https://daily.example/acme?a=1&b=2');
  expect(visible).not.toContain(say('button-post'));
  expect(visible).not.toContain(say('post-preview'));
});

it('posts once when the button is pressed twice', async () => {
  const made = await bench('http');
  await asked(made);
  const preview = await pressed(made, say('button-post'));
  const value = valueBehind(preview, say('button-confirm-post'));
  await Promise.all([1, 2].map(() => made.request(press(value, { response_url: made.slack.responseUrl }))));
  await made.slack.sent(3);
  await made.platform.stop();
  expect(made.slack.calls.filter(({ body }) => field(body, 'response_type') === 'in_channel')).toHaveLength(
    1,
  );
});

/** A preview whose *Post it* was pressed while Slack answered like this; what is sent from then on is taken. */
async function failedToPost(mode: Mode): Promise<{ made: Bench; again: () => Promise<unknown> }> {
  const made = await bench('http', undefined, {}, { callMs: 100 });
  await asked(made);
  const preview = await pressed(made, say('button-post'));
  const value = valueBehind(preview, say('button-confirm-post'));
  const again = (): Promise<unknown> => made.request(press(value, { response_url: made.slack.responseUrl }));
  made.slack.mode = mode;
  await again();
  // The post, and what the asker is told of it.
  await made.slack.sent(4);
  made.slack.mode = 'ok';
  return { made, again };
}

describe('a post that Slack refused', () => {
  it.each(['rate-limited', 'gone'] as const)('can be pressed again, and is posted once: %s', async (mode) => {
    const { made, again } = await failedToPost(mode);
    expect(made.slack.calls[3]?.body).toMatchObject({ text: `${say('failed')} ${say('failed-hint')}` });
    await Promise.all([again(), again()]);
    await made.slack.sent(5);
    await made.platform.stop();
    const later = made.slack.calls.slice(4).map(({ body }) => body);
    expect(later).toMatchObject([{ response_type: 'in_channel', delete_original: true }]);
  });

  it.each(['error', 'hang', 'reset'] as const)(
    'is not posted again when it may be there: %s',
    async (mode) => {
      const { made, again } = await failedToPost(mode);
      expect(made.slack.calls[3]?.body).toMatchObject({
        text: say('post-unsure'),
        response_type: 'ephemeral',
      });
      await again();
      await made.platform.stop();
      expect(made.slack.calls).toHaveLength(4);
      expect(made.bot.questions).toHaveLength(3);
    },
  );
});

it('takes the preview away when nothing shall be posted', async () => {
  const made = await bench('http');
  await asked(made);
  await pressed(made, say('button-post'));
  const gone = await pressed(made, say('button-cancel'));
  expect(gone?.body).toEqual({ delete_original: true });
  expect(made.bot.questions).toHaveLength(2);
});

it('posts nothing when the card can’t be given again', async () => {
  const made = await bench('http');
  await asked(made);
  const preview = await pressed(made, say('button-post'));
  const value = valueBehind(preview, say('button-confirm-post'));
  const other = await bench('http', () => answer({ outcome: 'unknown', heading: 'Withdrawn' }));
  await other.request(press(value, { response_url: other.slack.responseUrl }));
  const [call] = await other.slack.sent(1);
  expect(call?.body).toMatchObject({ response_type: 'ephemeral', replace_original: true });
});
