import { afterEach, expect } from 'vitest';
import type { Answer } from '../../../src/core/answer.ts';
import { BotError } from '../../../src/core/errors.ts';
import type { Log, Platform, PlatformTools, Posting, Store } from '../../../src/core/ports.ts';
import type { Question } from '../../../src/core/question.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { createDiscord, type DiscordOptions } from '../../../src/platforms/discord/app.ts';
import { createPosting } from '../../../src/posting/index.ts';
import { openStore } from '../../../src/store/index.ts';
import { type FakeBot, fakeBot, say } from '../harness.ts';
import { COMMANDS, card, type Dispatch } from './cards.ts';
import { FakeDiscord, type Request, TOKEN } from './fake-discord.ts';

export interface Tools extends PlatformTools {
  /** Everything that was logged, as text. */
  readonly logged: string[];
  readonly announced: string[];
  readonly forgotten: string[];
  /** What the posting room was asked and told, in order. */
  readonly posts: unknown[][];
  clock: number;
  storeDown: boolean;
}

export function tools(): Tools {
  const logged: string[] = [];
  const announced: string[] = [];
  const forgotten: string[] = [];
  const seen = new Set<string>();
  const log: Log = {
    info: (event, fields) => void logged.push(`info ${event} ${JSON.stringify(fields ?? {})}`),
    warn: (event, fields) => void logged.push(`warn ${event} ${JSON.stringify(fields ?? {})}`),
    error: (event, error, fields) =>
      void logged.push(`error ${event} ${String(error)} ${JSON.stringify(fields ?? {})}`),
  };
  const down = (): void => {
    if (made.storeDown) throw new BotError('store_down', 'down', 'wait');
  };
  const memory = openStore('memory:', DEFAULT_SETTINGS, () => new Date(made.clock));
  const room = createPosting(memory, () => undefined);
  const posts: unknown[][] = [];
  const posting: Posting = {
    claim: async (post, who) => {
      posts.push(['claim', post, who]);
      return room.claim(post, who);
    },
    posted: async (id, message) => {
      posts.push(['posted', message]);
      await room.posted(id, message);
    },
    failed: async (id) => {
      posts.push(['failed']);
      await room.failed(id);
    },
  };
  const store: Store = {
    ...memory,
    forget: async (workspace) => void forgotten.push(workspace),
    firstSight: async (id) => {
      down();
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    },
  };
  const made: Tools = {
    store,
    log,
    commands: COMMANDS,
    posting,
    posts,
    say: () => say,
    announce: (line) => void announced.push(line),
    now: () => new Date(made.clock),
    logged,
    announced,
    forgotten,
    clock: Date.UTC(2026, 10, 22, 12),
    storeDown: false,
  };
  return made;
}

/** What was said to Discord beyond opening the session and registering. */
export function talk({ discord }: Stage): readonly Request[] {
  return discord.requests.filter((request) => !/gateway|applications/.test(request.path));
}

/** Dispatches an event, and gives back the `count` requests that it led to. */
export async function answered(one: Stage, event: Dispatch, count = 1): Promise<readonly Request[]> {
  const before = talk(one).length;
  one.discord.dispatch(event);
  await until(() => talk(one).length === before + count, `${count} requests`);
  return talk(one).slice(before);
}

/** Waits until something was logged. */
export const logs = (one: Stage, words: string): Promise<void> =>
  until(() => one.tools.logged.join('\n').includes(words), words);

export function text(request: Request | undefined): string {
  return JSON.stringify(request?.body ?? null);
}

/** Stages that close themselves after each test; then nothing was sent that Discord would have refused, unless the tests
    are about that. */
export function stages(isClean = true): typeof stage {
  const open: Stage[] = [];
  afterEach(async () => {
    const all = open.splice(0);
    await Promise.all(all.map((one) => one.close()));
    if (isClean) expect(all.flatMap((one) => one.discord.problems)).toEqual([]);
  });
  return async (...given) => {
    const made = await stage(...given);
    open.push(made);
    return made;
  };
}

export interface Stage {
  readonly discord: FakeDiscord;
  readonly bot: FakeBot;
  readonly tools: Tools;
  readonly platform: Platform;
  close(): Promise<void>;
}

/** The real discord.js against Discord on the loopback, started and ready. */
export async function stage(
  answerFor: (question: Question) => Answer | Promise<Answer> = card,
  times: DiscordOptions['times'] = {},
  prepare: (discord: FakeDiscord) => void = () => undefined,
): Promise<Stage> {
  const discord = await FakeDiscord.open();
  prepare(discord);
  const bot = fakeBot(answerFor);
  const own = tools();
  const platform = createDiscord({ token: TOKEN, api: discord.api, times }, own);
  const close = async (): Promise<void> => {
    await platform.stop();
    await discord.close();
  };
  await platform.start(bot).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { discord, bot, tools: own, platform, close };
}

/** Waits until something holds; fails after 30 s: a busy machine is no fault. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 30_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
