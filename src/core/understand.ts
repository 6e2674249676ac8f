import type { EntityId } from './fact.ts';
import type { AnswerType, Language, LocalCommand } from './language.ts';
import type { Lexicon, Query, Term } from './retriever.ts';
import { findCapitals, findStrangers, type Reading, standsAsName, type Word } from './strangers.ts';
import { cutTyped, fold, longestRun } from './text.ts';
import { QUESTION_LIMIT } from './typed.ts';

/** Letters from which a name may be torn in two; two short words make a short name by chance. */
const TORN = 7;
const PHRASE = 4;

/** Never throws. An empty text gives a query without terms, which finds nothing. `languages` are those it may be asked
    in, the asker's first. */
export function understand(text: string, languages: readonly [Language, ...Language[]], lexicon: Lexicon): Query {
  const typed = cutTyped(text, QUESTION_LIMIT);
  const folded = fold(typed);
  // A word that is said again right away says nothing more.
  const plain = folded.split(' ').filter((word, at, all) => word !== '' && word !== all[at - 1]);
  const language = languageOf(plain, languages);
  const capitals = findCapitals(typed);
  const initial = /^[^\p{L}\p{N}]*\p{Lu}\p{Ll}/u.test(typed);
  const mendedWords = asListed(
    plain.map((word, at) => ({ ...mended(word, capitals.has(word), language, lexicon), initial: initial && at === 0 })),
    lexicon,
  );
  const names = findNames(mendedWords, lexicon);
  const words = withoutNames({ words: mendedWords, names, language, lexicon });
  const reading = { words, names, language, lexicon };
  const terms: Term[] = [];
  while (terms.length < words.length) {
    const { length, value: means = [] } = glossaryPhrase(terms.length, reading) ?? { length: 1 };
    for (const word of words.slice(terms.length, terms.length + length))
      terms.push(termOf(word, names[terms.length], means, reading));
  }
  return {
    text: folded,
    terms,
    entities: [...new Set(names.filter((id) => id !== undefined))],
    strangers: findStrangers(typed, terms, reading),
    years: plain.filter((word) => /^(19|20)\d\d$/.test(word)).map(Number),
    asked: findAsked(plain, terms, language),
    language,
  };
}

/** The language whose small and asking words the question holds most of; the asker's own when it is a draw. */
function languageOf(words: readonly string[], languages: readonly [Language, ...Language[]]): Language {
  return languages.reduce((best, one) => (signsOf(one, words) > signsOf(best, words) ? one : best));
}

/** Small and asking words of a language count as one sign of it, words of its glossary as half of one. */
export function signsOf(language: Language, words: readonly string[]): number {
  return (
    words.filter((word) => language.small.has(word) || language.asks.has(word)).length +
    words.filter((word) => language.glossary.has(word)).length / 2
  );
}

/** The language that a text is written in: the one with a whole sign more than any other, or whose name for a command
    it holds; undefined when nothing tells, as in a name alone. */
export function detectLanguage(text: string, languages: readonly Language[]): Language | undefined {
  const words = fold(cutTyped(text, QUESTION_LIMIT)).split(' ');
  const calls = ({ name = '', words: local }: LocalCommand): boolean =>
    words.some((word) => local.has(word) || (word !== '' && fold(name) === word));
  const [best, second] = languages
    .map((language) => ({ language, called: [...language.commands.values()].some(calls) ? 1 : 0 }))
    .map(({ language, called }) => ({ language, signs: signsOf(language, words) + called }))
    .sort((a, b) => b.signs - a.signs);
  return best && best.signs >= (second?.signs ?? 0) + 1 ? best.language : undefined;
}

/** A word that nothing knows and that is no ordinary word is taken for the known word nearest to it. */
function mended(word: string, capital: boolean, language: Language, lexicon: Lexicon): Omit<Word, 'initial'> {
  const known =
    language.small.has(word) ||
    lexicon.knows(word, language) ||
    lexicon.isOrdinary(word, language) === true ||
    (capital && lexicon.isOrdinary(word, lexicon.language) === true) ||
    lexicon.isStranger(word);
  return { typed: word, meant: known ? word : (lexicon.mend(word, language, capital) ?? word), capital };
}

