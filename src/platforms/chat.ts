import { setTimeout as after } from 'node:timers/promises';
import type { Answer } from '../core/answer.ts';
import { BotError } from '../core/errors.ts';
import type { LanguageTag } from '../core/fact.ts';
import type { KeyFault } from '../core/keys.ts';
import type { Call } from '../core/question.ts';

/* What Slack and Discord have in common. */

/** What a pressed button may ask for. `ask`: an answer below. `pick`: an answer in place of the card it stands under,
    where only the asker sees it. `preview`: what *Post here* would post. `post`: post it; `insist`: although the
    channel had it. */
export const CALLING = ['ask', 'pick', 'preview', 'post', 'insist'] as const;
export type Calling = (typeof CALLING)[number];

/** A button that holds its whole question, and what its card is worded in where that is told. */
export interface CallingButton {
  readonly kind: Calling;
  readonly call: Call;
  readonly language?: LanguageTag;
}

/** Which of them an answer's own kinds of action are. */
export const CALLING_FOR = { ask: 'ask', replace: 'pick', preview: 'preview' } as const;

/** Whether there is anything in it for a channel. */
export const isPostable = ({ outcome }: Answer): boolean => outcome === 'answered' || outcome === 'told';

/** Milliseconds for which an edited message may become a question; what was seen is forgotten an hour later. */
export const EDITABLE = 23 * 60 * 60 * 1000;

/** Resolves after so many milliseconds, for which the process need not live on. */
export const pause = (ms: number): Promise<void> => after(ms, undefined, { ref: false });

/** Remembers what is under way until it ends, and waits for it, but no longer than it may take. */
export class UnderWay {
  readonly #all = new Set<Promise<unknown>>();

  track(work: Promise<unknown>, failed: () => void = () => undefined): void {
    const tracked: Promise<unknown> = work.catch(failed).finally(() => this.#all.delete(tracked));
    this.#all.add(tracked);
  }

  async end(ms: number): Promise<void> {
    await Promise.race([Promise.all(this.#all), pause(ms)]);
  }
}

/** Throws where anything is wrong with the variables, all of it at once. */
export function refuse(faults: readonly Pick<KeyFault<string>, 'says' | 'about'>[], hint: string): void {
  if (faults.length === 0) return;
  throw new BotError('bad_config', faults.map(({ says, about }) => `${says} ${about}`).join('\n'), hint);
}
