import { z } from 'zod';
import { nameOf } from '../../src/platforms/slack/name.ts';
import { compareScopes } from '../../src/platforms/slack/permissions.ts';
import { type Examined, ok, problem, type Reply, skipped, unreached, warning } from './outcome.ts';

/* What Slack's answers mean. Pure. */

export const PAGES = 'api.slack.com/apps → your app';
const REINSTALL = `${PAGES} → OAuth & Permissions → Reinstall to Workspace`;

const refusal = z.object({ ok: z.literal(false), error: z.string().regex(/^[a-z_]{1,60}$/u) });
const agreed = z.object({ ok: z.literal(true) });
const identity = agreed.extend({
  user: z.string().catch(''),
  team: z.string().catch(''),
  bot_id: z.string().optional().catch(undefined),
});

/** Pure: from Slack's answer to `auth.test`. */
export function judgeBot(reply: Reply): readonly Examined[] {
  const bad = refused(reply, 'slack-bot-token', 'SLACK_BOT_TOKEN', BOT_REFUSALS);
  if (bad) return [bad];
  const said = identity.safeParse(reply.kind === 'answered' ? reply.body : undefined);
  if (!said.success || reply.kind !== 'answered') return [strange('slack-bot-token')];
  const { user, team, bot_id } = said.data;
  if (bot_id === undefined) {
    return [
      problem(
        'slack-bot-token',
        'SLACK_BOT_TOKEN belongs to a person, not to a bot.',
        `Copy the Bot User OAuth Token: ${PAGES} → OAuth & Permissions.`,
      ),
    ];
  }
  const who = `Slack takes SLACK_BOT_TOKEN: the bot is @${nameOf(user)} in ${nameOf(team)}.`;
  return [ok('slack-bot-token', who), ...judgeScopes(reply.headers['x-oauth-scopes'])];
}

/** Pure: from the header in which Slack lists what a token may do. */
export function judgeScopes(header: string | undefined): readonly Examined[] {
  const check = 'slack-permissions';
  if (header === undefined) return [skipped(check, 'Slack did not say which permissions the token has.')];
  const { missing, needless } = compareScopes(header);
  const lacking = missing.map(({ scope, without, optional }) =>
    optional
      ? warning(
          check,
          `The permission ${scope} is missing: ${without}.`,
          `If that was not on purpose: ${PAGES} → OAuth & Permissions → Bot Token Scopes, add it, then Reinstall to Workspace.`,
        )
      : problem(
          check,
          `The permission ${scope} is missing: ${without}.`,
          `${PAGES} → OAuth & Permissions → Bot Token Scopes, add it, then Reinstall to Workspace.`,
        ),
  );
  const over =
    needless.length === 0
      ? []
      : [
          warning(
            check,
            `The token may do more than the bot needs: ${needless.slice(0, 10).join(', ')}.`,
            `Take it out under Bot Token Scopes, then ${REINSTALL}: whoever gets at the token could use it.`,
          ),
        ];
  const all = [...lacking, ...over];
  return all.length > 0 ? all : [ok(check, 'The token has the permissions of manifest.yml, and no other.')];
}

/** Pure: from Slack's answer to `apps.connections.open`. The address in it lets anybody in, and is not looked at. */
export function judgeSocket(reply: Reply): Examined {
  const bad = refused(reply, 'slack-app-token', 'SLACK_APP_TOKEN', APP_REFUSALS);
  if (bad) return bad;
  const said = agreed.safeParse(reply.kind === 'answered' ? reply.body : undefined);
  return said.success
    ? ok('slack-app-token', 'Slack takes SLACK_APP_TOKEN: it may open a connection (Socket Mode).')
    : strange('slack-app-token');
}

const NEW_BOT_TOKEN = `Copy the Bot User OAuth Token again: ${PAGES} → OAuth & Permissions.`;
const NEW_APP_TOKEN = `Make a new one with the scope connections:write: ${PAGES} → Basic Information → App-Level Tokens.`;

type Refusals = { readonly [code: string]: string | undefined; readonly other: string };
const BOT_REFUSALS: Refusals = {
  other: NEW_BOT_TOKEN,
  account_inactive: `The app was removed from the workspace, or its bot was switched off: ${REINSTALL}, then copy the new token.`,
  token_revoked: `The token was withdrawn: ${REINSTALL}, then copy the new token.`,
  token_expired: `Turn token rotation off (${PAGES} → OAuth & Permissions), reinstall, then copy the new token.`,
  team_access_not_granted: 'Ask who administers the organisation to let the app into this workspace.',
};
const APP_REFUSALS: Refusals = {
  other: NEW_APP_TOKEN,
  missing_scope: `It lacks the scope connections:write. ${NEW_APP_TOKEN}`,
  no_permission: `It lacks the scope connections:write. ${NEW_APP_TOKEN}`,
  socket_mode_not_enabled: `Turn it on: ${PAGES} → Socket Mode → Enable Socket Mode.`,
  forbidden_app: `Turn it on: ${PAGES} → Socket Mode → Enable Socket Mode.`,
};

/** What kept an answer from being one: nobody was reached, Slack has trouble of its own, or it refuses the token. */
function refused(reply: Reply, check: string, name: string, todo: Refusals): Examined | undefined {
  if (reply.kind === 'unreached') return unreached(check, 'slack.com', reply.why);
  const said = refusal.safeParse(reply.body);
  const code = said.success ? said.data.error : undefined;
  if (reply.status === 429 || code === 'ratelimited') {
    return warning(check, 'Slack wants to be asked less often just now.', 'Try again in a minute.');
  }
  if (
    reply.status >= 500 ||
    code === 'internal_error' ||
    code === 'fatal_error' ||
    code === 'service_unavailable'
  ) {
    return warning(
      check,
      `Slack has trouble of its own (${code ?? reply.status}); nothing is known of ${name}.`,
      'Look at https://slack-status.com and try again later.',
    );
  }
  return code === undefined
    ? undefined
    : problem(check, `Slack refuses ${name} (${code}).`, todo[code] ?? todo.other);
}

function strange(check: string): Examined {
  return warning(
    check,
    'What answered for slack.com does not speak as Slack does.',
    'A proxy or a login page of the network may stand between: open https://slack.com from this machine.',
  );
}
