import { z } from 'zod';
import type { Call } from '../../core/question.ts';

/** What pressing a button asks for. `ask`: an answer below. `pick`: an answer in place of the question "which one?".
    `preview`: what *Post here* would post. `post`: post it. `cancel`: take the preview away. */
export type Press =
  | { readonly kind: 'ask' | 'pick' | 'preview' | 'post'; readonly call: Call }
  | { readonly kind: 'cancel' };

const VERSION = 1;
const written = z.union([
  z.tuple([
    z.literal(VERSION),
    z.enum(['ask', 'pick', 'preview', 'post']),
    z.string().max(100),
    z.string().max(400),
  ]),
  z.tuple([z.literal(VERSION), z.literal('cancel')]),
]);

/** A button's value. `&`, `<` and `>` are written as JSON escapes, so that nothing on the way can escape them again. */
export function writePress(press: Press): string {
  const parts: readonly unknown[] =
    press.kind === 'cancel'
      ? [VERSION, press.kind]
      : [VERSION, press.kind, press.call.command, press.call.text];
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
  if (parsed.data[1] === 'cancel') return { kind: 'cancel' };
  const [, kind, command, text] = parsed.data;
  return { kind, call: { command, text } };
}
