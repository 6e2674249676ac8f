import { readFileSync } from 'node:fs';
import { apiAddress, type Env, type KeyFault, type Keys, readKeys } from '../../core/keys.ts';
import type { CommandCard, PlatformModule } from '../../core/ports.ts';
import { refuse } from '../chat.ts';
import type { SlackConfig } from './app.ts';

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
      'Optional: who may change the settings, as Slack’s member ids with commas between them, U… or W…: in Slack, a profile → ⋮ → Copy member ID. With SLACK_CLIENT_ID each with its workspace’s id before it, T…:U….',
    form: /^(T[A-Z0-9]{2,24}:)?[UW][A-Z0-9]{2,24}(\s*,\s*(T[A-Z0-9]{2,24}:)?[UW][A-Z0-9]{2,24})*$/u,
    fault: adminsFault,
  },
  {
    name: 'SLACK_CLIENT_ID',
    about:
      'Instead of SLACK_BOT_TOKEN, for more than one workspace, with SLACK_SIGNING_SECRET and SLACK_PORT: two numbers with a dot between: api.slack.com/apps → your app → Basic Information → Client ID. Each workspace installs the bot at https://<your host>/slack/install.',
    form: /^\d+\.\d+$/u,
  },
  {
    name: 'SLACK_CLIENT_SECRET',
    secret: true,
    about: 'With SLACK_CLIENT_ID: 32 letters and digits, on the same page: Client Secret.',
    form: /^[0-9a-f]{32}$/iu,
  },
  {
    name: 'SLACK_STATE_SECRET',
    secret: true,
    about:
      'With SLACK_CLIENT_ID: 32 letters and digits or more that nobody knows, for signing what an installation begins with: openssl rand -hex 32.',
    form: /^\S{32,}$/u,
  },
  {
    name: 'SLACK_INSTALL_KEYS',
    secret: true,
    about:
      'With SLACK_CLIENT_ID: the key that seals the tokens of the workspaces, 64 letters and digits: openssl rand -hex 32. To change it, write the new one before the old one, with a comma between.',
    form: /^[0-9a-f]{64}(\s*,\s*[0-9a-f]{64})*$/iu,
  },
  {
    name: 'SLACK_API_URL',
    about:
      'Optional: where Slack’s Web API is when it is not at https://slack.com/api/; for GovSlack, https://slack-gov.com/api/.',
    ...apiAddress,
  },
] as const;
export type Key = (typeof KEYS)[number]['name'];

const INSTALL = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'SLACK_INSTALL_KEYS'] as const;

/** What is set, and what is wrong with it: a sentence for each fault, with where to get the right thing. */
export function readSlackKeys(env: Env): Keys<Key> & { readonly overHttp: boolean; readonly many: boolean } {
  const isSet = (name: Key): boolean => (env[name]?.trim() ?? '') !== '';
  const many = INSTALL.some(isSet);
  const overHttp = many || isSet('SLACK_SIGNING_SECRET') || isSet('SLACK_PORT');
  const needed: readonly Key[] = [
    ...(many ? INSTALL : (['SLACK_BOT_TOKEN'] as const)),
    ...(overHttp ? (['SLACK_SIGNING_SECRET', 'SLACK_PORT'] as const) : (['SLACK_APP_TOKEN'] as const)),
  ];
  const keys = readKeys<Key>(KEYS, env, needed);
  const clashes: KeyFault<Key>[] = [];
  if (overHttp && isSet('SLACK_APP_TOKEN'))
    clashes.push({
      name: 'SLACK_APP_TOKEN',
      says: 'SLACK_APP_TOKEN is for Socket Mode, SLACK_SIGNING_SECRET and SLACK_PORT for HTTP: set one or the other.',
      about: 'Socket Mode is the usual way: empty SLACK_SIGNING_SECRET and SLACK_PORT.',
    });
  if (many && isSet('SLACK_BOT_TOKEN'))
    clashes.push({
      name: 'SLACK_BOT_TOKEN',
      says: 'SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many: set one or the other.',
      about: 'With SLACK_CLIENT_ID every workspace has a token of its own.',
    });
  return { ...keys, faults: [...keys.faults, ...clashes], overHttp, many };
}

/** Undefined when no key is set. Throws BotError `bad_config` that names every key that is missing or wrong. */
export function readConfig(env: Env): SlackConfig | undefined {
  const { wanted, overHttp, many, faults, sound } = readSlackKeys(env);
  if (!wanted) return undefined;
  refuse(faults, 'Set all variables of one way in, or none of them.');
  const given = (name: Key): string => sound(name) ?? '';
  const listed = (name: Key): string[] =>
    given(name)
      .split(/\s*,\s*/u)
      .filter((one) => one !== '');
  const [botToken, admins] = [given('SLACK_BOT_TOKEN'), listed('SLACK_ADMINS')];
  if (!overHttp) return { mode: 'socket', botToken, admins, appToken: given('SLACK_APP_TOKEN') };
  const http = { admins, signingSecret: given('SLACK_SIGNING_SECRET'), port: Number(given('SLACK_PORT')) };
  if (!many) return { mode: 'http', botToken, ...http };
  return {
    mode: 'install',
    ...http,
    clientId: given('SLACK_CLIENT_ID'),
    clientSecret: given('SLACK_CLIENT_SECRET'),
    stateSecret: given('SLACK_STATE_SECRET'),
    keys: listed('SLACK_INSTALL_KEYS').map((key) => Buffer.from(key, 'hex')),
  };
}

export const slack: PlatformModule = {
  name: 'slack',
  keys: KEYS,
  nextStep(commands) {
    return [
      'Slack: make the app from its manifest, install it to your workspace, and set SLACK_BOT_TOKEN and SLACK_APP_TOKEN.',
      installLink(commands),
    ].join('\n');
  },
  async open(env, tools) {
    const config = readConfig(env);
    if (!config) return undefined;
    const { createSlack } = await import('./app.ts');
    const apiUrl = readSlackKeys(env).sound('SLACK_API_URL')?.replace(/\/?$/u, '/');
    return createSlack(config, tools, { ...(apiUrl !== undefined && { apiUrl }) });
  },
};

/** Seen from here, or from the one file that this is built into. */
const MANIFEST = import.meta.built ? '../manifest.yml' : '../../../manifest.yml';

/** Slack's page for a new app, filled in with our manifest, commands as typed here; without comments, to be short. */
export function installLink(commands: readonly CommandCard[]): string {
  const typed = new Map(commands.map((card) => [card.name, card.typed]));
  const manifest = readFileSync(new URL(MANIFEST, import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.replace(/(^|\s+)#.*$/u, ''))
    .map((line) => line.replace(/(?<=^ *- command: \/)\S+$/u, (name) => typed.get(name) ?? name))
    .filter((line) => line.trim() !== '')
    .join('\n');
  return `https://api.slack.com/apps?new_app=1&manifest_yaml=${encodeURIComponent(manifest).replace(/'/gu, '%27')}`;
}
