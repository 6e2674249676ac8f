import type { LanguageTag } from './fact.ts';

/** `slack:T024BE7LD`, `discord:114600000000000000`, `console:local`. */
export type WorkspaceId = `${string}:${string}`;

/** One use of one command. A button holds one of these whole, so pressing it needs no memory. */
export interface Call {
  readonly command: string;
  /** Platform markup taken off; may be empty. */
  readonly text: string;
}

/** One option of a command while somebody types into it. */
export interface Typing {
  readonly command: string;
  readonly text: string;
  /** The option's own name; the command's first when left out. */
  readonly option?: string;
  /** The values of the options before it, as the call's text would hold it; empty when left out. */
  readonly before?: string;
  /** The asker's language, where the platform tells; what is worded in it comes first. */
  readonly language?: LanguageTag;
}

/** What every platform turns its events into. A mention or a direct message is a call of `ask`. */
export interface Question extends Call {
  /** The platform's own id of the event; an event delivered twice keeps its id. */
  readonly id: string;
  readonly workspace: WorkspaceId;
  /** The platform's own id of the channel where it was asked, where there is one; never logged. */
  readonly channel?: string;
  /** `mayConfigure` is looked up only for commands that configure; false otherwise. */
  readonly asker: { readonly id: string; readonly mayConfigure: boolean };
  /** The key of the thread, the direct message or the chain of private answers that it belongs to; kept only as a hash. */
  readonly thread?: string;
  /** The asker's language, where the platform or the button that was pressed tells. */
  readonly language?: LanguageTag;
  readonly askedAt: Date;
}
