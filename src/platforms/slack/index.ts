import { readFileSync } from 'node:fs';
import { BotError } from '../../core/errors.ts';
import type { CommandCard, PlatformModule, PlatformTools } from '../../core/ports.ts';
import { API_URL, wrapping } from '../../core/variables.ts';
import type { SlackConfig, SlackPlatform } from './app.ts';
import type { Seams } from './slack-client.ts';

export type Env = Readonly<Record<string, string | undefined>>;

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
  },
  {
    name: 'SLACK_ADMINS',
    about:
      'Optional: who may change the settings, as Slack’s member ids with commas between them, U… or W…: in Slack, a profile → ⋮ → Copy member ID.',
    form: /^[UW][A-Z0-9]{2,24}(\s*,\s*[UW][A-Z0-9]{2,24})*$/u,
  },
  {
    name: 'SLACK_API_URL',
    about:
      'Optional: where Slack’s Web API is when it is not at https://slack.com/api/; for GovSlack, https://slack-gov.com/api/.',
    form: API_URL,
  },
] as const;
export type Key = (typeof KEYS)[number]['name'];

/** `about`: what it should be, and where to get it. */
export interface KeyFault {
  readonly name: Key;
  readonly says: string;
  readonly about: string;
}

/** What is set, and what is wrong with it: a sentence for each fault, with where to get the right thing. */
export interface SlackKeys {
  readonly wanted: boolean;
  readonly overHttp: boolean;
  readonly faults: readonly KeyFault[];
  /** Undefined when it is missing or has not the right form. */
  sound(name: Key): string | undefined;
}

export function readKeys(env: Env): SlackKeys {
  const value = (name: Key): string => env[name]?.trim() ?? '';
  const isSet = (name: Key): boolean => value(name) !== '';
  const overHttp = isSet('SLACK_SIGNING_SECRET') || isSet('SLACK_PORT');
  const needed: readonly Key[] = overHttp
    ? ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_PORT']
    : ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'];
  const wanted = KEYS.some(({ name }) => isSet(name));
  const faults: KeyFault[] = KEYS.flatMap(({ name, about, form }) => {
    if (!isSet(name)) return needed.includes(name) ? [{ name, says: `${name} is missing.`, about }] : [];
    if (form.test(value(name))) return [];
    return [{ name, says: `${name} ${keyFault(name, value(name)) ?? 'does not look right'}.`, about }];
  });
  if (overHttp && isSet('SLACK_APP_TOKEN')) {
    faults.push({
      name: 'SLACK_APP_TOKEN',
      says: 'SLACK_APP_TOKEN is for Socket Mode, SLACK_SIGNING_SECRET and SLACK_PORT for HTTP: set one or the other.',
      about: 'Socket Mode is the usual way: empty SLACK_SIGNING_SECRET and SLACK_PORT.',
    });
  }
  return {
    wanted,
    overHttp,
    faults: wanted ? faults : [],
    sound: (name) =>
      KEYS.some((key) => key.name === name && key.form.test(value(name))) ? value(name) : undefined,
  };
}

/** Undefined when no key is set. Throws BotError `bad_config` that names every key that is missing or wrong. */
export function readConfig(env: Env): SlackConfig | undefined {
  const { wanted, overHttp, faults, sound } = readKeys(env);
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

/** Forms of what Slack hands out, and what each is called on its pages. `home`: the variable that wants it. */
const FORMS: readonly { readonly form: RegExp; readonly is: string; readonly home?: string }[] = [
  { form: /^xoxb-/iu, is: 'a bot token (xoxb-…)', home: 'SLACK_BOT_TOKEN' },
  { form: /^xapp-/iu, is: 'an app token (xapp-…)', home: 'SLACK_APP_TOKEN' },
  { form: /^xoxp-/iu, is: 'a user token (xoxp-…), which would act as a person' },
  { form: /^xoxe[.-]/iu, is: 'a token that expires (xoxe…): turn token rotation off for this app' },
  { form: /^xox[a-z]-/iu, is: 'a token of another kind' },
  {
    form: /^[0-9a-f]{32}$/iu,
    is: 'a secret of 32 letters and digits, such as the signing secret or the client secret',
  },
  { form: /^\d{8,}\.\d{8,}$/u, is: 'the client id' },
  { form: /^A[0-9A-Z]{8,12}$/u, is: 'the app’s id' },
  { form: /^https?:/iu, is: 'a link' },
  { form: /^[\w-]{17,}\.[\w-]{6,}\.[\w-]{20,}$/u, is: 'a token of Discord' },
];

/** Why a value is not what a variable wants, as the end of a sentence that begins with the variable's name; undefined when
    nothing more than its form is wrong. The value itself is not in it. */
function keyFault(name: string, value: string): string | undefined {
  const wrapped = wrapping(value);
  if (wrapped !== undefined) return wrapped;
  if (/^Bearer\s/iu.test(value)) return 'begins with the word “Bearer”: leave it out';
  if (name === 'SLACK_PORT') return /^-?\d+$/u.test(value) ? 'is no port' : 'is no number';
  if (name === 'SLACK_ADMINS') return adminsFault(value);
  if (name === 'SLACK_API_URL') return 'is no address that begins with https:// and ends with a path';
  if (/\s/u.test(value)) return 'has a space or a line break in it: copy it again, alone';
  const found = FORMS.find(({ form }) => form.test(value));
  if (found?.home === name) return 'was cut, or has characters in it that do not belong there';
  return found && `holds ${found.is}${found.home === undefined ? '' : `, which belongs in ${found.home}`}`;
}

function adminsFault(value: string): string | undefined {
  if (/xox|xapp-/iu.test(value)) return 'holds a token, which belongs in a line of its own';
  if (/[^\s@<]@/u.test(value)) return 'holds an e-mail address; it wants member ids';
  if (/[@<]/u.test(value)) return 'holds a name or a mention; it wants member ids';
  if (/[;\s]/u.test(value.replace(/\s*,\s*/gu, ','))) return 'wants commas between the ids';
  if (/(^|,)\s*[CGTAB][A-Z0-9]{6,}/u.test(value))
    return 'holds an id of something else than a person: those begin with U or W';
  return undefined;
}

export const slack: PlatformModule & {
  open(env: Env, tools: PlatformTools, seams?: Seams): Promise<SlackPlatform | undefined>;
} = {
  name: 'slack',
  keys: KEYS.map(({ form: _, ...key }) => key),
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
    const apiUrl = readKeys(env).sound('SLACK_API_URL')?.replace(/\/?$/u, '/');
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
