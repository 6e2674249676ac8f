import { fstatSync } from 'node:fs';
import { assemble } from './assemble.ts';
import { commandCards, commands } from './commands/index.ts';
import { type Config, DEFAULT_STORE_URL, readConfig } from './config.ts';
import { createBot, type Knowledge } from './core/bot.ts';
import { BotError } from './core/errors.ts';
import type { PackId } from './core/fact.ts';
import type { Bot, Platform, PlatformModule, PlatformTools } from './core/ports.ts';
import { DEFAULT_SETTINGS, type Settings } from './core/settings.ts';
import { openFacts } from './facts/compile.ts';
import { createFaultPolicy } from './ops/faults.ts';
import { createLog } from './ops/log.ts';
import { createReport } from './ops/report.ts';
import { terminalOf } from './platforms/console/terminal.ts';
import { fold } from './platforms/console/width.ts';
import { chats, terminal } from './platforms/index.ts';
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
  const wantsChat = chats.some(({ keys }) => keys.some(({ name }) => config.env[name] !== undefined));
  // In a terminal, a line of JSON for every question would stand between the questions and the answers.
  const log = createLog(config.logLevel ?? (wantsChat ? 'info' : 'warn'));
  const judge = createFaultPolicy(() => Date.now());
  const onFault = (kind: 'rejection' | 'exception') => (fault: unknown) => {
    log.error('fault outside any question', fault, { reason: `unhandled-${kind}` });
    if (judge(kind, fault) === 'stop') void stop(1);
  };
  process.on('unhandledRejection', onFault('rejection'));
  process.on('uncaughtException', onFault('exception'));

  const { base, languages } = await openFacts(config.dataDir, config.cacheDir);
  const knowledge = assemble(base, languages);
  const now = () => new Date();
  const defaults = defaultsFor(config, knowledge);
  const store = openStore(config.storeUrl ?? (wantsChat ? DEFAULT_STORE_URL : 'memory:'), defaults, now);
  const bot = createBot({
    knowledge: () => knowledge,
    commands,
    store,
    report: createReport(log),
    now,
    defaults,
    ...(config.correctionsUrl !== undefined && { reports: config.correctionsUrl }),
    ...(config.siteUrl !== undefined && { site: config.siteUrl }),
  });
  // In a pipe, standard output holds answers and nothing else.
  const operator = wantsChat || process.stdin.isTTY ? process.stdout : process.stderr;
  const screen = terminalOf(process.stdin, operator, config.env);
  const announce = (line: string): void => void operator.write(`${fold(line, screen.look().width)}\n`);
  const say = (tag: string | undefined) => languageOf(knowledge, tag).say;
  const posting = createPosting(store, () => log.warn('posted card not noted', { code: 'store_down' }));
  const tools: PlatformTools = {
    store,
    log,
    commands: commandCards(config.commands, knowledge.languages),
    posting,
    say,
    announce,
    now,
  };

  const counts = { facts: base.facts.size, sources: base.sources.size };
  announce(`Receipts: ${say(config.language)('facts-in-base', counts)}.`);
  const platforms = wantsChat ? await openChats(config, tools) : await openConsole(config, tools);
  let schedules: ReturnType<typeof startSchedules> | undefined;
  const scheduling = { store, posting, platforms, bot, facts: () => knowledge.facts, log, now };
  running.push(
    { stop: () => schedules?.stop() ?? Promise.resolve() },
    { stop: async () => void (await Promise.all(platforms.map((one) => one.stop().catch(() => {})))) },
    { stop: () => store.close() },
  );
  // Before anybody is answered: a store that can't be used now would lose every setting and every card.
  await store.ping();
  await Promise.all(platforms.map((one) => startOne(one, bot, announce)));
  schedules = startSchedules(scheduling);
  // Nothing is left to wait for: the console's input has ended, or every chat platform has gone for good.
  process.once('beforeExit', () => void stop(wantsChat ? 1 : 0));
}

async function startOne(platform: Platform, bot: Bot, announce: (line: string) => void): Promise<void> {
  await platform.start(bot);
  if (platform.name !== terminal.name) announce(`${titled(platform.name)} is on.`);
}

/** Those that are wanted. Says of the others how to turn them on. Throws one BotError for all that are half set, and
    says nothing else then. */
async function openChats(config: Config, tools: PlatformTools): Promise<Platform[]> {
  const problems: BotError[] = [];
  const off: PlatformModule[] = [];
  const open = async (chat: PlatformModule): Promise<Platform | undefined> => {
    try {
      const platform = await chat.open(config.env, tools);
      if (!platform) off.push(chat);
      return platform;
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      problems.push(error);
      return undefined;
    }
  };
  const opened: Platform[] = [];
  for (const chat of chats) opened.push(...[(await open(chat)) ?? []].flat());
  const [first] = problems;
  if (first) {
    const hints = [...new Set(problems.map(({ hint }) => hint))].join('\n');
    throw new BotError(first.code, problems.map(({ message }) => message).join('\n'), hints);
  }
  announceOff(off, tools);
  return opened;
}

function announceOff(off: readonly PlatformModule[], { announce, commands }: PlatformTools): void {
  for (const chat of off) announce(`${titled(chat.name)} is off.\n${chat.nextStep(commands)}`);
}

async function openConsole(config: Config, tools: PlatformTools): Promise<Platform[]> {
  const off = chats.map(({ name }) => `${titled(name)} is off`).join(', ');
  if (!hasInput()) {
    announceOff(chats, tools);
    throw new BotError(
      'bad_config',
      'Nothing is on: no chat platform has its variables set, and there is no terminal to type into.',
      'Set the variables of one platform; .env.example explains each.',
    );
  }
  tools.announce(
    `${off}: type setup for the next step to turn each on, with Slack's install link and Discord's invite.`,
  );
  const platform = await terminal.open(config.env, tools);
  return platform ? [platform] : [];
}

/** Whether questions can come in on standard input: a terminal, a pipe or a file, and not /dev/null. */
function hasInput(): boolean {
  if (process.stdin.isTTY) return true;
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isFile() || input.isSocket();
  } catch {
    return false;
  }
}

/** What holds in a workspace that saved nothing. Throws BotError `bad_config` for what the base does not have. */
function defaultsFor(config: Config, { facts, languages }: Knowledge): Settings {
  const problems: string[] = [];
  const tags = languages.map(({ tag }) => tag);
  if (!tags.includes(config.language))
    problems.push(`BOT_LANGUAGE names no language that I speak: ${tags.join(', ')}.`);
  const known = [...facts.packs.keys()];
  const wanted: PackId[] | 'all' =
    config.packs === 'all' ? 'all' : known.filter((id) => config.packs.includes(id));
  if (config.packs !== 'all' && config.packs.some((id) => !known.some((one) => one === id))) {
    problems.push(`PACKS names a pack that I do not have. There are: ${known.join(', ')}.`);
  }
  if (problems.length > 0) {
    throw new BotError(
      'bad_config',
      problems.join('\n'),
      'Set it in .env or the environment, or leave it empty.',
    );
  }
  return { ...DEFAULT_SETTINGS, language: config.language, packs: wanted };
}

function languageOf({ languages }: Knowledge, tag: string | undefined): Knowledge['languages'][0] {
  return languages.find((one) => one.tag === tag) ?? languages[0];
}

function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
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
