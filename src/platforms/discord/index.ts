import { BotError } from '../../core/errors.ts';
import type { PlatformModule } from '../../core/ports.ts';
import { API_URL, wrapping } from '../../core/variables.ts';
import { PORTAL } from './limits.ts';

export type Env = Readonly<Record<string, string | undefined>>;

export const KEYS = {
  token: 'DISCORD_TOKEN',
  application: 'DISCORD_APPLICATION_ID',
  api: 'DISCORD_API_URL',
} as const;

/** Three parts in base64url; the first is the bot's id. */
const TOKEN = /^[\w-]{17,40}\.[\w-]{6,8}\.[\w-]{27,60}$/u;
const ID = /^\d{17,20}$/u;

export const ABOUT = {
  token: `The bot's token, three parts with dots between: ${PORTAL} → your application → Bot → Reset Token.`,
  application: `Optional: the application's id, 17 to 20 digits (${PORTAL} → General Information); Discord tells it too.`,
  api: 'Optional: where Discord’s API is when it is not at https://discord.com/api.',
} as const;

export interface DiscordKeys {
  readonly wanted: boolean;
  /** `about`: what it should be, and where to get it. */
  readonly faults: readonly { readonly says: string; readonly about: string }[];
  /** Undefined when it is missing or has not the right form. */
  readonly token?: string;
  readonly applicationId?: string;
  readonly api?: string;
}

/** What is set, and what is wrong with it; no value is in a fault. */
export function readKeys(env: Env): DiscordKeys {
  const token = env[KEYS.token]?.trim() ?? '';
  const applicationId = env[KEYS.application]?.trim() ?? '';
  const api = env[KEYS.api]?.trim().replace(/\/$/u, '') ?? '';
  const faults = [];
  const wanted = token !== '' || applicationId !== '';
  if (wanted && token === '') faults.push({ says: `${KEYS.token} is missing.`, about: ABOUT.token });
  if (token !== '' && !TOKEN.test(token))
    faults.push({ says: `${KEYS.token} ${tokenFault(token)}.`, about: ABOUT.token });
  if (applicationId !== '' && !ID.test(applicationId))
    faults.push({
      says: `${KEYS.application} ${applicationFault(applicationId)}.`,
      about: ABOUT.application,
    });
  if (wanted && api !== '' && !API_URL.test(api))
    faults.push({ says: `${KEYS.api} is no address that begins with https://.`, about: ABOUT.api });
  return {
    wanted,
    faults,
    ...(API_URL.test(api) && { api }),
    ...(TOKEN.test(token) && { token }),
    ...(ID.test(applicationId) && { applicationId }),
  };
}

/** Why it is no bot token, as the end of a sentence. */
function tokenFault(value: string): string {
  const wrapped = wrapping(value);
  if (wrapped !== undefined) return wrapped;
  if (/^(?:Bot|Bearer)\s/iu.test(value)) return 'begins with the word “Bot” or “Bearer”: leave it out';
  if (/\s/u.test(value)) return 'has a space or a line break in it: copy it again, alone';
  if (ID.test(value)) return `holds an application’s id, which belongs in ${KEYS.application}`;
  if (/^[0-9a-f]{64}$/iu.test(value)) return 'holds the application’s public key';
  if (/^(?:xox|xapp)/iu.test(value)) return 'holds a token of Slack';
  if (/^https?:/iu.test(value)) return 'holds a link';
  if (/^[\w-]{32}$/u.test(value)) return 'holds the client secret of the page OAuth2';
  return 'is not a bot token';
}

/** Why it is no id, as the end of a sentence. */
function applicationFault(value: string): string {
  const wrapped = wrapping(value);
  if (wrapped !== undefined) return wrapped;
  if (TOKEN.test(value)) return `holds the bot’s token, which belongs in ${KEYS.token}`;
  if (/^[0-9a-f]{64}$/iu.test(value)) return 'holds the application’s public key';
  if (/^https?:/iu.test(value)) return 'holds a link';
  return 'is not an id';
}

/** Of this process, however often it was opened: Discord counts them by token. */
const logins: number[] = [];

export const discord: PlatformModule = {
  name: 'discord',
  keys: [
    { name: KEYS.token, secret: true, about: ABOUT.token },
    { name: KEYS.application, about: ABOUT.application },
    { name: KEYS.api, about: ABOUT.api },
  ],

  nextStep() {
    return [
      `Discord: make an application at ${PORTAL}, open Bot, press Reset Token and put the token into ${KEYS.token}.`,
      'It needs no privileged intent. Once it runs, it prints the link that invites it to a server.',
    ].join('\n');
  },

  async open(env, tools) {
    const { wanted, faults, token, applicationId, api } = readKeys(env);
    if (!wanted) return undefined;
    if (faults.length > 0 || token === undefined) {
      throw new BotError(
        'bad_config',
        faults.map(({ says, about }) => `${says} ${about}`).join('\n'),
        `Copy both from ${PORTAL}; a token has three parts with dots.`,
      );
    }
    // discord.js is loaded only where Discord is wanted.
    const { createDiscord } = await import('./app.ts');
    const more = { ...(applicationId && { applicationId }), ...(api && { api }) };
    return createDiscord({ token, logins, ...more }, tools);
  },
};
