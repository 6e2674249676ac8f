import type { EntityId } from './fact.ts';
import type { Language } from './language.ts';
import type { Lexicon, Stranger, Term } from './retriever.ts';
import { cutTyped, fold, longestRun } from './text.ts';

/** Words of a name that the base does not hold. */
const PHRASE = 4;
/** Characters of it when it is said back. */
const NAME_LIMIT = 40;
/** Words that carry meaning, up to which a question is brief. */
const BRIEF = 3;

/** `3M` as a name is written; it folds to the same as `3 million` and `$3M`, which name nobody. */
const LIKE_SUM = /(?<![\p{L}\p{N}$€£.,])\d+m(?![\p{L}\p{N}])/iu;

export interface Word {
  /** Folded. */
  readonly typed: string;
  readonly meant: string;
  /** Whether it is written like a name. */
  readonly capital: boolean;
  /** Whether it opens the text with a capital: any word may, and a name does. */
  readonly initial: boolean;
}

/** The words of a question, and the entity whose name each is part of. */
export interface Reading {
  readonly words: readonly Word[];
  readonly names: readonly (EntityId | undefined)[];
  readonly language: Language;
  readonly lexicon: Lexicon;
}

/** Folded words that are written like names: with a capital inside a sentence, or all in capitals anywhere. Nothing is, in
    a text without small letters. */
export function findCapitals(typed: string): ReadonlySet<string> {
  const capitals = new Set<string>();
  const written = typed.match(/[\p{L}\p{N}]+/gu) ?? [];
  const raised = written.filter((word) => /^\p{Lu}/u.test(word)).length;
  // In a text that is all capitals, or a title, they say nothing.
  if (typed === typed.toUpperCase() || (written.length > 3 && raised > written.length * 0.6)) return capitals;
  for (const found of typed.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu)) {
    const [word] = found;
    const initial = word.slice(0, 1);
    // `$3M` and `2ND` are figures.
    const isFigure = /^\d+\p{L}{1,2}$/u.test(word);
    const shouted = word.length > 1 && !isFigure && word === word.toUpperCase() && word !== word.toLowerCase();
    const opens = !/[\p{L}\p{N}][^.?!:\p{L}\p{N}]*$/u.test(typed.slice(0, found.index));
    const inside = !opens && initial !== initial.toLowerCase();
    if (shouted || inside) for (const part of fold(word).split(' ')) capitals.add(part);
  }
  return capitals;
}

/** Names that the base is known not to hold, words written like a name, and words that are neither known nor ordinary.
    Without a dictionary of the language, a word that nothing knows is no sign of a name. `terms`: one for each word. */
export function findStrangers(text: string, terms: readonly Term[], reading: Reading): readonly Stranger[] {
  const { words, language, lexicon } = reading;
  const certain = listed(text, reading);
  const meaning = terms.filter((term) => !term.small);
  const subject = terms.some((term) => term.entity !== undefined && !lexicon.isAgency(term.entity));
  const held = terms.some(({ entity }) => entity !== undefined && lexicon.isCompany(entity));
  // In a few bare keywords, the one that the base does not know is likelier a name than anything else.
  const brief = meaning.length <= BRIEF && meaning.length === terms.length && !subject;
  const strange = words.map((word, at) => {
    const term = terms[at];
    if (!term) return false;
    const asName = held ? undefined : standsAsName(at, reading);
    if (certain[at]) {
      // `the express letter`, beside something of ours, is about no parcels.
      const isWord =
        at > 0 && subject && !held && !asName && !word.capital && term.ordinary && !certain[at - 1] && !certain[at + 1];
      if (isWord) certain[at] = false;
      return !isWord;
    }
    if (term.small || term.entity !== undefined || term.also.length > 0) return false;
    if (/^[\d.]+(?:st|nd|rd|th|s|[a-z])?$/.test(word.typed)) return false;
    const ordinary = lexicon.isOrdinary(word.meant, language);
    const isWritten = word.capital && (ordinary === true || !lexicon.isProper(word.meant));
    if (isWritten || asName) {
      certain[at] = asName === 'surely' || (isWritten && ordinary !== true);
      return true;
    }
    if (term.mended && lexicon.isNearStranger(word.typed)) return true;
    if (word.initial && (brief || term.mended || !term.known)) return true;
    return !term.known && (brief || ordinary === false || /\d/.test(word.typed));
  });
  const found = signed(text).filter(({ name }) => lexicon.named(name) === undefined);
  for (let at = 0; at < words.length; at++) {
    if (!strange[at]) continue;
    let end = at + 1;
    while (strange[end]) end++;
    const name = words.slice(at, end).map((word) => word.typed.replaceAll('.', ' '));
    found.push({
      name: cutTyped(name.join(' '), NAME_LIMIT),
      certain: certain.slice(at, end).includes(true) && !mayBePlain(at, end, reading),
    });
    at = end;
  }
  return found;
}

