import { afterEach, expect } from 'vitest';
import type { Answer } from '../../../src/core/answer.ts';
import type { Platform } from '../../../src/core/ports.ts';
import type { Question } from '../../../src/core/question.ts';
import { createDiscord, type DiscordOptions } from '../../../src/platforms/discord/app.ts';
import { until } from '../../loopback.ts';
import { type FakeBot, type FakeTools, fakeBot, fakeTools } from '../harness.ts';
import { COMMANDS, card, type Dispatch } from './cards.ts';
import { FakeDiscord, type Request, TOKEN } from './fake-discord.ts';

export const tools = (): FakeTools => fakeTools({ commands: COMMANDS });

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
  until(() => one.tools.logged().includes(words), words);

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
  readonly tools: FakeTools;
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
