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
    [
      { DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: 'secret-but-wrong' },
      'DISCORD_APPLICATION_ID is not an id',
    ],
    [
      { DISCORD_TOKEN: 'x', DISCORD_APPLICATION_ID: 'y' },
      'DISCORD_TOKEN is not a bot token; DISCORD_APPLICATION_ID',
    ],
  ])('is an error naming each key and no value: %s', async (env, words) => {
    const error: unknown = await discord.open(env, tools()).catch((one: unknown) => one);
    expect(error).toMatchObject({ code: 'bad_config', message: expect.stringContaining(words) });
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('secret-but-wrong');
  });

  it('names every key that it reads', () => {
    expect(discord.keys.map((key) => key.name)).toEqual(['DISCORD_TOKEN', 'DISCORD_APPLICATION_ID']);
  });
});
