import { createHash, createHmac, randomBytes } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import type { Answer } from '../../core/answer.ts';
import { isFirst } from '../../core/first-sight.ts';
import type { PhraseKey, Say } from '../../core/language.ts';
import type { Bot, PlatformTools } from '../../core/ports.ts';
import { type Place, type Posted, sayClaim } from '../../core/posting.ts';
import type { Question } from '../../core/question.ts';
import { cutTyped } from '../../core/text.ts';
import { isPostable } from '../chat.ts';
import { formatCommandFor } from './commands.ts';
import { ANSWERED, type CallResult, type DiscordClient } from './discord-client.ts';
import { LIMITS, TIMES } from './limits.ts';
import type { MessageForms } from './message.ts';
import type { ChannelAccess, Interaction, Received } from './receive.ts';
import { type RenderOptions, renderAnswer, renderPlain, renderSentence, shownPart } from './render.ts';
import type { Turn, Turns } from './turns.ts';

/** Everything that answering takes; made once, when Discord is opened. */
export interface DiscordTools extends PlatformTools {
  readonly bot: Bot;
  readonly client: DiscordClient;
  me(): string | undefined;
  readonly roles: ReadonlySet<unknown>;
  /** Milliseconds until a deferral, and until an answer is given up. */
  readonly times: { readonly firstResponse: number; readonly answer: number };
  readonly turns: Turns;
}

/** An answer when its turn comes; `seen` where it was asked before. */
export function inTurn(question: Question, discord: DiscordTools): Turn<Answer | 'seen'> {
  return discord.turns.take(async () =>
    (await isFirst(question.id, 'discord', discord)) ? discord.bot.answer(question) : 'seen',
  );
}

export function formsOf(answer: Answer, options: RenderOptions, discord: DiscordTools): MessageForms {
  const say = discord.say(answer.language);
  const all = { formatCommand: formatCommandFor(discord.commands, options.reader), ...options };
  return { card: renderAnswer(answer, say, all), plain: () => renderPlain(answer, say, all) };
}

/** Commands and buttons are answered to the asker alone. Whether a reply is private is fixed by the first response, so
    one that has to wait is deferred before. `changes`: for an answer that can be posted. `inPlace`: in the message
    whose button was pressed. */
export async function deliverPrivately(
  question: Question,
  to: Interaction,
  discord: DiscordTools,
  changes: RenderOptions = {},
  inPlace: boolean = false,
): Promise<void> {
  const { client, times } = discord;
  const [reply, defer, complete] = inPlace
    ? [client.update, client.deferUpdate, client.edit]
    : [client.reply, client.defer, client.complete];
  // Where only the asker reads there is nobody to post for.
  const buttons = to.access.kind === 'bot' ? 'alone' : 'private';
  const forms = (answer: Answer): MessageForms =>
    formsOf(answer, { buttons, reader: question.language, ...(answer.share && changes) }, discord);
  const { far, result: coming } = inTurn(question, discord);
  const answer = far ? undefined : await withTimeout(coming, times.firstResponse);
  if (answer === 'seen') return;
  if (answer) return void (await reply(to, forms(answer)));
  const deferred = await discord.turns.first(defer(to));
  if (deferred.kind === 'refused' && deferred.refusal.code !== ANSWERED) return;
  const late = await withTimeout(coming, times.answer);
  if (late === 'seen') return;
  await complete(to, late ? forms(late) : renderSentence(discord.say(question.language)('slow')));
}

/** Undefined when it takes longer, or rejects. */
export async function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const timer = new AbortController();
  try {
    return await Promise.race([promise, after(ms, undefined, { signal: timer.signal })]);
  } catch {
    return undefined;
  } finally {
    timer.abort();
  }
}

/** Who posted a card, as it stands under it: cut, and on one line. Nothing of it is kept. */
export function signature(presser: string, say: Say): string {
  const name = cutTyped(presser, LIMITS.name);
  return name === '' ? '' : say('posted-by', { name });
}

