import type { REST } from 'discord.js';
import type { PlatformTools } from '../../core/ports.ts';
import { type Fields, idAt, isFields } from './fields.ts';
import { FLAGS } from './limits.ts';
import { asComponents, type Message } from './message.ts';
import type { Interaction, MessagePlace } from './received.ts';

/** The calls of discord.js' REST client that we use. */
export type Rest = Pick<REST, 'get' | 'post' | 'put' | 'patch'>;

/** Why a call did not work, without any of its text: a REST error carries the interaction's token in its address and
    the message in its body, so the error itself goes nowhere. */
export interface Refusal {
  /** HTTP status; 0 when no answer came: a timeout, a broken connection. */
  readonly status: number;
  /** Discord's own code, 0 when it gave none. 50035: malformed; 40060: already answered; 10062: too late; 50001: no
      access; 50013: no permission; 160002: may not point at a message. */
  readonly code: number;
}

/** What became of a message for a channel. */
export type Sending =
  | {
      readonly kind: 'sent';
      /** Discord's id of it, where it told. */
      readonly message: string | undefined;
      /** Whether Discord showed it to the asker only, though it was meant for all. */
      readonly hidden: boolean;
    }
  /** It may have arrived. */
  | { readonly kind: 'unsure' }
  /** It did not. */
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** A message in its two forms; the second is sent when Discord refuses the first. */
export interface Forms {
  readonly card: Message;
  readonly plain: () => Message;
}

export interface Delivery {
  /** The first response to an interaction, seen by the asker only. */
  reply(to: Interaction, forms: Forms): Promise<boolean>;
  /** Says within 3 s that an answer will come, to the asker only. */
  defer(to: Interaction): Promise<boolean>;
  /** What was deferred becomes this. */
  complete(to: Interaction, forms: Forms): Promise<boolean>;
  /** The first response to a button: what its own message becomes. */
  update(to: Interaction, forms: Forms): Promise<boolean>;
  /** What was updated becomes this. */
  edit(to: Interaction, forms: Forms): Promise<boolean>;
  /** A message that the whole channel sees, through the interaction: it needs no permission, and an app that only the
      asker added has five of them. */
  publish(to: Interaction, forms: Forms): Promise<Sending>;
  /** A message in a channel, as the bot itself. `nonce`: at most 25 characters; of two with the same one Discord posts
      the first. */
  post(channelId: string, forms: Forms, nonce: string): Promise<Sending>;
  choices(to: Interaction, texts: readonly string[]): Promise<boolean>;
  /** A message in a channel, under the one that asked when `quoting`. */
  send(to: MessagePlace, forms: Forms, quoting: boolean): Promise<boolean>;
}

type Outcome = { readonly given: unknown } | { readonly refusal: Refusal };

/** Resolves with whether it arrived; never rejects. What did not is logged by its codes. `onUnauthorized` is told when
    Discord no longer takes the token: from then on discord.js sends nothing more. */
