import type { CommandCard } from '../../src/core/ports.ts';
import { adminsIn, type Env, readKeys, type SlackKeys } from '../../src/platforms/slack/keys.ts';
import { judgeBot, judgeSocket, PAGES } from './judge-slack.ts';
import { type Examined, type ExamineTools, ok, problem, type Reply, skipped, warning } from './outcome.ts';

const API = 'https://slack.com/api/';

/** What Slack says of this installation. `apiUrl`: where Slack is, for tests. */
export async function examineSlack(
  env: Env,
  tools: ExamineTools,
  apiUrl = API,
): Promise<readonly Examined[]> {
  const keys = readKeys(env);
  if (!keys.wanted)
    return [
      skipped(
        'slack',
        'Slack is off: none of its variables is set.',
        'To turn it on, set SLACK_BOT_TOKEN and SLACK_APP_TOKEN; README.md says where they come from.',
      ),
    ];
  const call = (method: string, token: string): Promise<Reply> =>
    tools.ask({ url: `${apiUrl}${method}`, method: 'POST', headers: { authorization: `Bearer ${token}` } });
  const botToken = keys.sound('SLACK_BOT_TOKEN');
  const appToken = keys.sound('SLACK_APP_TOKEN');
  const faults = keys.faults.map(({ says, about }) => problem('slack-variables', says, about));
  const reply = botToken === undefined ? undefined : await call('auth.test', botToken);
  const bot = reply ? judgeBot(reply) : [unasked('slack-bot-token', 'SLACK_BOT_TOKEN')];
  const isAway = reply?.kind === 'unreached';
  const way = keys.overHttp ? await examinePort(keys, tools) : [await examineSocket(appToken, isAway, call)];
  return [
    ...(faults.length > 0 ? faults : [ok('slack-variables', 'The variables have the right form.')]),
    ...bot,
    ...way,
    ...examineCommands(tools.commands),
    ...examineAdmins(env, keys),
  ];
}

async function examineSocket(
  appToken: string | undefined,
  isAway: boolean,
  call: (method: string, token: string) => Promise<Reply>,
): Promise<Examined> {
  if (appToken === undefined) return unasked('slack-app-token', 'SLACK_APP_TOKEN');
  if (isAway) return skipped('slack-app-token', 'Nor was Slack asked about SLACK_APP_TOKEN.');
  return judgeSocket(await call('apps.connections.open', appToken));
}

function unasked(check: string, name: string): Examined {
  return skipped(check, `Slack was not asked about ${name}: it is missing or has not the right form.`);
}

async function examinePort(keys: SlackKeys, tools: ExamineTools): Promise<readonly Examined[]> {
  const port = keys.sound('SLACK_PORT');
  const check = 'slack-port';
  if (port === undefined) return [skipped(check, 'The port was not tried: SLACK_PORT is not right.')];
  const secret = skipped(
    'slack-signing-secret',
    'Whether SLACK_SIGNING_SECRET is the right one shows only when Slack sends something.',
    `If every request is refused, copy it again: ${PAGES} → Basic Information → Signing Secret.`,
  );
  const state = await tools.portState(Number(port));
  if (state === 'free') return [ok(check, `Port ${port} (SLACK_PORT) is free.`), secret];
  return state === 'taken'
    ? [
        warning(
          check,
          `Port ${port} (SLACK_PORT) is in use.`,
          'That is as it should be while the bot runs; else stop the other program or set another port.',
        ),
        secret,
      ]
    : [
        problem(
          check,
          `This user may not use port ${port} (SLACK_PORT).`,
          'Set a port above 1023, and let what holds the certificate pass requests on to it.',
        ),
        secret,
      ];
}

function examineCommands(cards: readonly CommandCard[]): readonly Examined[] {
  const slash = cards.filter((card) => card.slash);
  const own = slash.filter(({ name, typed }) => name !== typed);
  const names = slash.map(({ typed }) => `/${typed}`).join(' and ');
  return [
    skipped(
      'slack-commands',
      'Slack does not tell a bot which commands its app has.',
      own.length === 0
        ? `They must be ${names}: ${PAGES} → Slash Commands.`
        : `COMMAND_BOYCOTT and COMMAND_ASK make them ${names}, and manifest.yml has other names: they must be these at ${PAGES} → Slash Commands.`,
    ),
  ];
}

function examineAdmins(env: Env, keys: SlackKeys): readonly Examined[] {
  const check = 'slack-admins';
  const admins = adminsIn(keys.sound('SLACK_ADMINS'));
  if (admins.length > 0) {
    return [
      skipped(
        check,
        `Whether SLACK_ADMINS (${admins.length}) are people of this workspace is not asked: that would take the permission users:read, which the bot does without.`,
      ),
    ];
  }
  if (env['SLACK_ADMINS']?.trim()) return [];
  return [
    skipped(
      check,
      'SLACK_ADMINS is empty: nobody can change the settings.',
      'Put your own member id there if you want to.',
    ),
  ];
}
