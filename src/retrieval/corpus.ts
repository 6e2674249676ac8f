import type { EntityId, Fact, FactBase, FactId } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import type { Lexicon } from '../core/retriever.ts';
import { holdsFigure } from '../core/subjects.ts';
import { fold } from '../core/text.ts';
import { textsOf } from './fact-texts.ts';
import { createScoring, type ScoreCandidates } from './score-candidates.ts';
import { FIELDS, indexTexts, openTexts, type TextData, type TextIndex } from './text-index.ts';
import type { Token } from './vocabulary.ts';

/** One text of a fact. */
export interface Wording {
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
  /** Whether a claim holds a figure that is no date. */
  readonly hasFigure: boolean;
  /** What it defines. */
  readonly defines: ReadonlySet<EntityId>;
}

export interface Corpus {
  /** The facts that can be found, by the numbers of their documents. */
  readonly facts: readonly Fact[];
  /** The document of a fact; made when a question first comes near it. */
  doc(number: number): Doc | undefined;
  wording(doc: number, unit: number): Wording | undefined;
  /** The numbers of the facts that define something. */
  defining(id: EntityId): readonly number[];
  readonly index: TextIndex;
  readonly score: ScoreCandidates;
}

type Languages = readonly [Language, ...Language[]];

/** Indexes every fact that can be found: one that was withdrawn or superseded is not found by its words, only by its id. */
export function createCorpus(facts: FactBase, languages: Languages, lexicon: Lexicon): Corpus {
  return openCorpus(facts, indexFacts(facts, languages, lexicon));
}

/** The texts of the facts that can be found, as plain data. */
export function indexFacts(facts: FactBase, languages: Languages, lexicon: Lexicon): TextData {
  const byTag = new Map(languages.map((language) => [language.tag, language]));
  return indexTexts(
    findable(facts).map((fact) => ({
      texts: textsOf(fact, facts).map(({ field, text, tag }) => ({
        field,
        tokens: tokensOf(text, byTag.get(tag) ?? languages[0], lexicon),
      })),
      group: `${fact.pack} ${fact.topic}`,
    })),
  );
}

function tokensOf(text: string, language: Language, lexicon: Lexicon): readonly Token[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ word, stem: lexicon.stem(word, language), small: language.small.has(word) }));
}

/** In the order of ids. */
function findable(facts: FactBase): readonly Fact[] {
  return [...facts.facts.values()]
    .filter(({ status }) => status !== 'withdrawn' && status !== 'superseded')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Opens what was indexed before; `texts` belongs to these very facts. */
export function openCorpus(base: FactBase, texts: TextData): Corpus {
  const facts = findable(base);
  const index = openTexts(texts);
  const { vocabulary, words, docStarts, unitStarts, unitFields } = index;
  const numbers = new Map(facts.map(({ id }, number) => [id, number]));
  const defined = new Map<FactId, Set<EntityId>>();
  for (const { id, definedBy } of base.entities.values()) {
    if (definedBy) defined.set(definedBy, (defined.get(definedBy) ?? new Set()).add(id));
  }
  const docs: (Doc | undefined)[] = [];
  const stemsOf = (unit: number): readonly number[] =>
    Array.from(
      words.subarray(unitStarts[unit] ?? 0, unitStarts[unit + 1] ?? 0),
      (word) => vocabulary.stemOf[word] ?? 0,
    );
  const stem = (number: number): string => vocabulary.stems[number] ?? '';

  function made(fact: Fact, number: number): Doc {
    const explains = new Set<string>();
    const states = new Set<string>();
    for (let unit = docStarts[number] ?? 0; unit < (docStarts[number + 1] ?? 0); unit++) {
      const field = FIELDS[unitFields[unit] ?? 0];
      // A caveat says what is not so: `not a payment` explains no payment.
      if (field === 'caveat') continue;
      for (const one of stemsOf(unit)) {
        explains.add(stem(one));
        if (field === 'text' || field === 'title') states.add(stem(one));
      }
    }
    const owners = fact.about.flatMap((id) => base.entities.get(id)?.ownedBy ?? []);
    return {
      fact,
      explains,
      states,
      about: new Set([...fact.about, ...owners]),
      hasFigure: holdsFigure(fact),
      defines: defined.get(fact.id) ?? new Set(),
    };
  }

  function doc(number: number): Doc | undefined {
    const fact = facts[number];
    docs[number] ??= fact && made(fact, number);
    return docs[number];
  }

  return {
    facts,
    doc,
    wording(number, unit) {
      const fact = facts[number];
      const nth = unit - (docStarts[number] ?? 0);
      if (!fact || nth < 0) return undefined;
      const stems = stemsOf(unit);
      return {
        text: textAt(fact, nth, base),
        stems: new Set(stems.filter((one) => !vocabulary.isSmall(one)).map(stem)),
        said: stems.map(stem).join(' '),
      };
    },
    defining(id) {
      const by = base.entities.get(id)?.definedBy;
      const number = by === undefined ? undefined : numbers.get(by);
      return number === undefined ? [] : [number];
    },
    index,
    score: createScoring(index),
  };
}

/** The text of that number in the order of `textsOf`; a question, which is wanted most, without putting the others together. */
function textAt(fact: Fact, nth: number, facts: FactBase): string {
  const questions = [...fact.wordings.values()].flatMap((wording) => wording.questions);
  return questions[nth] ?? textsOf(fact, facts)[nth]?.text ?? '';
}
