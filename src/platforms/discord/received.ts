import type { CommandCard } from '../../core/ports.ts';
import type { Question, Typing } from '../../core/question.ts';
import type { Press } from './buttons.ts';

/** What Discord tells us and we act on. */
export type Received =
  /** A slash command, or one that was picked in the menu of a message. */
  | { readonly kind: 'command'; readonly question: Question; readonly reply: Interaction }
  | {
      readonly kind: 'button';
      readonly press: Press;
      readonly question: Question;
      readonly reply: Interaction;
      /** What the one who pressed is called where they pressed; as typed by them, so to be cleaned. */
      readonly presser: string;
    }
  | {
      readonly kind: 'typing';
      readonly typed: Typing;
      readonly question: Question;
      readonly reply: Interaction;
    }
  | { readonly kind: 'mention' | 'direct'; readonly question: Question; readonly reply: MessagePlace };

/** Where an interaction is answered: its token lives 15 minutes and needs no permission. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  readonly place: Place;
  /** Whether the message whose button was pressed is in Components V2: it can't become a classic one again. */
  readonly rich: boolean;
}

/** What may be done in the channel of an interaction, all of it read from the event: nothing is looked up. */
export interface Place {
  readonly channelId: string | undefined;
  /** `bot`: a direct message with the bot, where nobody else reads. `people`: any other direct or group message. */
  readonly kind: 'server' | 'bot' | 'people';
  /** Whether the asker could write in this channel without us. */
  readonly maySend: boolean;
  /** Whether the server has the bot, and it may read and write in this channel: then it can post as itself. */
  readonly isMember: boolean;
  /** Whether others see what goes through a response: a server may keep that from apps that only the asker added. */
  readonly mayShow: boolean;
  /** Whether the asker may manage the server. */
  readonly manages: boolean;
}

/** Where a message is answered. */
export interface MessagePlace {
  readonly channelId: string;
  readonly messageId: string;
}

export interface Receiving {
  readonly commands: readonly CommandCard[];
  /** The bot's own user id; undefined before READY. */
  readonly me: string | undefined;
  readonly now: Date;
}
