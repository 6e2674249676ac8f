import type { FactBase } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import type { Lexicon } from '../core/retriever.ts';
import { fold } from '../core/text.ts';
import { teach } from './classifier.ts';
import type { CorpusTables } from './corpus-tables.ts';
import { type FactText, textsOf } from './fact-texts.ts';
import { inOneRow, ints, type Lists } from './ints.ts';
import { type Field, type Indexable, indexTexts } from './text-index.ts';
import type { Token } from './vocabulary.ts';

/** What each part of a fact is to the search. */
const FIELD: Readonly<Record<FactText['field'], Field>> = {
  question: 'question',
  name: 'title',
  claim: 'text',
  caveat: 'aside',
  topic: 'aside',
  source: 'aside',
};

/** Indexes every fact that stands, in the order of ids. */
export function indexFacts(
  facts: FactBase,
  languages: readonly [Language, ...Language[]],
  lexicon: Lexicon,
): CorpusTables {
  const byTag = new Map(languages.map((language) => [language.tag, language]));
  const places = {
    facts: placesOf(facts.facts.keys()),
    packs: placesOf(facts.packs.keys()),
    entities: placesOf(facts.entities.keys()),
  };
  const stems = new Map<string, number>();
  const numberOf = (stem: string): number => {
    const number = stems.get(stem) ?? stems.size;
    stems.set(stem, number);
    return number;
  };
  const explains: number[][] = [];
  const states: number[][] = [];
  const inOrder = [...facts.facts.values()]
    .filter((fact) => fact.status !== 'withdrawn' && fact.status !== 'superseded')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const indexables = inOrder.map((fact): Indexable => {
    const explained = new Set<number>();
    const stated = new Set<number>();
    const texts = joined(textsOf(fact, facts)).map(({ field, text, tag }) => {
      const tokens = tokensOf(text, byTag.get(tag) ?? languages[0], lexicon);
      // A caveat says what is not so: `not a payment` explains no payment.
      if (field !== 'caveat') for (const { stem } of tokens) explained.add(numberOf(stem));
      if (field === 'claim' || field === 'name') for (const { stem } of tokens) stated.add(numberOf(stem));
      return { field: FIELD[field], tokens };
    });
    explains.push(rising(explained));
    states.push(rising(stated));
    return { texts, group: `${fact.pack} ${fact.topic}` };
  });
  const index = indexTexts(indexables);
  const [aboutStarts, about] = inOneRow(
    inOrder.map((fact) => fact.about.map((id) => places.entities.get(id) ?? -1)),
  );
  const docOf = new Map(inOrder.map(({ id }, doc) => [id, doc]));
  const defined = [...facts.entities.values()].flatMap(({ id, definedBy }) => {
    const doc = definedBy === undefined ? undefined : docOf.get(definedBy);
    return doc === undefined ? [] : [{ entity: places.entities.get(id) ?? -1, doc }];
  });
  return {
    index: { ...index, vocabulary: index.vocabulary.tables },
    learnt: teach(index),
    factOf: ints(inOrder.map(({ id }) => places.facts.get(id) ?? -1)),
    packOf: ints(inOrder.map(({ pack }) => places.packs.get(pack) ?? -1)),
    aboutStarts,
    about,
    stems: [...stems.keys()],
    explains: listsOf(explains),
    states: listsOf(states),
    definedEntities: ints(defined.map(({ entity }) => entity)),
    definedDocs: ints(defined.map(({ doc }) => doc)),
  };
}

export function tokensOf(text: string, language: Language, lexicon: Lexicon): readonly Token[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ word, stem: lexicon.stem(word, language), small: language.small.has(word) }));
}

/** Each question is a text of its own; what else is of one kind and language is one text. */
export function joined(texts: readonly FactText[]): readonly FactText[] {
  const others = new Map<string, FactText>();
  for (const one of texts) {
    if (one.field === 'question') continue;
    const key = `${one.field} ${one.tag}`;
    const before = others.get(key);
    others.set(key, before ? { ...before, text: `${before.text} ${one.text}` } : one);
  }
  return [...texts.filter(({ field }) => field === 'question'), ...others.values()];
}

function placesOf<Id>(ids: Iterable<Id>): ReadonlyMap<Id, number> {
  return new Map([...ids].map((id, at) => [id, at]));
}

function rising(numbers: ReadonlySet<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}

function listsOf(lists: readonly (readonly number[])[]): Lists {
  const [starts, all] = inOneRow(lists);
  return { starts, all };
}
