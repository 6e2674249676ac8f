import { z } from 'zod';
import type { LanguageTag } from '../../core/fact.ts';
import type { Call } from '../../core/question.ts';

/** What pressing a button asks for. `ask`: an answer below. `pick`: an answer in place of the question "which one?".
    `preview`: what *Post here* would post. `post`: post it; `insist`: although the channel had it. `cancel`: take the
    preview away. `search`: open the search. */
export type Press =
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
export function writePress(press: Press): string {
  const parts: readonly unknown[] =
    'call' in press
      ? [
          VERSION,
          press.kind,
          press.call.command,
          press.call.text,
          ...(press.language ? [press.language] : []),
        ]
      : [VERSION, press.kind];
  return JSON.stringify(parts).replace(/[&<>]/gu, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}

/** Undefined for what this version did not write: an older version's button, or junk. */
export function readPress(value: string): Press | undefined {
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
