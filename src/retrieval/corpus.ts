import type { EntityId, Fact, FactBase, PackId } from '../core/fact.ts';
import { holdsFigure, holdsMoney } from '../core/figures.ts';
import type { Language } from '../core/language.ts';
import type { Lexicon } from '../core/retriever.ts';
import type { CorpusTables } from './corpus-tables.ts';
import { type FactText, textsOf } from './fact-texts.ts';
import { indexFacts, joined, tokensOf } from './index-facts.ts';
import type { Ints } from './ints.ts';
import { createSearch, type Search } from './search.ts';
import { openIndex, type TextIndex } from './text-index.ts';

/** One text of a fact, by the number that the index gave it. */
export interface Unit {
  readonly text: string;
  /** Its stems without small words. */
  readonly stems: ReadonlySet<string>;
  /** All its stems in their order, with one space between. */
  readonly said: string;
}

/** Whether it holds a stem. */
export interface Stems {
  has(stem: string): boolean;
}

/** A fact as retrieval sees it. */
export interface Doc {
  readonly fact: Fact;
  /** Every stem that the fact, its wordings and the names of what it is about hold: what it can explain. */
  readonly explains: Stems;
  /** Stems of its claims and of the names of what it is about. */
  readonly states: Stems;
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
  readonly size: number;
  /** The fact of a number; made when it is first asked for. */
  doc(number: number): Doc | undefined;
  unit(doc: number, number: number): Unit | undefined;
  /** What a fact is about, without reading it. */
  about(doc: number): readonly EntityId[];
  pack(doc: number): PackId | undefined;
  /** The numbers of the facts that define something. */
  defining(id: EntityId): readonly number[];
  readonly index: TextIndex;
  readonly search: Search;
}

/** Indexes every fact that stands: one that was withdrawn or superseded is not found by its words, only by its id. */
export function createCorpus(
  facts: FactBase,
  languages: readonly [Language, ...Language[]],
  lexicon: Lexicon,
): Corpus {
  return openCorpus(facts, languages, lexicon, indexFacts(facts, languages, lexicon));
}

/** The same from what was indexed before. A fact is read only when a question comes near it. */
export function openCorpus(
  facts: FactBase,
  languages: readonly [Language, ...Language[]],
  lexicon: Lexicon,
  tables: CorpusTables,
): Corpus {
  const { packOf, aboutStarts, about, stems, explains, states } = tables;
  const index = openIndex(tables.index);
  const byTag = new Map(languages.map((language) => [language.tag, language]));
  const packIds = [...facts.packs.keys()];
  const entityIds = [...facts.entities.keys()];
  const factIds = [...facts.facts.keys()];
  const numbers = new Map(stems.map((stem, at) => [stem, at]));
  const definitions = definedBy(tables, entityIds);
  const docs: (Doc | undefined)[] = [];

  const stemsIn = (doc: number, { starts, all }: CorpusTables['states']): Stems => ({
    has(stem) {
      const number = numbers.get(stem);
      return number !== undefined && holds(all, starts[doc] ?? 0, starts[doc + 1] ?? 0, number);
    },
  });

  function doc(number: number): Doc | undefined {
    const known = docs[number];
    if (known) return known;
    const id = factIds[tables.factOf[number] ?? -1];
    const fact = id === undefined ? undefined : facts.facts.get(id);
    if (!fact) return undefined;
    const made: Doc = {
      fact,
      explains: stemsIn(number, explains),
      states: stemsIn(number, states),
      about: withOwners(fact, facts),
      hasDollars: holdsMoney(fact),
      hasFigure: holdsFigure(fact),
      hasPerson: fact.about.some((one) => facts.entities.get(one)?.kind === 'person'),
      witness: definesPublication(fact, facts),
      defines: definitions.of.get(number) ?? new Set(),
    };
    docs[number] = made;
    return made;
  }

  return {
    size: index.docs,
    doc,
    unit(number, unit) {
      const fact = doc(number)?.fact;
      const nth = unit - (index.docStarts[number] ?? 0);
      const one = fact && nth >= 0 ? textAt(fact, nth, facts) : undefined;
      if (!one) return undefined;
      const tokens = tokensOf(one.text, byTag.get(one.tag) ?? languages[0], lexicon);
      return {
        text: one.text,
        stems: new Set(tokens.filter(({ small }) => !small).map(({ stem }) => stem)),
        said: tokens.map(({ stem }) => stem).join(' '),
      };
    },
    about: (number) =>
      Array.from(
        about.subarray(aboutStarts[number] ?? 0, aboutStarts[number + 1] ?? 0),
        (entity) => entityIds[entity],
      ).filter((id) => id !== undefined),
    pack: (number) => packIds[packOf[number] ?? -1],
    defining: (id) => definitions.docs.get(id) ?? [],
    index,
    search: createSearch(index, tables.learnt),
  };
}

/** The text of that number in the order of `joined`; its questions, which are wanted most, without putting the others
    together. */
function textAt(fact: Fact, nth: number, facts: FactBase): Pick<FactText, 'text' | 'tag'> | undefined {
  let left = nth;
  for (const [tag, { questions }] of fact.wordings) {
    const text = questions[left];
    if (text !== undefined) return { text, tag };
    left -= questions.length;
  }
  return joined(textsOf(fact, facts))[nth];
}

/** Whether a number stands among rising ones. */
function holds(rising: Ints, from: number, to: number, wanted: number): boolean {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low < to && rising[low] === wanted;
}

function definedBy(
  { definedEntities, definedDocs }: CorpusTables,
  entityIds: readonly EntityId[],
): {
  readonly docs: ReadonlyMap<EntityId, readonly number[]>;
  readonly of: ReadonlyMap<number, ReadonlySet<EntityId>>;
} {
  const docs = new Map<EntityId, number[]>();
  const of = new Map<number, Set<EntityId>>();
  definedEntities.forEach((entity, at) => {
    const id = entityIds[entity];
    const doc = definedDocs[at];
    if (id === undefined || doc === undefined) return;
    docs.set(id, [...(docs.get(id) ?? []), doc]);
    of.set(doc, (of.get(doc) ?? new Set()).add(id));
  });
  return { docs, of };
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
