import { readFileSync } from 'node:fs';
import { BotError } from '../../core/errors.ts';
import type { CommandCard, PlatformModule, PlatformTools } from '../../core/ports.ts';
import type { Seams, SlackConfig, SlackPlatform } from './app.ts';

type Env = Readonly<Record<string, string | undefined>>;

const KEYS = [
  {
    name: 'SLACK_BOT_TOKEN',
    about:
      'The bot token, xoxb-…: api.slack.com/apps → your app → OAuth & Permissions → Install to Workspace → Bot User OAuth Token.',
    form: /^xoxb-[\w-]+$/u,
  },
  {
    name: 'SLACK_APP_TOKEN',
    about:
      'For Socket Mode, the usual way: the app token, xapp-…, with the scope connections:write: api.slack.com/apps → your app → Basic Information → App-Level Tokens.',
    form: /^xapp-[\w-]+$/u,
  },
  {
    name: 'SLACK_SIGNING_SECRET',
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
] as const;
type Key = (typeof KEYS)[number]['name'];

export const slack: PlatformModule & {
  open(env: Env, tools: PlatformTools, seams?: Seams): Promise<SlackPlatform | undefined>;
} = {
  name: 'slack',
  keys: KEYS.map(({ name, about }) => ({ name, about })),
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
    return createSlack(config, tools, seams);
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

/** Undefined when no key is set. Throws BotError `bad_config` that names every key that is missing or wrong. */
export function readConfig(env: Env): SlackConfig | undefined {
  const value = (name: Key): string => env[name]?.trim() ?? '';
  const isSet = (name: Key): boolean => value(name) !== '';
  if (!KEYS.some(({ name }) => isSet(name))) return undefined;
  const overHttp = isSet('SLACK_SIGNING_SECRET') || isSet('SLACK_PORT');
  const wanted: readonly Key[] = overHttp
    ? ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_PORT']
    : ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'];
  const problems = KEYS.flatMap(({ name, about, form }) => {
    if (!isSet(name)) return wanted.includes(name) ? [`${name} is missing. ${about}`] : [];
    return form.test(value(name)) ? [] : [`${name} does not look right. ${about}`];
  });
  if (overHttp && isSet('SLACK_APP_TOKEN')) {
    problems.push(
      'SLACK_APP_TOKEN is for Socket Mode, SLACK_SIGNING_SECRET and SLACK_PORT for HTTP: set one or the other.',
    );
  }
  if (problems.length > 0) {
    throw new BotError(
      'bad_config',
      problems.join('\n'),
      'Set all variables of one way in, or none of them.',
    );
  }
  const botToken = value('SLACK_BOT_TOKEN');
  const admins = value('SLACK_ADMINS')
    .split(/\s*,\s*/u)
    .filter((one) => one !== '');
  return overHttp
    ? {
        mode: 'http',
        botToken,
        admins,
        signingSecret: value('SLACK_SIGNING_SECRET'),
        port: Number(value('SLACK_PORT')),
      }
    : { mode: 'socket', botToken, admins, appToken: value('SLACK_APP_TOKEN') };
}
