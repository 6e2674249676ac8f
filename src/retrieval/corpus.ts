import type { EntityId, Fact, FactBase, FactId } from '../core/fact.ts';
import { holdsFigure, holdsMoney } from '../core/figures.ts';
import type { Language } from '../core/language.ts';
import type { Lexicon } from '../core/ports.ts';
import { fold } from '../core/text.ts';
import { type Field, textsOf } from './lexicon.ts';
import { Postings } from './postings.ts';

/** How much a word counts in the text of a whole fact, by the field it stands in. */
const FIELD_WEIGHT: Readonly<Record<Field, number>> = {
  question: 1,
  claim: 1,
  caveat: 0.4,
  name: 0.8,
  topic: 0.4,
  source: 0.4,
};

/** One wording or claim: what a question is compared with. */
export interface Unit {
  readonly doc: number;
  readonly text: string;
  /** Its stems without small words. */
  readonly stems: ReadonlySet<string>;
  readonly claim: boolean;
  /** The sum of its stems' idf. */
  readonly idf: number;
}

/** A fact as retrieval sees it. */
export interface Doc {
  readonly fact: Fact;
  readonly units: readonly number[];
  /** Every stem that the fact, its wordings and the names of what it is about hold: what it can explain. */
  readonly explains: ReadonlySet<string>;
  /** Stems of its claims and of the names of what it is about. */
  readonly states: ReadonlySet<string>;
  /** What it is about, with the owners of brands and products. */
  readonly about: ReadonlySet<EntityId>;
  readonly hasFigure: boolean;
  /** Whether it only says what some publication is. */
  readonly witness: boolean;
  readonly hasDollars: boolean;
}

export interface Corpus {
  readonly docs: readonly Doc[];
  readonly units: readonly Unit[];
  /** One text a unit. */
  readonly wordings: Postings;
  /** One text a fact: all its fields together. */
  readonly wholes: Postings;
  /** The entities that a fact defines. */
  readonly defines: ReadonlyMap<FactId, ReadonlySet<EntityId>>;
}

/** Indexes every fact that stands: one that was withdrawn or superseded is not found by its words, only by its id. */
export function createCorpus(
  facts: FactBase,
  languages: readonly [Language, ...Language[]],
  lexicon: Lexicon,
): Corpus {
  const byTag = new Map(languages.map((language) => [language.tag, language]));
  const wordings = new Postings(true);
  const wholes = new Postings();
  const units: Omit<Unit, 'idf'>[] = [];
  const docs: Doc[] = [];
  const inOrder = [...facts.facts.values()]
    .filter((fact) => fact.status !== 'withdrawn' && fact.status !== 'superseded')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const fact of inOrder) {
    const doc = docs.length;
    const own: number[] = [];
    const explains = new Set<string>();
    const states = new Set<string>();
    wholes.add([]);
    for (const { field, text, tag } of textsOf(fact, facts)) {
      const language = byTag.get(tag) ?? languages[0];
      const words = fold(text).split(' ');
      const stems = words.map((word) => lexicon.stem(word, language));
      // A caveat says what is not so: `not a payment` explains no payment.
      if (field !== 'caveat') for (const stem of stems) explains.add(stem);
      if (field === 'claim' || field === 'name') for (const stem of stems) states.add(stem);
      wholes.extend(stems, FIELD_WEIGHT[field]);
      if (field !== 'question' && field !== 'claim') continue;
      const meaning = stems.filter((_, at) => !language.small.has(words[at] ?? ''));
      own.push(wordings.add(stems));
      units.push({ doc, text, stems: new Set(meaning), claim: field === 'claim' });
    }
    docs.push({
      fact,
      units: own,
      explains,
      states,
      about: withOwners(fact, facts),
      witness: definesPublication(fact, facts),
      hasDollars: holdsMoney(fact),
      hasFigure: holdsFigure(fact),
    });
  }
  const defines = new Map<FactId, Set<EntityId>>();
  for (const entity of facts.entities.values()) {
    if (!entity.definedBy) continue;
    const defined = defines.get(entity.definedBy) ?? new Set();
    defines.set(entity.definedBy, defined.add(entity.id));
  }
  const weighed = units.map((unit) => ({
    ...unit,
    idf: [...unit.stems].reduce((sum, stem) => sum + wholes.idf(stem), 0),
  }));
  return { docs, units: weighed, wordings, wholes, defines };
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
