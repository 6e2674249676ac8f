import { anyOf, type Grammar, isVerb } from '../../core/differences/grammar.ts';
import type { Language } from '../../core/language.ts';
import type { Context } from '../../core/ports.ts';
import { clean, fold } from '../../core/text.ts';
import { detectLanguage } from '../../core/understand.ts';

/** Characters of a message that are looked at, and sentences of it. */
export const MESSAGE_LIMIT = 4_000;
export const SENTENCES = 12;

/** A sentence without what people write around it, and the statements that it joins; itself alone where it is one. */
export interface Sentence {
  readonly text: string;
  readonly clauses: readonly string[];
}

export interface SplitMessage {
  /** In order; at most SENTENCES. Questions, greetings and fragments are among them. */
  readonly sentences: readonly Sentence[];
  /** Whether more was left unread. */
  readonly cut: boolean;
}

type Known = Pick<Context, 'languages' | 'language' | 'retriever' | 'today'>;

/** A message as sentences. What somebody else is quoted with (`> `), code and addresses are left out; when nothing but a
    quotation is there, that is meant. A sentence ends where its line does. Nobody knows yet which of the languages it is in: the
    abbreviations of all of them end no sentence. */
export function sentencesOf(typed: string, known: Known): SplitMessage {
  const text = withoutQuotes([...typed.slice(0, MESSAGE_LIMIT * 2)].slice(0, MESSAGE_LIMIT).join(''));
  const cut = [...typed.slice(0, MESSAGE_LIMIT * 2 + 1)].length > MESSAGE_LIMIT;
  const plain = text
    .replace(/```[\s\S]*?(?:```|$)/g, '\n')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/<?\b(?:https?:\/\/|www\.)[^\s>]*[^\s>.,;:!?)\]]>?/giu, ' ')
    .replace(/(?<![\p{L}\p{N}]):[a-z0-9_+-]+:(?![\p{L}\p{N}])/giu, ' ');
  const lines = plain.split(/\r?\n|\u2028|\u2029/u);
  const own = lines.filter((line) => !/^\s*(?:>|&gt;)/.test(line));
  const kept = own.some((line) => /\p{L}/u.test(line)) ? own : lines;
  const goesOn = continuing(known.languages);
  const sentences = kept.flatMap((line) => ofLine(line, goesOn));
  return {
    sentences: sentences.slice(0, SENTENCES).map((one) => sentenceOf(one, known)),
    cut: cut || sentences.length > SENTENCES,
  };
}

/** Takes off one pair of quotation marks that holds the whole. */
function withoutQuotes(typed: string): string {
  const text = typed.trim();
  const inside = /^(?:"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“]*)“|'([^']*)')$/su.exec(text);
  return inside ? (inside.slice(1).find((part) => part !== undefined) ?? '') : text;
}

function ofLine(line: string, goesOn: GoesOn): readonly string[] {
  const text = clean(
    line.replace(
      /^\s*(?:(?:>|&gt;)\s*)*(?:[-*•–—·▪◦]\s+|\d{1,2}[.)]\s+|\d{1,2}\/\d{0,2}\s+)?(?:RT\s+)?(?:@[\w.]+:?\s+)*/u,
      '',
    ),
  );
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
  const always = new RegExp(String.raw`(?:^|[\s(])(?:(?:\p{Lu}\.)*\p{Lu}|${all})\.\s*$`, 'u');
  const mostly = new RegExp(String.raw`(?:^|\s)${closing}\.\s*$`, 'u');
  return (before, next) => always.test(before) || (mostly.test(before) && !/^\p{Lu}/u.test(next));
}

function sentenceOf(written: string, known: Known): Sentence {
  const language = detectLanguage(written, known.languages) ?? known.language;
  const { grammar } = language;
  if (!grammar) return { text: written, clauses: [written] };
  const text = withYears(withoutChatter(written, language, grammar), grammar, known.today);
  const clauses = clausesOf(text, grammar, known)
    .map((one) => withoutChatter(one, language, grammar))
    .filter((one) => one.split(/\s+/).length >= SHORTEST);
  return { text, clauses: clauses.length > 1 ? clauses : [text] };
}

/** Words of a statement. */
const SHORTEST = 3;
/** Marks that part a sentence from what is written before or after it. */
const MARK = /[,:;–—]|\s-+\s|\.{3}|…|[!?]+\s/u;

