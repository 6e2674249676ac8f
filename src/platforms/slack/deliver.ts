import type { types } from '@slack/bolt';
import type { Answer } from '../../core/answer.ts';
import type { Say } from '../../core/language.ts';
import type { Bot } from '../../core/ports.ts';
import type { Question } from '../../core/question.ts';
import { shorten } from '../../core/text.ts';
import { isClosed } from './failure.ts';
import { type HomeTools, showHome } from './home.ts';
import { LIMITS } from './limits.ts';
import { renderModal } from './modal.ts';
import { attempt, type DeliverTools, type Outlet, type Reply, type Tried } from './outlet.ts';
import { invitation, isPostable, type PostTools, post, previewReply, privately } from './post.ts';
import type { Place, Received } from './received.ts';
import { renderAnswer, renderNotice, type SlackMessage } from './render.ts';

/** Questions that are offered where people write to the bot; Slack shows no more. */
const PROMPTS = 4;

/** Answers what was received, where it was asked. Never rejects: what Slack refuses is logged as a code. */
export async function deliver(
  received: Received,
  bot: Bot,
  outlet: Outlet,
  tools: PostTools & HomeTools,
): Promise<void> {
  switch (received.kind) {
    case 'cancel':
      await attempt(() => outlet.respond({ delete_original: true }), tools);
      return;
    case 'expired':
      await tell(received.place, tools.say(undefined)('button-expired'), tools.say(undefined), outlet, tools);
      return;
    case 'search': {
      const say = await sayFor(received.question, tools);
      const view = renderModal(say, tools.spell, undefined);
      await attempt(() => outlet.openModal(received.trigger, view), tools);
      return;
    }
    case 'home':
      return showHome(received, bot, outlet, tools);
    case 'messages':
      return offerPrompts(received, bot, outlet, tools);
    case 'preview':
    case 'post':
    case 'insist': {
      const answer = await bot.answer(received.question);
      if (!isPostable(answer)) return replyInPlace(answer, received.place, true, outlet, tools);
      if (received.kind !== 'preview') return post(received, answer, outlet, tools);
      const reply = previewReply(received, answer, tools.say(answer.language), tools);
      return sendReply(reply, received.place, tools.say(answer.language), outlet, tools);
    }
    case 'ask': {
      const answer = await bot.answer(received.question);
      return replyInPlace(answer, received.place, received.replace, outlet, tools);
    }
  }
}

/** What would clutter a channel, or was meant for the asker, is told to the asker alone. */
function isPrivate(answer: Answer): boolean {
  return answer.audience === 'asker' || !isPostable(answer);
}

async function replyInPlace(
  answer: Answer,
  place: Place,
  replace: boolean,
  outlet: Outlet,
  tools: PostTools,
): Promise<void> {
  const say = tools.say(answer.language);
  const card = (postable: boolean) =>
    renderAnswer(answer, say, { spell: tools.spell, postable, searchable: true });
  switch (place.kind) {
    case 'response': {
      const reply = { ...card(true), ...privately(place), replace_original: replace };
      return sendReply(reply, place, say, outlet, tools);
    }
    case 'thread':
      return answerMention(answer, place, card, outlet, tools);
    case 'direct': {
      const { channel, thread } = place;
      const message = { ...card(false), channel, ...(thread && { thread_ts: thread }) };
      await attempt(() => outlet.post(message), tools);
      return;
    }
    case 'modal':
    case 'opening':
      await show(place, renderModal(say, tools.spell, { answer }), outlet, tools);
  }
}

/** In the thread where everybody reads it, or to the asker alone. Where the bot may not write there, the asker gets the
    answer alone; where not even that is possible, a direct message says what to do. */
async function answerMention(
  answer: Answer,
  { channel, user, thread, privately: opened }: Extract<Place, { kind: 'thread' }>,
  card: (postable: boolean) => SlackMessage,
  outlet: Outlet,
  tools: PostTools,
): Promise<void> {
  if (!isPrivate(answer)) {
    const sent = await attempt(() => outlet.post({ ...card(false), channel, thread_ts: thread }), tools);
    if (sent.done || !isClosed(sent.failure)) return;
  }
  const { text, blocks } = card(true);
  const message = { channel, user, text, blocks, ...(opened && { thread_ts: opened }) };
  const whispered = await attempt(() => outlet.whisper(message), tools);
  if (whispered.done || !isClosed(whispered.failure)) return;
  const say = tools.say(answer.language);
  const notice = invitation('answer-not-member', channel, say, tools.botName) ?? renderNotice(say('failed'));
  await attempt(
    () => outlet.post({ ...notice, channel: user, unfurl_links: false, unfurl_media: false }),
    tools,
  );
}

/** A private message, or an apology for it where Slack refuses it. */
async function sendReply(
  reply: Reply,
  place: Place,
  say: Say,
  outlet: Outlet,
  tools: DeliverTools,
): Promise<void> {
  const sent = await attempt(() => outlet.respond(reply), tools);
  if (!sent.done) await tell(place, `${say('failed')} ${say('failed-hint')}`, say, outlet, tools);
}

/** One sentence, to the asker alone. */
async function tell(
  place: Place,
  sentence: string,
  say: Say,
  outlet: Outlet,
  tools: DeliverTools,
): Promise<void> {
  if (place.kind === 'modal' || place.kind === 'opening') {
    const notice = shorten(sentence, LIMITS.run);
    await show(place, renderModal(say, tools.spell, { notice }), outlet, tools);
    return;
  }
  await attempt(() => outlet.respond({ ...renderNotice(sentence), ...privately(place) }), tools);
}

function show(
  place: Extract<Place, { kind: 'modal' | 'opening' }>,
  view: types.ModalView,
  outlet: Outlet,
  tools: DeliverTools,
): Promise<Tried<unknown>> {
  return attempt(
    () =>
      place.kind === 'modal' ? outlet.updateModal(place.view, view) : outlet.openModal(place.trigger, view),
    tools,
  );
}

/** In what the workspace chose; nobody has asked anything yet. */
async function sayFor({ workspace }: Question, tools: HomeTools): Promise<Say> {
  try {
    return tools.say((await tools.store.settings(workspace)).language);
  } catch {
    return tools.say(undefined);
  }
}

async function offerPrompts(
  { question, channel }: Extract<Received, { kind: 'messages' }>,
  bot: Bot,
  outlet: Outlet,
  tools: DeliverTools,
): Promise<void> {
  const found = await bot.suggest({ command: 'ask', text: '' }, question.workspace, PROMPTS);
  const prompts = found.map((message) => ({ title: shorten(message, LIMITS.button), message }));
  if (prompts.length > 0) await attempt(() => outlet.prompt(channel, prompts), tools);
}
