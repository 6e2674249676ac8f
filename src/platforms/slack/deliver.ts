import type { types } from '@slack/bolt';
import type { Answer } from '../../core/answer.ts';
import type { Say } from '../../core/language.ts';
import type { FormatCommand } from '../../core/plain.ts';
import type { Bot, PlatformTools } from '../../core/ports.ts';
import { type Place, type Posted, sayClaim } from '../../core/posting.ts';
import { shorten } from '../../core/text.ts';
import { isPostable } from '../chat.ts';
import type { SharedChannels } from './events.ts';
import { type Failure, isClosed } from './failure.ts';
import { LIMITS } from './limits.ts';
import type { Destination, Identity, Received } from './receive.ts';
import {
  type Preview,
  renderAnswer,
  renderInsist,
  renderNotice,
  type SlackMessage,
  safeName,
  UNFURLED,
} from './render.ts';
import type { CallResult, Reply, SlackClient } from './slack-client.ts';
import { renderModal } from './views.ts';

/** Everything that answering takes; made once, when Slack has let us in. */
export interface SlackTools extends PlatformTools {
  readonly bot: Bot;
  readonly client: SlackClient;
  readonly identity: Identity;
  readonly formatCommand: FormatCommand;
  /** Previews whose *Post it* was pressed and is not answered yet, by the question's id. */
  readonly pressed: Set<string>;
  /** Resolves when it is this event's turn to be answered. */
  readonly answerQueue: () => Promise<void>;
  readonly sharedChannels: SharedChannels;
}

/** A private message, or an apology for it where Slack refuses it. */
export async function deliverReply(reply: Reply, to: Destination, say: Say, slack: SlackTools): Promise<void> {
  const sent = await slack.client.respond(to, reply);
  if (sent.kind !== 'sent') await deliverSentence(failed(say), to, say, slack);
}