/** A preview loses its buttons before anything is posted, so that pressing twice posts once; then it says how it went. */
export async function post(
  { question, reply, presser }: Extract<Received, { kind: 'button' }>,
  insisted: boolean,
  discord: DiscordTools,
): Promise<void> {
  const { bot, client, posting, times } = discord;
  const { access } = reply;
  const say = discord.say(question.language);
  const tell = async (text: string): Promise<void> => void (await client.update(reply, renderSentence(text)));
  const hindrance = hindranceIn(access);
  if (hindrance) return tell(say(hindrance));
  const answer = await withTimeout(bot.answer(question), times.firstResponse);
  if (!answer || answer.outcome === 'failed') return tell(say('slow'));
  const { share, language } = answer;
  const sayIts = discord.say(language);
  const signed: RenderOptions = { signature: signature(presser, sayIts), reader: question.language };
  const show = (options: RenderOptions): Promise<CallResult> =>
    client.update(reply, formsOf(answer, { ...signed, ...options }, discord));
  // Between preview and press a fact can be withdrawn: then that is what there is to say.
  if (!share) return void (await show({ buttons: 'none', notice: say('post-cancelled') }));
  // In a channel everybody's client may be in another language.
  const posted: RenderOptions = { ...signed, reader: undefined, buttons: 'public' };
  const formatCommand = formatCommandFor(discord.commands);
  const { facts } = shownPart(answer, sayIts, { ...posted, formatCommand });
  const wanted = { workspace: question.workspace, channel: channelOf(access), call: share, facts, language };
  const claiming = posting.claim(wanted, { mayConfigure: access.manages, insisted });
  const claim = await withTimeout(claiming, TIMES.claim);
  if (!claim) {
    await tell(say('slow'));
    const late = await withTimeout(claiming, TIMES.answer);
    if (late?.kind === 'claimed') await posting.failed(late.id);
    return;
  }
  if (claim.kind !== 'claimed') {
    const why = sayClaim(claim, say, question.language ?? language);
    const passes = claim.kind !== 'refused' || claim.why === 'store';
    const buttons = claim.kind === 'repeated' || insisted ? 'insist' : 'preview';
    return passes ? void (await show({ buttons, notice: why })) : tell(why);
  }
  if ((await show({ buttons: 'none' })).kind !== 'sent') return posting.failed(claim.id);
  const outcome = await publish(claim.id, formsOf(answer, posted, discord), reply, discord);
  await client.edit(reply, renderSentence(say(outcome)));
}

/** Posts or edits a card that nobody pressed for; for an admin, in a direct message to the owner. Never rejects. */
export async function postUnasked(card: Answer, place: Place, discord: DiscordTools): Promise<Posted> {
  if (!isPostable(card)) return { kind: 'refused', why: 'no_card' };
  const { client } = discord;
  const isAlone = place.kind === 'admin';
  const channel = isAlone ? await client.ownersChannel(place.workspace.slice('discord:'.length)) : place.channel;
  if (channel === undefined) return { kind: 'refused', why: 'no_admin' };
  const forms = formsOf(card, { buttons: isAlone ? 'none' : 'public' }, discord);
  if (place.kind === 'edit') return postedBy(await client.change(channel, place.message, forms), true);
  const under = place.kind === 'reply' ? place.message : undefined;
  return postedBy(await client.post(channel, forms, randomBytes(18).toString('base64url'), under), false);
}

/** Discord's codes for a message that is not there, and for one that may not be edited. */
const GONE: readonly number[] = [10_003, 10_008];
const NO_RIGHT: readonly number[] = [50_001, 50_013];
const CLOSED: readonly number[] = [...NO_RIGHT, 50_005, 50_083];

function postedBy(sent: CallResult, isEdit: boolean): Posted {
  if (sent.kind === 'sent') return { kind: 'sent', message: sent.message };
  const { status, code } = sent.refusal;
  const never = GONE.includes(code) ? 'gone' : CLOSED.includes(code) ? 'closed' : undefined;
  const why = `discord_${code === 0 ? status : code}`;
  return { kind: sent.kind, why, ...(isEdit && never && { never }) };
}

/** Why nothing can be posted from here, whoever asks; undefined when it can. */
function hindranceIn({ maySend, mayShow, channelId }: ChannelAccess): PhraseKey | undefined {
  if (!maySend) return 'post-may-not-write';
  return mayShow && channelId !== undefined ? undefined : 'post-hidden';
}

/** Posts, tells the posting room what became of it, and gives back what to tell the presser. */
async function publish(
  claim: string,
  card: MessageForms,
  reply: Interaction,
  { client, posting }: DiscordTools,
): Promise<PhraseKey> {
  const own = await postAsItself(claim, card, reply.access, client);
  const sent = own ?? (await client.publish(reply, card));
  if (sent.kind === 'sent' && !sent.hidden) {
    // What goes through a response can be edited for fifteen minutes only: too short for any correction.
    await posting.posted(claim, own ? sent.message : undefined);
    return own ? 'post-done' : 'post-through-response';
  }
  if (sent.kind === 'unsure') return 'post-unsure';
  await posting.failed(claim);
  return sent.kind === 'sent' ? 'post-hidden' : 'post-failed';
}

/** Undefined when the bot is not in this channel, or may not write there after all. */
async function postAsItself(
  claim: string,
  card: MessageForms,
  { isMember, channelId }: ChannelAccess,
  client: DiscordClient,
): Promise<CallResult | undefined> {
  if (!isMember || channelId === undefined) return undefined;
  // One claim, one nonce, of at most 25 characters whatever the store calls its claims.
  const nonce = createHash('sha256').update(claim).digest('base64url').slice(0, 24);
  const sent = await client.post(channelId, card, nonce);
  const lacksRight = sent.kind === 'refused' && (sent.refusal.status === 403 || NO_RIGHT.includes(sent.refusal.code));
  return lacksRight ? undefined : sent;
}

/** The channel of a direct message tells who talks to whom: no store sees it. What takes its place holds as long as
    this process, which is longer than a card through a response is remembered. */
const secret = randomBytes(32);
function channelOf({ kind, channelId = '' }: ChannelAccess): string {
  if (kind === 'server') return channelId;
  return createHmac('sha256', secret).update(channelId).digest('base64url').slice(0, 24);
}
