import type { types } from '@slack/bolt';
import type { Answer } from '../../core/answer.ts';
import type { Say } from '../../core/language.ts';
import type { Spell } from '../../core/plain.ts';
import type { Bot, Log, PlatformTools } from '../../core/ports.ts';
import { type Failure, failureOf, tookNothing } from './failure.ts';
import type { Place, Received } from './receive.ts';
import { renderAnswer, renderNotice, type SlackMessage } from './render.ts';

/** One message as Slack takes it; `blocks` are left out of a notice. */
export interface Outgoing {
  readonly text: string;
  readonly blocks?: types.KnownBlock[];
  readonly unfurl_links?: false;
  readonly unfurl_media?: false;
}

/** What goes to a response address. */
export interface Reply extends Partial<Outgoing> {
  readonly response_type?: 'in_channel' | 'ephemeral';
  readonly replace_original?: boolean;
  readonly delete_original?: boolean;
  readonly thread_ts?: string;
}

/** The three ways out to Slack. Each rejects with whatever the SDK throws. */
export interface Outlet {
  respond(reply: Reply): Promise<unknown>;
  post(message: Outgoing & { readonly channel: string; readonly thread_ts?: string }): Promise<unknown>;
  whisper(
    message: Outgoing & { readonly channel: string; readonly user: string; readonly thread_ts?: string },
  ): Promise<unknown>;
}

export interface DeliverTools {
  readonly log: Log;
  readonly say: PlatformTools['say'];
  readonly spell: Spell;
  /** Told when Slack took nothing of a post: pressing its button again counts as the first time. */
  readonly reopen: (id: string) => void;
}

/** A busy channel takes one message a second: waiting this long, in seconds, once, is worth it. */
const PATIENCE = 3;

/** Answers what was received, where it was asked. Never rejects: what Slack refuses is logged as a code. */
export async function deliver(
  received: Received,
  bot: Bot,
  outlet: Outlet,
  tools: DeliverTools,
): Promise<void> {
  if (!('question' in received)) {
    await attempt(() => outlet.respond(closing(received, tools.say(undefined))), tools.log);
    return;
  }
  const answer = await bot.answer(received.question);
  const say = tools.say(answer.language);
  const { place } = received;
  if (place.kind === 'response') {
    const reply = replyTo(received, answer, place, say, tools.spell);
    const failure = await attempt(() => outlet.respond(reply), tools.log);
    if (!failure) return;
    const unsure = received.kind === 'post' && !tookNothing(failure);
    if (received.kind === 'post' && !unsure) tools.reopen(received.question.id);
    const sentence = unsure ? say('post-unsure') : `${say('failed')} ${say('failed-hint')}`;
    await attempt(() => outlet.respond(apology(sentence, place)), tools.log);
    return;
  }
  const message = renderAnswer(answer, say, { spell: tools.spell, postable: false });
  await attempt(() => send(outlet, place, message, isPrivate(answer)), tools.log);
}

/** What would clutter a channel, or was meant for the asker, is told to the asker alone. */
function isPrivate(answer: Answer): boolean {
  return answer.audience === 'asker' || (answer.outcome !== 'answered' && answer.outcome !== 'told');
}

function send(
  outlet: Outlet,
  place: Exclude<Place, { kind: 'response' }>,
  message: SlackMessage,
  privately: boolean,
): Promise<unknown> {
  const { channel } = place;
  if (place.kind === 'thread' && privately) {
    const { text, blocks } = message;
    const { user } = place;
    return outlet.whisper({
      channel,
      user,
      text,
      blocks,
      ...(place.privately && { thread_ts: place.privately }),
    });
  }
  return outlet.post({ ...message, channel, ...(place.thread && { thread_ts: place.thread }) });
}

function replyTo(
  received: Extract<Received, { question: unknown }>,
  answer: Answer,
  place: Extract<Place, { kind: 'response' }>,
  say: Say,
  spell: Spell,
): Reply {
  const thread = place.thread === undefined ? {} : { thread_ts: place.thread };
  const postable = answer.outcome === 'answered' || answer.outcome === 'told';
  if (received.kind === 'post' && postable) {
    const message = renderAnswer(answer, say, { spell, postable: false });
    return {
      ...message,
      response_type: 'in_channel',
      replace_original: false,
      delete_original: true,
      ...thread,
    };
  }
  const { command, text } = received.question;
  const preview = received.kind === 'preview' && postable ? { preview: { command, text } } : {};
  const message = renderAnswer(answer, say, { spell, postable: place.thread === undefined, ...preview });
  const replace = received.kind === 'post' || (received.kind === 'ask' && received.replace);
  return { ...message, response_type: 'ephemeral', replace_original: replace, ...thread };
}

function closing(received: Exclude<Received, { question: unknown }>, say: Say): Reply {
  if (received.kind === 'cancel') return { delete_original: true };
  return { ...renderNotice(say('button-expired')), ...privateReply(received.place) };
}

function privateReply(place: Place): Pick<Reply, 'response_type' | 'replace_original' | 'thread_ts'> {
  const thread = place.kind === 'response' && place.thread !== undefined ? { thread_ts: place.thread } : {};
  return { response_type: 'ephemeral', replace_original: false, ...thread };
}

function apology(sentence: string, place: Place): Reply {
  return { ...renderNotice(sentence), ...privateReply(place) };
}

/** Undefined when Slack took it. Only a refusal that says "not sent, come back soon" is tried again: after a timeout or
    a broken connection the message may be there. */
async function attempt(call: () => Promise<unknown>, log: Log): Promise<Failure | undefined> {
  const first = await outcome(call);
  if (!first) return undefined;
  const wait = first.retryAfter;
  const last = wait !== undefined && wait <= PATIENCE ? await after(wait, call) : first;
  if (last) log.warn('slack delivery failed', { platform: 'slack', ...last });
  return last;
}

async function after(seconds: number, call: () => Promise<unknown>): Promise<Failure | undefined> {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return outcome(call);
}

async function outcome(call: () => Promise<unknown>): Promise<Failure | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
}
