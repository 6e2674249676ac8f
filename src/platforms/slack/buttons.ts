import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Answer } from '../../core/answer.ts';
import { type Control, controlsOf } from '../../core/controls.ts';
import type { LanguageTag } from '../../core/fact.ts';
import type { Say } from '../../core/language.ts';
import type { Call } from '../../core/question.ts';
import { shorten } from '../../core/text.ts';
import { LIMITS } from './limits.ts';
import { linkable, plainObject, safeLine } from './rich-text.ts';

/** What pressing a button asks for. `ask`: an answer below. `pick`: an answer in place of the card it stands under.
    `preview`: what *Post here* would post. `post`: post it; `insist`: although the channel had it. `cancel`: take the
    preview away. `search`: open the search. */
export type ButtonValue =
  | {
      readonly kind: (typeof CALLING)[number];
      readonly call: Call;
      /** What the answer is worded in whose button it is; left out by older versions. */
      readonly language?: LanguageTag;
    }
  | { readonly kind: 'cancel' | 'search' };

const CALLING = ['ask', 'pick', 'preview', 'post', 'insist'] as const;
const VERSION = 1;
const version = z.literal(VERSION);
const command = z.string().max(100);
const text = z.string().max(400);
const written = z.union([
  z.tuple([version, z.enum(CALLING), command, text]),
  z.tuple([version, z.enum(CALLING), command, text, z.string().regex(/^[A-Za-z0-9-]{2,35}$/u)]),
  z.tuple([version, z.enum(['cancel', 'search'])]),
]);

/** A button's value. `&`, `<` and `>` are written as JSON escapes, so that nothing on the way can escape them again. */
export function writeButtonValue(pressed: ButtonValue): string {
  const call = 'call' in pressed ? [pressed.call.command, pressed.call.text] : [];
  const language = 'call' in pressed && pressed.language ? [pressed.language] : [];
  return JSON.stringify([VERSION, pressed.kind, ...call, ...language]).replace(
    /[&<>]/gu,
    (char) => `\\u00${char.charCodeAt(0).toString(16)}`,
  );
}

/** Undefined for what this version did not write: an older version's button, or junk. */
export function readButtonValue(value: string): ButtonValue | undefined {
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    return undefined;
  }
  const parsed = written.safeParse(json);
  if (!parsed.success) return undefined;
  if (parsed.data.length === 2) return { kind: parsed.data[1] };
  const [, kind, called, typed, language] = parsed.data;
  return { kind, call: { command: called, text: typed }, ...(language !== undefined && { language }) };
}

/** What may be offered below an answer where it goes. */
export interface Offers {
  /** *Post here*. */
  readonly postable: boolean;
  /** The search, below a refusal. */
  readonly searchable?: boolean;
}

/** The buttons of an answer, and its menu last: three dots where Slack takes so few entries, else a list. */
export function answerButtons(
  answer: Answer,
  say: Say,
  offers: Offers,
): (types.Button | types.Overflow | types.StaticSelect)[] {
  const { language } = answer;
  const { buttons, menu } = controlsOf(answer, say, offers.postable);
  const own = buttons.slice(0, LIMITS.actions - 2).flatMap((control, index) => controlButton(control, index, language));
  const search = offers.searchable && answer.outcome === 'unknown' ? searchButton(say) : [];
  const options = (menu?.options ?? []).flatMap((control) => option(control, language)).slice(0, LIMITS.options);
  return [...own, ...search, ...(menu ? menuOf(menu.label, options) : [])];
}

function menuOf(label: string, options: types.PlainTextOption[]): readonly (types.Overflow | types.StaticSelect)[] {
  if (options.length === 0) return [];
  if (options.length <= LIMITS.overflow) return [{ type: 'overflow', action_id: 'menu', options }];
  const placeholder = plainObject(safeLine(label, LIMITS.header) || '…', LIMITS.header);
  return [{ type: 'static_select', action_id: 'menu', placeholder, options }];
}

/** An entry of the menu; none for a call that Slack could not carry back. */
function option(
  { kind, label, call }: Exclude<Control, { kind: 'open' }>,
  language: LanguageTag,
): types.PlainTextOption[] {
  const value = writeButtonValue({ kind: KINDS[kind], call, language });
  if (value.length > LIMITS.optionValue) return [];
  return [{ text: plainObject(safeLine(label, LIMITS.option) || '…', LIMITS.option), value }];
}

const KINDS = { ask: 'ask', replace: 'pick', preview: 'preview' } as const;

/** Opens the search, where a question can be found while it is typed. */
export function searchButton(say: Say): types.Button[] {
  return callButton('search', say('button-search'), { kind: 'search' });
}

function controlButton(control: Control, index: number, language: LanguageTag): types.Button[] {
  if (control.kind !== 'open') {
    const { kind, label, call } = control;
    const id = kind === 'preview' ? 'post' : `ask-${index}`;
    return callButton(id, label, { kind: KINDS[kind], call, language });
  }
  const url = linkable(control.url);
  if (!url) return [];
  const label = safeLine(control.label, LIMITS.button) || '…';
  const leads = ` (${shorten(new URL(url).hostname, LIMITS.button / 2)})`;
  return [
    {
      type: 'button',
      action_id: `open-${index}`,
      text: plainObject(label, LIMITS.button),
      url,
      accessibility_label: `${shorten(label, LIMITS.button - leads.length)}${leads}`,
    },
  ];
}

function callButton(id: string, label: string, value: ButtonValue, style?: 'primary'): types.Button[] {
  const written = writeButtonValue(value);
  if (written.length > LIMITS.value) return [];
  const words = safeLine(label, LIMITS.button) || '…';
  return [
    {
      type: 'button',
      action_id: id,
      text: plainObject(words, LIMITS.button),
      value: written,
      accessibility_label: words,
      ...(style && { style }),
    },
  ];
}

export function confirmButtons(kind: 'post' | 'insist', call: Call, language: LanguageTag, say: Say): types.Button[] {
  const label = say(kind === 'post' ? 'button-confirm-post' : 'button-insist-post');
  return [
    ...callButton('confirm', label, { kind, call, language }, 'primary'),
    ...callButton('cancel', say('button-cancel'), { kind: 'cancel' }),
  ];
}
