import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Answer } from '../../core/answer.ts';
import { type Control, controlsOf } from '../../core/controls.ts';
import type { LanguageTag } from '../../core/fact.ts';
import type { Say } from '../../core/language.ts';
import type { Call } from '../../core/question.ts';
import { shorten } from '../../core/text.ts';
import { CALLING, CALLING_FOR, type CallingButton } from '../chat.ts';
import { LIMITS } from './limits.ts';
import { linkable, plainObject, safeLine } from './rich-text.ts';

/** What pressing a button asks for. `cancel`: take the preview away. `search`: open the search. */
export type ButtonValue = CallingButton | { readonly kind: 'cancel' | 'search' };

const VERSION = 1;
const version = z.literal(VERSION);
const tag = z.string().regex(/^[A-Za-z0-9-]{2,35}$/u);
const written = z.union([
  z
    .tuple([version, z.enum(CALLING), z.string().max(100), z.string().max(400), tag.optional()])
    .transform(([, kind, command, text, language]): ButtonValue => {
      return { kind, call: { command, text }, ...(language !== undefined && { language }) };
    }),
  z.tuple([version, z.enum(['cancel', 'search'])]).transform(([, kind]): ButtonValue => ({ kind })),
]);

/** A button's value. `&`, `<` and `>` are written as JSON escapes, so that nothing on the way can escape them again. */
export function writeButtonValue(pressed: ButtonValue): string {
  const { call, language } = 'call' in pressed ? pressed : {};
  const asked = call ? [call.command, call.text, ...(language ? [language] : [])] : [];
  return JSON.stringify([VERSION, pressed.kind, ...asked]).replace(
    /[&<>]/gu,
    (char) => `\\u00${char.charCodeAt(0).toString(16)}`,
  );
}

/** Undefined for what this version did not write: an older version's button, or junk. */
export function readButtonValue(value: string): ButtonValue | undefined {
  try {
    return written.parse(JSON.parse(value));
  } catch {
    return undefined;
  }
}

/** What may be offered below an answer where it goes: *Post here*; the search, below a refusal. */
export interface Offers {
  readonly postable: boolean;
  readonly searchable?: boolean;
}

const labelled = (words: string, limit: number) => plainObject(safeLine(words, limit) || '…', limit);

/** Buttons, and the menu last: three dots for few entries, else a list. What Slack could not carry back is left out. */
export function answerButtons(
  answer: Answer,
  say: Say,
  offers: Offers,
): (types.Button | types.Overflow | types.StaticSelect)[] {
  const { buttons, menu } = controlsOf(answer, say, offers.postable);
  const asked = ({ kind, call }: Exclude<Control, { kind: 'open' }>): ButtonValue => {
    return { kind: CALLING_FOR[kind], call, language: answer.language };
  };
  const own = buttons.slice(0, LIMITS.actions - 2).flatMap((control, index) => {
    if (control.kind === 'open') return linkButton(control.label, control.url, index);
    return callButton(control.kind === 'preview' ? 'post' : `ask-${index}`, control.label, asked(control));
  });
  const search = offers.searchable && answer.outcome === 'unknown' ? searchButton(say) : [];
  const options = (menu?.options ?? [])
    .map((one) => ({ text: labelled(one.label, LIMITS.option), value: writeButtonValue(asked(one)) }))
    .filter(({ value }) => value.length <= LIMITS.optionValue)
    .slice(0, LIMITS.options);
  if (!menu || options.length === 0) return [...own, ...search];
  if (options.length <= LIMITS.overflow) return [...own, ...search, { type: 'overflow', action_id: 'menu', options }];
  const placeholder = labelled(menu.label, LIMITS.header);
  return [...own, ...search, { type: 'static_select', action_id: 'menu', placeholder, options }];
}

/** Opens the search, where a question can be found while it is typed. */
export const searchButton = (say: Say): types.Button[] =>
  callButton('search', say('button-search'), { kind: 'search' });

function linkButton(words: string, address: string, index: number): types.Button[] {
  const url = linkable(address);
  if (!url) return [];
  const text = labelled(words, LIMITS.button);
  const leads = ` (${shorten(new URL(url).hostname, LIMITS.button / 2)})`;
  const accessibility_label = `${shorten(text.text, LIMITS.button - leads.length)}${leads}`;
  return [{ type: 'button', action_id: `open-${index}`, text, url, accessibility_label }];
}

function callButton(id: string, words: string, pressed: ButtonValue, style?: 'primary'): types.Button[] {
  const value = writeButtonValue(pressed);
  if (value.length > LIMITS.value) return [];
  const text = labelled(words, LIMITS.button);
  return [{ type: 'button', action_id: id, text, value, accessibility_label: text.text, ...(style && { style }) }];
}

export function confirmButtons(kind: 'post' | 'insist', call: Call, language: LanguageTag, say: Say): types.Button[] {
  const label = say(kind === 'post' ? 'button-confirm-post' : 'button-insist-post');
  return [
    ...callButton('confirm', label, { kind, call, language }, 'primary'),
    ...callButton('cancel', say('button-cancel'), { kind: 'cancel' }),
  ];
}
