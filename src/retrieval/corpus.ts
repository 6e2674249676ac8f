import type { EntityId, Fact, FactBase } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import type { Lexicon } from '../core/retriever.ts';
import { holdsFigure } from '../core/subjects.ts';
import { fold } from '../core/text.ts';
import { textsOf } from './fact-texts.ts';
import { createScoring } from './score-candidates.ts';
import { FIELDS, indexTexts, openTexts, type TextData } from './text-index.ts';
import { part, type Token } from './vocabulary.ts';

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

export type Corpus = ReturnType<typeof openCorpus>;

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
export function openCorpus(base: FactBase, texts: TextData) {
  const facts = findable(base);
  const index = openTexts(texts);
  const { vocabulary, stemAt, docStarts, unitStarts, unitFields } = index;
  const numbers = new Map(facts.map(({ id }, number) => [id, number]));
  const docs: Doc[] = [];
  const stem = (number: number): string => vocabulary.stems[number] ?? '';

  function made(fact: Fact, number: number): Doc {
    const explains = new Set<string>();
    const states = new Set<string>();
    for (let unit = docStarts[number] ?? 0; unit < (docStarts[number + 1] ?? 0); unit++) {
      const field = FIELDS[unitFields[unit] ?? 0];
      // A caveat says what is not so: `not a payment` explains no payment.
      if (field === 'caveat') continue;
      for (const one of part(stemAt, unitStarts, unit)) {
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
      defines: new Set([...base.entities.values()].flatMap((one) => (one.definedBy === fact.id ? [one.id] : []))),
    };
  }

  return {
    /** The facts that can be found, by the numbers of their documents. */
    facts,
    /** The document of a fact; made when a question first comes near it. */
    doc(number: number): Doc | undefined {
      const fact = facts[number];
      if (fact) docs[number] ??= made(fact, number);
      return docs[number];
    },
    wording(number: number, unit: number): Wording | undefined {
      const fact = facts[number];
      const nth = unit - (docStarts[number] ?? 0);
      if (!fact || nth < 0) return undefined;
      const stems = Array.from(part(stemAt, unitStarts, unit));
      return {
        // A question, which is wanted most, without putting the other texts together.
        text: questionsOf(fact)[nth] ?? textsOf(fact, base)[nth]?.text ?? '',
        stems: new Set(stems.filter((one) => !vocabulary.isSmall(one)).map(stem)),
        said: stems.map(stem).join(' '),
      };
    },
    /** The numbers of the facts that define something. */
    defining(id: EntityId): readonly number[] {
      const by = base.entities.get(id)?.definedBy;
      const number = by === undefined ? undefined : numbers.get(by);
      return number === undefined ? [] : [number];
    },
    index,
    score: createScoring(index),
  };
}

function questionsOf({ wordings }: Fact): readonly string[] {
  return [...wordings.values()].flatMap(({ questions }) => questions);
}
