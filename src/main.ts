import { openBase, sourceOf } from './boot/base.ts';
import { defaultsFor } from './boot/defaults.ts';
import { openChats, openConsole, wantsChat } from './boot/platforms.ts';
import { commandCards, commands } from './commands/index.ts';
import { CORE_KEYS, DEFAULT_STORE_URL, readConfig, strangeVariables } from './config.ts';
import { createBot } from './core/bot.ts';
import { dayOf } from './core/dates.ts';
import { BotError } from './core/errors.ts';
import type { Platform, PlatformTools } from './core/ports.ts';
import { createFaultPolicy } from './ops/faults.ts';
import { probeOf, serveHealth } from './ops/health.ts';
import { createLog } from './ops/log.ts';
import { createReport } from './ops/report.ts';
import { terminalOf, wrapText } from './platforms/console/terminal.ts';
import { chats } from './platforms/index.ts';
import { createPosting } from './posting/index.ts';
import { startSchedules } from './posting/schedule.ts';
import { openStore } from './store/index.ts';

/** Milliseconds for everything to stop: platforms have 10 s for answers under way. */
const STOP = 12_000;

/** What is running, in the order in which it stops. */
const running: { stop(): Promise<void> }[] = [];
let stopping = false;

/** Stops what runs, platforms before the store, and ends the process. */
async function stop(exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), STOP).unref();
  for (const part of running) await part.stop().catch(() => {});
  process.exit(exitCode);
}

async function main(): Promise<void> {
  const config = readConfig();
  for (const line of strangeVariables([...CORE_KEYS, ...chats.flatMap(({ keys }) => keys)]))
    process.stderr.write(`${line}\n`);
  const chatting = wantsChat(config);
  // In a terminal, a line of JSON for every question would stand between the questions and the answers.
  const log = createLog(config.logLevel ?? (chatting ? 'info' : 'warn'));
  const judge = createFaultPolicy(() => Date.now());
  const onFault = (kind: 'rejection' | 'exception') => (fault: unknown) => {
    log.error('fault outside any question', fault, { reason: `unhandled-${kind}` });
    if (judge(kind, fault) === 'stop') void stop(1);
  };
  process.on('unhandledRejection', onFault('rejection'));
  process.on('uncaughtException', onFault('exception'));

  const now = () => new Date();
  const base = await openBase(sourceOf(config), (knowledge) => defaultsFor(config, knowledge), now);
  const defaults = defaultsFor(config, base.current());
  const store = openStore(config.storeUrl ?? (chatting ? DEFAULT_STORE_URL : 'memory:'), defaults, now);
  const platforms: Platform[] = [];
  const storeIsUp = probeOf(store);
  // Nobody can ask for figures where there is no health address.
  const metrics =
    config.health &&
    (await import('./ops/metrics.ts')).createMetrics(
      {
        facts: () => base.current().facts,
        languages: () => base.current().languages.map(({ tag }) => tag),
        today: () => dayOf(now()),
        baseReadAt: base.readAt,
        baseIsRefused: base.isRefused,
        storeIsUp,
        platforms: () => platforms,
      },
      true,
    );
  const report = createReport(log);
  const bot = createBot({
    knowledge: base.current,
    commands,
    store,
    report(event) {
      report(event);
      metrics?.report(event);
    },
    now,
    defaults,
    ...(config.correctionsUrl !== undefined && { reports: config.correctionsUrl }),
    ...(config.siteUrl !== undefined && { site: config.siteUrl }),
  });
  // In a pipe, standard output holds answers and nothing else.
  const operator = chatting || process.stdin.isTTY ? process.stdout : process.stderr;
  const screen = terminalOf(process.stdin, operator, config.env);
  const announce = (line: string): void => void operator.write(`${wrapText(line, screen.look().width)}\n`);
  const say: PlatformTools['say'] = (tag) => {
    const { languages } = base.current();
    return (languages.find((one) => one.tag === tag) ?? languages[0]).say;
  };
  const posting = createPosting(store, () => log.warn('posted card not noted', { code: 'store_down' }));
  const tools: PlatformTools = {
    store,
    log,
    commands: commandCards(config.commands, base.current().languages),
    posting,
    say,
    announce,
    delivered: (platform, result) => metrics?.delivered(platform, result),
    now,
  };

  const { facts, sources } = base.current().facts;
  announce(
    `Receipts: ${say(config.language)('facts-in-base', { facts: facts.size, sources: sources.size })}.`,
  );
  running.push({
    stop: () => Promise.all(platforms.map((one) => one.stop().catch(() => {}))).then(() => {}),
  });
  running.push({ stop: () => store.close() });
  // Before the platforms: while one of them can't be reached, somebody will want to know.
  if (config.health && metrics) {
    const health = await serveHealth(config.health, {
      platforms: () => platforms,
      storeIsUp,
      facts: () => base.current().facts.facts.size,
      baseIsRefused: base.isRefused,
      metrics: async () => ({ text: await metrics.text(), contentType: metrics.contentType }),
      now,
    });
    running.splice(-1, 0, health);
    announce(`Health: ${health.address}/readyz, /healthz and /metrics.`);
  }
  const supervision = {
    restarted: (platform: string) => metrics?.restarted(platform),
    end: (code: number) => void stop(code),
  };
  platforms.push(
    ...(chatting ? await openChats(config, tools, supervision) : await openConsole(config, tools)),
  );
  // Before anybody is answered: a store that can't be used now would lose every setting and every card.
  await store.ping();
  if (config.watchData ?? chatting) running.unshift(base.watch({ log, announce }));
  await Promise.all(platforms.map((one) => one.start(bot)));
  running.unshift(
    startSchedules({ store, posting, platforms, bot, facts: () => base.current().facts, log, now }),
  );
  // Nothing is left to wait for: the console's input has ended.
  process.once('beforeExit', () => void stop(chatting ? 1 : 0));
}

/** What the operator reads when it could not start: what is wrong and what to do, and no stack. */
function complain(error: unknown): void {
  if (error instanceof BotError) process.stderr.write(`${error.message}\n-> ${error.hint}\n`);
  else createLog('error').error('start failed', error);
}

let signals = 0;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    signals += 1;
    if (signals > 1) process.exit(1);
    void stop(0);
  });
}

main().catch(async (error: unknown) => {
  complain(error);
  await stop(1);
});
