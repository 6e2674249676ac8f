import { FLAGS } from './limits.ts';

/** The part of Discord's message format that we use, in Discord's own spelling. */

export interface TextDisplay {
  readonly type: 10;
  readonly content: string;
}

export interface Separator {
  readonly type: 14;
  readonly divider: boolean;
  readonly spacing: 1 | 2;
}

/** Style 1 primary, 2 secondary, 3 success, 5 link. */
export type Button =
  | { readonly type: 2; readonly style: 1 | 2 | 3; readonly label: string; readonly custom_id: string }
  | { readonly type: 2; readonly style: 5; readonly label: string; readonly url: string };

export interface ActionRow {
  readonly type: 1;
  readonly components: readonly Button[];
}

export interface Container {
  readonly type: 17;
  readonly components: readonly (TextDisplay | Separator | ActionRow)[];
}

export type Component = TextDisplay | Separator | ActionRow | Container;

/** In every message: nobody is ever notified, whatever the text holds. */
export const NO_PINGS = { parse: [], replied_user: false } as const;

/** A message as it is posted. `content` is there only in the classic form, never beside flag 1<<15. */
export interface Message {
  readonly flags: number;
  readonly content?: string;
  readonly components: readonly Component[];
  readonly allowed_mentions: typeof NO_PINGS;
}

/** A classic message in the simplest components: what a message that is in Components V2 falls back to, since Discord
    lets none become a classic one again. */
export function asComponents({ flags, content, components, allowed_mentions }: Message): Message {
  const top: readonly Component[] = content === undefined ? [] : [{ type: 10, content }];
  return { flags: flags | FLAGS.componentsV2, components: [...top, ...components], allowed_mentions };
}
