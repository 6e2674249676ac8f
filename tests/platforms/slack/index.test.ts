import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { commandCards } from '../../../src/commands/index.ts';
import { SCOPES } from '../../../src/platforms/slack/app.ts';
import { installLink, readConfig, slack } from '../../../src/platforms/slack/index.ts';
import { commandCard, say } from '../harness.ts';
import { tools } from './bench.ts';

const socket = { SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_APP_TOKEN: 'xapp-1-a' };
const http = {
  SLACK_BOT_TOKEN: 'xoxb-1-a',
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
  SLACK_PORT: '3000',
};
const many = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'a1'.repeat(16),
  SLACK_STATE_SECRET: 's'.repeat(32),
  SLACK_INSTALL_KEYS: `${'aa'.repeat(32)}, ${'bb'.repeat(32)}`,
  SLACK_SIGNING_SECRET: 'b2'.repeat(16),
  SLACK_PORT: '3000',
};

it('the variables choose Socket Mode, HTTP, or nothing', async () => {
  expect(readConfig(socket)).toEqual({ mode: 'socket', botToken: 'xoxb-1-a', appToken: 'xapp-1-a', admins: [] });
  expect(readConfig(http)).toMatchObject({ mode: 'http', port: 3000 });
  const keys = [Buffer.alloc(32, 0xaa), Buffer.alloc(32, 0xbb)];
  expect(readConfig(many)).toMatchObject({ mode: 'install', clientId: '1.2', keys });
  expect(await slack.open({ SLACK_BOT_TOKEN: '', SLACK_PORT: ' ' }, tools())).toBeUndefined();
  expect(await slack.open(socket, tools())).toMatchObject({ name: 'slack' });
});

it.each([
  [{ SLACK_BOT_TOKEN: 'xoxb-1-a' }, ['SLACK_APP_TOKEN is missing']],
  [{ SLACK_APP_TOKEN: 'xapp-1-a' }, ['SLACK_BOT_TOKEN is missing']],
  [{ SLACK_PORT: '3000' }, ['SLACK_BOT_TOKEN is missing', 'SLACK_SIGNING_SECRET is missing']],
  [{ ...http, SLACK_PORT: '65536' }, ['SLACK_PORT is no port']],
  [{ ...http, SLACK_SIGNING_SECRET: 'x' }, ['SLACK_SIGNING_SECRET does not look right']],
  [
    { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' },
    ['SLACK_BOT_TOKEN holds an app token', 'SLACK_APP_TOKEN holds a bot token'],
  ],
  [{ ...socket, ...http }, ['set one or the other']],
  [
    { SLACK_CLIENT_ID: '1.2', SLACK_INSTALL_KEYS: 'f'.repeat(63) },
    [
      'SLACK_INSTALL_KEYS does not look right',
      ...['CLIENT_SECRET', 'STATE_SECRET', 'SIGNING_SECRET', 'PORT'].map((one) => `SLACK_${one} is missing`),
    ],
  ],
  [{ ...many, SLACK_BOT_TOKEN: 'xoxb-1-a' }, ['for one workspace, SLACK_CLIENT_ID for many: set one or the other']],
  [{ ...socket, SLACK_BOT_TOKEN: 'xoxp-1-a' }, ['SLACK_BOT_TOKEN holds a user token']],
  [{ ...socket, SLACK_BOT_TOKEN: '"xoxb-1-a"' }, ['SLACK_BOT_TOKEN has quotation marks around it']],
  [{ ...socket, SLACK_BOT_TOKEN: 'xoxb-1 -a' }, ['SLACK_BOT_TOKEN has a space or a line break']],
  [{ ...socket, SLACK_BOT_TOKEN: 'xoxb-12…' }, ['SLACK_BOT_TOKEN is only an example, or was cut']],
  [{ ...socket, SLACK_BOT_TOKEN: 'xoxb-1,a' }, ['SLACK_BOT_TOKEN was cut, or has characters']],
  [{ ...socket, SLACK_BOT_TOKEN: 'Bearer xoxb-1-a' }, ['begins with the word “Bot” or “Bearer”']],
  [{ ...socket, SLACK_BOT_TOKEN: 'SLACK_BOT_TOKEN=xoxb-1-a' }, ['holds the name of a variable']],
  [{ ...socket, SLACK_APP_TOKEN: 'A012ABCD0A0' }, ['SLACK_APP_TOKEN holds the app’s id']],
  [{ ...socket, SLACK_APP_TOKEN: 'a1'.repeat(16) }, ['holds a secret of 32 letters and digits']],
  [{ ...http, SLACK_SIGNING_SECRET: 'xoxb-1-a' }, ['which belongs in SLACK_BOT_TOKEN']],
  [{ ...http, SLACK_PORT: 'http' }, ['SLACK_PORT is no number']],
  [{ ...socket, SLACK_ADMINS: 'anna@example.org' }, ['SLACK_ADMINS holds an e-mail address']],
  [{ ...socket, SLACK_ADMINS: 'C012AB3CD' }, ['holds an id of something else than a person']],
  [{ ...socket, SLACK_ADMINS: 'U012AB3CD U012AB3CE' }, ['SLACK_ADMINS wants commas']],
  [{ ...socket, SLACK_ADMINS: 'xoxb-1-a' }, ['SLACK_ADMINS holds a token']],
])('the variables that are half set are named, all at once: %j', async (env, said) => {
  const refusal: unknown = await slack.open(env, tools()).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'bad_config' });
  const message = String(refusal);
  for (const problem of said) expect(message).toContain(problem);
  expect(message.split('\n')).toHaveLength(said.length);
  expect(message).toMatch(/api\.slack\.com\/apps|set one or the other|Copy member ID/u);
  for (const value of Object.values(env)) expect(value.length < 6 || !message.includes(value)).toBe(true);
});

