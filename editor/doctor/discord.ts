import { z } from 'zod';
import type { Env } from '../../src/core/keys.ts';
import { readDiscordKeys } from '../../src/platforms/discord/index.ts';
import { IDENTIFY_BUDGET, loginsAllowed, PORTAL } from '../../src/platforms/discord/limits.ts';
import { type Ask, inTrouble, type Outcome, ok, problem, skipped, variablesOf, warning } from './outcome.ts';

const HOST = 'discord.com';
/** Discord wants programs to name themselves so (reference: user agent), and bars those that don't. */
const AGENT = 'DiscordBot (https://discord.com/developers/docs, 10)';

const NEW_TOKEN = `${PORTAL} → your application → Bot → Reset Token; put the new one into DISCORD_TOKEN.`;
const RESTARTS = 'Stop what restarts it over and over, and see its log for why. In a day they are full again.';

const application = z.object({ id: z.string().regex(/^\d{1,20}$/u) });
const gateway = z.object({ session_start_limit: z.object({ remaining: z.number() }) });

/** What Discord says of this installation. Opens no session, so it uses up no login. `api`: where Discord is, for tests. */
export async function examineDiscord(env: Env, ask: Ask, given?: string): Promise<readonly Outcome[]> {
  const { wanted, faults, sound } = readDiscordKeys(env);
  const [token, applicationId] = [sound('DISCORD_TOKEN'), sound('DISCORD_APPLICATION_ID')];
  const api = given ?? sound('DISCORD_API_URL')?.replace(/\/$/u, '') ?? 'https://discord.com/api';
  if (!wanted) {
    const todo = 'To turn it on, set DISCORD_TOKEN; README.md says where it comes from.';
    return [skipped('discord', 'Discord is off: none of its variables is set.', todo)];
  }
  const variables = variablesOf('discord-variables', faults);
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
  const { id } = me.said;
  const other = 'DISCORD_APPLICATION_ID is another application’s: the commands would go there.';
  const isOther = applicationId !== undefined && applicationId !== id;
  const logins = await get('discord-logins', '/gateway/bot', gateway);
  return [
    ...variables,
    ok('discord-token', `Discord takes DISCORD_TOKEN: application ${id}.`),
    ...(isOther ? [problem('discord-application', other, `Leave it empty, or set it to ${id}.`)] : []),
    logins.wrong ?? judgeLogins(logins.said.session_start_limit.remaining),
  ];
}

function judgeLogins(remaining: number): Outcome {
  const allowed = loginsAllowed(remaining);
  const says = `${remaining} logins are left today, of which the bot may use ${allowed}.`;
  if (allowed >= IDENTIFY_BUDGET) return ok('discord-logins', `Logins left today: ${remaining}.`);
  return (allowed === 0 ? problem : warning)('discord-logins', says, RESTARTS);
}
