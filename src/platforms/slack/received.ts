import type { CommandCard } from '../../core/ports.ts';
import type { Call, Question, WorkspaceId } from '../../core/question.ts';

/** The id of the search's field, whose picked value is a question. */
export const ASKED = 'asked';

/** Where an answer goes. */
export type Place =
  /** Through the command's or button's own response address, to the asker alone; `thread` is where the button stands. */
  | { readonly kind: 'response'; readonly thread?: string }
  /** A mention: `thread` is where everybody reads the answer. `privately` is set when that thread already exists: Slack
      shows a private message only in a thread that does, and otherwise in the channel. */
  | {
      readonly kind: 'thread';
      readonly channel: string;
      readonly thread: string;
      readonly privately?: string;
      readonly user: string;
    }
  | { readonly kind: 'direct'; readonly channel: string; readonly thread?: string }
  /** A button in a modal: the answer takes the place of what the modal showed. */
  | { readonly kind: 'modal'; readonly view: string }
  /** A button that stands in no message: the answer opens a modal of its own. */
  | { readonly kind: 'opening'; readonly trigger: string };

export type Received =
  /** `replace`: the answer takes the place of the private message whose button was pressed. */
  | { readonly kind: 'ask'; readonly question: Question; readonly place: Place; readonly replace: boolean }
  /** `poster`: the name of whoever pressed, as Slack gives it. */
  | {
      readonly kind: 'preview' | 'post' | 'insist';
      readonly question: Question;
      readonly place: Place;
      readonly poster?: string;
    }
  | { readonly kind: 'cancel' | 'expired'; readonly id: string; readonly place: Place }
  /** The search is wanted. */
  | { readonly kind: 'search'; readonly question: Question; readonly trigger: string }
  /** The app's own page was opened, or one of its controls was changed: `change` says to what. */
  | { readonly kind: 'home'; readonly question: Question; readonly change?: string }
  /** The place where people write to the bot was opened. */
  | { readonly kind: 'messages'; readonly question: Question; readonly channel: string };

/** What a receiver must know of itself. */
export interface Self {
  readonly botUserId?: string;
  readonly commands: readonly CommandCard[];
  /** The workspace where it is installed; left out where it may be several, or isn't known. */
  readonly team?: string;
  /** Slack's ids of those who may configure. */
  readonly admins: ReadonlySet<string>;
  /** Whether people write to the bot in conversations of their own, as to an agent. */
  readonly agent?: boolean;
  readonly now: Date;
}

/** Who asked for something, and where. */
export interface Asker {
  /** The platform's own id of the event. */
  readonly id: string;
  readonly team: string | null | undefined;
  readonly user: string;
  readonly channel?: string | null | undefined;
}

export function workspaceOf(given: string | null | undefined, own: string | undefined): WorkspaceId {
  return `slack:${own ?? given ?? 'unknown'}`;
}

export function questionOf({ id, team, user, channel }: Asker, call: Call, self: Self): Question {
  return {
    id,
    // In a shared channel the team is that of whoever pressed; what holds is what this workspace has set.
    workspace: workspaceOf(team, self.team),
    ...(channel && { channel }),
    // Slack tells an admin from another only with the scope users:read, which the manifest does not ask for.
    asker: { id: user, mayConfigure: self.admins.has(user) },
    askedAt: self.now,
    ...call,
  };
}

/** The thread that a message stands in. The first message of a thread stands in the channel too, where more people see
    it: what is said to it in private is said there. */
export function inThread(thread: string | undefined, own: string | undefined): { readonly thread?: string } {
  return thread !== undefined && thread !== own ? { thread } : {};
}
