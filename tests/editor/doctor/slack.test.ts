import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Examined } from '../../../editor/doctor/outcome.ts';
import { createReach } from '../../../editor/doctor/reach.ts';
import { examineSlack } from '../../../editor/doctor/slack.ts';
import { slack } from '../../../src/platforms/slack/index.ts';
import { AGENT_PERMISSIONS, compareScopes, PERMISSIONS } from '../../../src/platforms/slack/permissions.ts';
import { commandCard } from '../../platforms/command-card.ts';
import { COMMANDS } from '../../platforms/slack/cards.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  type FakeSlack,
  fakeSlack,
  SIGNING_SECRET,
} from '../../platforms/slack/fake-slack.ts';

const SOCKET = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN };
const HTTP = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_PORT: '3999' };

let fake: FakeSlack;
beforeEach(async () => {
  fake = await fakeSlack();
});
afterEach(() => fake.stop());

const tools = (state: 'free' | 'taken' | 'forbidden' = 'free', patience = 2_000) => ({
  ...createReach(() => new Date(), patience),
  commands: COMMANDS,
  portState: async () => state,
});

const examined = (env: Record<string, string> = SOCKET, given = tools()) =>
  examineSlack(env, given, fake.apiUrl);

function of(all: readonly Examined[], check: string): Examined {
  const [one] = all.filter((each) => each.check === check);
  if (!one) throw new Error(`nothing on ${check}: ${JSON.stringify(all)}`);
  return one;
}

describe('an installation that works', () => {
  it('is told so, opens no connection and sends no message', async () => {
    const all = await examined();
    expect(all.filter(({ result }) => result === 'warning' || result === 'problem')).toEqual([]);
    expect(of(all, 'slack-bot-token').says).toContain('@receipts in A workspace');
    expect(of(all, 'slack-app-token').result).toBe('ok');
    expect(of(all, 'slack-permissions').result).toBe('ok');
    expect(fake.opened).toBe(0);
    expect(fake.calls).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it('is not asked about where Slack is off', async () => {
    expect(await slack.examine?.({}, tools())).toMatchObject([{ check: 'slack', result: 'skipped' }]);
  });

  it('is told which names its commands must have, since Slack does not tell', async () => {
    expect(of(await examined(), 'slack-commands').todo).toContain('/boycott and /ask');
    const renamed = [commandCard('boycott', 'A dossier.', { typed: 'receipts', slash: true })];
    const all = await examined(SOCKET, { ...tools(), commands: renamed });
    expect(of(all, 'slack-commands').todo).toMatch(/COMMAND_BOYCOTT.*\/receipts/u);
  });

  it('is told that its admins can’t be looked up', async () => {
    expect(of(await examined(), 'slack-admins').says).toContain('nobody');
    const all = await examined({ ...SOCKET, SLACK_ADMINS: 'U012AB3CD' });
    expect(of(all, 'slack-admins')).toMatchObject({ result: 'skipped' });
    expect(of(all, 'slack-admins').says).toContain('users:read');
  });
});

describe('variables', () => {
  it('are named with what is wrong, and the sound ones are tried all the same', async () => {
    const all = await examined({ SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: 'xoxb-1' });
    expect(of(all, 'slack-variables').says).toContain('SLACK_APP_TOKEN holds a bot token');
    expect(of(all, 'slack-variables').todo).toContain('api.slack.com/apps');
    expect(of(all, 'slack-bot-token').result).toBe('ok');
    expect(of(all, 'slack-app-token').result).toBe('skipped');
  });
});

describe('a refusal', () => {
  it.each([
    ['invalid_auth', 'OAuth & Permissions'],
    ['account_inactive', 'Reinstall to Workspace'],
    ['token_revoked', 'Reinstall to Workspace'],
    ['token_expired', 'token rotation'],
  ])('of the bot token (%s) says what to do', async (error, todo) => {
    fake.asking = { error };
    const said = of(await examined(), 'slack-bot-token');
    expect(said).toMatchObject({ result: 'problem', says: `Slack refuses SLACK_BOT_TOKEN (${error}).` });
    expect(said.todo).toContain(todo);
  });

  it.each(['missing_scope', 'no_permission'])('of the app token (%s) names its scope', async (error) => {
    fake.opening = { error };
    expect(of(await examined(), 'slack-app-token').todo).toContain('connections:write');
  });

  it('of another bot’s token is one; a token of a person too', async () => {
    const all = await examined({ ...SOCKET, SLACK_BOT_TOKEN: 'xoxb-other' });
    expect(of(all, 'slack-bot-token').says).toContain('invalid_auth');
    fake.identity = { user: 'anna', team: 'A workspace' };
    expect(of(await examined(), 'slack-bot-token').says).toContain('belongs to a person');
  });
});

describe('no answer', () => {
  it('is "could not reach", which is no refusal', async () => {
    fake.opening = 'hang';
    const late = await examined(SOCKET, tools('free', 300));
    expect(of(late, 'slack-app-token').says).toContain('no answer within');
    fake.asking = 'reset';
    const all = await examined();
    expect(of(all, 'slack-bot-token').says).toMatch(/^Could not reach slack\.com: /u);
    expect(of(all, 'slack-app-token').result).toBe('skipped');
    expect(all.map(({ says }) => says).join()).not.toContain('refuses');
    const gone = await fakeSlack();
    await gone.stop();
    const closed = await examineSlack(SOCKET, tools(), gone.apiUrl);
    expect(of(closed, 'slack-bot-token').says).toContain('turned away');
  });

  it.each(['error', 'html', 'rate-limited', 'empty'] as const)(
    'of Slack’s making (%s) blames no token',
    async (mode) => {
      fake.asking = mode;
      expect(of(await examined(), 'slack-bot-token').result).toBe('warning');
    },
  );
});

describe('permissions', () => {
  it('are those of the manifest', () => {
    const text = readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8');
    const asked: string[] = parse(text).oauth_config.scopes.bot;
    expect(PERMISSIONS.map(({ scope }) => scope)).toEqual(asked);
    const agent: string[] = parse(text.replace(/^( *)#~ /gmu, '$1')).oauth_config.scopes.bot;
    expect(agent.filter((scope) => !asked.includes(scope))).toEqual(AGENT_PERMISSIONS);
  });

  it('that are missing say what is lost; the one that may be taken out is a warning', async () => {
    fake.scopes = 'commands,app_mentions:read';
    const said = (await examined()).filter(({ check }) => check === 'slack-permissions');
    expect(said.map(({ result }) => result)).toEqual(['problem', 'warning']);
    expect(said[0]?.says).toContain('chat:write is missing: nothing can be answered in a thread');
    expect(said[0]?.todo).toContain('Reinstall to Workspace');
  });

  it('that nothing needs are to be taken out; the agent’s own may stay', async () => {
    fake.scopes += ',channels:history,users:read,assistant:write';
    const said = of(await examined(), 'slack-permissions');
    expect(said.result).toBe('warning');
    expect(said.says).toContain('channels:history, users:read.');
    expect(compareScopes('commands, <b>').needless).toEqual([]);
  });
});

describe('over HTTP', () => {
  it.each([
    ['free', 'ok'],
    ['taken', 'warning'],
    ['forbidden', 'problem'],
  ] as const)('a port that is %s is %s', async (state, result) => {
    const all = await examined(HTTP, tools(state));
    expect(of(all, 'slack-port').result).toBe(result);
    expect(of(all, 'slack-signing-secret').result).toBe('skipped');
    expect(all.filter(({ check }) => check === 'slack-app-token')).toEqual([]);
  });
});
