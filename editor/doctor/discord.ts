import { z } from 'zod';
import type { CommandCard } from '../../src/core/ports.ts';
import { type Env, PORTAL, readKeys } from '../../src/platforms/discord/index.ts';
import { IDENTIFY_BUDGET, INVITE_PERMISSIONS, loginsAllowed } from '../../src/platforms/discord/limits.ts';
import { isRegistered } from '../../src/platforms/discord/register.ts';
import { type Ask, inTrouble, type Outcome, ok, problem, skipped, warning } from './outcome.ts';

const HOST = 'discord.com';
/** Discord wants programs to name themselves so (reference: user agent), and bars those that don't. */
const AGENT = 'DiscordBot (https://discord.com/developers/docs, 10)';

const NEW_TOKEN = `${PORTAL} → your application → Bot → Reset Token; put the new one into DISCORD_TOKEN.`;
const SWITCH_OFF = `${PORTAL} → your application → Bot: who gets at the token could read more with it.`;
const RESTARTS =
  'Stop what restarts it over and over, and see its log for why. In a day they are full again.';

/** Switched on for an application, for up to 100 servers and beyond (resources/application: flags). */
const PRIVILEGED: readonly (readonly [name: string, bits: number])[] = [
  ['Presence Intent', (1 << 12) | (1 << 13)],
  ['Server Members Intent', (1 << 14) | (1 << 15)],
  ['Message Content Intent', (1 << 18) | (1 << 19)],
];

const application = z.object({
  id: z.string().regex(/^\d{1,20}$/u),
  flags: z.number().default(0),
  approximate_guild_count: z.number().default(0),
});
const gateway = z.object({ session_start_limit: z.object({ remaining: z.number() }) });

/** What Discord says of this installation. Opens no session, so it uses up no login. `api`: where Discord is, for tests. */
export async function examineDiscord(
  env: Env,
  ask: Ask,
  cards: readonly CommandCard[],
  api = 'https://discord.com/api',
): Promise<readonly Outcome[]> {
  const { wanted, faults, token, applicationId } = readKeys(env);
  if (!wanted) {
    const todo = 'To turn it on, set DISCORD_TOKEN; README.md says where it comes from.';
    return [skipped('discord', 'Discord is off: none of its variables is set.', todo)];
  }
  const variables =
    faults.length > 0
      ? faults.map(({ says, about }) => problem('discord-variables', says, about))
      : [ok('discord-variables', 'The variables have the right form.')];
  if (token === undefined) return variables;

  /** What Discord says at an address, in the form that it has there, or what is wrong. */
  async function get<T>(check: string, path: string, form: z.ZodType<T>) {
    const headers = { authorization: `Bot ${token}`, 'user-agent': AGENT };
    const reply = await ask(HOST, 'GET', `${api}/v10${path}`, headers);
    if ('trouble' in reply) return { wrong: { ...reply.trouble, check } };
    const { status, body } = reply;
    if (status === 401) return { wrong: problem(check, 'Discord refuses DISCORD_TOKEN (401).', NEW_TOKEN) };
    const said = status === 200 ? form.safeParse(body).data : undefined;
    return said === undefined ? { wrong: { ...inTrouble(HOST, String(status)), check } } : { said };
  }

  const me = await get('discord-token', '/applications/@me', application);
  // Every refused request counts against this address, so that the rest is not asked in vain.
  if (me.wrong) return [...variables, me.wrong];
  const [logins, held] = await Promise.all([
    get('discord-logins', '/gateway/bot', gateway),
    get(
      'discord-commands',
      `/applications/${me.said.id}/commands?with_localizations=true`,
      z.array(z.unknown()),
    ),
  ]);
  return [
    ...variables,
    ...judgeApplication(me.said, applicationId),
    logins.wrong ?? judgeLogins(logins.said.session_start_limit),
    held.wrong ?? judgeCommands(isRegistered(held.said, cards)),
  ];
}

function judgeApplication(
  { id, flags, approximate_guild_count: servers }: z.infer<typeof application>,
  wanted: string | undefined,
): readonly Outcome[] {
  const on = PRIVILEGED.filter(([, bits]) => (flags & bits) !== 0).map(([name]) => name);
  const query = `client_id=${id}&scope=bot%20applications.commands&permissions=${INVITE_PERMISSIONS}`;
  const invite = `Open this and choose one: https://discord.com/oauth2/authorize?${query}`;
  const other = 'DISCORD_APPLICATION_ID is another application’s: the commands would go there.';
  return [
    ok('discord-token', `Discord takes DISCORD_TOKEN: application ${id}.`),
    ...(wanted === undefined || wanted === id
      ? []
      : [problem('discord-application', other, `Leave it empty, or set it to ${id}.`)]),
    on.length === 0
      ? ok('discord-intents', 'No privileged intent is on: it needs none.')
      : warning('discord-intents', `Switched on and not needed: ${on.join(', ')}.`, SWITCH_OFF),
    servers > 0
      ? ok('discord-servers', `It is in ${servers} server${servers === 1 ? '' : 's'}.`)
      : warning('discord-servers', 'It is in no server yet.', invite),
  ];
}

function judgeLogins({ remaining }: z.infer<typeof gateway>['session_start_limit']): Outcome {
  const allowed = loginsAllowed(remaining);
  const says = `${remaining} logins are left today, of which the bot may use ${allowed}.`;
  if (allowed >= IDENTIFY_BUDGET) return ok('discord-logins', `Logins left today: ${remaining}.`);
  return (allowed === 0 ? problem : warning)('discord-logins', says, RESTARTS);
}

function judgeCommands(same: boolean): Outcome {
  const todo = 'The next start of the bot mends it.';
  return same
    ? ok('discord-commands', 'Discord holds the commands as they are here.')
    : warning('discord-commands', 'Discord holds other commands than here.', todo);
}
