import type { Action, Answer } from '../../core/answer.ts';
import type { Say } from '../../core/language.ts';
import type { Call } from '../../core/question.ts';
import { shorten } from '../../core/text.ts';
import { oneLine } from './escape.ts';
import { LIMITS } from './limits.ts';
import type { ActionRow, Button } from './message.ts';

/** Begins every `custom_id`; raised when its form changes, so that buttons of older cards are told from ours. */
const VERSION = '1';

/** What a pressed button asks for. `ask`: answer this call. `preview`: show the asker what would be posted. `post`: post
    it. `cancel`: post nothing. `expired`: a button of another version. */
export type Press =
  | { readonly kind: 'ask' | 'preview' | 'post'; readonly call: Call }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'expired' };

const LETTERS = { ask: 'a', preview: 'p', post: 'y', cancel: 'n' } as const;

/** Which buttons stand under a card: `private`: related questions and *Post here*; `preview`: *Post it*, *Don't post*;
    `public`: related questions only; `none`. */
export type Buttons = 'private' | 'preview' | 'public' | 'none';

/** Undefined when a call does not fit into a `custom_id`. */
export function customId(kind: 'ask' | 'preview' | 'post', call: Call): string | undefined {
  const id = `${VERSION}${LETTERS[kind]}:${call.command} ${call.text}`;
  // Half a character can't travel as UTF-8, and the button would come back with another question.
  return id.length <= LIMITS.customId && !/\p{Cs}/u.test(id) ? id : undefined;
}

/** Never throws, whatever is pressed. */
export function readPress(id: string): Press {
  if (id === `${VERSION}${LETTERS.cancel}`) return { kind: 'cancel' };
  const match = /^1([apy]):([^ ]+) (.*)$/su.exec(id);
  const [, letter, command, text] = match ?? [];
  if (command === undefined || text === undefined) return { kind: 'expired' };
  const call = { command, text };
  return { kind: letter === 'a' ? 'ask' : letter === 'p' ? 'preview' : 'post', call };
}

/** Rows of at most five buttons; a button that Discord could not hold is left out. */
export function buttonRows(answer: Answer, say: Say, which: Buttons): readonly ActionRow[] {
  const buttons =
    which === 'none' ? [] : which === 'preview' ? confirm(answer, say) : related(answer, say, which);
  const rows: ActionRow[] = [];
  for (let at = 0; at < buttons.length; at += LIMITS.buttonsInRow) {
    rows.push({ type: 1, components: buttons.slice(at, at + LIMITS.buttonsInRow) });
  }
  return rows;
}

function related(answer: Answer, say: Say, which: 'private' | 'public'): readonly Button[] {
  const buttons = answer.actions.flatMap(actionButton);
  const share = which === 'private' && answer.share ? customId('preview', answer.share) : undefined;
  if (share !== undefined)
    buttons.push({ type: 2, style: 1, label: label(say('button-post')), custom_id: share });
  return buttons;
}

function actionButton(action: Action): Button[] {
  if ('url' in action) {
    const fits = action.url.length <= LIMITS.buttonUrl;
    return fits ? [{ type: 2, style: 5, label: label(action.label), url: action.url }] : [];
  }
  const id = customId('ask', action.call);
  return id === undefined ? [] : [{ type: 2, style: 2, label: label(action.label), custom_id: id }];
}

function confirm(answer: Answer, say: Say): readonly Button[] {
  const post = answer.share && customId('post', answer.share);
  if (post === undefined) return [];
  return [
    { type: 2, style: 3, label: label(say('button-confirm-post')), custom_id: post },
    { type: 2, style: 2, label: label(say('button-cancel')), custom_id: `${VERSION}${LETTERS.cancel}` },
  ];
}

/** Discord wants some text on a button. */
function label(text: string): string {
  return shorten(oneLine(text).trim(), LIMITS.label) || '…';
}
