import { apiAddress, type Env, type Keys, readKeys } from '../../core/keys.ts';
import type { PlatformModule } from '../../core/ports.ts';
import { refuse } from '../chat.ts';
import { PORTAL } from './limits.ts';

const KEYS = [
  {
    name: 'DISCORD_TOKEN',
    secret: true,
    about: `The bot's token, three parts with dots between: ${PORTAL} → your application → Bot → Reset Token.`,
    // The first part is the bot's id, in base64url.
    form: /^[\w-]{17,40}\.[\w-]{6,8}\.[\w-]{27,60}$/u,
  },
  {
    name: 'DISCORD_APPLICATION_ID',
    about: `Optional: the application's id, 17 to 20 digits (${PORTAL} → General Information); Discord tells it too.`,
    form: /^\d{17,20}$/u,
  },
  {
    name: 'DISCORD_API_URL',
    about: 'Optional: where Discord’s API is when it is not at https://discord.com/api.',
    ...apiAddress,
  },
] as const;
type Key = (typeof KEYS)[number]['name'];

/** What is set, and what is wrong with it; no value is in a fault. */
export const readDiscordKeys = (env: Env): Keys<Key> => readKeys<Key>(KEYS, env, ['DISCORD_TOKEN']);

/** Of this process, however often it was opened: Discord counts them by token. */
const logins: number[] = [];

export const discord: PlatformModule = {
  name: 'discord',
  keys: KEYS,

  nextStep() {
    return [
      `Discord: make an application at ${PORTAL}, open Bot, press Reset Token and put the token into DISCORD_TOKEN.`,
      'It needs no privileged intent. Once it runs, it prints the link that invites it to a server.',
    ].join('\n');
  },

  async open(env, tools) {
    const { wanted, faults, sound } = readDiscordKeys(env);
    if (!wanted) return undefined;
    refuse(faults, `Copy both from ${PORTAL}; a token has three parts with dots.`);
    const token = sound('DISCORD_TOKEN') ?? '';
    // discord.js is loaded only where Discord is wanted.
    const { createDiscord } = await import('./app.ts');
    const applicationId = sound('DISCORD_APPLICATION_ID');
    const api = sound('DISCORD_API_URL')?.replace(/\/$/u, '');
    const more = { ...(applicationId && { applicationId }), ...(api && { api }) };
    return createDiscord({ token, logins, ...more }, tools);
  },
};