/** One sentence, to the asker alone. */
export async function deliverSentence(sentence: string, to: Destination, say: Say, slack: SlackTools): Promise<void> {
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
    may not write there, the asker alone; where not even that is possible, a direct message says what to do. */
export async function deliverInThread(
  cards: { readonly everyone?: SlackMessage; readonly asker: () => SlackMessage },
  { channel, user, thread, privately: opened }: Extract<Destination, { kind: 'thread' }>,
  say: Say,
  { client, identity }: SlackTools,
): Promise<void> {
  const alone = ({ text, blocks }: Pick<Reply, 'blocks'> & { readonly text: string }): Promise<CallResult> =>
    client.whisper({ channel, user, text, blocks, ...(opened && { thread_ts: opened }) });
  const sorry = renderNotice(failed(say));
  if (cards.everyone) {
    const sent = await client.post({ ...cards.everyone, channel, thread_ts: thread });
    if (sent.kind === 'sent') return;
    if (!isClosed(sent.failure)) return void (await alone(sorry));
  }
  const whispered = await alone(cards.asker());
  if (whispered.kind === 'sent') return;
  if (!isClosed(whispered.failure)) return void (await alone(sorry));
  const notice = invitation('answer-not-member', channel, say, identity) ?? renderNotice(say('failed'));
  await client.post({ ...notice, channel: user, ...UNFURLED });
}

/** To who pressed alone, below what was pressed. */
export function privately(to: Destination): Pick<Reply, 'response_type' | 'replace_original' | 'thread_ts'> {
  return { response_type: 'ephemeral', replace_original: false, ...threadOf(to) };
}

export function threadOf(to: Destination): Pick<Reply, 'thread_ts'> {
  return to.kind === 'response' && to.thread !== undefined ? { thread_ts: to.thread } : {};
}

export const failed = (say: Say): string => `${say('failed')} ${say('failed-hint')}`;

/** How to have the bot in a channel; undefined for what is no id of Slack's: only such a one becomes a live name. */
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

export type Pressed = Extract<Received, { kind: 'preview' | 'post' | 'insist' }>;

/** What *Post here* shows to who pressed it: the card as the channel would see it, and who that is. */
export async function previewPost(pressed: Pressed, answer: Answer, slack: SlackTools): Promise<void> {
  const { question, to } = pressed;
  const say = slack.say(answer.language);
  const { command, text, channel } = question;
  const isShared = channel !== undefined && slack.sharedChannels.isKnown(channel);
  const notes = [say('post-preview'), say(isShared ? 'post-shared' : 'post-shared-maybe')];
  const preview = { call: answer.share ?? { command, text }, notes };
  await deliverReply({ ...cardFor(pressed, answer, slack, preview), ...privately(to) }, to, say, slack);
}

function cardFor(pressed: Pressed, answer: Answer, slack: SlackTools, preview?: Preview): SlackMessage {
  const say = slack.say(answer.language);
  return renderAnswer(answer, say, {
    formatCommand: slack.formatCommand,
    postable: false,
    posted: say('posted-by', { name: safeName(pressed.poster) }),
    ...(preview && { preview }),
  });
}

/** Posts into the channel where the button is, and tells who pressed what came of it. The channel is claimed in the
    store before: of two presses one posts, in whichever process. Never rejects. */
export async function post(pressed: Pressed, answer: Answer, slack: SlackTools): Promise<void> {
  const say = slack.say(answer.language);
  const { question, to } = pressed;
  const { channel, workspace, command, text } = question;
  if (channel === undefined) return deliverSentence(failed(say), to, say, slack);
  const tell = async (reply: Reply): Promise<void> =>
    void (await slack.client.respond(to, { ...privately(to), ...reply }));
  const call = answer.share ?? { command, text };
  const claim = await slack.posting.claim(
    { workspace, channel, call, facts: answer.facts, language: answer.language },
    { mayConfigure: question.asker.mayConfigure, insisted: pressed.kind === 'insist' },
  );
  if (claim.kind !== 'claimed') {
    const sentence = sayClaim(claim, say, answer.language);
    const again = claim.kind === 'busy' || (claim.kind === 'refused' && claim.why === 'store');
    const said =
      claim.kind === 'repeated' ? renderInsist(sentence, call, answer.language, say) : renderNotice(sentence);
    return tell({ ...said, replace_original: !again });
  }
  const sent = await send(cardFor(pressed, answer, slack), channel, to, slack);
  if (sent.kind === 'unsure') return tell(renderNotice(say('post-unsure')));
  if (sent.kind !== 'sent') {
    await slack.posting.failed(claim.id);
    return tell(inviting(failed(say), sent.failure, channel, say, slack));
  }
  await slack.posting.posted(claim.id, sent.message);
  return sent.closed
    ? tell(inviting(say('post-through-response'), sent.closed, channel, say, slack))
    : tell({ ...renderNotice(say('post-done')), replace_original: true });
}

/** Posts or edits a card that nobody pressed for; for an admin, as a message to the first reached. Never rejects. */
export async function postUnasked(card: Answer, place: Place, slack: SlackTools): Promise<Posted> {
  if (!isPostable(card)) return { kind: 'refused', why: 'no_card' };
  const { client, formatCommand, identity } = slack;
  const message = renderAnswer(card, slack.say(card.language), { formatCommand, postable: false });
  if (place.kind === 'edit')
    return postedBy(await client.edit({ ...message, channel: place.channel, ts: place.message }), true);
  const thread = place.kind === 'reply' ? { thread_ts: place.message } : {};
  let posted: Posted = { kind: 'refused', why: 'no_admin' };
  for (const channel of place.kind === 'admin' ? identity.admins : [place.channel]) {
    posted = postedBy(await client.post({ ...message, channel, ...thread }), false);
    if (posted.kind === 'sent') break;
  }
  return posted;
}

function postedBy(result: CallResult, isEdit: boolean): Posted {
  if (result.kind === 'sent') return result;
  const { code, detail, retryAfter } = result.failure;
  const never = detail === 'message_not_found' ? 'gone' : 'closed';
  const isNever = isEdit && (detail === 'message_not_found' || isClosed(result.failure));
  const wait = retryAfter !== undefined && { retryAfter };
  return { kind: result.kind, why: detail ?? code, ...wait, ...(isNever && { never }) };
}

/** `closed`: why it had to go through the response; then it has no id, and nothing can edit it. */
type Sent = CallResult & { readonly closed?: Failure };

/** In the bot's own name where it is a member; else through the response, which any channel takes. */
async function send(card: SlackMessage, channel: string, to: Destination, { client }: SlackTools): Promise<Sent> {
  const thread = threadOf(to);
  const own = await client.post({ ...card, channel, ...thread });
  if (own.kind !== 'refused' || !isClosed(own.failure)) return own;
  const through = { response_type: 'in_channel', replace_original: false, delete_original: true } as const;
  const other = await client.respond(to, { ...card, ...through, ...thread });
  if (other.kind === 'sent') return { ...other, closed: own.failure };
  return other.kind === 'refused' ? own : other;
}

/** A sentence, and how to have the bot in the channel where that is what was missing. */
function inviting(
  sentence: string,
  failure: Failure,
  channel: string,
  say: Say,
  { identity }: SlackTools,
): { readonly text: string } {
  const { text } = renderNotice(sentence);
  const isAbsent = failure.detail === 'not_in_channel' || failure.detail === 'channel_not_found';
  const how = isAbsent ? invitation('post-not-member', channel, say, identity) : undefined;
  return { text: how ? `${text} ${how.text}` : text };
}
