import { readFileSync } from 'node:fs';
import { BotError } from '../../core/errors.ts';
import { apiAddress, type Env, type KeyFault, type Keys, readKeys } from '../../core/keys.ts';
import type { CommandCard, PlatformModule, PlatformTools } from '../../core/ports.ts';
import type { SlackConfig, SlackPlatform } from './app.ts';
import type { Seams } from './slack-client.ts';

/** Why a value is no list of people, and what looks like one of these. */
const NO_ADMINS: readonly (readonly [form: RegExp, why: string])[] = [
  [/xox|xapp-/iu, 'holds a token, which belongs in a line of its own'],
  [/[^\s@<]@/u, 'holds an e-mail address; it wants member ids'],
  [/[@<]/u, 'holds a name or a mention; it wants member ids'],
  [/;|[^,\s]\s+[^,\s]/u, 'wants commas between the ids'],
  [/(^|,)\s*[CGTAB][A-Z0-9]{6,}/u, 'holds an id of something else than a person: those begin with U or W'],
];
const adminsFault = (value: string): string | undefined => NO_ADMINS.find(([form]) => form.test(value))?.[1];

export const KEYS = [
  {
    name: 'SLACK_BOT_TOKEN',
    secret: true,
    about:
      'The bot token, xoxb-…: api.slack.com/apps → your app → OAuth & Permissions → Install to Workspace → Bot User OAuth Token.',
    form: /^xoxb-[\w-]+$/u,
  },
  {
    name: 'SLACK_APP_TOKEN',
    secret: true,
    about:
      'For Socket Mode, the usual way: the app token, xapp-…, with the scope connections:write: api.slack.com/apps → your app → Basic Information → App-Level Tokens.',
    form: /^xapp-[\w-]+$/u,
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    secret: true,
    about:
      'Instead of SLACK_APP_TOKEN, for events over HTTP: 32 letters and digits: api.slack.com/apps → your app → Basic Information → Signing Secret.',
    form: /^[0-9a-f]{32}$/iu,
  },
  {
    name: 'SLACK_PORT',
    about:
      'With SLACK_SIGNING_SECRET: the port, 1 to 65535, where Slack’s requests arrive; at api.slack.com/apps → your app, turn Socket Mode off and give https://<your host>/slack/events as every Request URL.',
    form: /^([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$/u,
    fault: (value: string) => (/^-?\d+$/u.test(value) ? 'is no port' : 'is no number'),
  },
  {
    name: 'SLACK_ADMINS',
    about:
      'Optional: who may change the settings, as Slack’s member ids with commas between them, U… or W…: in Slack, a profile → ⋮ → Copy member ID.',
    form: /^[UW][A-Z0-9]{2,24}(\s*,\s*[UW][A-Z0-9]{2,24})*$/u,
    fault: adminsFault,
  },
  {
    name: 'SLACK_API_URL',
    about:
      'Optional: where Slack’s Web API is when it is not at https://slack.com/api/; for GovSlack, https://slack-gov.com/api/.',
    ...apiAddress,
  },
] as const;
export type Key = (typeof KEYS)[number]['name'];

/** What is set, and what is wrong with it: a sentence for each fault, with where to get the right thing. */
export function readSlackKeys(env: Env): Keys<Key> & { readonly overHttp: boolean } {
  const isSet = (name: Key): boolean => (env[name]?.trim() ?? '') !== '';
  const overHttp = isSet('SLACK_SIGNING_SECRET') || isSet('SLACK_PORT');
  const needed: readonly Key[] = overHttp
    ? ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_PORT']
    : ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'];
  const keys = readKeys<Key>(KEYS, env, needed);
  if (!overHttp || !isSet('SLACK_APP_TOKEN')) return { ...keys, overHttp };
  const both: KeyFault<Key> = {
    name: 'SLACK_APP_TOKEN',
    says: 'SLACK_APP_TOKEN is for Socket Mode, SLACK_SIGNING_SECRET and SLACK_PORT for HTTP: set one or the other.',
    about: 'Socket Mode is the usual way: empty SLACK_SIGNING_SECRET and SLACK_PORT.',
  };
  return { ...keys, faults: [...keys.faults, both], overHttp };
}

/** Undefined when no key is set. Throws BotError `bad_config` that names every key that is missing or wrong. */
export function readConfig(env: Env): SlackConfig | undefined {
  const { wanted, overHttp, faults, sound } = readSlackKeys(env);
  if (!wanted) return undefined;
  if (faults.length > 0) {
    throw new BotError(
      'bad_config',
      faults.map(({ says, about }) => `${says} ${about}`).join('\n'),
      'Set all variables of one way in, or none of them.',
    );
  }
  const botToken = sound('SLACK_BOT_TOKEN') ?? '';
  const admins = (sound('SLACK_ADMINS') ?? '').split(/\s*,\s*/u).filter((one) => one !== '');
  return overHttp
    ? {
        mode: 'http',
        botToken,
        admins,
        signingSecret: sound('SLACK_SIGNING_SECRET') ?? '',
        port: Number(sound('SLACK_PORT')),
      }
    : { mode: 'socket', botToken, admins, appToken: sound('SLACK_APP_TOKEN') ?? '' };
}

export const slack: PlatformModule & {
  open(env: Env, tools: PlatformTools, seams?: Seams): Promise<SlackPlatform | undefined>;
} = {
  name: 'slack',
  keys: KEYS,
  nextStep(commands) {
    return [
      'Slack: make the app from its manifest, install it to your workspace, and set SLACK_BOT_TOKEN and SLACK_APP_TOKEN.',
      installLink(commands),
    ].join('\n');
  },
  async open(env, tools, seams: Seams = {}) {
    const config = readConfig(env);
    if (!config) return undefined;
    const { createSlack } = await import('./app.ts');
    const apiUrl = readSlackKeys(env).sound('SLACK_API_URL')?.replace(/\/?$/u, '/');
    return createSlack(config, tools, { ...(apiUrl !== undefined && { apiUrl }), ...seams });
  },
};

/** Seen from here, or from the one file that this is built into. */
const MANIFEST = import.meta.built ? '../manifest.yml' : '../../../manifest.yml';

/** Opens Slack's page for a new app with our manifest filled in, with the commands as they are typed here; comments are
    left out to keep the link short. */
export function installLink(commands: readonly CommandCard[]): string {
  const manifest = readFileSync(new URL(MANIFEST, import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.replace(/(^|\s+)#.*$/u, ''))
    .map((line) => line.replace(/(?<=^ *- command: \/)\S+$/u, (name) => typedFor(name, commands)))
    .filter((line) => line.trim() !== '')
    .join('\n');
  return `https://api.slack.com/apps?new_app=1&manifest_yaml=${encodeURIComponent(manifest).replace(/'/gu, '%27')}`;
}

function typedFor(name: string, commands: readonly CommandCard[]): string {
  return commands.find((card) => card.name === name)?.typed ?? name;
}
