import { z } from 'zod';
import type { Env } from '../../src/core/keys.ts';
import { ANOTHER, OAUTH, remedyFor, type Token } from '../../src/platforms/slack/failure.ts';
import { readSlackKeys } from '../../src/platforms/slack/index.ts';
import { safeName } from '../../src/platforms/slack/render.ts';
import type { Ask, Outcome, Reply } from './outcome.ts';
import { inTrouble, ok, problem, skipped, variablesOf, warning } from './outcome.ts';

const HOST = 'slack.com';

/** The permissions of manifest.yml, with what people can't do without each; `optional` ones may be left out on purpose. */
export const PERMISSIONS = [
  { scope: 'commands', without: 'there are no slash commands, no shortcuts and no buttons' },
  { scope: 'app_mentions:read', without: 'a mention in a channel gets no answer' },
  { scope: 'chat:write', without: 'nothing can be answered in a thread or posted into a channel' },
  { scope: 'im:history', without: 'a direct message gets no answer', optional: true },
];

const refusal = z.object({ ok: z.literal(false), error: z.string().regex(/^[a-z_]{1,60}$/u) });
const agreed = z.object({
  ok: z.literal(true),
  user: z.string().catch(''),
  team: z.string().catch(''),
  bot_id: z.string().optional().catch(undefined),
});

/** What Slack says of this installation; opens no connection. `api`: where Slack is, for tests. */
export async function examineSlack(env: Env, ask: Ask, given?: string): Promise<readonly Outcome[]> {
  const keys = readSlackKeys(env);
  const api = given ?? keys.sound('SLACK_API_URL')?.replace(/\/?$/u, '/') ?? 'https://slack.com/api/';
  if (!keys.wanted) {
    const todo = 'To turn it on, set SLACK_BOT_TOKEN and SLACK_APP_TOKEN; README.md says where they come from.';
    return [skipped('slack', 'Slack is off: none of its variables is set.', todo)];
  }
  const call = (method: string, token: string | undefined) =>
    token === undefined ? undefined : ask(HOST, 'POST', `${api}${method}`, { authorization: `Bearer ${token}` });
  const [bot, app] = await Promise.all([
    call('auth.test', keys.sound('SLACK_BOT_TOKEN')),
    // The address in its answer lets anybody in, and is not looked at.
    call('apps.connections.open', keys.overHttp ? undefined : keys.sound('SLACK_APP_TOKEN')),
  ]);
  return [...variablesOf('slack-variables', keys.faults), ...judgeBot(bot), ...judgeApp(app)];
}

function judgeApp(reply?: Reply): readonly Outcome[] {
  const check = 'slack-app-token';
  const taken = reply && judgeToken(reply, check, 'SLACK_APP_TOKEN');
  if (!taken || 'result' in taken) return taken ? [taken] : [];
  return [ok(check, 'Slack takes SLACK_APP_TOKEN: it may open a connection (Socket Mode).')];
}

function judgeBot(reply?: Reply): readonly Outcome[] {
  const check = 'slack-bot-token';
  const taken = reply && judgeToken(reply, check, 'SLACK_BOT_TOKEN');
  if (!taken || 'result' in taken) return taken ? [taken] : [];
  const { user, team, bot_id } = taken.body;
  if (bot_id === undefined)
    return [problem(check, 'SLACK_BOT_TOKEN belongs to a person, not to a bot.', ANOTHER.SLACK_BOT_TOKEN)];
  const says = `Slack takes SLACK_BOT_TOKEN: the bot is @${safeName(user)} in ${safeName(team)}.`;
  return [ok(check, says), ...judgeScopes(taken.headers.get('x-oauth-scopes'))];
}

function judgeScopes(header: string | null): readonly Outcome[] {
  const check = 'slack-permissions';
  if (header === null) return [skipped(check, 'Slack did not say which permissions the token has.')];
  const granted = new Set(header.split(',').map((scope) => scope.trim()));
  const missing = PERMISSIONS.filter(({ scope }) => !granted.has(scope)).map(({ scope, without, optional }) => {
    const todo = `${OAUTH} → Bot Token Scopes, add it, then Reinstall to Workspace.`;
    const says = `The permission ${scope} is missing: ${without}.`;
    return optional ? warning(check, says, `If that was not on purpose: ${todo}`) : problem(check, says, todo);
  });
  return missing.length > 0 ? missing : [ok(check, 'The token has the permissions of manifest.yml.')];
}

const TROUBLES = /^(?:ratelimited|internal_error|fatal_error|service_unavailable)$/u;

function judgeToken(reply: Reply, check: string, name: Token) {
  if ('trouble' in reply) return { ...reply.trouble, check };
  const refused = refusal.safeParse(reply.body).data?.error;
  if (refused !== undefined && !TROUBLES.test(refused))
    return problem(check, `Slack refuses ${name} (${refused}).`, remedyFor(name, refused));
  const said = agreed.safeParse(reply.body);
  return said.success
    ? { body: said.data, headers: reply.headers }
    : { ...inTrouble(HOST, refused ?? String(reply.status)), check };
}
