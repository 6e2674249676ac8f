import type { EntityId, PackId } from './fact.ts';
import type { AnswerType, Language } from './language.ts';
import type { Lexicon, Query, Stranger, Term } from './retriever.ts';
import { cutTyped, fold, longestRun } from './text.ts';

/** Characters of a question that are looked at, after NFKC. */
export const QUESTION_LIMIT = 200;
/** Words that carry meaning, up to which a question is brief. */
const BRIEF = 3;
/** Letters from which a name may be torn in two; two short words make a short name by chance. */
const TORN = 7;
/** Characters of a name that the base does not hold, when it is said back. */
const NAME_LIMIT = 40;
/** Words of a phrase of a glossary, or of a name that the base does not hold. */
const PHRASE = 4;

interface Word {
  readonly typed: string;
  /** As typed or as mended. */
  readonly meant: string;
  readonly capital: boolean;
}

/** Never throws. An empty text gives a query without terms, which finds nothing. `languages` are those it may be asked
    in, the asker's first. */
export function understand(
  text: string,
  languages: readonly [Language, ...Language[]],
  lexicon: Lexicon,
  packs: ReadonlySet<PackId>,
): Query {
  const typed = cutTyped(text, QUESTION_LIMIT);
  const folded = fold(typed);
  // A word that is said again right away says nothing more.
  const plain = folded.split(' ').filter((word, at, all) => word !== '' && word !== all[at - 1]);
  const language = languageOf(plain, languages);
  const capitals = findCapitals(typed);
  const words = plain.map((word) => mended(word, capitals.has(word), language, lexicon));
  const names = findNames(words, lexicon);
  const terms: Term[] = [];
  for (let at = 0; at < words.length; ) {
    const phrase = glossaryPhrase(words, at, names, language);
    for (let i = at; i < at + phrase.length; i++) {
      const word = words[i];
      if (word) terms.push(termOf(word, names[i], phrase.means, language, lexicon));
    }
    at += phrase.length;
  }
  return {
    text: folded,
    terms,
    entities: [...new Set(names.filter((id) => id !== undefined))],
    strangers: [...joinedNames(typed, lexicon), ...findStrangers(words, terms, language, lexicon)],
    years: plain.filter((word) => /^(19|20)\d\d$/.test(word)).map(Number),
    asked: findAsked(plain, terms, language),
    language,
    packs,
  };
}

/** The language whose small and asking words the question holds most of; the asker's own when it is a draw. */
function languageOf(words: readonly string[], languages: readonly [Language, ...Language[]]): Language {
  return languages.reduce((best, one) => (signsOf(one, words) > signsOf(best, words) ? one : best));
}

/** Small and asking words of a language count as one sign of it, words of its glossary as half of one. */
function signsOf(language: Language, words: readonly string[]): number {
  return (
    words.filter((word) => language.small.has(word) || language.asks.has(word)).length +
    words.filter((word) => language.glossary.has(word)).length / 2
  );
}

/** The language that a text is written in: the one with a whole sign more than any other, or whose name for a command
    it holds; undefined when nothing tells, as in a name alone. */
export function detectLanguage(text: string, languages: readonly Language[]): Language | undefined {
  const words = fold(cutTyped(text, QUESTION_LIMIT)).split(' ');
  const calls = ({ commands }: Language): boolean =>
    [...commands.values()].some(({ name, words: local }) =>
      words.some((word) => local.has(word) || (name !== undefined && fold(name) === word)),
    );
  const [best, second] = languages
    .map((language) => ({ language, signs: signsOf(language, words) + (calls(language) ? 1 : 0) }))
    .sort((a, b) => b.signs - a.signs);
  return best && best.signs >= (second?.signs ?? 0) + 1 ? best.language : undefined;
}

/** Folded words that are written like names: with a capital inside a text, or all in capitals anywhere. Nothing is, in a
    text without small letters. */
