import { anyOf } from '../../core/differences/grammar.ts';
import type { Language } from '../../core/language.ts';
import { clean } from '../../core/text.ts';

/** Characters of a message that are looked at, and sentences of it. */
export const MESSAGE_LIMIT = 4_000;
export const SENTENCES = 12;

export interface SplitMessage {
  /** In order, cleaned; at most SENTENCES. Questions, greetings and fragments are among them. */
  readonly sentences: readonly string[];
  /** Whether more was left unread. */
  readonly cut: boolean;
}

/** A message as sentences. What somebody else is quoted with (`> `), code and addresses are left out; when nothing but a
    quotation is there, that is meant. A sentence ends where its line does. Nobody knows yet which of the languages it is in: the
    abbreviations of all of them end no sentence. */
export function sentencesOf(typed: string, languages: readonly Language[]): SplitMessage {
  const text = withoutQuotes([...typed.slice(0, MESSAGE_LIMIT * 2)].slice(0, MESSAGE_LIMIT).join(''));
  const cut = [...typed.slice(0, MESSAGE_LIMIT * 2 + 1)].length > MESSAGE_LIMIT;
  const plain = text
    .replace(/```[\s\S]*?(?:```|$)/g, '\n')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/<?\b(?:https?:\/\/|www\.)[^\s>]*[^\s>.,;:!?)\]]>?/giu, ' ');
  const lines = plain.split(/\r?\n|\u2028|\u2029/u);
  const own = lines.filter((line) => !/^\s*(?:>|&gt;)/.test(line));
  const kept = own.some((line) => /\p{L}/u.test(line)) ? own : lines;
  const goesOn = continuing(languages);
  const sentences = kept.flatMap((line) => ofLine(line, goesOn));
  return { sentences: sentences.slice(0, SENTENCES), cut: cut || sentences.length > SENTENCES };
}

/** Takes off one pair of quotation marks that holds the whole. */
function withoutQuotes(typed: string): string {
  const text = typed.trim();
  const inside = /^(?:"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“]*)“|'([^']*)')$/su.exec(text);
  return inside ? (inside.slice(1).find((part) => part !== undefined) ?? '') : text;
}

function ofLine(line: string, goesOn: GoesOn): readonly string[] {
  const text = clean(line.replace(/^\s*(?:(?:>|&gt;)\s*)*(?:[-*•–—·▪◦]\s+|\d{1,2}[.)]\s+)?/u, ''));
  const sentences: string[] = [];
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
    const before = sentences.at(-1);
    if (before !== undefined && goesOn(before, segment)) sentences[sentences.length - 1] = before + segment;
    else sentences.push(segment);
  }
  return sentences.map((one) => one.trim()).filter((one) => /\p{L}/u.test(one));
}

type GoesOn = (before: string, next: string) => boolean;

/** Whether a segment is only the first part of a sentence: it ends with an initial or an abbreviation. */
function continuing(languages: readonly Language[]): GoesOn {
  const grammars = languages.flatMap(({ grammar }) => grammar ?? []);
  const all = anyOf(grammars.flatMap(({ abbreviations }) => abbreviations));
  const closing = anyOf(grammars.flatMap(({ closingAbbreviations }) => closingAbbreviations));
  const always = new RegExp(String.raw`(?:^|[\s(])(?:\p{Lu}|${all})\.\s*$`, 'u');
  const mostly = new RegExp(String.raw`(?:^|\s)${closing}\.\s*$`, 'u');
  return (before, next) => always.test(before) || (mostly.test(before) && !/^\p{Lu}/u.test(next));
}
