import { sayDuration } from './dates.ts';
import type { FactId, LanguageTag } from './fact.ts';
import type { Say } from './language.ts';
import type { Call, WorkspaceId } from './question.ts';
import type { Settings } from './settings.ts';

/** One card a minute in a channel, in milliseconds. */
export const POST_GAP = 60_000;
/** How long it is known which cards were posted where, in milliseconds: so long they are corrected. */
export const POST_KEPT = 90 * 86_400_000;
/** How long a channel is not shown the same facts again unless somebody insists, in milliseconds. */
export const POST_AGAIN = 86_400_000;

/** What tells a fact from the same one before it was corrected, withdrawn or superseded: `2`, `3 withdrawn`. It is stored
    with each posted card that shows it. */
export type Mark = string;
export type Marks = ReadonlyMap<FactId, Mark>;

/** A card that goes into a channel: what correcting it later takes, and nothing about who posted it. */
export interface NewPost {
  readonly workspace: WorkspaceId;
  readonly channel: string;
  readonly call: Call;
  readonly facts: readonly FactId[];
  readonly language: LanguageTag;
}

export interface Post extends NewPost {
  readonly id: string;
  readonly at: Date;
  /** The platform's own id of the message; left out where it went through a response, and can't be edited. */
  readonly message?: string;
}

/** `edit`: in the place of a message of the bot's own; `reply`: in its thread; `admin`: to somebody who may configure the
    workspace, alone. */
export type Place = { readonly workspace: WorkspaceId } & (
  | { readonly kind: 'edit' | 'reply'; readonly channel: string; readonly message: string }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'admin' }
);

/** `sent`: with the platform's own id of the message. `refused`: nothing was sent. `unsure`: it may have arrived. */
export type Posted =
  | { readonly kind: 'sent'; readonly message: string | undefined }
  | {
      readonly kind: 'refused' | 'unsure';
      /** The platform's own code: `not_in_channel`. */
      readonly why?: string;
      /** In seconds. */
      readonly retryAfter?: number;
      /** Of an edit that will always be refused: the message is gone, or can't be edited. */
      readonly never?: 'gone' | 'closed';
    };

export type Turn =
  | { readonly kind: 'free' }
  /** Another card was posted less than POST_GAP ago. */
  | { readonly kind: 'busy'; readonly ms: number }
  /** Everything it shows was shown there less than POST_AGAIN ago; `ms` since then. */
  | { readonly kind: 'repeated'; readonly ms: number };

export type Claim =
  /** `id` is settled with `posted` or `failed`. */
  | { readonly kind: 'claimed'; readonly id: string }
  | Exclude<Turn, { kind: 'free' }>
  | { readonly kind: 'refused'; readonly why: 'nobody' | 'admins' | 'channel' | 'paused' | 'store' };

/** `recent`: what was posted in that channel in the last POST_AGAIN milliseconds, in any order. Pure. */
export function turnOf(recent: readonly Post[], wanted: NewPost, insisted: boolean, now: Date): Turn {
  const since = (post: Post): number => Math.max(0, now.getTime() - post.at.getTime());
  const last = Math.min(...recent.map(since));
  if (last < POST_GAP) return { kind: 'busy', ms: POST_GAP - last };
  const shown = recent.filter((post) => since(post) < POST_AGAIN && repeats(wanted, post));
  return insisted || shown.length === 0 ? { kind: 'free' } : { kind: 'repeated', ms: Math.min(...shown.map(since)) };
}

/** A card says nothing new beside another when it is the same one, or shows no fact that the other did not. */
function repeats(wanted: NewPost, earlier: NewPost): boolean {
  const same = wanted.call.command === earlier.call.command && wanted.call.text === earlier.call.text;
  return same || (wanted.facts.length > 0 && wanted.facts.every((id) => earlier.facts.includes(id)));
}

/** Whether a workspace's settings let somebody post into a channel; undefined when they do. */
export function forbids(settings: Settings, channel: string, mayConfigure: boolean) {
  if (settings.paused) return 'paused';
  if (settings.posting === 'nobody') return 'nobody';
  if (settings.posting === 'admins' && !mayConfigure) return 'admins';
  return settings.channels === 'all' || settings.channels.includes(channel) ? undefined : 'channel';
}

/** Why a card was not posted, and what to do, in one sentence. */
export function sayClaim(claim: Exclude<Claim, { kind: 'claimed' }>, say: Say, language: LanguageTag): string {
  if (claim.kind === 'refused') return say(`post-refused-${claim.why}`);
  return claim.kind === 'busy'
    ? say('post-busy', { seconds: Math.ceil(claim.ms / 1000) })
    : say('post-repeated', { ago: sayDuration(claim.ms, language) });
}