function findCapitals(typed: string): ReadonlySet<string> {
  const capitals = new Set<string>();
  const written = typed.match(/[\p{L}\p{N}]+/gu) ?? [];
  const raised = written.filter((word) => /^\p{Lu}/u.test(word)).length;
  // In a text that is all capitals, or a title, they say nothing.
  if (typed === typed.toUpperCase() || (written.length > 3 && raised > written.length * 0.6)) return capitals;
  for (const found of typed.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu)) {
    const [word] = found;
    const initial = word.slice(0, 1);
    const shouted = word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
    const inside = /[\p{L}\p{N}]/u.test(typed.slice(0, found.index)) && initial !== initial.toLowerCase();
    if (shouted || inside) for (const part of fold(word).split(' ')) capitals.add(part);
  }
  return capitals;
}

/** A word that nothing knows and that is no ordinary word is taken for the known word nearest to it. */
function mended(word: string, capital: boolean, language: Language, lexicon: Lexicon): Word {
  const known =
    language.small.has(word) ||
    lexicon.knows(word, language) ||
    lexicon.isOrdinary(word, language) === true ||
    lexicon.isStranger(word);
  return { typed: word, meant: known ? word : (lexicon.mend(word, language, capital) ?? word), capital };
}

const meantBy = (run: readonly Word[]): string => run.map((word) => word.meant).join(' ');

/** For each word the entity whose name it is part of; the longest name wins. */
function findNames(words: readonly Word[], lexicon: Lexicon): readonly (EntityId | undefined)[] {
  const names: (EntityId | undefined)[] = words.map(() => undefined);
  for (let at = 0; at < words.length; ) {
    const found = longestRun(words, at, lexicon.longestName, (run) => nameOf(run, lexicon));
    const end = at + (found?.length ?? 1);
    if (found) names.fill(found.value, at, end);
    at = end;
  }
  return names;
}

/** A name as it is written, or torn in two: `civi crm`, `cap gemini`. */
function nameOf(span: readonly Word[], lexicon: Lexicon): EntityId | undefined {
  const typed = span.map((word) => word.typed);
  return (
    lexicon.named(meantBy(span)) ??
    (span.length === 2 && typed.join('').length >= TORN ? lexicon.named(typed.join('')) : undefined)
  );
}

/** The longest phrase of the glossary that starts here, at least one word; what it means is empty when it is none. */
function glossaryPhrase(
  words: readonly Word[],
  at: number,
  names: readonly (EntityId | undefined)[],
  language: Language,
): { readonly length: number; readonly means: readonly string[] } {
  const found = longestRun(words, at, PHRASE, (run) =>
    names[at] !== undefined && run.length === 1 ? undefined : language.glossary.get(meantBy(run)),
  );
  return { length: found?.length ?? 1, means: found?.value ?? [] };
}

function termOf(
  word: Word,
  entity: EntityId | undefined,
  means: readonly string[],
  language: Language,
  lexicon: Lexicon,
): Term {
  const known = entity !== undefined || means.length > 0 || lexicon.knows(word.meant, language);
  const term: Term = {
    typed: word.typed,
    // The stem of a word that nothing knows may be a word that means something else: `oigan` is no `OIG`.
    stem: known ? lexicon.stem(word.meant, language) : word.meant,
    mended: word.meant !== word.typed,
    swapped: word.meant !== word.typed && sorted(word.meant) === sorted(word.typed),
    also: means.map((meaning) => lexicon.stem(meaning, lexicon.language)),
    small: entity === undefined && means.length === 0 && language.small.has(word.meant),
    ordinary: lexicon.isOrdinary(word.meant, language) === true,
    known,
  };
  return entity === undefined ? term : { ...term, entity };
}

function sorted(word: string): string {
  return [...word].sort().join('');
}

/** Names that the base is known not to hold, words written like a name, and words that are neither known nor ordinary.
    Without a dictionary of the language, a word that nothing knows is no sign of a name. */
