import { PEOPLE, ROLES } from '../core/differences/grammar.ts';
import { ANSWER_TYPES, isPhraseKey, PHRASES, type PhraseKey } from '../core/language.ts';
import { fold } from '../core/text.ts';
import { FIRST_LANGUAGE } from './languages.ts';
import { compilePhrase, type Phrase } from './phrases.ts';
import { nearest, type ProblemCollector } from './problems.ts';
import { type Entry, readOne } from './read.ts';
import type { GrammarEntry } from './schema/grammar.ts';
import { type LanguageEntry, languageSchema } from './schema/language.ts';

/** Missing phrases that are named. */
const NAMED = 8;

type Phrases = ReadonlyMap<PhraseKey, Phrase>;

/** Reads the files of data/languages and checks that the bot can speak them. */
export function readLanguages(
  files: readonly { readonly file: string; readonly tag: string }[],
  collector: ProblemCollector,
): readonly LanguageEntry[] {
  if (!files.some(({ tag }) => tag === FIRST_LANGUAGE)) {
    const tip = 'Every phrase stands there; other languages fall back to it.';
    collector.error(`data/languages/${FIRST_LANGUAGE}.yaml:1:1`, 'is missing', tip);
  }
  const entries = files.flatMap(({ file, tag }) => {
    const entry = readOne(file, languageSchema, collector);
    if (entry && entry.value.tag !== tag) {
      const message = `tag is ${entry.value.tag}, but the file is called ${tag}.yaml`;
      collector.error(entry.where(['tag']), message, `Write tag: ${tag}`);
    }
    return entry ? [entry] : [];
  });
  for (const entry of entries) refuseClashes(entry, collector);
  const first = entries.find(({ value }) => value.tag === FIRST_LANGUAGE);
  if (!first) return [];
  const known = compilePhrases(first, collector);
  for (const key of PHRASES.filter((one) => first.value.phrases[one] === undefined)) {
    collector.error(first.where(['phrases']), `the phrase ${key} is missing`, `Write ${key}: and the sentence.`);
  }
  for (const entry of entries) if (entry !== first) compare(entry, known, collector);
  return entries.map(({ value }) => value);
}

function compilePhrases({ value, where }: Entry<LanguageEntry>, collector: ProblemCollector): Phrases {
  const phrases = new Map<PhraseKey, Phrase>();
  for (const [key, text] of Object.entries(value.phrases)) {
    const place = where(['phrases', key]);
    const phrase = compilePhrase(text, value.tag);
    if (!isPhraseKey(key)) {
      const meant = nearest(key, PHRASES);
      const tip = meant ? `Did you mean ${meant}?` : 'Leave it out.';
      collector.error(place, `the bot has no phrase ${key}`, tip);
    } else if ('fill' in phrase) phrases.set(key, phrase);
    else {
      const tip = 'Close every { with }; a plural needs "other {…}"; a brace that is meant stands in single quotes.';
      collector.error(place, `the phrase ${key} is no ICU message: ${phrase.fault}`, tip);
    }
  }
  return phrases;
}

/** A translation may leave a value out, but can't use one that nobody will give it. */
function compare(entry: Entry<LanguageEntry>, first: Phrases, collector: ProblemCollector): void {
  const { value, where } = entry;
  const missing = [...first.keys()].filter((key) => value.phrases[key] === undefined);
  if (missing.length > 0) {
    const named = missing.length > NAMED ? `${missing.slice(0, NAMED).join(', ')}, …` : missing.join(', ');
    const message = `${missing.length} phrases are missing and are said in ${FIRST_LANGUAGE}: ${named}`;
    collector.warn(where(['phrases']), message, 'Translate them; data/languages/en.yaml has every one.');
  }
  for (const [key, phrase] of compilePhrases(entry, collector)) {
    const known = first.get(key)?.values ?? new Set<string>();
    const unknown = [...phrase.values].filter((name) => !known.has(name));
    if (unknown.length === 0) continue;
    const tip = known.size > 0 ? `It may use {${[...known].join('}, {')}}.` : 'It is given no values.';
    collector.error(where(['phrases', key]), `the phrase ${key} uses {${unknown.join('}, {')}}`, tip);
  }
}

interface List {
  readonly what: string;
  readonly path: readonly PropertyKey[];
  readonly words: readonly string[];
}

/** A word can't be both of what its language says it is; where it asks for two things, one of them is lost. */
function refuseClashes({ value, where }: Entry<LanguageEntry>, collector: ProblemCollector): void {
  const tip = 'Keep it in one of the two lists.';
  const asks = ANSWER_TYPES.map((what) => ({ what, path: ['asks', what], words: value.asks[what] ?? [] }));
  eachClash(asks, (word, other, { path }) => {
    collector.warn(where(path), `"${word}" already asks for ${other}`, tip);
  });
  for (const lists of value.grammar ? exclusive(value.grammar) : []) {
    eachClash(lists, (word, other, { what, path }) => {
      const message = `"${word}" is already ${other}, and can't be ${what} as well`;
      collector.error(where(['grammar', ...path]), message, tip);
    });
  }
}

function eachClash(
  lists: readonly List[],
  found: (word: string, other: string, list: Omit<List, 'words'>) => void,
): void {
  const known = new Map<string, string>();
  for (const { what, path, words } of lists) {
    for (const [at, word] of words.entries()) {
      const other = known.get(fold(word)) ?? what;
      known.set(fold(word), other);
      if (other !== what) found(word, other, { what, path: [...path, at] });
    }
  }
}

/** Lists of which a word can be in one. */
function exclusive(grammar: GrammarEntry): readonly (readonly List[])[] {
  return [
    ...grammar.opposites.map(({ one, other }, at) => [
      { what: 'one half of this pair', path: ['opposites', at, 'one'], words: one },
      { what: 'the other half', path: ['opposites', at, 'other'], words: other },
    ]),
    ...ROLES.map((role) =>
      (['forward', 'inverse', 'received'] as const).map((side) => ({
        what: `${side} of ${role}`,
        path: ['relations', role, side],
        words: grammar.relations[role]?.[side] ?? [],
      })),
    ),
    PEOPLE.map((kind) => ({ what: kind, path: ['people', kind], words: grammar.people[kind] ?? [] })),
    (['atLeast', 'atMost', 'about'] as const).map((key) => ({ what: key, path: [key], words: grammar[key] })),
  ];
}
