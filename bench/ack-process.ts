import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { commandCards, commands } from '../src/commands/index.ts';
import { createBot } from '../src/core/bot.ts';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings.ts';
import { createLog, createReport } from '../src/ops/log.ts';
import { createSlack } from '../src/platforms/slack/app.ts';
import { createPosting } from '../src/posting/index.ts';
import { openStore } from '../src/store/index.ts';
import { BOT_TOKEN, FakeSlack, SIGNING_SECRET } from '../tests/platforms/slack/fake-slack.ts';
import { realBase } from './corpora.ts';

/* One process of the ack benchmark, told by its argument which: `receipts`, the real bot behind the real Slack adapter;
   `bolt`, an app that acknowledges and does nothing else, behind the same check of the signature; `slack`, the fake Slack that
   takes the answers, and asked with any message says how many it took and what was wrong with them. Says where it is over
   the channel to its parent, and ends with it. */

const PATH = '/slack/events';

const DEFAULTS: Settings = { ...DEFAULT_SETTINGS, audience: 'asker' };

async function receipts(apiUrl: string): Promise<number> {
  const { knowledge } = await realBase();
  const now = () => new Date();
  const log = createLog('info');
  const [first] = knowledge.languages;
  const store = openStore('memory:', DEFAULTS, now);
  const platform = createSlack(
    { mode: 'http', botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, port: 0 },
    {
      store,
      log,
      commands: commandCards({ boycott: 'boycott', ask: 'ask' }),
      posting: createPosting(store, () => {}),
      say: (tag) => (knowledge.languages.find((one) => one.tag === tag) ?? first).say,
      announce: () => {},
      now,
    },
    { apiUrl },
  );
  await platform.start(
    createBot({
      knowledge: () => knowledge,
      commands,
      store,
      report: createReport(log),
      now,
      defaults: DEFAULTS,
    }),
  );
  const port = platform.port();
  if (port === undefined) throw new Error('ack: the adapter has no port');
  return port;
}

async function bolt(): Promise<number> {
  const receiver = new HTTPReceiver({
    signingSecret: SIGNING_SECRET,
    endpoints: [PATH],
    logLevel: LogLevel.ERROR,
  });
  const app = new App({
    receiver,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken: BOT_TOKEN }),
  });
  app.command('/ask', async ({ ack }) => ack());
  const address = (await receiver.start(0)).address();
  if (typeof address !== 'object' || address === null) throw new Error('ack: Bolt has no port');
  return address.port;
}

async function slack(): Promise<{ readonly apiUrl: string; readonly responseUrl: string }> {
  const fake = await FakeSlack.open();
  process.on('message', () =>
    process.send?.({ taken: fake.calls.length, problems: [...new Set(fake.problems)] }),
  );
  return { apiUrl: fake.apiUrl, responseUrl: fake.responseUrl };
}

const [, , role, apiUrl = ''] = process.argv;
process.on('disconnect', () => process.exit(0));
if (role === 'slack') process.send?.(await slack());
else process.send?.({ port: await (role === 'receipts' ? receipts(apiUrl) : bolt()) });
