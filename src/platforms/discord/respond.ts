import { setTimeout as after } from 'node:timers/promises';
import type { Answer } from '../../core/answer.ts';
import type { Say } from '../../core/language.ts';
import type { Spell } from '../../core/plain.ts';
import type { Bot, CommandCard, PlatformTools } from '../../core/ports.ts';
import type { Call, Question } from '../../core/question.ts';
import type { Press } from './buttons.ts';
import type { Delivery, Forms } from './deliver.ts';
import { LIMITS, TIMES } from './limits.ts';
import type { Interaction, Received } from './receive.ts';
import { type RenderOptions, renderAnswer, renderPlain, renderSentence } from './render.ts';

export interface Responding {
  readonly bot: Bot;
  readonly tools: PlatformTools;
  readonly delivery: Delivery;
  /** Milliseconds until a deferral, and until an answer is given up; TIMES when left out. */
  readonly times?: { readonly firstResponse: number; readonly answer: number };
}

/** From what was received to what is sent. Resolves when all of it is sent or given up; never rejects. */
export async function respond(received: Received, by: Responding): Promise<void> {
  if (received.kind === 'typing') return suggest(received.typed, received.question, received.reply, by);
  if (!(await isFirst(received.question.id, by.tools))) return;
  switch (received.kind) {
    case 'command':
      return privately(received.question, received.reply, by, { buttons: 'private' });
    case 'button':
      return pressed(received.press, received.question, received.reply, by);
    case 'mention':
    case 'direct':
      return openly(received, by);
  }
}

/** Discord delivers some events twice. When the store can't tell, twice is better than never. */
async function isFirst(id: string, tools: PlatformTools): Promise<boolean> {
  try {
    return await tools.store.firstSight(id);
  } catch {
    tools.log.warn('store_down', { platform: 'discord' });
    return true;
  }
}

async function suggest(typed: Call, question: Question, reply: Interaction, by: Responding): Promise<void> {
  const texts = await within(by.bot.suggest(typed, question.workspace, LIMITS.choices), TIMES.suggest);
  const usable = (texts ?? []).filter((text) => text.trim() !== '' && text.length <= LIMITS.choice);
  await by.delivery.choices(reply, [...new Set(usable)].slice(0, LIMITS.choices));
}

async function pressed(press: Press, question: Question, reply: Interaction, by: Responding): Promise<void> {
  const say = by.tools.say(question.language);
  switch (press.kind) {
    case 'expired':
      await by.delivery.reply(reply, sentence(say('button-expired')));
      return;
    case 'cancel':
      await by.delivery.update(reply, sentence(say('post-cancelled')));
      return;
    case 'ask':
      return privately(question, reply, by, { buttons: 'private' });
    case 'preview':
      return privately(question, reply, by, { buttons: 'preview', notice: say('post-preview') });
    case 'post':
      return post(question, reply, by);
  }
}

/** Commands and buttons are answered to the asker alone. Whether a reply is private is fixed by the first response, and
    a deferred answer is private too, so a slow answer changes nothing. */
async function privately(
  question: Question,
  reply: Interaction,
  by: Responding,
  options: RenderOptions,
): Promise<void> {
  const { firstResponse, answer: limit } = by.times ?? TIMES;
  const say = by.tools.say(question.language);
  const coming = by.bot.answer(question);
  const answer = await within(coming, firstResponse);
  if (answer) {
    await by.delivery.reply(reply, forms(answer, by.tools, options));
    return;
  }
  if (!(await by.delivery.defer(reply))) return;
  const late = await within(coming, limit);
  await by.delivery.edit(reply, late ? forms(late, by.tools, options) : sentence(say('slow')));
}

/** *Post it* on a preview. The preview loses its buttons before anything is posted, so that pressing twice posts once;
    only then it says how it went. */
async function post(question: Question, reply: Interaction, by: Responding): Promise<void> {
  const say = by.tools.say(question.language);
  if (!reply.maySend) {
    await by.delivery.update(reply, sentence(say('post-cancelled')));
    return;
  }
  const { firstResponse } = by.times ?? TIMES;
  const answer = await within(by.bot.answer(question), firstResponse);
  if (!answer || answer.outcome === 'failed') {
    await by.delivery.update(reply, sentence(say('slow')));
    return;
  }
  if (!(await by.delivery.update(reply, forms(answer, by.tools, { buttons: 'none' })))) return;
  const posted = await by.delivery.publish(reply, forms(answer, by.tools, { buttons: 'public' }));
  await by.delivery.edit(reply, sentence(say(posted ? 'post-done' : 'post-unsure')));
}

/** A mention is answered where it was asked, a direct message there. Discord has no private reply to a message: what a
    channel did not need to see (a refusal, a choice, an apology, an answer for the asker only) is small and rings
    nowhere instead. */
async function openly(
  { kind, question, reply }: Extract<Received, { kind: 'mention' | 'direct' }>,
  by: Responding,
): Promise<void> {
  const { answer: limit } = by.times ?? TIMES;
  const answer = await within(by.bot.answer(question), limit);
  const say = by.tools.say(question.language);
  const wanted = answer?.outcome === 'answered' || answer?.outcome === 'told';
  const shown = wanted && answer.audience === 'everyone';
  const options: RenderOptions = { buttons: 'public', small: kind === 'mention' && !shown };
  await by.delivery.send(
    reply,
    answer ? forms(answer, by.tools, options) : sentence(say('slow')),
    kind === 'mention',
  );
}

function forms(answer: Answer, tools: PlatformTools, options: RenderOptions): Forms {
  const say: Say = tools.say(answer.language);
  const all: RenderOptions = { spell: spellFor(tools.commands), ...options };
  return { card: renderAnswer(answer, say, all), plain: () => renderPlain(answer, say, all) };
}

function sentence(text: string): Forms {
  return { card: renderSentence(text, 'card'), plain: () => renderSentence(text, 'plain') };
}

/** `/boycott company:salesforce`: as it stands in Discord's own message box. */
export function spellFor(commands: readonly CommandCard[]): Spell {
  return ({ command, text }) => {
    const card = commands.find((one) => one.name === command);
    const [first] = card?.options ?? [];
    const option = first && text !== '' ? `${first.name}:${text}` : text;
    return `/${card?.typed ?? command} ${option}`.trim();
  };
}

/** Undefined when it takes longer, or rejects. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const timer = new AbortController();
  try {
    return await Promise.race([promise, after(ms, undefined, { signal: timer.signal })]);
  } catch {
    return undefined;
  } finally {
    timer.abort();
  }
}
