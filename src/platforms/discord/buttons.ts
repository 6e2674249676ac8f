import type { Answer } from '../../core/answer.ts';
import { controlsOf } from '../../core/controls.ts';
import type { LanguageTag } from '../../core/fact.ts';
import type { Say } from '../../core/language.ts';
import type { Call } from '../../core/question.ts';
import { oneLine, shorten } from '../../core/text.ts';
import { CALLING, CALLING_FOR, type Calling, type CallingButton } from '../chat.ts';
import { LIMITS } from './limits.ts';
import type { ActionRow, Button } from './message.ts';

/** Begins every `custom_id`; raised when its form changes, so that buttons of older cards are told from ours. */
const VERSION = '1';

/** What a pressed button asks for. `cancel`: post nothing. `expired`: a button of another version. */
export type ButtonValue = CallingButton | { readonly kind: 'cancel' | 'expired' };

const LETTERS: Readonly<Record<Calling, string>> = { ask: 'a', pick: 'k', preview: 'p', post: 'y', insist: 'i' };
const CANCEL = `${VERSION}n`;
/** Never read: what is picked from a menu holds its whole question. */
const MENU = `${VERSION}m`;
const FORM = /^1([akpyi])(?:\.([A-Za-z]{2,3}(?:-[A-Za-z\d]{2,8}){0,3}))?:([^ ]+) (.*)$/su;

/** Which buttons stand under a card: `private`: related questions and *Post here*; `alone`: the same where nobody else
    reads; `preview`: *Post it*, *Don't post*; `insist`: *Post it again*, *Don't post*; `public`: as `alone`, and
    whoever presses one may read another language; `none`. */
export type Buttons = 'private' | 'alone' | 'preview' | 'insist' | 'public' | 'none';

/** `1a:boycott salesforce`, `1a.es:boycott salesforce`; without a language that is too long, undefined if the call is. */
export function customId(kind: Calling, call: Call, language?: LanguageTag): string | undefined {
  const head = `${VERSION}${LETTERS[kind]}`;
  const tail = `:${call.command} ${call.text}`;
  const ids = [...(language === undefined ? [] : [`${head}.${language}${tail}`]), `${head}${tail}`];
  // Half a character can't travel as UTF-8, and the button would come back with another question.
  return ids.find((id) => id.length <= LIMITS.customId && !/\p{Cs}/u.test(id) && FORM.test(id));
}

export function readCustomId(id: string): ButtonValue {
  if (id === CANCEL) return { kind: 'cancel' };
  const [, letter, language, command, text] = FORM.exec(id) ?? [];
  const kind = CALLING.find((one) => LETTERS[one] === letter);
  if (kind === undefined || command === undefined || text === undefined) return { kind: 'expired' };
  return { kind, call: { command, text }, ...(language !== undefined && { language }) };
}

/** Buttons, and below them the menu; what Discord could not hold is left out. `reader`: what the reader's client is in,
    where that is known: another language of the answer travels with its buttons. */
export function buttonRows(answer: Answer, say: Say, which: Buttons, reader?: LanguageTag): readonly ActionRow[] {
  const language = which === 'public' || answer.language !== reader ? answer.language : undefined;
  const pressing = (kind: Calling, call: Call | undefined, style: 1 | 2 | 3, text: string): readonly Button[] => {
    const id = call && customId(kind, call, language);
    return id === undefined ? [] : [{ type: 2, style, label: label(text), custom_id: id }];
  };
  if (which === 'none') return [];
  if (which === 'preview' || which === 'insist') {
    const [kind, name] = which === 'preview' ? (['post', 'button-confirm-post'] as const) : INSIST;
    const yes = pressing(kind, answer.share, 3, say(name));
    const no: Button = { type: 2, style: 2, label: label(say('button-cancel')), custom_id: CANCEL };
    return yes.length === 0 ? [] : [{ type: 1, components: [...yes, no] }];
  }
  const { buttons, menu } = controlsOf(answer, say, which === 'private');
  const all = buttons.flatMap((control): readonly Button[] => {
    if (control.kind !== 'open')
      return pressing(CALLING_FOR[control.kind], control.call, control.kind === 'preview' ? 1 : 2, control.label);
    const fits = control.url.length <= LIMITS.buttonUrl;
    return fits ? [{ type: 2, style: 5, label: label(control.label), url: control.url }] : [];
  });
  const kept = onlyOnce(all, (one) => ('custom_id' in one ? one.custom_id : undefined));
  const rows: ActionRow[] = [];
  for (let at = 0; at < LIMITS.rowsOfButtons * LIMITS.buttonsInRow; at += LIMITS.buttonsInRow) {
    const components = kept.slice(at, at + LIMITS.buttonsInRow);
    if (components.length > 0) rows.push({ type: 1, components });
  }
  const entries = (menu?.options ?? []).flatMap((one) => {
    const value = customId(CALLING_FOR[one.kind], one.call, language);
    return value === undefined ? [] : [{ label: label(one.label), value }];
  });
  const options = onlyOnce(entries, ({ value }) => value).slice(0, LIMITS.options);
  if (!menu || options.length === 0) return rows;
  const select = { type: 3 as const, custom_id: MENU, placeholder: label(menu.label), options };
  return [...rows, { type: 1, components: [select] }];
}

const INSIST = ['insist', 'button-insist-post'] as const;

/** Discord refuses a message in which two buttons, or two entries of a menu, ask for the same. */
function onlyOnce<One>(all: readonly One[], keyOf: (one: One) => string | undefined): readonly One[] {
  const keys = all.map(keyOf);
  return all.filter((_, at) => keys[at] === undefined || keys.indexOf(keys[at]) === at);
}

/** Discord wants some text on a button. */
const label = (text: string): string => shorten(oneLine(text).trim(), LIMITS.label) || '…';
