import type { LanguageTag } from '../core/fact.ts';
import { ANSWER_TYPES, type AnswerType, type Language, PHRASES, type PhraseKey } from '../core/language.ts';
import { once } from '../core/once.ts';
import { fold } from '../core/text.ts';
import { joinGrammar } from './grammar.ts';
import { nearest } from './nearest.ts';
import { compilePhrase, createSay, type Phrase } from './phrases.ts';
import type { Entry, Sink } from './read.ts';
import type { LanguageEntry } from './schema/language.ts';

/** The bot's first language: whole, and what other languages fall back to. */
export const FIRST_LANGUAGE = 'en';

type Phrases = ReadonlyMap<PhraseKey, Phrase>;

/** Joins what data/languages says: every phrase compiled, every word folded. What is wrong goes to the sink. Neither this
    nor what it imports needs YAML or a schema, so that a compiled base is opened without loading either. */
export function joinLanguages(
  entries: readonly Entry<LanguageEntry>[],
  sink: Pick<Sink, 'problems'>,
): ReadonlyMap<LanguageTag, Language> {
  const first = entries.find(({ value }) => value.tag === FIRST_LANGUAGE);
  if (!first) {
    return new Map();
  }
  const basis = compileAll(first, sink);
  for (const key of PHRASES.filter((one) => !basis.has(one) && first.value.phrases[one] === undefined)) {
    fail(sink, first.where(['phrases']), `the phrase ${key} is missing`, `Write ${key}: and the sentence.`);
  }
  const sayFirst = createSay(basis);
  const languages = new Map<LanguageTag, Language>();
  for (const entry of entries) {
    const phrases = entry === first ? basis : compileAll(entry, sink);
    if (entry !== first) compare(entry, phrases, basis, sink);
    const asks = asksOf(entry, sink);
    const say = entry === first ? sayFirst : createSay(phrases, sayFirst);
    languages.set(
      entry.value.tag,
      build(entry.value, say, () => asks),
    );
  }
  return languages;
}

/** Missing phrases that are named. */
const NAMED = 8;

/** Joins what was checked before and compiled with the base: each phrase is made when it is first said. */
export function openLanguages(entries: readonly LanguageEntry[]): ReadonlyMap<LanguageTag, Language> {
  const first = entries.find(({ tag }) => tag === FIRST_LANGUAGE);
  const sayFirst = first && createSay(latePhrases(first));
  return new Map(
    entries.map((value) => {
      const say = value === first && sayFirst ? sayFirst : createSay(latePhrases(value), sayFirst);
      const asks = once(() => asksOf({ value, where: () => '' }, { problems: [] }));
      return [value.tag, build(value, say, asks)];
    }),
  );
}

function latePhrases({ tag, phrases }: LanguageEntry): Pick<Phrases, 'get'> {
  const texts = new Map(Object.entries(phrases));
  const made = new Map<PhraseKey, Phrase>();
  return {
    get(key) {
      const text = texts.get(key);
      const phrase = text === undefined ? undefined : (made.get(key) ?? compilePhrase(text, tag));
      if (!phrase || !('fill' in phrase)) return undefined;
      made.set(key, phrase);
      return phrase;
    },
  };
}

function fail(sink: Pick<Sink, 'problems'>, where: string, message: string, tip: string): void {
  sink.problems.push({ level: 'error', where, message, tip });
}

function warn(sink: Pick<Sink, 'problems'>, where: string, message: string, tip: string): void {
  sink.problems.push({ level: 'warning', where, message, tip });
}

function isPhraseKey(key: string): key is PhraseKey {
  return key.startsWith('site-') || PHRASES.some((known) => known === key);
}

function compileAll(entry: Entry<LanguageEntry>, sink: Pick<Sink, 'problems'>): Phrases {
  const phrases = new Map<PhraseKey, Phrase>();
  for (const [key, text] of Object.entries(entry.value.phrases)) {
    const where = entry.where(['phrases', key]);
    if (!isPhraseKey(key)) {
      const meant = nearest(key, PHRASES);
      fail(sink, where, `the bot has no phrase ${key}`, meant ? `Did you mean ${meant}?` : 'Leave it out.');
      continue;
    }
    const phrase = compilePhrase(text, entry.value.tag);
    if ('fill' in phrase) phrases.set(key, phrase);
    else {
      const tip =
        'Close every { with }; a plural needs "other {…}"; a brace that is meant stands in single quotes.';
      fail(sink, where, `the phrase ${key} is no ICU message: ${phrase.fault}`, tip);
    }
  }
  return phrases;
}

