import { expect, it } from 'vitest';
import { replaySlack } from '../../../editor/replay/slack.ts';
import { fakeBot } from '../../platforms/fake-bot.ts';
import { say } from '../../platforms/say.ts';
import { fakeTools } from '../../platforms/slack/bench.ts';
import { answer } from '../../platforms/slack/cards.ts';
import { fixture } from '../../platforms/slack/events.ts';
import { inspect, inspectView } from '../../platforms/slack/inspect.ts';
import { field } from '../../platforms/slack/rules.ts';

const bot = fakeBot(() => answer());

it.each([
  ['command', 'respond', { response_type: 'ephemeral' }],
  ['mention', 'chat.postMessage', { channel: 'C00000001', thread_ts: '1700000001.000100' }],
  ['dm', 'chat.postMessage', { channel: 'D00000001' }],
  ['button', 'respond', { response_type: 'ephemeral', replace_original: false }],
  ['message-action', 'respond', { response_type: 'ephemeral', replace_original: false }],
])('a saved %s goes through the real adapter', async (name, method, body) => {
  const sent = await replaySlack(fixture(name), bot, fakeTools());
  expect(sent).toMatchObject([{ method, body }]);
  expect(inspect(sent[0]?.body).visible).toContain('was founded in 1949');
});

it.each([
  ['shortcut', 'views.open', 'search-text'],
  ['view-button', 'views.update', 'search-text'],
  ['home', 'views.publish', 'button-search'],
] as const)('a saved %s is answered with a view', async (name, method, key) => {
  const [sent, ...others] = await replaySlack(fixture(name), bot, fakeTools());
  expect(others).toEqual([]);
  expect(sent?.method).toBe(method);
  const { visible, overLimits } = inspectView(field(sent?.body, 'view'));
  expect(overLimits).toEqual([]);
  expect(visible).toContain(say(key));
});

it('sends nothing for what is not for us', async () => {
  expect(await replaySlack({ ...fixture('command'), command: '/weather' }, bot, fakeTools())).toEqual([]);
});

it('takes the bot’s own mention off, by the id in the event', async () => {
  await replaySlack(fixture('mention'), bot, fakeTools());
  expect(bot.questions.at(-1)?.text).toBe('hey what is the UIP, see this?');
});
