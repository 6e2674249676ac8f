import { describe, expect, it } from 'vitest';
import { replayDiscord } from '../../../editor/replay/discord.ts';
import { card } from '../../platforms/discord/cards.ts';
import { saved } from '../../platforms/discord/events.ts';
import { callbackProblems, messageProblems } from '../../platforms/discord/rules.ts';
import { tools } from '../../platforms/discord/stage.ts';
import { fakeBot } from '../../platforms/fake-bot.ts';

describe('a saved event', () => {
  it.each([
    ['command', 'POST', '/interactions/600000000000000001/TOKEN/callback', 'boycott salesforce'],
    [
      'message-menu',
      'POST',
      '/interactions/600000000000000006/TOKEN/callback',
      'check said:\nSalesforce got $148 billion from ICE.\nIs that so?',
    ],
    ['button', 'POST', '/interactions/600000000000000003/TOKEN/callback', 'boycott salesforce contracts'],
    ['mention', 'POST', '/channels/400000000000000001/messages', 'ask what is the UIP?'],
    ['dm', 'POST', '/channels/400000000000000002/messages', 'ask how much did CBP pay salesforce'],
  ])('%s gives what would be sent', async (name, method, path, asked) => {
    const bot = fakeBot(card);
    const [sent, ...more] = await replayDiscord(saved(name), bot, tools());
    expect(more).toEqual([]);
    expect(sent).toMatchObject({ method, path });
    const check = path.endsWith('callback')
      ? callbackProblems
      : (body: unknown) => messageProblems(body, 'channel');
    expect(check(sent?.body)).toEqual([]);
    expect(JSON.stringify(sent?.body)).toContain('investigate.afsc.org');
    expect(bot.questions.map((one) => `${one.command} ${one.text}`)).toEqual([asked]);
  });

  it('autocomplete gives its choices', async () => {
    const sent = await replayDiscord(saved('autocomplete'), fakeBot(card), tools());
    expect(sent).toMatchObject([
      { body: { type: 8, data: { choices: [{ name: 'What is the UIP?' }, {}] } } },
    ]);
  });

  it('of no kind of ours gives nothing', async () => {
    for (const event of [undefined, null, 7, 'x', [], {}, { t: 'TYPING_START', d: {} }]) {
      expect(await replayDiscord(event, fakeBot(card), tools())).toEqual([]);
    }
  });
});