it('the variables name the admins, each id as Slack writes it', () => {
  expect(readConfig({ ...http, SLACK_ADMINS: 'U012AB3CD , W1A' })).toMatchObject({ admins: ['U012AB3CD', 'W1A'] });
  expect(() => readConfig({ ...http, SLACK_ADMINS: 'U012AB3CD, @anna' })).toThrow(
    'SLACK_ADMINS holds a name or a mention; it wants member ids',
  );
});

it('the next step is a link that fills the manifest in, with the commands as they are typed here, and what to set', () => {
  const step = slack.nextStep([commandCard('boycott', 'A dossier.', { typed: 'receipts', slash: true })]);
  const link = new URL(step.split('\n')[1] ?? '');
  expect(`${link.origin}${link.pathname}`).toBe('https://api.slack.com/apps');
  expect(link.searchParams.get('new_app')).toBe('1');
  expect(link.searchParams.get('manifest_yaml')).toContain('- command: /receipts');
  expect(step).toMatch(/SLACK_BOT_TOKEN.*SLACK_APP_TOKEN/u);
});

const upTo = (most: number, least = 1) => z.string().min(least).max(most);

/** The limits of Slack's own schema for manifests, version 2, for the parts that ours has. */
const Manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2) }),
  display_information: z.strictObject({ name: upTo(35), description: upTo(140), long_description: upTo(4_000, 175) }),
  features: z.strictObject({
    app_home: z.record(z.string(), z.boolean()),
    bot_user: z.strictObject({ display_name: upTo(80), always_online: z.boolean() }),
    slash_commands: z
      .array(z.looseObject({ command: upTo(32, 2), description: upTo(2_000), usage_hint: upTo(1_000).optional() }))
      .max(50),
    shortcuts: z.array(z.looseObject({ name: upTo(24), description: upTo(150) })).max(10),
    agent_view: z.strictObject({ agent_description: upTo(300) }).optional(),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(upTo(50)).max(255) }) }),
  settings: z.looseObject({ event_subscriptions: z.strictObject({ bot_events: z.array(upTo(50)).max(100) }) }),
});

const text = readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8');
const manifest = Manifest.parse(parse(text));
const inLink = (cards: ReturnType<typeof commandCards>): string =>
  new URL(installLink(cards)).searchParams.get('manifest_yaml') ?? '';

it('the manifest asks for the least that works, and says what each permission buys', () => {
  const scopes = manifest.oauth_config.scopes.bot;
  const events = manifest.settings.event_subscriptions.bot_events;
  expect(scopes).toEqual([...SCOPES]);
  expect(scopes).toEqual(['commands', 'app_mentions:read', 'chat:write', 'im:history']);
  expect(events).toEqual('app_home_opened app_mention app_uninstalled message.im tokens_revoked'.split(' '));
  for (const bought of [...scopes, ...events]) expect(text).toMatch(new RegExp(`- ${bought} # \\S`, 'u'));
});

it('the manifest turns on what the bot needs: the Home tab, messages to it, buttons, a socket', () => {
  const home = { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false };
  expect(manifest.features.app_home).toEqual(home);
  const on = { interactivity: { is_enabled: true }, socket_mode_enabled: true };
  expect(manifest.settings).toMatchObject(on);
});

it('the manifest has the commands of the list that have a slash here, in its words', () => {
  const expected = commandCards()
    .filter(({ slash }) => slash)
    .map(({ typed, description, hint }) => ({
      command: `/${typed}`,
      description,
      ...(hint !== undefined && { usage_hint: hint }),
      should_escape: false,
    }));
  expect(manifest.features.slash_commands).toEqual(expected);
});

it('the manifest has a shortcut for the search and for every command that can be picked on a message', () => {
  const picked = commandCards().flatMap(({ name, onMessage }) =>
    onMessage === undefined ? [] : [{ callback_id: name, name: onMessage, type: 'message' }],
  );
  const search = { callback_id: 'search', name: say('search-heading'), type: 'global' };
  const had = manifest.features.shortcuts.map(({ description: _, ...rest }) => rest);
  expect(had).toEqual([...picked, search]);
});

it('the manifest becomes an agent’s when its marked lines are turned on', () => {
  expect(text.match(/^ *#~ /gmu)).toHaveLength(3);
  const agent = Manifest.parse(parse(text.replace(/^( *)#~ /gmu, '$1')));
  expect(agent.features.agent_view?.agent_description).toMatch(/sourced facts/u);
  expect(agent.oauth_config.scopes.bot).toContain('assistant:write');
  expect(manifest.features.agent_view).toBeUndefined();
});

it('the manifest is the same in the install link, without its comments, with the commands as they are typed here', () => {
  const yaml = inLink(commandCards());
  expect(parse(yaml)).toEqual(manifest);
  expect(yaml).not.toContain('#');
  const renamed = Manifest.parse(parse(inLink(commandCards({ boycott: 'receipts', ask: 'boycott' }))));
  const names = ['/receipts', '/boycott'];
  expect(renamed.features.slash_commands).toEqual(
    manifest.features.slash_commands.map((one, at) => ({ ...one, command: names[at] })),
  );
});
