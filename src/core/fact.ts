declare const kind: unique symbol;
/** A string that names one kind of thing: a SourceId can't be passed where a FactId is wanted. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

/** `<pack>.<slug>`, lower case, at most 64 characters, so that a button can hold it. Never reused. */
export type FactId = Id<'fact'>;
export type SourceId = Id<'source'>;
export type EntityId = Id<'entity'>;
export type PackId = Id<'pack'>;
export type TopicId = Id<'topic'>;

/** BCP 47: `en`, `es`, `pt-BR`. */
export type LanguageTag = string;

/** A calendar day in UTC: `2026-11-22`. */
export type IsoDate = `${number}-${number}-${number}`;

/** A day, a month or a year, as exactly as the source says: `2018-06-25`, `2018-06`, `2018`. */
export type LooseDate = IsoDate | `${number}-${number}` | `${number}`;

export const SOURCE_KINDS = [
  'research',
  'advocacy',
  'press',
  'company',
  'record',
  'data',
  'letter',
  'wiki',
  'campaign',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Sorts of copy that an address leads to: none of them is the publisher's own. */
export const COPIES = ['mirror', 'syndicated', 'reprint', 'upload'] as const;

/** `whole`: all of its text. `opening`: the beginning of its page. `copy`: a mirror, reprint or syndicated copy.
    `citation`: its address, in another document. `not-found`: nobody here has seen it. */
export const READINGS = ['whole', 'opening', 'copy', 'citation', 'not-found'] as const;
export type Reading = (typeof READINGS)[number];

export interface Source {
  readonly id: SourceId;
  readonly title: string;
  /** Set when the document's own title was not seen: `title` then describes it in our words, without quotation marks. */
  readonly titleIs?: 'description';
  readonly publisher: string;
  /** What a citation calls the publisher, at most 24 characters: `AFSC`. The publisher's name when left out. */
  readonly short?: string;
  readonly author?: string;
  /** What sort of witness it is; every answer says so. */
  readonly kind: SourceKind;
  /** What the publisher has at stake, in its own disclosure or in plain words: `Salesforce is a premier partner`. */
  readonly interest?: string;
  /** https, canonical (`new URL(url).href === url`), at most 300 characters. Left out when none is known: then `via`
      says who cites it. */
  readonly url?: string;
  readonly via?: SourceId;
  /** Why a document that was seen has no link: its only address is not https. */
  readonly unlinked?: string;
  readonly copy?: (typeof COPIES)[number];
  /** The reports it repeats: two articles about one Bloomberg story are one origin, not two. */
  readonly originatesFrom: readonly SourceId[];
  readonly archivedUrl?: string;
  readonly published?: LooseDate;
  /** What its present-tense statements are valid for, where the source says so. */
  readonly validAsOf?: IsoDate;
  /** The day an author last looked for it. */
  readonly accessed: IsoDate;
  /** How much of it was read on that day. */
  readonly read: Reading;
  /** What a careful reader should know about the document: damage, a guessed date, a second version. */
  readonly note?: string;
  readonly language: LanguageTag;
  /** What of it was seen by an author, fact by fact. */
  readonly extracts: readonly Extract[];
}

export interface Extract {
  readonly fact: FactId;
  /** Unchanged, at most 300 characters. */
  readonly words: string;
  /** SHA-256 of the words in UTF-8, hexadecimal: what was read once can't change unnoticed. */
  readonly sha256: string;
  readonly read: IsoDate;
}

export const ENTITY_KINDS = [
  'company',
  'brand',
  'agency',
  'contractor',
  'system',
  'product',
  'person',
  'organisation',
  'publication',
] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** Packs may declare the same one; then id, name and kind agree and aliases are joined. */
export interface Entity {
  readonly id: EntityId;
  readonly kind: EntityKind;
  readonly name: string;
  /** Other spellings that people type; no two entities share one. */
  readonly aliases: readonly string[];
  /** The company that a brand or product belongs to. */
  readonly ownedBy?: EntityId;
  /** The fact that says what or who it is. */
  readonly definedBy?: FactId;
}

export interface Cite {
  readonly source: SourceId;
  /** `p. 12`, `§ 4(2)`, `paragraph 6`. */
  readonly locator?: string;
  /** The source's own words, unchanged, at most 200 characters: only where the wording itself is the fact (what a
      person, a letter or a company said). */
  readonly quote?: string;
}

/** What a fact says in one language. Plain text: no Markdown, no HTML, no mentions. */
export interface Wording {
  /** One or two sentences in our own words, at most 400 characters, naming who says so. Shown whole or not at all. */
  readonly claim: string;
  /** What must be read with the claim, at most 90 characters: `a ceiling, not a payment`. Shown wherever the claim is
      shown. */
  readonly caveat?: string;
  /** What else a careful reader should know, at most 400 characters. Shown with the details. */
  readonly note?: string;
  /** The claim in one line that stands alone, at most 110 characters: in a dossier, a timeline, a choice, beside another
      claim. What a company said is without its name, which stands before it. */
  readonly short?: string;
  /** How people ask for it; at least three, each at most 100 characters (Discord's autocomplete holds no more). The
      first heads the answer. */
  readonly questions: readonly string[];
  /** Whole statements that the claim bears out, as people make them: what *check* compares a message with, beside the
      claim. */
  readonly says?: readonly string[];
}

export const FACT_KINDS = [
  'finding',
  'report',
  'record',
  'company-statement',
  'letter',
  'opinion',
  'summary',
  'metadata',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

export const FACT_STATUSES = ['stands', 'contested', 'superseded', 'withdrawn'] as const;
export type FactStatus = (typeof FACT_STATUSES)[number];

/** `paid`: a source says it was spent. `award`: a contract's value as reported. `ceiling`: what it could reach. */
export const AMOUNT_NATURES = ['paid', 'award', 'ceiling', 'estimate', 'price', 'pledge', 'offer'] as const;
export type AmountNature = (typeof AMOUNT_NATURES)[number];

export interface Amount {
  /** US dollars, more than 0. */
  readonly usd: number;
  readonly nature: AmountNature;
}

export interface Period {
  readonly from: LooseDate;
  readonly to?: LooseDate;
}

/** What the company says to a claim: facts that hold its own words, or the day on which nothing was found in the
    documents of the base. */
export type Reply = { readonly facts: readonly [FactId, ...FactId[]] } | { readonly noneFound: IsoDate };

export interface Correction {
  readonly on: IsoDate;
  readonly was: string;
  readonly why: string;
}

export interface Fact {
  readonly id: FactId;
  readonly pack: PackId;
  readonly topic: TopicId;
  readonly kind: FactKind;
  readonly status: FactStatus;
  /** Whom and what the claim names; the first is its subject. */
  readonly about: readonly [EntityId, ...EntityId[]];
  /** Holds at least the pack's first language. */
  readonly wordings: ReadonlyMap<LanguageTag, Wording>;
  /** One to six, at least one that somebody can open (its own address, or its `via`'s). */
  readonly cites: readonly [Cite, ...Cite[]];
  /** The facts that a summary puts together, the newest first: it says nothing that they don't. */
  readonly rests?: readonly [FactId, ...FactId[]];
  /** When what it tells happened: it tells apart facts that answer one question for different years. */
  readonly period?: Period;
  /** A day on which the claim is known to hold. */
  readonly asOf: IsoDate;
  /** What sort of figure: a ceiling is not a payment. Figures of different sources are never added up. */
  readonly amount?: Amount;
  /** Shown wherever the claim is shown. */
  readonly reply?: Reply;
  /** Facts that say otherwise, both ways; always shown together. */
  readonly disagreesWith: readonly FactId[];
  /** 1 to 3: how much of a dossier it carries. 3 is on the dossier's first card. */
  readonly weight: 1 | 2 | 3;
  /** Newest first. */
  readonly corrections: readonly Correction[];
  /** After this day lint warns, and answers say that the fact may be out of date. */
  readonly reviewBy: IsoDate;
}

/** Who lists a company for boycott: a position of theirs, never a fact of ours. */
export interface Listing {
  readonly id: string;
  readonly pack: PackId;
  readonly company: EntityId;
  readonly by: EntityId;
  /** The grounds as the lister states them, reworded and attributed, by language. */
  readonly grounds: ReadonlyMap<LanguageTag, string>;
  /** The lister's own label for its entry: `Verified`. */
  readonly label?: string;
  readonly since?: LooseDate;
  /** When what it is listed for ended, by the company's own word. */
  readonly ended?: LooseDate;
  readonly cites: readonly [Cite, ...Cite[]];
  readonly asOf: IsoDate;
}

export interface Topic {
  readonly id: TopicId;
  readonly titles: ReadonlyMap<LanguageTag, string>;
  /** Other words that people type for it. */
  readonly aliases: readonly string[];
}

export interface Pack {
  readonly id: PackId;
  readonly title: string;
  readonly scope: string;
  readonly company: EntityId;
  /** The first is the one that every fact is worded in. */
  readonly languages: readonly [LanguageTag, ...LanguageTag[]];
  readonly topics: readonly Topic[];
  readonly maintainers: readonly string[];
  readonly licence: string;
  /** Where to say that a fact is wrong: an https link, in which `{fact}` stands for the id. */
  readonly reports?: string;
  /** The last day on which its sources were looked for. */
  readonly readTo: IsoDate;
}

/** All of data/packs, checked and joined: whatever id is named here exists here. Frozen after loading. */
export interface FactBase {
  readonly packs: ReadonlyMap<PackId, Pack>;
  /** In the order of their packs. */
  readonly facts: ReadonlyMap<FactId, Fact>;
  readonly sources: ReadonlyMap<SourceId, Source>;
  readonly entities: ReadonlyMap<EntityId, Entity>;
  readonly listings: readonly Listing[];
}

export const FEEDBACK_REASONS = ['wrong', 'outdated', 'unclear', 'other-question'] as const;
export type FeedbackReason = (typeof FEEDBACK_REASONS)[number];

/** All that is kept of what was said: how often. */
export interface Feedback {
  readonly fact: FactId;
  readonly reason: FeedbackReason;
  readonly count: number;
}