function findStrangers(
  words: readonly Word[],
  terms: readonly Term[],
  language: Language,
  lexicon: Lexicon,
): readonly Stranger[] {
  const certain = knownStrangers(words, terms, lexicon);
  const meaning = terms.filter((term) => !term.small);
  const subject = terms.some((term) => term.entity !== undefined && !lexicon.isAgency(term.entity));
  // In a few bare keywords, the one that the base does not know is likelier a name than anything else.
  const brief = meaning.length <= BRIEF && meaning.length === terms.length && !subject;
  const strange = words.map((word, at) => {
    const term = terms[at];
    if (certain[at]) return true;
    if (!term || term.small || term.entity !== undefined || term.also.length > 0) return false;
    if (/^\d/.test(word.typed)) return false;
    const ordinary = lexicon.isOrdinary(word.meant, language);
    if (word.capital && (ordinary === true || !lexicon.isProper(word.meant))) {
      certain[at] = ordinary !== true;
      return true;
    }
    if (term.known) return false;
    return brief || ordinary === false;
  });
  const found: Stranger[] = [];
  for (let at = 0; at < words.length; at++) {
    if (!strange[at]) continue;
    let end = at + 1;
    while (strange[end]) end++;
    const name = words.slice(at, end).map((word) => word.typed.replaceAll('.', ' '));
    found.push({
      name: cutTyped(name.join(' '), NAME_LIMIT),
      certain:
        certain.slice(at, end).includes(true) && !mayBePlain(words.slice(at, end), terms, lexicon, language),
    });
    at = end;
  }
  return found;
}

/** Names with a sign between their letters fall apart when they are folded: `A&W`, `Monday.com`. */
function joinedNames(typed: string, lexicon: Lexicon): readonly Stranger[] {
  return [
    ...typed.matchAll(
      /[\p{L}\p{N}]+(?: ?[&+] ?[\p{L}\p{N}]+)+|[\p{L}\p{N}-]+\.(?:com|ai|io|co|org|net)(?![\p{L}\p{N}])/giu,
    ),
  ]
    .map(([name]) => name)
    .filter((name) => name.length <= NAME_LIMIT && lexicon.named(fold(name)) === undefined)
    .map((name) => ({ name: fold(name).slice(0, NAME_LIMIT), certain: true }));
}

/** A single everyday word beside a name that the base holds may be no name at all: `did Salesforce match donations`. */
function mayBePlain(
  name: readonly Word[],
  terms: readonly Term[],
  lexicon: Lexicon,
  language: Language,
): boolean {
  const [word, ...others] = name;
  if (!word || others.length > 0 || word.capital) return false;
  const everyday = lexicon.knows(word.meant, language) || lexicon.isOrdinary(word.meant, language) === true;
  return everyday && terms.some((term) => term.entity !== undefined);
}

/** For each word whether it is part of a name that the base is known not to hold; the longest name wins. */
function knownStrangers(words: readonly Word[], terms: readonly Term[], lexicon: Lexicon): boolean[] {
  const certain = words.map(() => false);
  words.forEach((_, at) => {
    const found = longestRun(words, at, PHRASE, (run) => {
      const free = terms.slice(at, at + run.length).every((term) => term.entity === undefined);
      const names = [meantBy(run), run.map((word) => word.typed).join(' ')];
      return free && names.some((name) => lexicon.isStranger(name)) ? true : undefined;
    });
    if (found) certain.fill(true, at, at + found.length);
  });
  return certain;
}

/** A phrase asks for its kind wherever it is. A single word such as `what` asks for a definition only when the
    question holds nothing but it and a name. */
function findAsked(
  words: readonly string[],
  terms: readonly Term[],
  language: Language,
): readonly AnswerType[] {
  const spaced = ` ${words.join(' ')} `;
  const onlyNames = terms.every((term) => term.small || term.entity !== undefined);
  const asked = new Set<AnswerType>();
  for (const [phrase, kind] of language.asks) {
    if (!spaced.includes(` ${phrase} `)) continue;
    if (kind !== 'definition' || phrase.includes(' ') || onlyNames) asked.add(kind);
  }
  return [...asked];
}
