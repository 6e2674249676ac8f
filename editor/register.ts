import { commandCards } from '../src/commands/index.ts';
import type { Config } from '../src/config.ts';
import { BotError } from '../src/core/errors.ts';
import { openKnowledge } from '../src/knowledge.ts';

/** Tells Discord the bot's commands, if they differ from what it holds. Rejects with BotError `bad_config` when the
    token or the application's id is missing. */
export async function registerOnDiscord(config: Config): Promise<'unchanged' | 'registered'> {
  const { env, commands } = config;
  const token = env['DISCORD_TOKEN'];
  const applicationId = env['DISCORD_APPLICATION_ID'];
  if (!token || !applicationId) {
    throw new BotError(
      'bad_config',
      'DISCORD_TOKEN and DISCORD_APPLICATION_ID are both needed to register commands.',
      'Copy both from discord.com/developers/applications; the bot itself registers them when it starts.',
    );
  }
  const { REST } = await import('discord.js');
  const { registerCommands } = await import('../src/platforms/discord/register.ts');
  // Names in other languages are registered too: without them the bot would register all of it again when it starts.
  const { languages } = await openKnowledge(config);
  const rest = new REST().setToken(token);
  try {
    return await registerCommands(rest, applicationId, commandCards(commands, languages));
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}
