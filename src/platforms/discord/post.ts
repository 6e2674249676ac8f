import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Answer } from '../../core/answer.ts';
import type { PhraseKey, Say } from '../../core/language.ts';
import type { Posted } from '../../core/ports.ts';
import { sayClaim } from '../../core/posting.ts';
import type { Question } from '../../core/question.ts';
import { cutTyped } from '../../core/text.ts';
import type { Forms, Refusal, Sending } from './deliver.ts';
import { formatCommandFor, formsOf, type Responding, sentence } from './forms.ts';
import { LIMITS, TIMES } from './limits.ts';
import type { Interaction, Place } from './received.ts';
import { type RenderOptions, shownPart } from './render.ts';
import { within } from './within.ts';

/** *Post it* or *Post it again* on a preview. */
export interface PostPress {
  readonly question: Question;
  readonly reply: Interaction;
  readonly presser: string;
  readonly insisted: boolean;
}

/** Who posted a card, as it stands under it: cut, and on one line. Nothing of it is kept. */
export function signature(presser: string, say: Say): string {
  const name = cutTyped(presser, LIMITS.name);
  return name === '' ? '' : say('posted-by', { name });
}

/** A preview becomes a card in the channel. The preview loses its buttons before anything is posted, so that pressing
    twice posts once; only then it says how it went. */
export async function post({ question, reply, presser, insisted }: PostPress, by: Responding): Promise<void> {
  const { firstResponse, claim: patience } = { ...TIMES, ...by.times };
  const say = by.tools.say(question.language);
  const tell = async (text: string): Promise<void> => {
    await by.delivery.update(reply, sentence(text));
  };
  const hindrance = hindranceIn(reply.place);
  if (hindrance) return tell(say(hindrance));
  const answer = await within(by.bot.answer(question), firstResponse);
  if (!answer || answer.outcome === 'failed') return tell(say('slow'));
  const { share, language } = answer;
  const sayIts = by.tools.say(language);
  const signed: RenderOptions = { signature: signature(presser, sayIts), reader: question.language };
  const show = (options: RenderOptions): Promise<boolean> =>
    by.delivery.update(reply, formsOf(answer, by.tools, { ...signed, ...options }));
  // Between preview and press a fact can be withdrawn: then that is what there is to say.
  if (!share) return void (await show({ buttons: 'none', notice: say('post-cancelled') }));
  // In a channel everybody's client may be in another language.
  const posted: RenderOptions = { ...signed, reader: undefined, buttons: 'public' };
  const { facts } = shownPart(answer, sayIts, {
    ...posted,
    formatCommand: formatCommandFor(by.tools.commands),
  });
  const wanted = {
    workspace: question.workspace,
    channel: channelOf(reply.place),
    call: share,
    facts,
    language,
  };
  const claiming = by.tools.posting.claim(wanted, { mayConfigure: reply.place.manages, insisted });
  const claim = await within(claiming, patience);
  if (!claim) {
    await tell(say('slow'));
    const late = await within(claiming, TIMES.answer);
    if (late?.kind === 'claimed') await by.tools.posting.failed(late.id);
    return;
  }
  if (claim.kind !== 'claimed') {
    const why = sayClaim(claim, say, question.language ?? language);
    const passes = claim.kind !== 'refused' || claim.why === 'store';
    const buttons = claim.kind === 'repeated' || insisted ? 'insist' : 'preview';
    return passes ? void (await show({ buttons, notice: why })) : tell(why);
  }
  if (!(await show({ buttons: 'none' }))) return by.tools.posting.failed(claim.id);
  const told = await settle(claim.id, formsOf(answer, by.tools, posted), reply, by);
  await by.delivery.edit(reply, sentence(say(told)));
}

/** Posts a card that nobody pressed for, in the bot's own name. Never rejects. */
export async function postScheduled(card: Answer, channelId: string, by: Responding): Promise<Posted> {
  if (card.outcome !== 'answered') return { kind: 'refused' };
  const forms = formsOf(card, by.tools, { buttons: 'public' });
  const sent = await by.delivery.post(channelId, forms, randomBytes(18).toString('base64url'));
  return sent.kind === 'sent' ? { kind: 'sent', message: sent.message } : { kind: sent.kind };
}

/** Why nothing can be posted from here, whoever asks; undefined when it can. */
function hindranceIn({ maySend, mayShow, channelId }: Place): PhraseKey | undefined {
  if (!maySend) return 'post-may-not-write';
  return mayShow && channelId !== undefined ? undefined : 'post-hidden';
}

/** Posts, tells the posting room what became of it, and gives back what to tell the presser. */
async function settle(id: string, card: Forms, reply: Interaction, by: Responding): Promise<PhraseKey> {
  const own = await asItself(id, card, reply.place, by);
  const sent = own ?? (await by.delivery.publish(reply, card));
  if (sent.kind === 'unsure') return 'post-unsure';
  if (sent.kind === 'refused' || sent.hidden) {
    await by.tools.posting.failed(id);
    return sent.kind === 'sent' ? 'post-hidden' : 'post-failed';
  }
  // What goes through a response can be edited for fifteen minutes only: too short for any correction.
  await by.tools.posting.posted(id, own ? sent.message : undefined);
  return own ? 'post-done' : 'post-through-response';
}

/** Undefined when the bot is not in this channel, or may not write there after all. */
async function asItself(
  id: string,
  card: Forms,
  { isMember, channelId }: Place,
  by: Responding,
): Promise<Sending | undefined> {
  if (!isMember || channelId === undefined) return undefined;
  // One claim, one nonce, of at most 25 characters whatever the store calls its claims.
  const nonce = createHash('sha256').update(id).digest('base64url').slice(0, 24);
  const sent = await by.delivery.post(channelId, card, nonce);
  return sent.kind === 'refused' && lacksRight(sent.refusal) ? undefined : sent;
}

function lacksRight({ status, code }: Refusal): boolean {
  return status === 403 || code === 50001 || code === 50013;
}

/** The channel of a direct message tells who talks to whom, so no store gets to see it. What stands for it holds as long
    as this process, which is longer than a card through a response is remembered. */
const secret = randomBytes(32);
function channelOf({ kind, channelId = '' }: Place): string {
  if (kind === 'server') return channelId;
  return createHmac('sha256', secret).update(channelId).digest('base64url').slice(0, 24);
}
