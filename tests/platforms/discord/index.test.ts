import { describe, expect, it } from 'vitest';
import { discord } from '../../../src/platforms/discord/index.ts';
import { TOKEN } from './fake-discord.ts';
import { tools } from './stage.ts';

describe('whether Discord is wanted', () => {
  it('is not, when no key is set', async () => {
    expect(await discord.open({}, tools())).toBeUndefined();
    expect(await discord.open({ DISCORD_TOKEN: '  ' }, tools())).toBeUndefined();
    expect(discord.nextStep([])).toContain('https://discord.com/developers/applications');
  });

  it('is, when a token of the right form is set; nothing is connected yet', async () => {
    const platform = await discord.open({ DISCORD_TOKEN: TOKEN }, tools());
    expect(platform?.name).toBe('discord');
    expect(platform?.health()).toBe('starting');
    await platform?.stop();
  });

  it.each([
    [{ DISCORD_APPLICATION_ID: '200000000000000001' }, 'DISCORD_TOKEN is missing'],
    [{ DISCORD_TOKEN: 'secret-but-wrong' }, 'DISCORD_TOKEN is not a bot token'],
    [{ DISCORD_TOKEN: `Bot ${TOKEN}` }, 'DISCORD_TOKEN begins with the word “Bot”'],
    [{ DISCORD_TOKEN: `"${TOKEN}"` }, 'DISCORD_TOKEN has quotation marks around it: take them off'],
    [{ DISCORD_TOKEN: `${TOKEN.slice(0, 9)} ${TOKEN.slice(9)}` }, 'DISCORD_TOKEN has a space'],
    [
      { DISCORD_TOKEN: '200000000000000001' },
      'DISCORD_TOKEN holds an application’s id, which belongs in DISCORD_APPLICATION_ID',
    ],
    [{ DISCORD_TOKEN: 'aB3-'.repeat(8) }, 'DISCORD_TOKEN holds the client secret of the page OAuth2'],
    [{ DISCORD_TOKEN: 'a1'.repeat(32) }, 'DISCORD_TOKEN holds the application’s public key'],
    [{ DISCORD_TOKEN: 'xoxb-1-secret-but-wrong' }, 'DISCORD_TOKEN holds a token of Slack'],
    [{ DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: TOKEN }, 'DISCORD_APPLICATION_ID holds the bot’s token'],
    [
      { DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: 'secret-but-wrong' },
      'DISCORD_APPLICATION_ID is not an id',
    ],
    [{ DISCORD_TOKEN: 'x', DISCORD_APPLICATION_ID: 'y' }, 'DISCORD_APPLICATION_ID is not an id'],
  ])('is an error naming each key and no value: %s', async (env, words) => {
    const error: unknown = await discord.open(env, tools()).catch((one: unknown) => one);
    expect(error).toMatchObject({ code: 'bad_config', message: expect.stringContaining(words) });
    const said = `${String(error)} ${JSON.stringify(error)}`;
    expect(said).not.toContain('secret-but-wrong');
    for (const value of Object.values(env)) expect(value.length < 6 || !said.includes(value)).toBe(true);
    for (const line of String(error).split('\n')) expect(line).toContain('https://discord.com/developers');
  });

  it('names every key that it reads', () => {
    expect(discord.keys.map((key) => key.name)).toEqual(['DISCORD_TOKEN', 'DISCORD_APPLICATION_ID']);
  });
});
