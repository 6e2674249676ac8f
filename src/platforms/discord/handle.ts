import { isFirst } from '../../core/first-sight.ts';
import { isPostable } from '../chat.ts';
import { type DiscordTools, deliverPrivately, formsOf, inTurn, post, signature, withTimeout } from './deliver.ts';
import { LIMITS, TIMES } from './limits.ts';
import { type Received, receive } from './receive.ts';
import { type RenderOptions, renderSentence } from './render.ts';

/** Answers a gateway dispatch, `{t, d}`, once if it is for us; resolves when all is sent or given up. Never rejects. */
export async function handle(dispatch: unknown, discord: DiscordTools): Promise<void> {
  const { commands } = discord;
  const received = receive(dispatch, { commands, me: discord.me(), roles: discord.roles, now: discord.now() });
  if (received?.kind === 'typing') return suggest(received, discord);
  if (received?.kind === 'command') return deliverPrivately(received.question, received.reply, discord);
  if (received?.kind === 'button') return pressed(received, discord);
  if (received) return answerMessage(received, discord);
}

async function suggest(
  { typed, question, reply }: Extract<Received, { kind: 'typing' }>,
  { bot, client }: DiscordTools,
): Promise<void> {
  const texts = await withTimeout(bot.suggest(typed, question.workspace, LIMITS.choices), TIMES.suggest);
  const usable = (texts ?? []).filter((text) => text.trim() !== '' && text.length <= LIMITS.choice);
  await client.choices(reply, [...new Set(usable)].slice(0, LIMITS.choices));
}

async function pressed(received: Extract<Received, { kind: 'button' }>, discord: DiscordTools): Promise<void> {
  const { button, question, reply, presser } = received;
  const say = discord.say(question.language);
  const asks = button.kind === 'ask' || button.kind === 'pick' || button.kind === 'preview';
  if (!asks && !(await isFirst(question.id, 'discord', discord))) return;
  switch (button.kind) {
    case 'expired':
      return void (await discord.client.reply(reply, renderSentence(say('button-expired'))));
    case 'cancel':
      return void (await discord.client.update(reply, renderSentence(say('post-cancelled'))));
    case 'ask':
    case 'pick':
      return deliverPrivately(question, reply, discord, {}, button.kind === 'pick' && reply.alone);
    case 'preview':
      return deliverPrivately(question, reply, discord, {
        buttons: 'preview',
        notice: say('post-preview'),
        signature: signature(presser, say),
      });
    case 'post':
    case 'insist':
      return post(received, button.kind === 'insist', discord);
  }
}

/** Discord has no private reply to a message: what a channel did not need to see (a refusal, a choice, an apology, an
    answer for the asker only) is small and rings nowhere. Where the bot may not write the log has the code. */
async function answerMessage(
  { kind, question, reply }: Extract<Received, { kind: 'mention' | 'direct' }>,
  discord: DiscordTools,
): Promise<void> {
  const quoting = kind === 'mention';
  const answer = await withTimeout(inTurn(question, discord).result, discord.times.answer);
  if (answer === 'seen') return;
  const slow = () => renderSentence(discord.say(question.language)('slow'));
  if (!answer) return void (await discord.client.send(reply, slow(), quoting));
  const shown = isPostable(answer) && answer.audience === 'everyone';
  const options: RenderOptions = { buttons: 'public', small: quoting && !shown };
  await discord.client.send(reply, formsOf(answer, options, discord), quoting);
}
