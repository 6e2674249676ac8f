import type { Grammar } from './differences/grammar.ts';
import { AMOUNT_NATURES, COPIES, FEEDBACK_REASONS, type LanguageTag, SOURCE_KINDS } from './fact.ts';
import { POSTERS } from './settings.ts';
import { SCHEDULE_DAYS } from './when.ts';

/** Every sentence that the bot says in its own name; `data/languages/<tag>.yaml` holds each, in ICU MessageFormat. */
const SINGLE = [
  // parts of an answer
  'sources listed-by company-says-to-it no-reply disagrees caveat overdue superseded corrected as-of as-of-many',
  'as-read base-read quoted cites-more sources-differ others-say company-said company-had-said no-reply-short',
  'replies-more stale nature corrected-short disputed',
  // citations
  'label-via label-no-address published undated valid-as-of interest via repeats archived no-address unlinked',
  // refusals and choices
  'unknown unknown-name unknown-empty otherwise nearest nearest-lacks nearest-name nearest-differs in-quotes both',
  'cut no-such-fact withdrawn no-listing no-dossier owned-by runs-on sources-origin sources-own not-in-language',
  // dossier, list, timeline
  'timeline dated dated-none companies company-line more facts-in-base facts-count sources-of brands',
  // citing, and checking a message
  'cite-heading cite-as-text check-heading check-empty check-nothing-on check-nothing-near check-cut',
  'differs differs-reversed differs-negated differs-meant differs-nature figure-bound people',
  // help and privacy
  'help-heading help-ask help-company help-more help-limits privacy-heading privacy-text',
  // buttons and menus
  'menu-open menu-years menu-topics button-details button-short button-cite button-latest button-companies',
  'button-sources button-none button-post button-confirm-post button-cancel button-wrong button-timeline',
  'button-brands button-next',
  // settings, forgetting, pausing, feedback
  'settings-heading settings-language settings-packs settings-audience settings-posting settings-channels',
  'settings-paused settings-saved settings-not-understood settings-who settings-here settings-channels-count',
  'setting-asker setting-all setting-yes setting-no settings-lost help-check forget-heading forget-text',
  'forget-confirm forget-done paused paused-hint feedback-heading feedback-text feedback-lost feedback-thanks',
  'feedback-where button-feedback',
  // schedules
  'schedule-heading schedule-now schedule-none schedule-saved schedule-off schedule-not-understood schedule-zone',
  'foreign schedule-how schedule-stop schedule-needs corrections-heading corrections-lead corrections-none',
  // delivering
  'posted-by post-shared post-shared-maybe post-through-response post-not-member post-busy post-repeated',
  'button-insist-post post-preview post-done post-cancelled post-unsure button-expired no-button left-out',
  'did-not-fit failed failed-hint slow',
  // surfaces of Slack, of Discord, and of the site
  'answer-not-member search-heading search-text search-hint button-search button-close button-pause button-resume',
  'post-may-not-write post-hidden post-failed site-own-page',
] as const;

/** One for each member of a list: `amount-ceiling`. */
const FAMILIES = {
  amount: AMOUNT_NATURES,
  kind: SOURCE_KINDS,
  copy: COPIES,
  label: COPIES,
  read: ['opening', 'citation', 'not-found'],
  check: ['contradicted', 'supported', 'nothing'],
  setting: POSTERS,
  feedback: FEEDBACK_REASONS,
  correction: ['changed', 'withdrawn', 'superseded', 'said', 'says', 'failed', 'unknown'],
  schedule: [...SCHEDULE_DAYS, 'failed', 'unknown'],
  'post-refused': ['nobody', 'admins', 'channel', 'paused', 'store'],
} as const;

type Words<Line extends string> = Line extends `${infer First} ${infer Rest}` ? First | Words<Rest> : Line;
type Families = typeof FAMILIES;
type Member = { [Name in keyof Families]: `${Name}-${Families[Name][number]}` }[keyof Families];

/** Those of the site are said by its pages alone: the bot can do without them. */
export type PhraseKey = Words<(typeof SINGLE)[number]> | Member | `site-${string}`;

export const PHRASES: readonly string[] = [
  ...SINGLE.flatMap((line) => line.split(' ')),
  ...Object.entries(FAMILIES).flatMap(([name, parts]) => parts.map((part) => `${name}-${part}`)),
];

export function isPhraseKey(key: string): key is PhraseKey {
  return key.startsWith('site-') || PHRASES.includes(key);
}

/** Says a phrase with its values filled in. Never throws for a key of PHRASES. */
export type Say = (key: PhraseKey, values?: Readonly<Record<string, string | number>>) => string;

export const ANSWER_TYPES = ['amount', 'count', 'date', 'person', 'place', 'reason', 'reply', 'definition'] as const;
export type AnswerType = (typeof ANSWER_TYPES)[number];

/** What a command is called in one language; what is left out is as in English. */
export interface LocalCommand {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly onMessage?: string | undefined;
  readonly options: ReadonlyMap<
    string,
    {
      readonly name?: string | undefined;
      readonly about?: string | undefined;
      readonly choices?: Readonly<Record<string, string>> | undefined;
    }
  >;
  /** Folded words that may be typed for those of the command's own: `cronologia` → `timeline`. */
  readonly words: ReadonlyMap<string, string>;
}

export interface BesideNames {
  /** Behind these stands who does it or to whom it is done: `does …`, `pay …`; each leads to its kind of place. */
  readonly behind: ReadonlyMap<string, string>;
  /** Behind these, and in front of those, as well whatever is talked of: `of …`, `… employees`. */
  readonly loosely: ReadonlySet<string>;
  readonly before: ReadonlySet<string>;
}

export interface Language {
  readonly tag: LanguageTag;
  readonly name: string;
  readonly stemmer: string;
  /** Folded forms of a word that its stemmer does not bring together → the one they all count as: `sold` → `sell`. */
  readonly forms: ReadonlyMap<string, string>;
  /** Folded words that carry no meaning of their own: `the`, `of`, `please`. */
  readonly small: ReadonlySet<string>;
  /** Folded words or phrases, and what they ask for: `how much` → `amount`. */
  readonly asks: ReadonlyMap<string, AnswerType>;
  /** Further folded words that are ordinary in this language, where its dictionary is not at hand. */
  readonly ordinary: ReadonlySet<string>;
  /** Folded words beside which a name stands without an article. */
  readonly besideNames: BesideNames;
  /** Folded names of companies that the base does not hold; above all those that are ordinary words: `target`. */
  readonly strangers: ReadonlySet<string>;
  /** Folded word or phrase → folded words that mean it in the facts' language; directed and narrow. */
  readonly glossary: ReadonlyMap<string, readonly string[]>;
  readonly commands: ReadonlyMap<string, LocalCommand>;
  /** What is needed to compare a statement in it with a fact; without it nothing is said of one. */
  readonly grammar?: Grammar | undefined;
  readonly say: Say;
  /** Whether it has every phrase of its own: else questions may be asked in it, and answers are worded in another. */
  readonly speaks: boolean;
}