/** Without the parts at its ends in which every word says nothing: `fyi,`, `reminder for the flyer:`, `, pass it on`. */
function withoutChatter(written: string, language: Language, grammar: Grammar): string {
  let text = written.replace(/^[^\p{L}\p{N}$€£¿"“«(]+/u, '').trim();
  const says = saysNothing(language, grammar);
  for (;;) {
    const first = MARK.exec(text);
    if (first && first.index > 0 && says(text.slice(0, first.index))) {
      text = text.slice(first.index + first[0].length).trim();
      continue;
    }
    const lead = leadOf(text, grammar);
    if (lead > 0) {
      text = text.slice(lead).trim();
      continue;
    }
    const last = [...text.matchAll(new RegExp(MARK, 'gu'))].at(-1);
    if (!last || !says(text.slice(last.index + last[0].length))) return text;
    text = text.slice(0, last.index).trim();
  }
}

/** How far a phrase that says nothing goes at the start of a text; 0 where there is none, or nothing but it. */
function leadOf(text: string, { chatter }: Grammar): number {
  const found = new RegExp(String.raw`^(?:${anyOf(chatter)})(?![\p{L}\p{N}'’])[\s,:;–—-]*`, 'iu').exec(text);
  return found && found[0].length < text.length ? found[0].length : 0;
}

function saysNothing({ small }: Language, grammar: Grammar): (part: string) => boolean {
  const ignored = new Set(grammar.chatter.flatMap((phrase) => phrase.split(' ')));
  return (part) =>
    fold(part)
      .split(' ')
      .every(
        (word) =>
          (ignored.has(word) || small.has(word) || word === '') &&
          !grammar.negations.has(word) &&
          !grammar.modes.has(word),
      );
}

/** `last year` as the year that it is. */
function withYears(text: string, { years }: Grammar, today: string): string {
  if (years.size === 0) return text;
  const found = new RegExp(String.raw`(?<![\p{L}\p{N}])${anyOf(years.keys())}(?![\p{L}\p{N}])`, 'giu');
  return text.replace(found, (phrase) => String(Number(today.slice(0, 4)) + (years.get(fold(phrase)) ?? 0)));
}

/** Statements that a sentence joins. What somebody asks for, plans, denies or holds possible goes on beyond an `and`. */
function clausesOf(text: string, grammar: Grammar, { retriever }: Known): readonly string[] {
  const joiners = anyOf([...grammar.joiners, ...grammar.listing]);
  const joint = new RegExp(
    String.raw`\s*(?:;|–|—|\s-+\s|\.{3}|…|[()])\s*|,?\s+(?<joiner>${joiners})(?![\p{L}\p{N}'’])\s*`,
    'giu',
  );
  const clauses: string[] = [];
  let from = 0;
  for (const found of text.matchAll(joint)) {
    const before = text.slice(from, found.index);
    const after = text.slice(found.index + found[0].length);
    const joiner = fold(found.groups?.['joiner'] ?? '');
    const names =
      joiner === '' ||
      !grammar.listing.has(joiner) ||
      (tellsDeed(before, grammar) && startsWithDeed(after, grammar, retriever.lexicon));
    const meant = fold(before)
      .split(' ')
      .some((word) => grammar.modes.has(word) || grammar.unserious.includes(word));
    if (!names || (meant && grammar.listing.has(joiner)) || before.trim() === '') continue;
    clauses.push(before.trim());
    from = found.index + found[0].length;
  }
  return [...clauses, text.slice(from).trim()].filter((one) => /\p{L}/u.test(one));
}

const tellsDeed = (text: string, grammar: Grammar): boolean =>
  fold(text)
    .split(' ')
    .some((word) => isVerb(word, grammar) || grammar.being.has(word) || grammar.saying.has(word));

/** Words after a name in which its verb stands. */
const VERB = 3;

/** Whether a text begins with somebody of whom something is said: a name, a kind of people or a pronoun, and a verb. */
function startsWithDeed(text: string, grammar: Grammar, lexicon: Context['retriever']['lexicon']): boolean {
  const words = fold(text.slice(0, 120)).split(' ');
  const starts = [0, 1].flatMap((from) => [4, 3, 2, 1].map((length) => ({ from, to: from + length })));
  const actor = starts.find(({ from, to }) => {
    const run = words.slice(from, to).join(' ');
    return lexicon.named(run) !== undefined || grammar.pronouns.includes(run) || grammar.people.has(run);
  });
  return actor !== undefined && tellsDeed(words.slice(actor.to, actor.to + VERB).join(' '), grammar);
}
