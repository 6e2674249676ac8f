import type { APISelectMenuOption } from 'discord.js';
import type { Answer } from '../../core/answer.ts';
import { type Control, type Controls, controlsOf } from '../../core/controls.ts';
import type { LanguageTag } from '../../core/fact.ts';
import type { Say } from '../../core/language.ts';
import type { Call } from '../../core/question.ts';
import { oneLine, shorten } from '../../core/text.ts';
import { LIMITS } from './limits.ts';
import type { ActionRow, Button } from './message.ts';

/** Begins every `custom_id`; raised when its form changes, so that buttons of older cards are told from ours. */
const VERSION = '1';

/** What a pressed button asks for. `ask`: answer this call. `pick`: in place of the card, where only the asker sees it. `preview`: show the asker what would be posted. `post`: post
    it. `insist`: post it though the channel had it. `cancel`: post nothing. `expired`: a button of another version. */
export type ButtonValue =
  | {
      readonly kind: Calling;
      readonly call: Call;
      /** What the card was worded in, when that is not what the reader's client is in. */
      readonly language?: LanguageTag;
    }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'expired' };

const CALLING = ['ask', 'pick', 'preview', 'post', 'insist'] as const;
type Calling = (typeof CALLING)[number];
const LETTERS: Readonly<Record<Calling, string>> = {
  ask: 'a',
  pick: 'k',
  preview: 'p',
  post: 'y',
  insist: 'i',
};
const CANCEL = `${VERSION}n`;
const FORM = /^1([akpyi])(?:\.([A-Za-z]{2,3}(?:-[A-Za-z\d]{2,8}){0,3}))?:([^ ]+) (.*)$/su;

/** Which buttons stand under a card: `private`: related questions and *Post here*; `alone`: the same where nobody else
    reads; `preview`: *Post it*, *Don't post*; `insist`: *Post it again*, *Don't post*; `public`: as `alone`, and
    whoever presses one may read another language; `none`. */
export type Buttons = 'private' | 'alone' | 'preview' | 'insist' | 'public' | 'none';

/** `1a:boycott salesforce`, `1a.es:boycott salesforce`. Undefined when a call does not fit into a `custom_id`; a language
    that does not fit beside it is left out. */
export function customId(kind: Calling, call: Call, language?: LanguageTag): string | undefined {
  const head = `${VERSION}${LETTERS[kind]}`;
  const tail = `:${call.command} ${call.text}`;
  const ids = [...(language === undefined ? [] : [`${head}.${language}${tail}`]), `${head}${tail}`];
  // Half a character can't travel as UTF-8, and the button would come back with another question.
  return ids.find((id) => id.length <= LIMITS.customId && !/\p{Cs}/u.test(id) && FORM.test(id));
}

/** Never throws, whatever is pressed. */
export function readCustomId(id: string): ButtonValue {
  if (id === CANCEL) return { kind: 'cancel' };
  const [, letter, language, command, text] = FORM.exec(id) ?? [];
  if (command === undefined || text === undefined) return { kind: 'expired' };
  const kind = CALLING.find((one) => LETTERS[one] === letter) ?? 'ask';
  return { kind, call: { command, text }, ...(language !== undefined && { language }) };
}

/** The buttons in one row, and below it the menu; what Discord could not hold is left out. `reader`: what the reader's client
    is in, where that is known: another language of the answer travels with its buttons. */
export function buttonRows(answer: Answer, say: Say, which: Buttons, reader?: LanguageTag): readonly ActionRow[] {
  const language = which === 'public' || answer.language !== reader ? answer.language : undefined;
  const { buttons, menu } = pressable(answer, say, which, language);
  const rows: ActionRow[] = [];
  for (let at = 0; at < buttons.length; at += LIMITS.buttonsInRow) {
    rows.push({ type: 1, components: buttons.slice(at, at + LIMITS.buttonsInRow) });
  }
  const options = onlyOnce(
    (menu?.options ?? []).flatMap((one) => option(one, language)),
    ({ value }) => value,
  ).slice(0, LIMITS.options);
  if (menu && options.length > 0) {
    const placeholder = label(menu.label);
    rows.push({ type: 1, components: [{ type: 3, custom_id: MENU, placeholder, options }] });
  }
  return rows;
}

function pressable(
  answer: Answer,
  say: Say,
  which: Buttons,
  language: LanguageTag | undefined,
): { readonly buttons: readonly Button[]; readonly menu?: Controls['menu'] } {
  switch (which) {
    case 'none':
      return { buttons: [] };
    case 'preview':
      return { buttons: confirm(answer, 'post', say('button-confirm-post'), say, language) };
    case 'insist':
      return { buttons: confirm(answer, 'insist', say('button-insist-post'), say, language) };
    default: {
      const { buttons, menu } = controlsOf(answer, say, which === 'private');
      const all = buttons.flatMap((control) => controlButton(control, language));
      const most = LIMITS.buttonsInRow * LIMITS.rowsOfButtons;
      return { buttons: onlyOnce(all, idOf).slice(0, most), ...(menu && { menu }) };
    }
  }
}

/** Never read: what is picked holds its whole question. */
const MENU = `${VERSION}m`;
const KINDS = { ask: 'ask', replace: 'pick', preview: 'preview' } as const;

function option(
  { kind, label: name, call }: Exclude<Control, { kind: 'open' }>,
  language: LanguageTag | undefined,
): readonly APISelectMenuOption[] {
  const value = customId(KINDS[kind], call, language);
  return value === undefined ? [] : [{ label: label(name), value }];
}

function controlButton(control: Control, language: LanguageTag | undefined): readonly Button[] {
  if (control.kind !== 'open') {
    const style = control.kind === 'preview' ? 1 : 2;
    return pressing(KINDS[control.kind], control.call, style, control.label, language);
  }
  const fits = control.url.length <= LIMITS.buttonUrl;
  return fits ? [{ type: 2, style: 5, label: label(control.label), url: control.url }] : [];
}

function confirm(
  answer: Answer,
  kind: 'post' | 'insist',
  text: string,
  say: Say,
  language: LanguageTag | undefined,
): readonly Button[] {
  const yes = pressing(kind, answer.share, 3, text, language);
  if (yes.length === 0) return [];
  return [...yes, { type: 2, style: 2, label: label(say('button-cancel')), custom_id: CANCEL }];
}

function pressing(
  kind: Calling,
  call: Call | undefined,
  style: 1 | 2 | 3,
  text: string,
  language: LanguageTag | undefined,
): readonly Button[] {
  const id = call && customId(kind, call, language);
  return id === undefined ? [] : [{ type: 2, style, label: label(text), custom_id: id }];
}

const idOf = (button: Button): string | undefined => ('custom_id' in button ? button.custom_id : undefined);

/** Discord refuses a message in which two buttons, or two entries of a menu, ask for the same. */
function onlyOnce<One>(all: readonly One[], keyOf: (one: One) => string | undefined): readonly One[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = keyOf(one);
    if (key === undefined) return true;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}

/** Discord wants some text on a button. */
function label(text: string): string {
  return shorten(oneLine(text).trim(), LIMITS.label) || '…';
}
