import type { Answer } from '../../core/answer.ts';
import type { PlatformTools } from '../../core/ports.ts';
import type { Question, Typing } from '../../core/question.ts';
import { formsOf, type Responding, sentence } from './forms.ts';
import { LIMITS, TIMES } from './limits.ts';
import { post, signature } from './post.ts';
import type { Interaction, Received } from './received.ts';
import type { RenderOptions } from './render.ts';
import { within } from './within.ts';

/** From what was received to what is sent. Resolves when all of it is sent or given up; never rejects. */
export async function respond(received: Received, by: Responding): Promise<void> {
  if (received.kind === 'typing') return suggest(received.typed, received.question, received.reply, by);
  if (!(await isFirst(received.question.id, by.tools))) return;
  switch (received.kind) {
    case 'command':
      return privately(received.question, received.reply, by);
    case 'button':
      return pressed(received, by);
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

async function suggest(typed: Typing, question: Question, reply: Interaction, by: Responding): Promise<void> {
  const texts = await within(by.bot.suggest(typed, question.workspace, LIMITS.choices), TIMES.suggest);
  const usable = (texts ?? []).filter((text) => text.trim() !== '' && text.length <= LIMITS.choice);
  await by.delivery.choices(reply, [...new Set(usable)].slice(0, LIMITS.choices));
}

async function pressed(
  { press, question, reply, presser }: Extract<Received, { kind: 'button' }>,
  by: Responding,
): Promise<void> {
  const say = by.tools.say(question.language);
  switch (press.kind) {
    case 'expired':
      await by.delivery.reply(reply, sentence(say('button-expired')));
      return;
    case 'cancel':
      await by.delivery.update(reply, sentence(say('post-cancelled')));
      return;
    case 'ask':
      return privately(question, reply, by);
    case 'preview':
      return privately(question, reply, by, {
        buttons: 'preview',
        notice: say('post-preview'),
        signature: signature(presser, say),
      });
    case 'post':
    case 'insist':
      return post({ question, reply, presser, insisted: press.kind === 'insist' }, by);
  }
}

/** Commands and buttons are answered to the asker alone. Whether a reply is private is fixed by the first response, and
    a deferred answer is private too, so a slow answer changes nothing. */
async function privately(
  question: Question,
  reply: Interaction,
  by: Responding,
  changes: RenderOptions = {},
): Promise<void> {
  const { firstResponse, answer: limit } = by.times ?? TIMES;
  // Where only the asker reads there is nobody to post for.
  const buttons = reply.place.kind === 'bot' ? 'alone' : 'private';
  const options = ({ share }: Answer): RenderOptions => ({
    buttons,
    reader: question.language,
    // What can't be posted needs no preview.
    ...(share && changes),
  });
  const say = by.tools.say(question.language);
  const coming = by.bot.answer(question);
  const answer = await within(coming, firstResponse);
  if (answer) {
    await by.delivery.reply(reply, formsOf(answer, by.tools, options(answer)));
    return;
  }
  if (!(await by.delivery.defer(reply))) return;
  const late = await within(coming, limit);
  await by.delivery.complete(reply, late ? formsOf(late, by.tools, options(late)) : sentence(say('slow')));
}

/** A mention is answered where it was asked, a direct message there. Discord has no private reply to a message: what a
    channel did not need to see (a refusal, a choice, an apology, an answer for the asker only) is small and rings
    nowhere instead. Where the bot may not write it can't even say so: the log has the code. */
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
    answer ? formsOf(answer, by.tools, options) : sentence(say('slow')),
    kind === 'mention',
  );
}
