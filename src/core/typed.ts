import type { Lexicon } from './retriever.ts';
import { clean, cutTyped, fold } from './text.ts';

/** Characters of a question that are looked at, after NFKC. */
export const QUESTION_LIMIT = 200;
/** Characters of a message in which its questions are looked for. */
const MESSAGE_LIMIT = 4000;
/** Words that a question of its own has at least, beside another. */
const OWN_WORDS = 3;

const EMOJI = /:(?:[a-z][a-z0-9_+-]*|[+-]1|100):/giu;
const MAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const TELEPHONE = /(?<![\p{L}\p{N}])(?:\+\d[\d\s().-]{6,}\d|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?!\d)/gu;
const LINK = /https?:\/\/(?:www\.)?([\p{L}\p{N}.-]+)[^\s<>|]*/giu;
const HOST = /(?<![\p{L}\p{N}@.-])(?:[\p{L}\p{N}-]+\.)+(?:com|ai|io|co|org|net)(?![\p{L}\p{N}])/giu;
const ACRONYM = /(?<![\p{L}\p{N}.])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/gu;
const BULLET = /^\s*(?:[-*•>]|\(?\d{1,2}[.)]|(?:q|question|pregunta)\s*:)\s+/iu;

export interface Typed {
  /** The question, at most `QUESTION_LIMIT` characters. */
  readonly question: string;
  /** Another one in the same message; what is more is left. */
  readonly second?: string;
  /** Whether words were left out, since there were too many. */
  readonly cut: boolean;
}

/** Takes out of a message what asks nothing: links, addresses, telephone numbers, codes of emoji, bullets, marks of code;
    `U.I.P.` becomes `UIP`, a host of ours its owner's name, `&` and `+` between words `and`. Then finds the questions:
    those with a question mark, else the beginning. Never throws. */
export function readTyped(message: string, lexicon: Lexicon): Typed {
  const plain = plainWords(message, lexicon);
  const sentences = plain.split(/(?<=[?!.…。？])\s+|\n+/u).map((one) => one.trim());
  const asked = sentences.filter((one) => /[?？]$/u.test(one) && one.split(' ').length >= OWN_WORDS);
  const [first, second] = asked;
  const whole = clean(plain);
  if (first !== undefined && second !== undefined && first !== second) {
    const [one, other] = [cutTyped(first, QUESTION_LIMIT), cutTyped(second, QUESTION_LIMIT)];
    return { question: one, second: other, cut: asked.length > 2 };
  }
  if ([...whole].length <= QUESTION_LIMIT) return { question: whole, cut: false };
  return { question: cutBetweenWords(first ?? whole), cut: true };
}

function plainWords(message: string, lexicon: Lexicon): string {
  const isHeld = (part: string): boolean => lexicon.named(fold(part)) !== undefined;
  const ownerOf = (host: string): string => host.split('.').find(isHeld) ?? '';
  return message
    .slice(0, MESSAGE_LIMIT)
    .replace(/[`´]{1,3}/gu, ' ')
    .replace(EMOJI, ' ')
    .replace(MAIL, ' ')
    .replace(LINK, (_, host: string) => ` ${ownerOf(host)} `)
    .replace(HOST, (host: string) => ownerOf(host) || host)
    .replace(TELEPHONE, ' ')
    .replace(ACRONYM, (letters) => letters.replaceAll('.', ''))
    .replace(/(?<=[\p{L}\p{N}]{2}) ?[&+] ?(?=[\p{L}\p{N}]{2})/gu, ' and ')
    .split('\n')
    .map((line) => line.replace(BULLET, ''))
    .join('\n');
}

function cutBetweenWords(text: string): string {
  const cut = cutTyped(text, QUESTION_LIMIT);
  const space = cut.lastIndexOf(' ');
  return [...text].length <= QUESTION_LIMIT || space < QUESTION_LIMIT / 2 ? cut : cut.slice(0, space);
}
