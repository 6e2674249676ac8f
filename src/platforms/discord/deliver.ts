import { setTimeout as after } from 'node:timers/promises';
import type { Answer } from '../../core/answer.ts';
import type { Bot, PlatformTools } from '../../core/ports.ts';
import type { Question } from '../../core/question.ts';
import { formatCommandFor } from './commands.ts';
import type { DiscordClient } from './discord-client.ts';
import type { MessageForms } from './message.ts';
import type { Interaction } from './receive.ts';
import { type RenderOptions, renderAnswer, renderPlain, renderSentence } from './render.ts';

/** Everything that answering takes; made once, when Discord is opened. */
export interface DiscordTools extends PlatformTools {
  readonly bot: Bot;
  readonly client: DiscordClient;
  /** The bot's own user id; undefined before READY. */
  me(): string | undefined;
  /** Milliseconds until a deferral, and until an answer is given up. */
  readonly times: { readonly firstResponse: number; readonly answer: number };
}

/** An answer in both of its forms, in its own language. */
export function formsOf(answer: Answer, options: RenderOptions, discord: DiscordTools): MessageForms {
  const say = discord.say(answer.language);
  const all = { formatCommand: formatCommandFor(discord.commands, options.reader), ...options };
  return { card: renderAnswer(answer, say, all), plain: () => renderPlain(answer, say, all) };
}

/** Commands and buttons are answered to the asker alone. Whether a reply is private is fixed by the first response, and
    a deferred answer is private too, so a slow answer changes nothing. `changes`: for an answer that can be posted. */
export async function deliverPrivately(
  question: Question,
  to: Interaction,
  discord: DiscordTools,
  changes: RenderOptions = {},
): Promise<void> {
  const { bot, client, times } = discord;
  // Where only the asker reads there is nobody to post for.
  const buttons = to.access.kind === 'bot' ? 'alone' : 'private';
  const forms = (answer: Answer): MessageForms =>
    formsOf(answer, { buttons, reader: question.language, ...(answer.share && changes) }, discord);
  const coming = bot.answer(question);
  const answer = await withTimeout(coming, times.firstResponse);
  if (answer) {
    await client.reply(to, forms(answer));
    return;
  }
  if ((await client.defer(to)).kind !== 'sent') return;
  const late = await withTimeout(coming, times.answer);
  await client.complete(to, late ? forms(late) : renderSentence(discord.say(question.language)('slow')));
}

/** Undefined when it takes longer, or rejects. */
export async function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const timer = new AbortController();
  try {
    return await Promise.race([promise, after(ms, undefined, { signal: timer.signal })]);
  } catch {
    return undefined;
  } finally {
    timer.abort();
  }
}
