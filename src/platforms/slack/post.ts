import type { Answer } from '../../core/answer.ts';
import type { Say } from '../../core/language.ts';
import type { Posted } from '../../core/ports.ts';
import { sayClaim } from '../../core/posting.ts';
import {
  deliverReply,
  deliverSentence,
  failed,
  invitation,
  privately,
  type SlackTools,
  threadOf,
} from './deliver.ts';
import { type Failure, isClosed } from './failure.ts';
import type { Destination, Received } from './receive.ts';
import {
  type Preview,
  renderAnswer,
  renderInsist,
  renderNotice,
  type SlackMessage,
  safeName,
} from './render.ts';
import type { CallResult, Reply } from './slack-client.ts';

type Pressed = Extract<Received, { kind: 'preview' | 'post' | 'insist' }>;

/** Whether there is anything in it for a channel. */
export function isPostable({ outcome }: Answer): boolean {
  return outcome === 'answered' || outcome === 'told';
}

/** What *Post here* shows to who pressed it: the card as the channel would see it, and who that is. */
export async function previewPost(pressed: Pressed, answer: Answer, slack: SlackTools): Promise<void> {
  const { question, to } = pressed;
  const say = slack.say(answer.language);
  const { command, text, channel } = question;
  const isShared = channel !== undefined && slack.sharedChannels.isKnown(channel);
  const preview: Preview = {
    call: answer.share ?? { command, text },
    notes: [say('post-preview'), say(isShared ? 'post-shared' : 'post-shared-maybe')],
  };
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

/** Posts a card into the channel where the button is, if that may be, and tells who pressed what came of it. The channel
    is claimed before anything is posted: of two presses one posts. Never rejects. */
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
    if (again) slack.dedupe.reopen(question.id);
    const said =
      claim.kind === 'repeated' ? renderInsist(sentence, call, answer.language, say) : renderNotice(sentence);
    return tell({ ...said, replace_original: !again });
  }
  const sent = await send(cardFor(pressed, answer, slack), channel, to, slack);
  switch (sent.kind) {
    case 'sent':
      await slack.posting.posted(claim.id, sent.message);
      return sent.closed === undefined
        ? tell({ ...renderNotice(say('post-done')), replace_original: true })
        : tell(inviting(say('post-through-response'), sent.closed, channel, say, slack));
    case 'unsure':
      return tell(renderNotice(say('post-unsure')));
    case 'refused':
      await slack.posting.failed(claim.id);
      slack.dedupe.reopen(question.id);
      return tell(inviting(failed(say), sent.failure, channel, say, slack));
  }
}

/** Posts a card that nobody pressed for, in the bot's own name. Never rejects. */
export async function postScheduled(card: Answer, channel: string, slack: SlackTools): Promise<Posted> {
  if (!isPostable(card)) return { kind: 'refused' };
  const say = slack.say(card.language);
  const message = renderAnswer(card, say, { formatCommand: slack.formatCommand, postable: false });
  return slack.client.post({ ...message, channel });
}

/** `closed`: why it had to go through the response; then it has no id, and nothing can edit it. */
type Sent = CallResult & { readonly closed?: Failure };

/** In the bot's own name where it is a member; else through the response, which any channel takes. */
async function send(
  card: SlackMessage,
  channel: string,
  to: Destination,
  { client }: SlackTools,
): Promise<Sent> {
  const thread = threadOf(to);
  const own = await client.post({ ...card, channel, ...thread });
  if (own.kind !== 'refused' || !isClosed(own.failure)) return own;
  const other = await client.respond(to, {
    ...card,
    response_type: 'in_channel',
    replace_original: false,
    delete_original: true,
    ...thread,
  });
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
