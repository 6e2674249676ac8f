import type { Answer } from '../../core/answer.ts';
import type { Say } from '../../core/language.ts';
import type { Posting } from '../../core/ports.ts';
import { sayClaim } from '../../core/posting.ts';
import { type Failure, isClosed, tookNothing } from './failure.ts';
import { nameOf } from './name.ts';
import { attempt, type DeliverTools, type Outlet, type Reply } from './outlet.ts';
import type { Place, Received } from './received.ts';
import { type Preview, renderAnswer, renderInsist, renderNotice, type SlackMessage } from './render.ts';
import type { SharedChannels } from './sharing.ts';

type Pressed = Extract<Received, { kind: 'preview' | 'post' | 'insist' }>;

export interface PostTools extends DeliverTools {
  readonly posting: Posting;
  readonly shared: SharedChannels;
  /** What people type to invite the bot: `@receipts`. */
  readonly botName: string;
  /** Told when Slack took nothing of a post: pressing its button again counts as the first time. */
  readonly reopen: (id: string) => void;
}

/** Whether there is anything in it for a channel. */
export function isPostable({ outcome }: Answer): boolean {
  return outcome === 'answered' || outcome === 'told';
}

/** What *Post here* shows to who pressed it: the card as the channel would see it, and who that is. */
export function previewReply(pressed: Pressed, answer: Answer, say: Say, tools: PostTools): Reply {
  const { command, text, channel } = pressed.question;
  const isShared = channel !== undefined && tools.shared.isKnown(channel);
  const preview: Preview = {
    call: answer.share ?? { command, text },
    notes: [say('post-preview'), say(isShared ? 'post-shared' : 'post-shared-maybe')],
  };
  return {
    ...cardOf(pressed, answer, say, tools, preview),
    ...privately(pressed.place),
    replace_original: false,
  };
}

function cardOf(
  pressed: Pressed,
  answer: Answer,
  say: Say,
  tools: PostTools,
  preview?: Preview,
): SlackMessage {
  const posted = say('posted-by', { name: nameOf(pressed.poster) });
  return renderAnswer(answer, say, {
    spell: tools.spell,
    postable: false,
    posted,
    ...(preview && { preview }),
  });
}

/** Posts a card into the channel where the button stands, if that may be, and tells who pressed what came of it. Never
    rejects. */
export async function post(
  pressed: Pressed,
  answer: Answer,
  outlet: Outlet,
  tools: PostTools,
): Promise<void> {
  const say = tools.say(answer.language);
  const { question, place } = pressed;
  const { channel, workspace, command, text } = question;
  const tell = (reply: Reply): Promise<unknown> =>
    attempt(() => outlet.respond({ ...privately(place), ...reply }), tools);
  if (channel === undefined) {
    await tell(renderNotice(`${say('failed')} ${say('failed-hint')}`));
    return;
  }
  const call = answer.share ?? { command, text };
  const claim = await tools.posting.claim(
    { workspace, channel, call, facts: answer.facts, language: answer.language },
    { mayConfigure: question.asker.mayConfigure, insisted: pressed.kind === 'insist' },
  );
  if (claim.kind !== 'claimed') {
    const sentence = sayClaim(claim, say, answer.language);
    const again = claim.kind === 'busy' || (claim.kind === 'refused' && claim.why === 'store');
    if (again) tools.reopen(question.id);
    const said =
      claim.kind === 'repeated' ? renderInsist(sentence, call, answer.language, say) : renderNotice(sentence);
    await tell({ ...said, replace_original: !again });
    return;
  }
  const card = cardOf(pressed, answer, say, tools);
  const sent = await send(card, channel, pressed, outlet, tools);
  if (sent.kind === 'sent') {
    await tools.posting.posted(claim.id, sent.message);
    if (sent.closed === undefined)
      return void (await tell({ ...renderNotice(say('post-done')), replace_original: true }));
    await tell(inviting(say('post-through-response'), sent.closed, channel, say, tools));
    return;
  }
  if (sent.kind === 'unsure') {
    await tell(renderNotice(say('post-unsure')));
    return;
  }
  await tools.posting.failed(claim.id);
  tools.reopen(question.id);
  await tell(inviting(`${say('failed')} ${say('failed-hint')}`, sent.failure, channel, say, tools));
}

type Sent =
  /** `closed`: why it had to go through the response; `message` is left out then, and nothing can edit it. */
  | { readonly kind: 'sent'; readonly message?: string; readonly closed?: Failure }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** It may be there. */
  | { readonly kind: 'unsure' };

/** In the bot's own name where it is a member; else through the response, which any channel takes. */
async function send(
  card: SlackMessage,
  channel: string,
  { place }: Pressed,
  outlet: Outlet,
  tools: PostTools,
): Promise<Sent> {
  const thread = threadOf(place);
  const own = await attempt(() => outlet.post({ ...card, channel, ...thread }), tools);
  if (own.done) return { kind: 'sent', ...(own.value !== undefined && { message: own.value }) };
  if (!tookNothing(own.failure)) return { kind: 'unsure' };
  if (!isClosed(own.failure)) return { kind: 'refused', failure: own.failure };
  const reply: Reply = {
    ...card,
    response_type: 'in_channel',
    replace_original: false,
    delete_original: true,
    ...thread,
  };
  const other = await attempt(() => outlet.respond(reply), tools);
  if (other.done) return { kind: 'sent', closed: own.failure };
  return tookNothing(other.failure) ? { kind: 'refused', failure: own.failure } : { kind: 'unsure' };
}

/** A sentence, and how to have the bot in the channel where that is what was missing. */
function inviting(
  sentence: string,
  failure: Failure,
  channel: string,
  say: Say,
  tools: PostTools,
): { readonly text: string } {
  const { text } = renderNotice(sentence);
  const isAbsent = failure.detail === 'not_in_channel' || failure.detail === 'channel_not_found';
  const how = isAbsent ? invitation('post-not-member', channel, say, tools.botName) : undefined;
  return { text: how ? `${text} ${how.text}` : text };
}

/** How to have the bot in a channel; undefined where nobody can be invited. Only an id that looks like one of Slack's
    becomes a live name, and only the asker sees it. */
export function invitation(
  key: 'post-not-member' | 'answer-not-member',
  channel: string,
  say: Say,
  bot: string,
): { readonly text: string } | undefined {
  if (!/^[CG][A-Z0-9]{2,24}$/u.test(channel)) return undefined;
  const { text } = renderNotice(say(key, { channel, bot }));
  return { text: text.replace(channel, `<#${channel}>`) };
}

function threadOf(place: Place): { readonly thread_ts?: string } {
  return place.kind === 'response' && place.thread !== undefined ? { thread_ts: place.thread } : {};
}

/** To who pressed alone, below what was pressed. */
export function privately(place: Place): Pick<Reply, 'response_type' | 'replace_original' | 'thread_ts'> {
  return { response_type: 'ephemeral', replace_original: false, ...threadOf(place) };
}
