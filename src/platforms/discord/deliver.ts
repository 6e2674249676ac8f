import type { REST } from 'discord.js';
import type { Log } from '../../core/ports.ts';
import { FLAGS } from './limits.ts';
import type { Message } from './message.ts';
import type { Interaction, MessagePlace } from './receive.ts';

/** The calls of discord.js' REST client that we use. */
export type Rest = Pick<REST, 'get' | 'post' | 'put' | 'patch'>;

/** Why a call did not work, without any of its text: a REST error carries the interaction's token in its address and
    the message in its body, so the error itself goes nowhere. */
export interface Refusal {
  /** HTTP status; 0 when no answer came: a timeout, a broken connection. */
  readonly status: number;
  /** Discord's own code, 0 when it gave none. 50035: malformed; 40060: already answered; 10062: too late. */
  readonly code: number;
}

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
  /** The first response to a button: what its own message becomes. */
  update(to: Interaction, forms: Forms): Promise<boolean>;
  /** What was deferred or updated becomes this. */
  edit(to: Interaction, forms: Forms): Promise<boolean>;
  /** A message that the whole channel sees. */
  publish(to: Interaction, forms: Forms): Promise<boolean>;
  choices(to: Interaction, texts: readonly string[]): Promise<boolean>;
  /** A message in a channel, under the one that asked when `quoting`. */
  send(to: MessagePlace, forms: Forms, quoting: boolean): Promise<boolean>;
}

/** Resolves with whether it arrived; never rejects. What did not is logged by its codes. `onUnauthorized` is told when
    Discord no longer takes the token: from then on discord.js sends nothing more. */
export function createDelivery(rest: Rest, log: Log, onUnauthorized: () => void): Delivery {
  const attempt = async (call: () => Promise<unknown>): Promise<Refusal | undefined> => {
    try {
      await call();
      return undefined;
    } catch (error) {
      return refusal(error);
    }
  };
  const report = (what: string, refused: Refusal | undefined): boolean => {
    if (!refused) return true;
    // On an interaction's own address 401 means that its token ran out, not ours.
    if (refused.status === 401 && what === 'send') onUnauthorized();
    log.warn('discord_refused', { action: what, status: refused.status, code: refused.code });
    return false;
  };
  /** The card, and its plain form when Discord calls the card malformed. */
  const twoForms = async (what: string, forms: Forms, call: (message: Message) => Promise<unknown>) => {
    const refused = await attempt(() => call(forms.card));
    if (refused?.code !== 50035) return report(what, refused);
    log.warn('discord_card_refused', { action: what });
    return report(what, await attempt(() => call(forms.plain())));
  };
  const respond = (to: Interaction, body: unknown) =>
    rest.post(`/interactions/${to.id}/${to.token}/callback`, { auth: false, body });
  return {
    reply: (to, forms) =>
      twoForms('reply', forms, (message) =>
        respond(to, { type: 4, data: { ...message, flags: message.flags | FLAGS.ephemeral } }),
      ),
    defer: async (to) =>
      report('defer', await attempt(() => respond(to, { type: 5, data: { flags: FLAGS.ephemeral } }))),
    update: (to, forms) => twoForms('update', forms, (data) => respond(to, { type: 7, data })),
    edit: (to, forms) =>
      twoForms('edit', forms, (body) =>
        rest.patch(`/webhooks/${to.applicationId}/${to.token}/messages/@original`, { auth: false, body }),
      ),
    publish: (to, forms) =>
      twoForms('publish', forms, (body) =>
        rest.post(`/webhooks/${to.applicationId}/${to.token}`, { auth: false, body }),
      ),
    choices: async (to, texts) => {
      const choices = texts.map((text) => ({ name: text, value: text }));
      return report('choices', await attempt(() => respond(to, { type: 8, data: { choices } })));
    },
    send: (to, forms, quoting) =>
      twoForms('send', forms, async (message) => {
        const reference = { message_id: to.messageId, fail_if_not_exists: false };
        const body = {
          ...message,
          // One question, one nonce: Discord gives back the first message instead of posting a second. An id has at
          // most 20 digits, a nonce at most 25 characters.
          nonce: to.messageId,
          enforce_nonce: true,
          ...(quoting && { message_reference: reference }),
        };
        const post = () => rest.post(`/channels/${to.channelId}/messages`, { body });
        try {
          await post();
        } catch (error) {
          const { status } = refusal(error);
          if (status !== 0 && status < 500) throw error;
          await post();
        }
      }),
  };
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
