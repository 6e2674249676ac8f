import type { EntityId, Fact, FactBase, FactId } from '../core/fact.ts';
import { holdsFigure, holdsMoney } from '../core/figures.ts';
import type { Language } from '../core/language.ts';
import type { Lexicon } from '../core/ports.ts';
import { fold } from '../core/text.ts';
import { type FactText, textsOf } from './lexicon.ts';
import { createSearch, type Search } from './search.ts';
import { type Field, type Indexable, indexTexts, type TextIndex } from './text-index.ts';
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

/** One text of a fact, by the number that the index gave it. */
export interface Unit {
  readonly text: string;
  /** Its stems without small words. */
  readonly stems: ReadonlySet<string>;
  /** All its stems in their order, with one space between. */
  readonly said: string;
}

/** A fact as retrieval sees it. */
export interface Doc {
  readonly fact: Fact;
  /** Every stem that the fact, its wordings and the names of what it is about hold: what it can explain. */
  readonly explains: ReadonlySet<string>;
  /** Stems of its claims and of the names of what it is about. */
  readonly states: ReadonlySet<string>;
  /** What it is about, with the owners of brands and products. */
  readonly about: ReadonlySet<EntityId>;
  readonly hasFigure: boolean;
  readonly hasDollars: boolean;
  /** Whether somebody is named in it. */
  readonly hasPerson: boolean;
  /** Whether it only says what some publication is. */
  readonly witness: boolean;
  /** What it defines. */
  readonly defines: ReadonlySet<EntityId>;
}

export interface Corpus {
  readonly docs: readonly Doc[];
  readonly units: readonly Unit[];
  readonly index: TextIndex;
  readonly search: Search;
  /** For each thing that some fact defines, the numbers of these facts. */
  readonly definitions: ReadonlyMap<EntityId, readonly number[]>;
}

/** Indexes every fact that stands: one that was withdrawn or superseded is not found by its words, only by its id. */
export function createCorpus(
  facts: FactBase,
  languages: readonly [Language, ...Language[]],
  lexicon: Lexicon,
): Corpus {
  const byTag = new Map(languages.map((language) => [language.tag, language]));
  const defined = definedBy(facts);
  const units: Unit[] = [];
  const docs: Doc[] = [];
  const indexables: Indexable[] = [];
  const inOrder = [...facts.facts.values()]
    .filter((fact) => fact.status !== 'withdrawn' && fact.status !== 'superseded')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const fact of inOrder) {
    const explains = new Set<string>();
    const states = new Set<string>();
    const texts = joined(textsOf(fact, facts)).map(({ field, text, tag }) => {
      const language = byTag.get(tag) ?? languages[0];
      const tokens = tokensOf(text, language, lexicon);
      // A caveat says what is not so: `not a payment` explains no payment.
      if (field !== 'caveat') for (const { stem } of tokens) explains.add(stem);
      if (field === 'claim' || field === 'name') for (const { stem } of tokens) states.add(stem);
      units.push({
        text,
        stems: new Set(tokens.filter(({ small }) => !small).map(({ stem }) => stem)),
        said: tokens.map(({ stem }) => stem).join(' '),
      });
      return { field: FIELD[field], tokens };
    });
    indexables.push({ texts, group: `${fact.pack} ${fact.topic}` });
    docs.push({
      fact,
      explains,
      states,
      about: withOwners(fact, facts),
      hasDollars: holdsMoney(fact),
      hasFigure: holdsFigure(fact),
      hasPerson: fact.about.some((id) => facts.entities.get(id)?.kind === 'person'),
      witness: definesPublication(fact, facts),
      defines: defined.get(fact.id) ?? new Set(),
    });
  }
  const index = indexTexts(indexables);
  const definitions = new Map<EntityId, number[]>();
  docs.forEach(({ defines }, doc) => {
    for (const id of defines) definitions.set(id, [...(definitions.get(id) ?? []), doc]);
  });
  return { docs, units, index, search: createSearch(index), definitions };
}

function tokensOf(text: string, language: Language, lexicon: Lexicon): readonly Token[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ word, stem: lexicon.stem(word, language), small: language.small.has(word) }));
}

/** Each question is a text of its own; what else is of one kind and language is one text. */
function joined(texts: readonly FactText[]): readonly FactText[] {
  const others = new Map<string, FactText>();
  for (const one of texts) {
    if (one.field === 'question') continue;
    const key = `${one.field} ${one.tag}`;
    const before = others.get(key);
    others.set(key, before ? { ...before, text: `${before.text} ${one.text}` } : one);
  }
  return [...texts.filter(({ field }) => field === 'question'), ...others.values()];
}

function definedBy(facts: FactBase): ReadonlyMap<FactId, ReadonlySet<EntityId>> {
  const defines = new Map<FactId, Set<EntityId>>();
  for (const entity of facts.entities.values()) {
    if (!entity.definedBy) continue;
    const defined = defines.get(entity.definedBy) ?? new Set();
    defines.set(entity.definedBy, defined.add(entity.id));
  }
  return defines;
}

function definesPublication(fact: Fact, facts: FactBase): boolean {
  const [subject] = fact.about;
  const entity = facts.entities.get(subject);
  return entity?.kind === 'publication' && entity.definedBy === fact.id;
}

function withOwners(fact: Fact, facts: FactBase): ReadonlySet<EntityId> {
  const about = new Set<EntityId>(fact.about);
  for (const id of fact.about) {
    const owner = facts.entities.get(id)?.ownedBy;
    if (owner) about.add(owner);
  }
  return about;
}