export function createDelivery(
  rest: Rest,
  { log, delivered }: Pick<PlatformTools, 'log' | 'delivered'>,
  onUnauthorized: () => void,
): Delivery {
  const report = (action: string, outcome: Outcome): Outcome => {
    // Choices come with every key that is pressed, and deferring carries nothing yet.
    if (action !== 'choices' && action !== 'defer') delivered?.('discord', resultOf(outcome));
    if ('given' in outcome) return outcome;
    const { status, code } = outcome.refusal;
    // On an interaction's own address 401 means that its token ran out, not ours.
    if (status === 401 && (action === 'send' || action === 'post')) onUnauthorized();
    log.warn('discord_refused', { action, status, code });
    return outcome;
  };
  /** The card, and its plain form when Discord calls the card malformed. `rich`: the message is in Components V2 and
      stays so. */
  const twoForms = async (
    action: string,
    { card, plain }: Forms,
    call: (message: Message) => Promise<unknown>,
    rich = false,
  ): Promise<Outcome> => {
    const first = await attempt(() => call(card));
    if ('given' in first || first.refusal.code !== 50035) return report(action, first);
    log.warn('discord_card_refused', { action });
    return report(action, await attempt(() => call(rich ? asComponents(plain()) : plain())));
  };
  const respond = (to: Interaction, body: unknown) =>
    rest.post(`/interactions/${to.id}/${to.token}/callback`, { auth: false, body });
  const original = (to: Interaction, body: Message) =>
    rest.patch(`/webhooks/${to.applicationId}/${to.token}/messages/@original`, { auth: false, body });
  /** A new message of the bot's own. An answer that was lost is asked for once more: the nonce makes it one message. */
  const create = async (channelId: string, body: object): Promise<unknown> => {
    const post = () =>
      rest.post(`/channels/${channelId}/messages`, { body: { ...body, enforce_nonce: true } });
    try {
      return await post();
    } catch (error) {
      if (!isUnsure(refusal(error))) throw error;
      return await post();
    }
  };
  return {
    reply: async (to, forms) =>
      arrived(
        await twoForms('reply', forms, (message) =>
          respond(to, { type: 4, data: { ...message, flags: message.flags | FLAGS.ephemeral } }),
        ),
      ),
    defer: async (to) =>
      arrived(
        report('defer', await attempt(() => respond(to, { type: 5, data: { flags: FLAGS.ephemeral } }))),
      ),
    complete: async (to, forms) =>
      arrived(await twoForms('complete', forms, (message) => original(to, message))),
    update: async (to, forms) =>
      arrived(await twoForms('update', forms, (data) => respond(to, { type: 7, data }), to.rich)),
    edit: async (to, forms) =>
      arrived(await twoForms('edit', forms, (message) => original(to, message), to.rich)),
    publish: async (to, forms) =>
      sending(
        await twoForms('publish', forms, (body) =>
          rest.post(`/webhooks/${to.applicationId}/${to.token}`, { auth: false, body }),
        ),
      ),
    post: async (channelId, forms, nonce) =>
      sending(await twoForms('post', forms, (message) => create(channelId, { ...message, nonce }))),
    choices: async (to, texts) => {
      const choices = texts.map((text) => ({ name: text, value: text }));
      return arrived(report('choices', await attempt(() => respond(to, { type: 8, data: { choices } }))));
    },
    send: async (to, forms, quoting) => {
      // One question, one nonce. An id has at most 20 digits.
      const nonce = to.messageId;
      const message_reference = { message_id: to.messageId, fail_if_not_exists: false };
      const sent = await twoForms('send', forms, async (message) => {
        if (!quoting) return create(to.channelId, { ...message, nonce });
        try {
          return await create(to.channelId, { ...message, nonce, message_reference });
        } catch (error) {
          // Who may not read what was said before may not point at it, and may still answer.
          if (refusal(error).code !== 160002) throw error;
          return create(to.channelId, { ...message, nonce });
        }
      });
      return arrived(sent);
    },
  };
}

async function attempt(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { given: await call() };
  } catch (error) {
    return { refusal: refusal(error) };
  }
}

function arrived(outcome: Outcome): boolean {
  return 'given' in outcome;
}

function resultOf(outcome: Outcome): 'sent' | 'unsure' | 'refused' {
  if ('given' in outcome) return 'sent';
  return isUnsure(outcome.refusal) ? 'unsure' : 'refused';
}

function sending(outcome: Outcome): Sending {
  if ('refusal' in outcome) {
    const { refusal } = outcome;
    return isUnsure(refusal) ? { kind: 'unsure' } : { kind: 'refused', refusal };
  }
  const message: Fields = isFields(outcome.given) ? outcome.given : {};
  const flags = message['flags'];
  const hidden = typeof flags === 'number' && (flags & FLAGS.ephemeral) !== 0;
  return { kind: 'sent', message: idAt(message, 'id'), hidden };
}

/** No answer, or one that does not tell what became of it. */
function isUnsure({ status }: Refusal): boolean {
  return status === 0 || status >= 500;
}

/** Reads an error of the REST client by its shape, so that this file needs no SDK at run time. */
export function refusal(error: unknown): Refusal {
  const number = (key: 'status' | 'code'): number => {
    const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
    return typeof value === 'number' ? value : 0;
  };
  // A rate limit that was not waited for is no answer of Discord's, and has a shape of its own.
  const limited = error instanceof Error && error.name.startsWith('RateLimitError');
  return limited ? { status: 429, code: 0 } : { status: number('status'), code: number('code') };
}