/** The kind of place in which a folded word stands where only a name would without an article; the beginning of a text is
    one. */
export function placeOfName(words: readonly string[], at: number, { besideNames }: Language): string | undefined {
  return at === 0 ? '' : besideNames.behind.get(words[at - 1] ?? '');
}

/** Whether a word stands where a company's name does, and the base never uses it so: `loom uip`, `from loom`; surely where
    only a name stands without an article, `does loom work with …`. */
export function standsAsName(at: number, reading: Reading): 'surely' | 'perhaps' | undefined {
  const { words, names, language, lexicon } = reading;
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]];
  if (!word || names[at] !== undefined || /^[\d.]+$/.test(word.typed)) return undefined;
  const written = word.capital || word.initial;
  if (word.capital && (before?.capital || before?.initial) && names[at - 1] === undefined) return 'surely';
  const known = word.meant === word.typed && lexicon.knows(word.meant, language);
  const typed = words.map((one) => one.typed);
  const place = names[1] === undefined && at === 0 ? undefined : placeOfName(typed, at, language);
  if (place !== undefined && (word.capital || !lexicon.isBare(word.meant, place)))
    return word.capital || (!known && (place !== '' || written)) ? 'surely' : 'perhaps';
  const { loosely, before: behindIt } = language.besideNames;
  const isBeside = loosely.has(before?.typed ?? '') || behindIt.has(after?.typed ?? '');
  return isBeside && (written || !known) ? 'perhaps' : undefined;
}

/** Names that a sign makes: a letter beside `&` or `+` (`A&W`), a letter or figure with a hyphen or star before a capital
    (`D-Wave`), and a host that is nobody's of ours (`monday.com`). */
function signed(text: string): Stranger[] {
  const names = [
    /(?<![\p{L}\p{N}])(?:\p{L}{1,2} ?[&+] ?\p{L}|\p{L} ?[&+] ?\p{L}{2,})(?![\p{L}\p{N}])/gu,
    /(?<![\p{L}\p{N}-])[\p{Lu}\d][-*]\p{Lu}\p{L}{2,}/gu,
    /[\p{L}\p{N}-]+\.(?:com|ai|io|co|org|net)(?![\p{L}\p{N}])/giu,
  ].flatMap((sign) => text.match(sign) ?? []);
  const cut = names.map((name) => cutTyped(fold(name), NAME_LIMIT)).filter((name) => name !== '');
  return cut.map((name) => ({ name, certain: true }));
}

/** A single everyday word may be no name at all beside a company that the base holds (`did Salesforce match donations`),
    and behind any other name that it holds: `who does ICE target`, but not `does Target work with ICE`. */
function mayBePlain(at: number, end: number, { words, names, language, lexicon }: Reading): boolean {
  const word = words[at];
  if (!word || end - at > 1 || word.capital) return false;
  const everyday = lexicon.knows(word.meant, language) || lexicon.isOrdinary(word.meant, language) === true;
  const isBehindName = names.slice(0, at).some((id) => id !== undefined);
  return everyday && (isBehindName || names.some((id) => id !== undefined && lexicon.isCompany(id)));
}

/** For each word whether it is part of a name that the base is known not to hold; the longest name wins. */
function listed(text: string, { words, names: entities, lexicon }: Reading): boolean[] {
  const certain = words.map(() => false);
  const isWritten = LIKE_SUM.test(text);
  for (const at of words.keys()) {
    const found = longestRun(words, at, PHRASE, (run) => {
      const free = entities.slice(at, at + run.length).every((id) => id === undefined);
      const names = [run.map(({ meant }) => meant).join(' '), run.map(({ typed }) => typed).join(' ')];
      const isSum = !isWritten && /^\d+ million$/.test(names[0] ?? '');
      return (free && !isSum && names.some((name) => lexicon.isStranger(name))) || undefined;
    });
    certain.fill(true, at, at + (found?.length ?? 0));
  }
  return certain;
}
