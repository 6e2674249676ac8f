import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { replayDiscord } from '../../../editor/replay/discord.ts';
import { replay } from '../../../editor/replay/index.ts';
import { replaySlack } from '../../../editor/replay/slack.ts';
import { knowledge } from '../../base.ts';
import { newFolder } from '../../folders.ts';
import { card } from '../../platforms/discord/cards.ts';
import { saved } from '../../platforms/discord/events.ts';
import { tools } from '../../platforms/discord/stage.ts';
import { fakeBot } from '../../platforms/fake-bot.ts';
import { say } from '../../platforms/say.ts';
import { fakeTools } from '../../platforms/slack/bench.ts';
import { answer } from '../../platforms/slack/cards.ts';
import { fixture } from '../../platforms/slack/events.ts';

const CALLBACK = /^\/interactions\/6\d+\/TOKEN\/callback$/;
const MESSAGES = /^\/channels\/40000000000000000[12]\/messages$/;

it.each([
  ['command', CALLBACK, 'boycott salesforce'],
  ['message-menu', CALLBACK, 'check said:\nSalesforce got $148 billion from ICE.\nIs that so?'],
  ['button', CALLBACK, 'boycott salesforce contracts'],
  ['mention', MESSAGES, 'ask what is the UIP?'],
  ['dm', MESSAGES, 'ask how much did CBP pay salesforce'],
])('a saved %s of Discord gives what would be sent', async (name, path, asked) => {
  const bot = fakeBot(card);
  const sent = await replayDiscord(saved(name), bot, tools());
  expect(sent).toMatchObject([{ method: 'POST', path: expect.stringMatching(path) }]);
  expect(JSON.stringify(sent)).toContain('investigate.afsc.org');
  expect(bot.questions.map((one) => `${one.command} ${one.text}`)).toEqual([asked]);
});

const ephemeral = { response_type: 'ephemeral' };
it.each([
  ['command', 'respond', ephemeral, 'was founded in 1949'],
  ['mention', 'chat.postMessage', { thread_ts: '1700000001.000100' }, 'was founded in 1949'],
  ['dm', 'chat.postMessage', { channel: 'D00000001' }, 'was founded in 1949'],
  ['button', 'respond', { ...ephemeral, replace_original: false }, 'was founded in 1949'],
  ['message-action', 'respond', { ...ephemeral, replace_original: false }, 'was founded in 1949'],
  ['shortcut', 'views.open', {}, say('search-text')],
  ['view-button', 'views.update', {}, say('search-text')],
  ['home', 'views.publish', {}, say('button-search')],
])('a saved %s of Slack gives what would be sent', async (name, method, body, words) => {
  const bot = fakeBot(() => answer());
  const sent = await replaySlack(fixture(name), bot, fakeTools());
  expect(sent).toMatchObject([{ method, body }]);
  expect(JSON.stringify(sent)).toContain(words);
  // The bot's own mention is taken off, by the id in the event.
  if (name === 'mention') expect(bot.questions[0]?.text).toBe('hey what is the UIP, see this?');
});

it('sends nothing for what is not for us', async () => {
  const bot = fakeBot(() => answer());
  expect(await replaySlack({ ...fixture('command'), command: '/weather' }, bot, fakeTools())).toEqual([]);
  for (const event of [undefined, null, 7, 'x', [], {}, { t: 'TYPING_START', d: {} }])
    expect(await replayDiscord(event, bot, tools())).toEqual([]);
});

it.each(['slack/mention', 'discord/dm'])('finds out which adapter a file is for: %s', async (path) => {
  const file = fileURLToPath(new URL(`../../fixtures/${path}.json`, import.meta.url));
  expect(JSON.stringify(await replay(file, knowledge))).toContain('Norvane');
});

it('refuses a file that is no JSON, and one that is not there, saying what to give', async () => {
  const file = join(newFolder(), 'broken.json');
  writeFileSync(file, '{"t":');
  const hint = expect.stringContaining('tests/fixtures');
  for (const path of [file, `${file}.none`])
    await expect(replay(path, knowledge)).rejects.toMatchObject({ code: 'bad_data', hint });
});
