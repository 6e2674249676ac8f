import type { types } from '@slack/bolt';
import type { Say } from '../../core/language.ts';
import type { FormatCommand } from '../../core/plain.ts';
import type { Bot, PlatformTools } from '../../core/ports.ts';
import { shorten } from '../../core/text.ts';
import type { EventDedupe, SharedChannels } from './events.ts';
import { isClosed } from './failure.ts';
import { LIMITS } from './limits.ts';
import type { Destination, Identity } from './receive.ts';
import { renderNotice, type SlackMessage } from './render.ts';
import type { Reply, SlackClient } from './slack-client.ts';
import { renderModal } from './views.ts';

/** Everything that answering takes; made once, when Slack has let us in. */
export interface SlackTools extends PlatformTools {
  readonly bot: Bot;
  readonly client: SlackClient;
  readonly identity: Identity;
  readonly formatCommand: FormatCommand;
  readonly dedupe: EventDedupe;
  /** Resolves when it is this event's turn to be answered. */
  readonly answerQueue: () => Promise<void>;
  readonly sharedChannels: SharedChannels;
}

/** A private message, or an apology for it where Slack refuses it. */
export async function deliverReply(
  reply: Reply,
  to: Destination,
  say: Say,
  slack: SlackTools,
): Promise<void> {
  const sent = await slack.client.respond(to, reply);
  if (sent.kind !== 'sent') await deliverSentence(failed(say), to, say, slack);
}

/** One sentence, to the asker alone. */
export async function deliverSentence(
  sentence: string,
  to: Destination,
  say: Say,
  slack: SlackTools,
): Promise<void> {
  if (to.kind === 'modal' || to.kind === 'opening') {
    await deliverView(renderModal(say, slack.formatCommand, shorten(sentence, LIMITS.run)), to, slack);
  } else {
    await slack.client.respond(to, { ...renderNotice(sentence), ...privately(to) });
  }
}

export async function deliverView(
  view: types.ModalView,
  to: Extract<Destination, { kind: 'modal' | 'opening' }>,
  { client }: SlackTools,
): Promise<void> {
  await (to.kind === 'modal' ? client.updateModal(to.view, view) : client.openModal(to.trigger, view));
}

/** In the thread where everybody reads it, when there is a card for `everyone`; else to the asker alone. Where the bot
    may not write there, the asker gets the answer alone; where not even that is possible, a direct message says what to
    do. */
export async function deliverInThread(
  cards: { readonly everyone?: SlackMessage; readonly asker: () => SlackMessage },
  { channel, user, thread, privately: opened }: Extract<Destination, { kind: 'thread' }>,
  say: Say,
  { client, identity }: SlackTools,
): Promise<void> {
  if (cards.everyone) {
    const sent = await client.post({ ...cards.everyone, channel, thread_ts: thread });
    if (sent.kind === 'sent' || !isClosed(sent.failure)) return;
  }
  const { text, blocks } = cards.asker();
  const message = { channel, user, text, blocks, ...(opened && { thread_ts: opened }) };
  const whispered = await client.whisper(message);
  if (whispered.kind === 'sent' || !isClosed(whispered.failure)) return;
  const notice = invitation('answer-not-member', channel, say, identity) ?? renderNotice(say('failed'));
  await client.post({ ...notice, channel: user, unfurl_links: false, unfurl_media: false });
}

/** To who pressed alone, below what was pressed. */
export function privately(to: Destination): Pick<Reply, 'response_type' | 'replace_original' | 'thread_ts'> {
  return { response_type: 'ephemeral', replace_original: false, ...threadOf(to) };
}

export function threadOf(to: Destination): Pick<Reply, 'thread_ts'> {
  return to.kind === 'response' && to.thread !== undefined ? { thread_ts: to.thread } : {};
}

export const failed = (say: Say): string => `${say('failed')} ${say('failed-hint')}`;

/** How to have the bot in a channel; undefined where nobody can be invited. Only an id that looks like one of Slack's
    becomes a live name, and only the asker sees it. */
export function invitation(
  key: 'post-not-member' | 'answer-not-member',
  channel: string,
  say: Say,
  { botName = 'Receipts' }: Identity,
): { readonly text: string } | undefined {
  if (!/^[CG][A-Z0-9]{2,24}$/u.test(channel)) return undefined;
  const { text } = renderNotice(say(key, { channel, bot: `@${botName}` }));
  return { text: text.replace(channel, `<#${channel}>`) };
}
