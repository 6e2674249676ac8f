import type { EntityId, Fact, FactBase, FactId, LanguageTag } from './fact.ts';
import type { AnswerType, Language } from './language.ts';

export interface Term {
  /** Folded. */
  readonly typed: string;
  /** The stem that is looked up. */
  readonly stem: string;
  /** Whether it was taken for another word than was typed, being misspelt. */
  readonly mended: boolean;
  /** Whether it was mended by putting letters in another order, which no name has. */
  readonly swapped: boolean;
  /** Further stems that mean it, by the glossary. */
  readonly also: readonly string[];
  /** Question words and small words are searched lightly and need no explaining. */
  readonly small: boolean;
  /** Part of the name of an entity that the base holds. */
  readonly entity?: EntityId;
  /** An everyday word of the language, whether the base holds it or not. */
  readonly ordinary: boolean;
  /** False when neither the base, the glossary nor mending knows it. */
  readonly known: boolean;
}

/** A name that the base does not hold, or a word that may be one. */
export interface Stranger {
  /** Letters, digits and spaces, at most 40 characters. */
  readonly name: string;
  /** True when it is known to be a company's name, or written like one; false for a word that nothing knows. */
  readonly certain: boolean;
}

export interface Query {
  /** Folded: lower case, no accents, one space between words; of the first 200 characters. */
  readonly text: string;
  readonly terms: readonly Term[];
  /** Entities named in the question, in order, each once. */
  readonly entities: readonly EntityId[];
  /** What looks like a name that the base does not hold. */
  readonly strangers: readonly Stranger[];
  readonly years: readonly number[];
  readonly asked: readonly AnswerType[];
  readonly language: Language;
}

export interface Match {
  readonly fact: Fact;
  /** 0 to 1. Of the best match the probability that it answers the question, so that it may be compared between
      questions; of the others that, times how likely they are beside the best. */
  readonly score: number;
  /** 0 to 1: the probability that the base holds something on what is asked, if not the answer. */
  readonly held: number;
  /** What spoke for and against the best match's probability, in log-odds; `npm run ask -- --why` prints it. */
  readonly speaks: readonly { readonly name: string; readonly value: number }[];
  /** 0 to 1: how much of the question's meaning the fact and all its wordings explain. */
  readonly coverage: number;
  /** 0 to 1: the same of the claim, the names and the wording that matched: words of several may come together by chance. */
  readonly tight: number;
  /** 0 to 1: how much of the wording that matched the question holds in its turn. */
  readonly echo: number;
  /** The idf of what it explains, added up: how much evidence there is, however long the question. */
  readonly evidence: number;
  /** Words of the question that carry meaning and that the fact does not explain. */
  readonly unexplained: readonly string[];
  /** Words that carry meaning and that neither its claim and quotations nor the names of what it is about hold. */
  readonly unstated: readonly string[];
  /** Entities that the question names and that neither the claim nor what it is about names; a wording may, when it asks
      with a false premise. */
  readonly silentOn: readonly EntityId[];
  /** The wording that matched. */
  readonly because: string;
}

export interface Lexicon {
  /** What every fact is worded in; what a glossary leads to is in it. */
  readonly language: Language;
  stem(word: string, language: Language): string;
  /** Whether any fact, or the language's glossary, holds a folded word or another form of it. */
  knows(word: string, language: Language): boolean;
  /** Whether it is an ordinary word of the language, known to the base or not; undefined where no dictionary tells. */
  isOrdinary(word: string, language: Language): boolean | undefined;
  /** The word that a misspelt one of five letters or more was meant to be: one that the base knows, else an ordinary one;
      for a capitalised word only a part of a name that the base knows. Undefined when none is near enough. */
  mend(word: string, language: Language, capital: boolean): string | undefined;
  /** The entity that these folded words name exactly, by its name or an alias. */
  named(words: string): EntityId | undefined;
  /** Whether the base itself writes the word with a capital inside a sentence: then a capital is no sign of a stranger. */
  isProper(word: string): boolean;
  /** Whether the base itself uses the word in this kind of place, where a company's name may stand without an article:
      `did employees …`. */
  isBare(word: string, place: string): boolean;
  /** Whether these folded words are the name of a company that the base is known not to hold. */
  isStranger(words: string): boolean;
  /** Whether a misspelt word may as well be the name of such a company. */
  isNearStranger(word: string): boolean;
  /** Whether the entity is an agency: every company here has to do with one, so naming it says little. */
  isAgency(id: EntityId): boolean;
  isCompany(id: EntityId): boolean;
  readonly longestName: number;
}

export type Suggested = 'questions' | 'companies' | 'ids';

/** Finds facts. Pure and synchronous: the same query gives the same list. */
export interface Retriever {
  readonly lexicon: Lexicon;
  /** Best first, equals ordered by fact id; at most `limit`; each fact once. */
  search(query: Query, limit: number): readonly Match[];
  /** Facts that somebody who read this one may ask for next, best first; never facts whose subject is another company. */
  neighbours(id: FactId, limit: number): readonly FactId[];
  /** What finishes the text, best first, each at most 100 characters; questions that are worded in `language` before
      others. */
  suggest(typed: string, among: Suggested, limit: number, language?: LanguageTag): readonly string[];
  /** The same for some packs of the base: only what they hold is found and suggested. */
  within(part: FactBase): Retriever;
}
