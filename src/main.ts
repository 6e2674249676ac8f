import { defaultsFor, openBase, sourceOf } from './boot/base.ts';
import { openChats, openConsole, useProxy, wantsChat } from './boot/platforms.ts';
import { commandCards, commands } from './commands/index.ts';
import { CORE_KEYS, DEFAULT_STORE_URL, type Env, readConfig, unknownVariablesSet } from './config.ts';
import { createBot } from './core/bot.ts';
import { createConversations } from './core/conversations.ts';
import { BotError } from './core/errors.ts';
import type { Bot, Log, Platform, PlatformTools } from './core/ports.ts';
import { repeat } from './core/repeat.ts';
import { createFaultPolicy } from './ops/faults.ts';
import { openHealth } from './ops/health.ts';
import { createLog, createReport } from './ops/log.ts';
import { probeOf, watchStore } from './ops/store-probe.ts';
import { terminalOf, wrapText } from './platforms/console/terminal.ts';
import { chats } from './platforms/index.ts';
import { correctingOf } from './posting/corrections.ts';
import { createPosting } from './posting/index.ts';
import { runSchedules } from './posting/schedules.ts';
import { openStore } from './store/index.ts';

/** Milliseconds for everything to stop: platforms have 10 s for answers under way. */
const STOP = 12_000;
/** How often it is looked for what is due, and for cards to correct, in milliseconds. */
const LOOK = 20_000;

/** What is running. What started last stops first: platforms before the store. */
const running: { stop(): Promise<unknown> }[] = [];
let stopping = false;

/** Starts the bot: reads what is configured and what is answered from, opens what is remembered in, and then opens the
    doors through which people ask. */
async function main(): Promise<void> {
  const config = readConfig();
  for (const line of unknownVariablesSet([...CORE_KEYS, ...chats.flatMap(({ keys }) => keys)]))
    process.stderr.write(`${line}\n`);
  const chatting = wantsChat(config);
  // In a terminal, a line of JSON for every question would come between the questions and the answers.
  const log = createLog(config.logLevel ?? (chatting ? 'info' : 'warn'));
  surviveFaults(log);
  leaveWithNpm(config.env);
  await useProxy(config);
  const now = () => new Date();

  const base = await openBase(sourceOf(config), (knowledge) => defaultsFor(config, knowledge), now);
  const defaults = defaultsFor(config, base.current());
  const say: PlatformTools['say'] = (tag) => {
    const { languages } = base.current();
    return (languages.find((one) => one.tag === tag) ?? languages[0]).say;
  };
  // In a pipe, standard output holds answers and nothing else.
  const operator = chatting || process.stdin.isTTY ? process.stdout : process.stderr;
  const screen = terminalOf(process.stdin, operator, config.env);
  const announce = (line: string): void => void operator.write(`${wrapText(line, screen.look().width)}\n`);
  const { facts, sources } = base.current().facts;
  const counts = { facts: facts.size, sources: sources.size };
  announce(`Receipts: ${say(config.language)('facts-in-base', counts)}.`);

  const store = openStore(config.storeUrl ?? (chatting ? DEFAULT_STORE_URL : 'memory:'), defaults, now);
  running.push({ stop: () => store.close() });
  const posting = createPosting(
    store,
    () => log.warn('posted card not noted', { code: 'store_down' }),
    () => base.current().facts,
  );

  // Before the platforms: while one of them can't be reached, somebody will want to know.
  const platforms: Platform[] = [];
  const health = await openHealth(config.health, {
    facts: () => base.current().facts,
    languages: () => base.current().languages.map(({ tag }) => tag),
    baseReadAt: base.readAt,
    baseIsRefused: base.isRefused,
    storeIsUp: probeOf(store),
    platforms: () => platforms,
    now,
  });
  if (health) {
    running.push(health);
    announce(`Health: ${health.address}/readyz, /healthz and /metrics.`);
  }

  const report = createReport(log);
  const bot = createBot({
    knowledge: base.current,
    commands,
    store,
    report(event) {
      report(event);
      health?.metrics.report(event);
    },
    now,
    defaults,
    conversations: createConversations(),
    reports: config.correctionsUrl,
    site: config.siteUrl,
  });

  const tools: PlatformTools = {
    store,
    log,
    commands: commandCards(config.commands, base.current().languages),
    posting,
    say,
    announce,
    delivered: (platform, result) => health?.metrics.delivered(platform, result),
    now,
  };
  const supervision = {
    restarted: (platform: string) => health?.metrics.restarted(platform),
    end: (code: number) => void stop(code),
  };
  running.push({ stop: () => Promise.allSettled(platforms.map((one) => one.stop())) });
  platforms.push(...(chatting ? await openChats(config, tools, supervision) : await openConsole(config, tools)));
  // Before anybody is answered: a store that can't be used now would lose every setting and every card.
  await store.ping();
  running.push(watchStore(store, { log, announce }));
  if (config.watchData ?? chatting) running.push(base.watch({ log, announce }));
  const unasked = { store, posting, platforms, bot, knowledge: base.current, log, say, now };
  running.push(
    repeat(() => runSchedules(unasked), LOOK),
    repeat(correctingOf(unasked), LOOK),
  );
  await startEach(platforms, bot, announce);
  // Nothing is left to wait for: the console's input has ended.
  process.once('beforeExit', () => void stop(chatting ? 1 : 0));
}

/** Each on its own: one that is refused is named at once, and the others go on. Rejects where no other is left. */
async function startEach(platforms: readonly Platform[], bot: Bot, announce: (line: string) => void): Promise<void> {
  let refused = 0;
  const start = async (one: Platform): Promise<void> => {
    try {
      await one.start(bot);
    } catch (error) {
      refused += 1;
      if (!(error instanceof BotError) || refused === platforms.length) throw error;
      announce(`${error.message}\n-> ${error.hint} Then start the bot anew.`);
    }
  };
  await Promise.all(platforms.map(start));
}

/** npm passes no signal on to what it started: when it is gone, the bot goes too. */
function leaveWithNpm(env: Env): void {
  if (env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void stop(0);
  }, 500).unref();
}

/** Node keeps the addresses of the last 250 requests for whoever measures them, and an address to answer at is one. */
performance.setResourceTimingBufferSize(0);

/** Faults outside any question are logged, and end the process only where they may be ours. */
function surviveFaults(log: Log): void {
  const judge = createFaultPolicy(() => Date.now());
  const onFault = (kind: 'rejection' | 'exception') => (fault: unknown) => {
    log.error('fault outside any question', fault, { reason: `unhandled-${kind}` });
    if (judge(kind, fault) === 'stop') void stop(1);
  };
  process.on('unhandledRejection', onFault('rejection'));
  process.on('uncaughtException', onFault('exception'));
}

/** Stops what runs and ends the process. */
async function stop(exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), STOP).unref();
  for (const part of running.reverse()) await part.stop().catch(() => {});
  process.exit(exitCode);
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
  // What the operator reads when it could not start: what is wrong and what to do, and no stack.
  if (error instanceof BotError) process.stderr.write(`${error.message}\n-> ${error.hint}\n`);
  else createLog('error').error('start failed', error);
  await stop(1);
});
