import { BotError } from '../../core/errors.ts';
import type { PlatformModule } from '../../core/ports.ts';

const KEYS = {
  token: 'DISCORD_TOKEN',
  application: 'DISCORD_APPLICATION_ID',
} as const;

const PORTAL = 'https://discord.com/developers/applications';

/** Three parts in base64url; the first is the bot's id. */
const TOKEN_FORM = /^[\w-]{17,40}\.[\w-]{6,8}\.[\w-]{27,60}$/u;

/** Of this process, however often it was opened anew: Discord counts them by token. */
const logins: number[] = [];

export const discord: PlatformModule = {
  name: 'discord',
  keys: [
    {
      name: KEYS.token,
      about: `The bot's token, three parts with dots between: ${PORTAL} → your application → Bot → Reset Token.`,
    },
    {
      name: KEYS.application,
      about: `Optional: the application's id, 17 to 20 digits (${PORTAL} → General Information); Discord tells it too.`,
    },
  ],

  nextStep() {
    return [
      `Discord: make an application at ${PORTAL}, open Bot, press Reset Token and put the token into ${KEYS.token}.`,
      'It needs no privileged intent. Once it runs, it prints the link that invites it to a server.',
    ].join('\n');
  },

  async open(env, tools) {
    const token = env[KEYS.token]?.trim() ?? '';
    const applicationId = env[KEYS.application]?.trim() ?? '';
    if (token === '' && applicationId === '') return undefined;
    const wrong: string[] = [];
    if (token === '') wrong.push(`${KEYS.token} is missing`);
    else if (!TOKEN_FORM.test(token)) wrong.push(`${KEYS.token} is not a bot token`);
    if (applicationId !== '' && !/^\d{17,20}$/u.test(applicationId))
      wrong.push(`${KEYS.application} is not an id`);
    if (wrong.length > 0) {
      throw new BotError(
        'bad_config',
        `${wrong.join('; ')}.`,
        `Copy both from ${PORTAL}; a token has three parts with dots.`,
      );
    }
    // discord.js is loaded only where Discord is wanted.
    const { DiscordPlatform } = await import('./app.ts');
    return new DiscordPlatform({ token, logins, ...(applicationId && { applicationId }) }, tools);
  },
};
