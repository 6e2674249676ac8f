import { z } from 'zod';

/** Joiners are in it, though Persian and Hindi are spelt with them: no language of ours is. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f/u;
const MARKUP: readonly (readonly [pattern: RegExp, message: string])[] = [
  [/<[@#!:/?a-z]/i, 'holds markup or a mention (<…): write plain words'],
  [/\]\(|\]\[/, 'holds a Markdown link: write plain words; addresses stand in sources.yaml'],
  [/\*\*|__|~~|`|\|\|/, 'holds Markdown (** __ ~~ ` ||): write plain words'],
  [/@(?:everyone|here|channel)\b/i, 'would call everybody in a channel: write it without the @'],
  [/https?:\/\//i, 'holds an address: take it out; addresses stand in sources.yaml'],
];

/** What is wrong with a text that must be plain and one line, in words for its author; undefined when nothing is. */
export function notPlain(text: string): string | undefined {
  if (/[\r\n]/.test(text)) return 'goes over several lines: fold it with >- or write it in one';
  const invisible = INVISIBLE.exec(text);
  if (invisible) {
    const code = (invisible[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `holds a character that nobody can see (U+${code}): delete it`;
  }
  if (text !== text.trim() || / {2}/.test(text))
    return 'has spaces at an end or two in a row: keep one of them between words, and none at an end';
  if (text !== text.normalize('NFC'))
    return 'has an accent as a character of its own: type the accented letter';
  return MARKUP.find(([pattern]) => pattern.test(text))?.[1];
}

/** One line of plain text, 1 to `limit` UTF-16 units: no markup, mentions, addresses or invisible characters. */
export function plainText(limit: number) {
  return z
    .string()
    .min(1)
    .max(limit)
    .superRefine((text, context) => {
      const message = notPlain(text);
      if (message) context.addIssue({ code: 'custom', message });
    });
}
