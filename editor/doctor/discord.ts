import { idAt, isFields } from '../../src/platforms/discord/fields.ts';
import { type Env, readKeys } from '../../src/platforms/discord/keys.ts';
import { judgeApplication, judgeCommands, judgeLogins, refused } from './judge-discord.ts';
import { type Examined, type ExamineTools, ok, problem, type Reply, skipped } from './outcome.ts';

const API = 'https://discord.com/api';

/** Discord wants programs to name themselves so (reference: user agent), and bars those that don't. */
const AGENT = 'DiscordBot (https://discord.com/developers/docs, 10)';

/** What Discord says of this installation. Opens no session, so it uses up no login. `api`: where Discord is, for tests. */
export async function examineDiscord(env: Env, tools: ExamineTools, api = API): Promise<readonly Examined[]> {
  const { wanted, faults, token, applicationId } = readKeys(env);
  if (!wanted) {
    return [
      skipped(
        'discord',
        'Discord is off: none of its variables is set.',
        'To turn it on, set DISCORD_TOKEN; README.md says where it comes from.',
      ),
    ];
  }
  const variables =
    faults.length > 0
      ? faults.map(({ says, about }) => problem('discord-variables', says, about))
      : [ok('discord-variables', 'The variables have the right form.')];
  if (token === undefined) {
    return [
      ...variables,
      skipped(
        'discord-token',
        'Discord was not asked about DISCORD_TOKEN: it is missing or has not the right form.',
      ),
    ];
  }
  const headers = { authorization: `Bot ${token}`, 'user-agent': AGENT };
  const get = (path: string): Promise<Reply> =>
    tools.ask({ url: `${api}/v10${path}`, method: 'GET', headers });
  const me = await get('/applications/@me');
  const bad = refused(me, 'discord-token');
  // Every refused request counts against this address, so that the rest is not asked in vain.
  if (bad || me.kind !== 'answered' || !isFields(me.body)) return [...variables, ...(bad ? [bad] : [])];
  const id = idAt(me.body, 'id');
  const [logins, commands] = await Promise.all([
    get('/gateway/bot'),
    id === undefined ? undefined : get(`/applications/${id}/commands?with_localizations=true`),
  ]);
  return [
    ...variables,
    ...judgeApplication(me.body, applicationId),
    answered(logins, 'discord-logins', (body) =>
      isFields(body) ? judgeLogins(body) : skipped('discord-logins', 'Discord did not tell of logins.'),
    ),
    ...(commands
      ? [answered(commands, 'discord-commands', (body) => judgeCommands(body, tools.commands))]
      : []),
  ];
}

function answered(reply: Reply, check: string, judge: (body: unknown) => Examined): Examined {
  const bad = refused(reply, check);
  if (bad || reply.kind !== 'answered') return bad ?? skipped(check, 'Discord did not answer.');
  return judge(reply.body);
}
