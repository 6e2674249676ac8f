import type { CommandCard } from '../../src/core/ports.ts';
import { type Fields, fieldsAt, idAt, isFields } from '../../src/platforms/discord/fields.ts';
import { PORTAL } from '../../src/platforms/discord/keys.ts';
import { IDENTIFY_BUDGET, INVITE_PERMISSIONS, loginsAllowed } from '../../src/platforms/discord/limits.ts';
import { driftOf } from '../../src/platforms/discord/register.ts';
import { type Examined, ok, problem, type Reply, skipped, unreached, warning } from './outcome.ts';

/* What Discord's answers mean. Pure. */

const NEW_TOKEN = `${PORTAL} → your application → Bot → Reset Token; put the new one into DISCORD_TOKEN.`;

/** Switched on for an application, for up to 100 servers and beyond (resources/application: flags). */
const PRIVILEGED: readonly (readonly [name: string, bits: number])[] = [
  ['Presence Intent', (1 << 12) | (1 << 13)],
  ['Server Members Intent', (1 << 14) | (1 << 15)],
  ['Message Content Intent', (1 << 18) | (1 << 19)],
];

/** What kept an answer from being one: nobody was reached, Discord has trouble of its own, or it refuses the token. */
export function refused(reply: Reply, check: string): Examined | undefined {
  if (reply.kind === 'unreached') return unreached(check, 'discord.com', reply.why);
  const { status, body } = reply;
  if (status === 401) return problem(check, 'Discord refuses DISCORD_TOKEN (401).', NEW_TOKEN);
  if (status === 429) {
    return warning(
      check,
      'Discord wants to be asked less often just now (429).',
      'Wait for some minutes; if the bot is being restarted over and over, stop that first.',
    );
  }
  if (status >= 500) {
    return warning(
      check,
      `Discord has trouble of its own (${status}).`,
      'Look at https://discordstatus.com and try again later.',
    );
  }
  if (status === 200 && (isFields(body) || Array.isArray(body))) return undefined;
  return warning(
    check,
    `What answered for discord.com does not speak as Discord does (${status}).`,
    'A proxy or a login page of the network may stand between, or Discord bars this address: open https://discord.com from this machine.',
  );
}

/** From `/applications/@me`. `wantedId`: DISCORD_APPLICATION_ID, where one is set. */
export function judgeApplication(body: Fields, wantedId: string | undefined): readonly Examined[] {
  const id = idAt(body, 'id');
  const token = ok(
    'discord-token',
    `Discord takes DISCORD_TOKEN${id === undefined ? '' : `: application ${id}`}.`,
  );
  return [
    token,
    ...(wantedId === undefined || id === undefined ? [] : [judgeId(id, wantedId)]),
    judgeIntents(body['flags']),
    ...(id === undefined ? [] : [judgeServers(id, body['approximate_guild_count'])]),
  ];
}

function judgeId(id: string, wanted: string): Examined {
  const check = 'discord-application';
  return id === wanted
    ? ok(check, 'DISCORD_APPLICATION_ID is that of the token.')
    : problem(
        check,
        'DISCORD_APPLICATION_ID is not that of the token: the commands would go to another application.',
        `Leave it empty, or set it to ${id}.`,
      );
}

function judgeIntents(flags: unknown): Examined {
  const check = 'discord-intents';
  if (typeof flags !== 'number') return skipped(check, 'Discord did not say which intents are on.');
  const on = PRIVILEGED.filter(([, bits]) => (flags & bits) !== 0).map(([name]) => name);
  return on.length === 0
    ? ok(check, 'No privileged intent is on: it needs none.')
    : warning(
        check,
        `Switched on and not needed: ${on.join(', ')}.`,
        `${PORTAL} → your application → Bot: switch it off. Whoever gets at the token could read more with it.`,
      );
}

function judgeServers(id: string, count: unknown): Examined {
  const check = 'discord-servers';
  const query = `client_id=${id}&scope=bot%20applications.commands&permissions=${INVITE_PERMISSIONS}`;
  const link = `https://discord.com/oauth2/authorize?${query}`;
  if (typeof count !== 'number')
    return skipped(check, 'Discord did not say in how many servers it is.', `Invite it: ${link}`);
  return count > 0
    ? ok(check, `It is in ${count} server${count === 1 ? '' : 's'}.`)
    : warning(check, 'It is in no server yet.', `Open this and choose one: ${link}`);
}

/** From `/gateway/bot`. */
export function judgeLogins(body: Fields): Examined {
  const check = 'discord-logins';
  const { remaining, reset_after: reset } = fieldsAt(body, 'session_start_limit');
  if (typeof remaining !== 'number')
    return skipped(check, 'Discord did not say how many logins are left today.');
  const allowed = loginsAllowed(remaining);
  const hours = typeof reset === 'number' ? Math.max(1, Math.ceil(reset / 3_600_000)) : 24;
  const wait = `Stop what restarts it over and over, and see its log for why. The count is full again in ${hours} hour${hours === 1 ? '' : 's'} at most.`;
  if (allowed === 0) {
    return problem(
      check,
      `Discord has ${remaining} logins left today; the bot leaves the last ones alone and will not log in.`,
      wait,
    );
  }
  return allowed < IDENTIFY_BUDGET
    ? warning(check, `Only ${allowed} logins are left to the bot today.`, wait)
    : ok(check, `Logins left today: ${remaining}.`);
}

/** From `/applications/…/commands`, with all localizations. */
export function judgeCommands(held: unknown, cards: readonly CommandCard[]): Examined {
  const check = 'discord-commands';
  const { missing, changed, stale } = driftOf(held, cards);
  const parts = [
    ...(missing.length > 0 ? [`missing: ${listed(missing)}`] : []),
    ...(changed.length > 0 ? [`older than here: ${listed(changed)}`] : []),
    ...(stale.length > 0 ? [`no longer ours: ${listed(stale)}`] : []),
  ];
  return parts.length === 0
    ? ok(check, `Discord holds the commands as they are here.`)
    : warning(
        check,
        `Discord holds other commands than here (${parts.join('; ')}).`,
        'The next start of the bot mends it, and so does npm run register.',
      );
}

/** Names as Discord allows them, at most eight. */
function listed(names: readonly string[]): string {
  const shown = names.filter((name) => /^[-_'\p{L}\p{N} ]{1,32}$/u.test(name)).slice(0, 8);
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