/** A translation may leave a value out, but can't use one that nobody will give it. */
function compare(
  { value, where }: Entry<LanguageEntry>,
  phrases: Phrases,
  basis: Phrases,
  sink: Pick<Sink, 'problems'>,
): void {
  const missing = [...basis.keys()].filter((key) => value.phrases[key] === undefined);
  if (missing.length > 0) {
    const named = missing.length > NAMED ? `${missing.slice(0, NAMED).join(', ')}, …` : missing.join(', ');
    const message = `${missing.length} phrases are missing and are said in ${FIRST_LANGUAGE}: ${named}`;
    warn(sink, where(['phrases']), message, 'Translate them; data/languages/en.yaml has every one.');
  }
  for (const [key, phrase] of phrases) {
    const known = basis.get(key)?.values ?? new Set<string>();
    const strange = [...phrase.values].filter((name) => !known.has(name));
    if (strange.length === 0) continue;
    const tip = known.size > 0 ? `It may use {${[...known].join('}, {')}}.` : 'It is given no values.';
    fail(sink, where(['phrases', key]), `the phrase ${key} uses {${strange.join('}, {')}}`, tip);
  }
}

function build(value: LanguageEntry, say: Language['say'], asks: () => Language['asks']): Language {
  // What questions are read with is folded for the first of them: whoever starts the bot need not wait for it.
  const late = {
    forms: once(
      () =>
        new Map(
          Object.entries(value.forms).flatMap(([word, forms]) =>
            forms.map((form) => [fold(form), fold(word)] as const),
          ),
        ),
    ),
    small: once(() => new Set(value.small.map(fold))),
    asks,
    ordinary: once(() => new Set(value.ordinary.map(fold))),
    strangers: once(() => new Set(value.strangers.map(fold))),
    glossary: once(
      () => new Map(Object.entries(value.glossary).map(([word, means]) => [fold(word), means.map(fold)])),
    ),
    commands: once(() => commandsOf(value)),
    grammar: once(() => ({ grammar: value.grammar && joinGrammar(value.tag, value.grammar) })),
  };
  return {
    tag: value.tag,
    name: value.name,
    stemmer: value.stemmer,
    get forms() {
      return late.forms();
    },
    get small() {
      return late.small();
    },
    get asks() {
      return late.asks();
    },
    get ordinary() {
      return late.ordinary();
    },
    get strangers() {
      return late.strangers();
    },
    get glossary() {
      return late.glossary();
    },
    get commands() {
      return late.commands();
    },
    get grammar() {
      return late.grammar().grammar;
    },
    say,
    speaks: PHRASES.every((key) => value.phrases[key] !== undefined),
  };
}

function asksOf(
  { value, where }: Pick<Entry<LanguageEntry>, 'value' | 'where'>,
  sink: Pick<Sink, 'problems'>,
): ReadonlyMap<string, AnswerType> {
  const asks = new Map<string, AnswerType>();
  for (const what of ANSWER_TYPES) {
    for (const [index, word] of (value.asks[what] ?? []).entries()) {
      const folded = fold(word);
      const other = asks.get(folded);
      if (other === undefined) asks.set(folded, what);
      else if (other !== what) {
        warn(
          sink,
          where(['asks', what, index]),
          `"${word}" already asks for ${other}`,
          'Keep it in one of the two lists.',
        );
      }
    }
  }
  return asks;
}

function commandsOf({ commands }: LanguageEntry): Language['commands'] {
  return new Map(
    Object.entries(commands).map(([name, { options, words, ...local }]) => [
      name,
      {
        ...local,
        options: new Map(Object.entries(options)),
        words: new Map(Object.entries(words).map(([typed, own]) => [fold(typed), own])),
      },
    ]),
  );
}
