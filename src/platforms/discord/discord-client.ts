import { setTimeout as after } from 'node:timers/promises';
import type { REST } from 'discord.js';
import type { PlatformTools } from '../../core/ports.ts';
import { FLAGS, TIMES } from './limits.ts';
import { asComponents, type Message, type MessageForms } from './message.ts';
import { type Fields, idAt, isFields } from './payload.ts';
import type { Interaction, MessageTarget } from './receive.ts';

/** The calls of discord.js' REST client that we use. */
export type Rest = Pick<REST, 'get' | 'post' | 'put' | 'patch'>;

/** A REST error carries the interaction's token in its address and the message in its body: of it only this goes on. */
export interface Refusal {
  /** HTTP status; 0 when no answer came: a timeout, a broken connection. */
  readonly status: number;
  /** Discord's own code, 0 when it gave none. 50035: malformed; 40060: already answered; 10062: too late; 50001: no
      access; 50013: no permission; 160002: may not point at a message. */
  readonly code: number;
}

export type CallResult =
  | {
      readonly kind: 'sent';
      /** Discord's id of the message, where it told. */
      readonly message: string | undefined;
      /** Whether Discord showed it to the asker only, though it was meant for all. */
      readonly hidden: boolean;
    }
  /** `unsure`: it may have arrived. `refused`: it did not. */
  | { readonly kind: 'unsure' | 'refused'; readonly refusal: Refusal };

export type DiscordClient = ReturnType<typeof createDiscordClient>;

/** Every call that answering makes to Discord. None rejects: what did not arrive is logged by its codes, and counted.
    `onUnauthorized`: Discord no longer takes the token, and discord.js sends nothing more. */
