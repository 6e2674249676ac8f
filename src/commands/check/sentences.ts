import { clean } from '../../core/text.ts';

/** Characters of a message that are looked at, and sentences of it. */
export const MESSAGE_LIMIT = 4_000;
export const SENTENCES = 12;

export interface Message {
  /** In order, cleaned; at most SENTENCES. Questions, greetings and fragments are among them. */
  readonly sentences: readonly string[];
  /** Whether more was left unread. */
  readonly cut: boolean;
}

/** Ends of a segment after which the sentence goes on, whatever follows; and those after which it does if no capital does. */
const ABBREVIATION =
  /(?:^|[\s(])(?:\p{Lu}|U\.S|U\.S\.A|EE\.\s?UU|Mr|Mrs|Ms|Dr|Prof|Sr|Sra|Dra|St|No|N[oº]|Nos|vs|e\.g|i\.e|p\.ej|approx|aprox|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Gen|Gov|Sen|Rep)\.\s*$/u;
const FIRM = /(?:^|\s)(?:Inc|Corp|Co|Ltd|LLC|etc|al|p\.m|a\.m)\.\s*$/u;

/** A message as sentences. What somebody else is quoted with (`> `), code and addresses are left out; when nothing but a
    quotation is there, that is meant. Each line stands for itself. */
export function sentencesOf(typed: string): Message {
  const text = withoutQuotes([...typed.slice(0, MESSAGE_LIMIT * 2)].slice(0, MESSAGE_LIMIT).join(''));
  const cut = [...typed.slice(0, MESSAGE_LIMIT * 2 + 1)].length > MESSAGE_LIMIT;
  const plain = text
    .replace(/```[\s\S]*?(?:```|$)/g, '\n')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/<?\b(?:https?:\/\/|www\.)[^\s>]*[^\s>.,;:!?)\]]>?/giu, ' ');
  const lines = plain.split(/\r?\n|\u2028|\u2029/u);
  const own = lines.filter((line) => !/^\s*(?:>|&gt;)/.test(line));
  const kept = own.some((line) => /\p{L}/u.test(line)) ? own : lines;
  const sentences = kept.flatMap(ofLine);
  return { sentences: sentences.slice(0, SENTENCES), cut: cut || sentences.length > SENTENCES };
}

/** Takes off one pair of quotation marks that holds the whole. */
function withoutQuotes(typed: string): string {
  const text = typed.trim();
  const inside = /^(?:"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“]*)“|'([^']*)')$/su.exec(text);
  return inside ? (inside.slice(1).find((part) => part !== undefined) ?? '') : text;
}

function ofLine(line: string): readonly string[] {
  const text = clean(line.replace(/^\s*(?:(?:>|&gt;)\s*)*(?:[-*•–—·▪◦]\s+|\d{1,2}[.)]\s+)?/u, ''));
  const sentences: string[] = [];
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
    const before = sentences.at(-1);
    if (before !== undefined && goesOn(before, segment)) sentences[sentences.length - 1] = before + segment;
    else sentences.push(segment);
  }
  return sentences.map((one) => one.trim()).filter((one) => /\p{L}/u.test(one));
}

function goesOn(before: string, next: string): boolean {
  if (ABBREVIATION.test(before)) return true;
  return FIRM.test(before) && !/^\p{Lu}/u.test(next);
}