/** A name that the base does not hold is no slip in one of ours: the Hamilton of `Booz Allen Hamilton` is no Hilton. */
function asListed(words: readonly Word[], lexicon: Lexicon): readonly Word[] {
  const isListed = (run: readonly Word[]) => lexicon.isStranger(run.map(({ typed }) => typed).join(' ')) || undefined;
  const listed = words.map(() => false);
  for (const at of words.keys())
    listed.fill(true, at, at + (longestRun(words, at, lexicon.longestName, isListed)?.length ?? 0));
  return words.map((word, at) => (listed[at] ? { ...word, meant: word.typed } : word));
}

/** What stands where a name does is no misspelt word, unless only its letters changed places. */
function withoutNames(reading: Reading): readonly Word[] {
  const { words, names, lexicon } = reading;
  if (names.some((id) => id !== undefined && lexicon.isCompany(id))) return words;
  return words.map((word, at) =>
    word.meant !== word.typed && sorted(word.meant) !== sorted(word.typed) && standsAsName(at, reading) !== undefined
      ? { ...word, meant: word.typed }
      : word,
  );
}

const meantBy = (run: readonly Word[]): string => run.map((word) => word.meant).join(' ');

/** For each word the entity whose name it is part of; the longest name wins, be it a name that the base does not hold:
    `Epic Games` is not `EPIC`. */
function findNames(words: readonly Word[], lexicon: Lexicon): readonly (EntityId | undefined)[] {
  const names: (EntityId | undefined)[] = words.map(() => undefined);
  for (let at = 0; at < words.length; ) {
    const found = longestRun(words, at, lexicon.longestName, (run) => {
      const id = nameOf(run, lexicon);
      return id !== undefined || lexicon.isStranger(meantBy(run)) ? { id } : undefined;
    });
    const end = at + (found?.length ?? 1);
    names.fill(found?.value.id, at, end);
    at = end;
  }
  return names;
}

/** `civi crm`, `cap gemini`: a name as it is written, or torn in two. */
function nameOf(span: readonly Word[], lexicon: Lexicon): EntityId | undefined {
  const whole = span.map((word) => word.typed).join('');
  const torn = span.length === 2 && whole.length >= TORN ? lexicon.named(whole) : undefined;
  return lexicon.named(meantBy(span)) ?? torn;
}

/** The longest phrase of the glossary that starts here, and what it means. */
function glossaryPhrase(at: number, { words, names, language }: Reading) {
  return longestRun(words, at, PHRASE, (run) =>
    names[at] !== undefined && run.length === 1 ? undefined : language.glossary.get(meantBy(run)),
  );
}

type Known = Pick<Reading, 'language' | 'lexicon'>;

function termOf(
  word: Word,
  entity: EntityId | undefined,
  means: readonly string[],
  { language, lexicon }: Known,
): Term {
  const { typed, meant } = word;
  const known = entity !== undefined || means.length > 0 || lexicon.knows(meant, language);
  return {
    typed,
    // The stem of a word that nothing knows may be a word that means something else: `oigan` is no `OIG`.
    stem: known ? lexicon.stem(meant, language) : meant,
    mended: meant !== typed,
    swapped: meant !== typed && sorted(meant) === sorted(typed),
    also: means.map((meaning) => lexicon.stem(meaning, lexicon.language)),
    small: entity === undefined && means.length === 0 && language.small.has(meant),
    ...(entity !== undefined && { entity }),
    ordinary: lexicon.isOrdinary(meant, language) === true,
    known,
  };
}

const sorted = (word: string): string => [...word].sort().join('');

/** A phrase asks for its kind wherever it is. A single word such as `what` asks for a definition only when the
    question holds nothing but it and a name. */
function findAsked(words: readonly string[], terms: readonly Term[], language: Language): readonly AnswerType[] {
  const spaced = ` ${words.join(' ')} `;
  const onlyNames = terms.every((term) => term.small || term.entity !== undefined);
  const asked = new Set<AnswerType>();
  for (const [phrase, kind] of language.asks) {
    if (!spaced.includes(` ${phrase} `)) continue;
    if (kind !== 'definition' || phrase.includes(' ') || onlyNames) asked.add(kind);
  }
  return [...asked];
}
