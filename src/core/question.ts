import type { Difference } from './differences.ts';
import type { EntityId, Fact, LanguageTag, PackId } from './fact.ts';
import type { Language } from './language.ts';

/** `slack:T024BE7LD`, `discord:114600000000000000`, `console:local`. */
export type WorkspaceId = `${string}:${string}`;

/** One use of one command. A button holds one of these whole, so pressing it needs no memory. */
export interface Call {
  readonly command: string;
  /** What was typed after the command, platform markup taken off; may be empty. */
  readonly text: string;
}

/** One option of a command while somebody types into it. */
export interface Typing {
  readonly command: string;
  /** What was typed into this option. */
  readonly text: string;
  /** The option's own name; the command's first when left out. */
  readonly option?: string;
  /** What stands in the options before it, as the call's text would hold it; empty when left out. */
  readonly before?: string;
  /** The asker's language, where the platform tells; what is worded in it comes first. */
  readonly language?: LanguageTag;
}

/** What every platform turns its events into. A mention or a direct message is a call of `ask`. */
export interface Question extends Call {
  /** The platform's own id of the event; an event delivered twice keeps its id. */
  readonly id: string;
  readonly workspace: WorkspaceId;
  /** The platform's own id of the channel where it was asked, where there is one; never logged. */
  readonly channel?: string;
  /** `mayConfigure` is looked up only for commands that configure; false otherwise. */
  readonly asker: { readonly id: string; readonly mayConfigure: boolean };
  /** The asker's language, where the platform or the button that was pressed tells. */
  readonly language?: LanguageTag;
  readonly askedAt: Date;
}

/** What sort of thing a question asks for. */
export const ASKED = ['amount', 'count', 'date', 'person', 'place', 'reason', 'reply', 'definition'] as const;
export type Asked = (typeof ASKED)[number];

/** A word of the question. */
export interface Term {
  /** As typed, folded. */
  readonly typed: string;
  /** The stem that is looked up. */
  readonly stem: string;
  /** Whether it was taken for another word than was typed, being misspelt. */
  readonly mended: boolean;
  /** Whether it was mended by putting letters in another order, which no name has. */
  readonly swapped: boolean;
  /** Further stems that mean it, from the glossary. */
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

/** A question once understood: what retrieval looks for. */
export interface Query {
  /** Folded: lower case, no accents, one space between words; of the first 200 characters. */
  readonly text: string;
  readonly terms: readonly Term[];
  /** Entities named in the question, in order, each once. */
  readonly entities: readonly EntityId[];
  /** What looks like a name that the base does not hold. */
  readonly strangers: readonly Stranger[];
  readonly years: readonly number[];
  readonly asked: readonly Asked[];
  /** What it was asked in. */
  readonly language: Language;
  /** Only facts of these packs may be found. */
  readonly packs: ReadonlySet<PackId>;
}

/** A fact that retrieval found. */
export interface Match {
  readonly fact: Fact;
  /** 0 to 1. Of the best match the probability that it answers the question, so that it may be compared between
      questions; of the others that, times how likely they are beside the best. */
  readonly score: number;
  /** What spoke for the best match's probability and what against it, in log-odds; `npm run ask -- --why` prints it. */
  readonly speaks: readonly { readonly name: string; readonly value: number }[];
  /** 0 to 1: how much of the question's meaning the fact and all its wordings explain. */
  readonly coverage: number;
  /** 0 to 1: how much the claim, the names and the wording that matched explain: words from several wordings may come
      together by chance. */
  readonly tight: number;
  /** 0 to 1: how much of the wording that matched the question holds in its turn. */
  readonly echo: number;
  /** The idf of what it explains, added up: how much evidence there is, however long the question. */
  readonly evidence: number;
  /** Words of the question that carry meaning and that the fact does not explain. */
  readonly unexplained: readonly string[];
  /** Entities that the question names and that neither the claim nor what it is about names; a wording may, when it asks
      with a false premise. */
  readonly silentOn: readonly EntityId[];
  /** The wording that matched; `npm run ask -- --why` prints it. */
  readonly because: string;
}

/** What to do with what was found. `why` holds short reasons for developers; never shown to askers. */
export type Decision =
  | {
      readonly kind: 'answer';
      readonly best: Match;
      /** What the question names and asks to define, when the fact defines it: it heads the answer. */
      readonly defines?: EntityId;
      /** What the question takes for granted and the fact says otherwise. */
      readonly otherwise?: readonly [Difference, ...Difference[]];
      readonly why: readonly string[];
    }
  | {
      readonly kind: 'choose';
      readonly between: readonly [Match, ...Match[]];
      /** Who was asked about, when the nearest fact is about somebody else: it is shown as that, and not as the answer. */
      readonly differs?: EntityId;
      /** Set when they tell the same of different years, and the question names none. */
      readonly byYear?: true;
      /** What the question takes for granted and the first of them says otherwise: it is shown, with that. */
      readonly otherwise?: readonly [Difference, ...Difference[]];
      readonly why: readonly string[];
    }
  | {
      readonly kind: 'unknown';
      readonly nearest: readonly Match[];
      /** The name that the base does not hold, when that is the reason. */
      readonly stranger?: string;
      /** A company that facts name but that no pack is about, when the question named it. */
      readonly uncovered?: EntityId;
      readonly why: readonly string[];
    };
