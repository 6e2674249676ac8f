import type { Answer } from '../../core/answer.ts';
import type { Posted } from '../../core/ports.ts';
import { tookNothing } from './failure.ts';
import { attempt, type DeliverTools, type Outlet } from './outlet.ts';
import { isPostable } from './post.ts';
import { renderAnswer } from './render.ts';

/** Posts a card that nobody pressed for, in the bot's own name. Never rejects: what Slack refuses is logged as a code. */
export async function postScheduled(
  card: Answer,
  channel: string,
  post: Outlet['post'],
  tools: DeliverTools,
): Promise<Posted> {
  if (!isPostable(card)) return { kind: 'refused' };
  const message = renderAnswer(card, tools.say(card.language), { spell: tools.spell, postable: false });
  const sent = await attempt(() => post({ ...message, channel }), tools);
  if (sent.done) return { kind: 'sent', message: sent.value };
  return { kind: tookNothing(sent.failure) ? 'refused' : 'unsure' };
}