export function createDiscordClient(
  rest: Rest,
  { log, delivered, now }: Pick<PlatformTools, 'log' | 'delivered' | 'now'>,
  onUnauthorized: () => void,
) {
  const report = (action: string, result: CallResult): CallResult => {
    // Choices come with every key that is pressed, and deferring carries nothing yet.
    if (action !== 'choices' && action !== 'defer') delivered?.('discord', result.kind);
    if (result.kind === 'sent') return result;
    const { status, code } = result.refusal;
    // On an interaction's own address 401 means that its token ran out, not ours.
    if (status === 401 && (action === 'send' || action === 'post')) onUnauthorized();
    log.warn('discord_refused', { action, status, code });
    return result;
  };
  /** The card, or its plain form when Discord calls it malformed. `rich`: a message in Components V2 stays so. */
  const twoForms = async (
    action: string,
    { card, plain }: MessageForms,
    call: (message: Message) => Promise<unknown>,
    rich = false,
  ): Promise<CallResult> => {
    const first = await attempt(() => call(card));
    if (first.kind === 'sent' || first.refusal.code !== 50035) return report(action, first);
    log.warn('discord_card_refused', { action });
    return report(action, await attempt(() => call(rich ? asComponents(plain()) : plain())));
  };
  /** The first response. Discord takes one, so that it is said again where it may not have come, while that helps. */
  const respond = async (to: Interaction, body: unknown): Promise<void> => {
    for (let wait = 100; ; wait *= 2) {
      try {
        const left = Math.max(0, to.until - now().getTime());
        const signal = AbortSignal.timeout(TIMES.callback + Math.round(left / 2));
        await rest.post(`/interactions/${to.id}/${to.token}/callback`, { auth: false, body, signal });
        return;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal.code === ANSWERED && wait > 100) return;
        const again = isUnsure(refusal) || refusal.status === 429;
        if (!again || now().getTime() + wait > to.until) throw error;
        await after(wait);
      }
    }
  };
  const original = (to: Interaction, body: Message) =>
    rest.patch(`/webhooks/${to.applicationId}/${to.token}/messages/@original`, { auth: false, body });
  /** A message of the bot's own. When no answer comes it is sent once more: the nonce makes it one. */
  const create = (channelId: string, message: object, under?: string): Promise<unknown> => {
    const at = under !== undefined && { message_reference: { message_id: under, fail_if_not_exists: false } };
    const body = { ...message, enforce_nonce: true, ...at };
    const post = () => rest.post(`/channels/${channelId}/messages`, { body });
    return post().catch((error: unknown) => {
      if (!isUnsure(refusalOf(error))) throw error;
      return post();
    });
  };
  return {
    /** The first response to an interaction, seen by the asker only. */
    reply: (to: Interaction, forms: MessageForms) =>
      twoForms('reply', forms, (message) =>
        respond(to, { type: 4, data: { ...message, flags: message.flags | FLAGS.ephemeral } }),
      ),
    /** Says within 3 s that an answer will come, to the asker only. */
    defer: async (to: Interaction) =>
      report('defer', await attempt(() => respond(to, { type: 5, data: { flags: FLAGS.ephemeral } }))),
    /** Says within 3 s that the message whose button was pressed will change. */
    deferUpdate: async (to: Interaction) => report('defer', await attempt(() => respond(to, { type: 6 }))),
    complete: (to: Interaction, forms: MessageForms) => twoForms('complete', forms, (message) => original(to, message)),
    /** The first response to a button: what its own message becomes. */
    update: (to: Interaction, forms: MessageForms) =>
      twoForms('update', forms, (data) => respond(to, { type: 7, data }), to.rich),
    edit: (to: Interaction, forms: MessageForms) =>
      twoForms('edit', forms, (message) => original(to, message), to.rich),
    /** A message for the whole channel, through the interaction: that needs no permission. */
    publish: (to: Interaction, forms: MessageForms) =>
      twoForms('publish', forms, (body) =>
        rest.post(`/webhooks/${to.applicationId}/${to.token}`, { auth: false, body }),
      ),
    /** A message as the bot itself. `nonce`: 25 characters at most; of two with one Discord posts the first. */
    post: (channelId: string, forms: MessageForms, nonce: string, under?: string) =>
      twoForms('post', forms, (message) => create(channelId, { ...message, nonce }, under)),
    /** In the place of a message of the bot's own, which is in Components V2 and stays so. */
    change: (channelId: string, messageId: string, forms: MessageForms) =>
      twoForms('edit', forms, (body) => rest.patch(`/channels/${channelId}/messages/${messageId}`, { body }), true),
    /** Where the owner of a server is written to alone; undefined where Discord does not say. */
    ownersChannel: async (server: string): Promise<string | undefined> => {
      try {
        const guild = await rest.get(`/guilds/${server}`);
        const owner = isFields(guild) ? idAt(guild, 'owner_id') : undefined;
        const channel = await rest.post('/users/@me/channels', { body: { recipient_id: owner } });
        return isFields(channel) ? idAt(channel, 'id') : undefined;
      } catch (error) {
        log.warn('discord_refused', { action: 'send', ...refusalOf(error) });
        return undefined;
      }
    },
    choices: async (to: Interaction, texts: readonly string[]) => {
      const choices = texts.map((text) => ({ name: text, value: text }));
      return report('choices', await attempt(() => respond(to, { type: 8, data: { choices } })));
    },
    /** A message in a channel, under the one that asked when `quoting`. */
    send: ({ channelId, messageId }: MessageTarget, forms: MessageForms, quoting: boolean) =>
      twoForms('send', forms, (message) => {
        // One question, one nonce. An id has at most 20 digits.
        const body = { ...message, nonce: messageId };
        return create(channelId, body, quoting ? messageId : undefined).catch((error: unknown) => {
          // Who may not read what was said before may not point at it, and may still answer.
          if (refusalOf(error).code !== 160002) throw error;
          return create(channelId, body);
        });
      }),
  };
}

/** Discord's code for an interaction that has its first response. */
export const ANSWERED = 40_060;

async function attempt(call: () => Promise<unknown>): Promise<CallResult> {
  try {
    const given = await call();
    const message: Fields = isFields(given) ? given : {};
    const flags = message['flags'];
    const hidden = typeof flags === 'number' && (flags & FLAGS.ephemeral) !== 0;
    return { kind: 'sent', message: idAt(message, 'id'), hidden };
  } catch (error) {
    const refusal = refusalOf(error);
    return { kind: isUnsure(refusal) ? 'unsure' : 'refused', refusal };
  }
}

/** No answer, or one that does not tell what became of it. */
function isUnsure({ status }: Refusal): boolean {
  return status === 0 || status >= 500;
}

/** Reads an error of the REST client by its shape, so that this file needs no SDK at run time. */
export function refusalOf(error: unknown): Refusal {
  const number = (key: 'status' | 'code'): number => {
    const value: unknown = Reflect.get(Object(error), key);
    return typeof value === 'number' ? value : 0;
  };
  // A rate limit that was not waited for is no answer of Discord's, and has a shape of its own.
  const limited = error instanceof Error && error.name.startsWith('RateLimitError');
  return limited ? { status: 429, code: 0 } : { status: number('status'), code: number('code') };
}
