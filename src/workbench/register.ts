import { commandCards } from '../commands/index.ts';
import type { Config } from '../config.ts';
import { BotError } from '../core/errors.ts';

/** Tells Discord the bot's commands, if they differ from what it holds. Rejects with BotError `bad_config` when the
    token or the application's id is missing. */
export async function registerOnDiscord({ env, commands }: Config): Promise<'unchanged' | 'registered'> {
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
  const { registerCommands } = await import('../platforms/discord/register.ts');
  const rest = new REST().setToken(token);
  try {
    return await registerCommands(rest, applicationId, commandCards(commands));
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}
