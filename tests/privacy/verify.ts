import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CORE_KEYS } from '../../src/config.ts';
import { platforms } from '../../src/platforms/index.ts';
import { copyBase } from '../folders.ts';
import { listening, until } from '../loopback.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../platforms/slack/fake-slack.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Words that nobody else writes, one for each thing that must not stay anywhere. Slack's ids are upper case. */
const CANARIES = {
  command: 'zqcommandtextzq',
  mention: 'zqmentiontextzq',
  direct: 'zqdirecttextzq',
  check: 'zqcheckedtextzq',
  failing: 'zqfailingtextzq',
  fault: 'zqfaulttextzq',
  file: 'zqfilenamezq',
  name: 'zqpersonnamezq',
  response: 'zqresponseurlzq',
  user: 'U0ZQUSERZQ',
  channel: 'C0ZQCHANNELZQ',
  team: 'T0ZQTEAMZQ',
} as const;

/** Milliseconds after which nothing may be left. */
const LATER = 60_000;

export interface Finding {
  readonly canary: string;
  readonly where: string;
}

/** Runs the real bot on a Slack of its own, at the debug level, lets people ask, post, check and be answered with errors,
    lets faults with their words get loose, takes the bot out of the workspace, and looks a minute later for what is left in
    its log, the store's file, the temporary folder, the metrics and the heap. `dir`: an empty folder. Rejects where what
    should have been there before was not: then nothing was tried. */
export async function verifyPrivacy(dir: string, later: number = LATER): Promise<readonly Finding[]> {
  const slack = await FakeSlack.open();
  slack.identity = { user: 'receipts', user_id: 'U0000000BOT', bot_id: 'B0000000BOT' };
  const at = (name: string): string => join(dir, name);
  for (const name of ['tmp', 'var', 'heap', 'data']) mkdirSync(at(name));
  copyBase(at('data'));
  const health = await freePort();
  const faults = fileURLToPath(new URL('faults.ts', import.meta.url));
  const flags = ['--heapsnapshot-signal=SIGUSR2', `--diagnostic-dir=${at('heap')}`];
  const child = spawn(process.execPath, [...flags, '--import', 'tsx', '--import', faults, 'src/main.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...Object.fromEntries([...CORE_KEYS, ...platforms.flatMap(({ keys }) => keys)].map(({ name }) => [name, ''])),
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl.slice(0, -1),
      SLACK_ADMINS: '',
      STORE_URL: `file:${at('var/receipts.db')}`,
      DATA_DIR: at('data'),
      CACHE_DIR: at('var'),
      TMPDIR: at('tmp'),
      LOG_LEVEL: 'debug',
      HEALTH_PORT: String(health),
      CANARY: CANARIES.fault,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk));
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    await slack.connected(1);
    await until(() => log.includes('Slack is on.'));
    await people(slack);
    if (!bytesIn(at('var')).includes(CANARIES.channel)) throw new Error('no card was stored');
    child.kill('SIGUSR1');
    await until(() => log.split('fault outside any question').length > 2, 'two faults');
    await slack.envelope('events_api', event('gone', { type: 'app_uninstalled' }));
    await pause(later);
    const metrics = await (await fetch(`http://127.0.0.1:${health}/metrics`)).text();
    child.kill('SIGUSR2');
    const heap = await snapshot(at('heap'));
    const places: Readonly<Record<string, string>> = {
      log,
      store: bytesIn(at('var')),
      'temporary folder': bytesIn(at('tmp')),
      metrics,
      heap,
    };
    return Object.entries(places).flatMap(([where, text]) =>
      Object.values(CANARIES)
        // The environment of the process holds this one: it came in with it.
        .filter((canary) => text.includes(where === 'heap' && canary === CANARIES.fault ? `: ${canary}` : canary))
        .map((canary) => ({ canary, where })),
    );
  } catch (error) {
    throw new Error(`The bot said:\n${log}`, { cause: error });
  } finally {
    child.kill('SIGTERM');
    await ended;
    await slack.close();
  }
}

/** Everything that people do: ask in each way, post a card, check a message, and be answered where Slack fails. */
async function people(slack: FakeSlack): Promise<void> {
  const from = { user_id: CANARIES.user, user_name: CANARIES.name, team_id: CANARIES.team };
  const response_url = `${slack.responseUrl}/${CANARIES.response}`;
  const command = (text: string) => ({
    ...from,
    channel_id: CANARIES.channel,
    command: '/boycott',
    text,
    response_url,
    trigger_id: `1.1.${text}`,
  });
  const message = (type: string, text: string, channel: string) =>
    event(`${type}${text}`, {
      type,
      text,
      user: CANARIES.user,
      channel,
      ...(type === 'message' && { channel_type: 'im' }),
      ts: '1700000001.000100',
      event_ts: '1700000001.000100',
      files: [{ name: `${CANARIES.file}.pdf` }],
    });
  const press = (value: string, callback: object) => ({
    user: { id: CANARIES.user, name: CANARIES.name, team_id: CANARIES.team },
    team: { id: CANARIES.team },
    channel: { id: CANARIES.channel },
    response_url,
    trigger_id: '3.1.x',
    ...callback,
    ...(value && {
      type: 'block_actions',
      container: { type: 'message', message_ts: '1700000003.000100', channel_id: CANARIES.channel, is_ephemeral: true },
      actions: [{ action_id: 'post', block_id: 'b', type: 'button', value, action_ts: '1700000003.5' }],
    }),
  });
  const said = async (type: string, payload: object): Promise<void> => {
    const before = slack.calls.length;
    await slack.envelope(type, payload);
    await until(() => slack.calls.length > before, `an answer to ${type}`);
    // What follows the first call: a word to who pressed, a second form.
    await pause(500);
  };
  await said('slash_commands', command(`what is ${CANARIES.command}?`));
  await said('events_api', message('app_mention', `<@U0000000BOT> ${CANARIES.mention}?`, CANARIES.channel));
  await said('events_api', message('message', `tell me of ${CANARIES.direct}`, 'D0ZQDIRECT'));
  await said(
    'interactive',
    press('', {
      type: 'message_action',
      callback_id: 'check',
      message: { type: 'message', text: `Norvane is ${CANARIES.check}.`, ts: '1700000002.000100' },
    }),
  );
  await said('interactive', press(JSON.stringify([1, 'post', 'fact', 'norvane.ctb-spent', 'en']), {}));
  slack.mode = 'error';
  await said('slash_commands', command(`who is ${CANARIES.failing}?`));
  slack.mode = 'reset';
  await said('slash_commands', command(`where is ${CANARIES.failing}?`));
  slack.mode = 'ok';
}

const event = (id: string, inner: object) => ({
  type: 'event_callback',
  event_id: `Ev${id.length}${id.slice(0, 3)}`,
  team_id: CANARIES.team,
  event: inner,
});

function bytesIn(dir: string): string {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
    .join('\n');
}

/** Whole once it ends as JSON does; writing it takes a busy machine a while. */
async function snapshot(dir: string): Promise<string> {
  for (let tries = 0; tries < 180; tries++) {
    await pause(1_000);
    const [file] = readdirSync(dir).filter((name) => name.endsWith('.heapsnapshot'));
    const text = file === undefined ? '' : readFileSync(join(dir, file), 'latin1');
    if (text.trimEnd().endsWith(']}')) return text;
  }
  throw new Error('no heap snapshot');
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
