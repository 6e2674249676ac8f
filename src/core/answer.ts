import type { FactId, LanguageTag, SourceId, SourceKind } from './fact.ts';
import type { Call } from './question.ts';
import { shorten } from './text.ts';

/** A reply that belongs to no platform. All text is plain: only renderers know markup, and they escape. */
export interface Answer {
  /** How it went. Metrics count it; a platform may colour by it. */
  readonly outcome: 'answered' | 'nearest' | 'choose' | 'unknown' | 'told' | 'failed';
  /** One line, at most HEADING characters. */
  readonly heading: string;
  readonly body: readonly Passage[];
  /** Numbered from 1 without gaps, in the order in which the body first points at them. */
  readonly citations: readonly Citation[];
  /** `labelled`: the citations are links that name their source, and the last line says where they lead. `listed`: numbers,
      and every source stands below with all that is known of it. */
  readonly sources: 'labelled' | 'listed';
  /** The last line: as of when. Empty when nothing is claimed. */
  readonly closing: string;
  /** The page of the same on the bot's own site, beside the last line: https. */
  readonly permalink?: string | undefined;
  /** Buttons, at most three on a card of facts; no two with the same call. */
  readonly actions: readonly Action[];
  readonly menu?: Menu;
  /** The facts it claims, best first. */
  readonly facts: readonly FactId[];
  /** Those that it shows without claiming that they answer: the nearest, or two of which one is meant; best first. */
  readonly shown: readonly FactId[];
  /** The facts that it shows so, and those that it leads on to; best first. */
  readonly offered: readonly FactId[];
  /** Gives this very answer without a word of the asker's: what *Post here* posts, where there is anything to post. */
  readonly share?: Call;
  /** 0 to 1, of the best match; left out when nothing was searched. */
  readonly score?: number;
  readonly audience: 'everyone' | 'asker';
  readonly language: LanguageTag;
}

/** What is shown whole or not at all: a claim with its caveat, its reply and what disagrees with it. */
export interface Passage {
  /** Above it, in bold: `What the company says`. At most 80 characters. */
  readonly title?: string;
  readonly lines: readonly Paragraph[];
  readonly facts: readonly FactId[];
  /** What is left out first when a message is full: the highest. 0 stays as long as anything can. */
  readonly rank: number;
}

export type Paragraph = readonly Span[];

export type Span =
  /** Never shortened by a renderer: a claim that is cut can say the opposite. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  /** The words of a source, without quotation marks. May be shortened at its end, with an ellipsis. */
  | { readonly kind: 'quote'; readonly text: string }
  /** Something to type, shown as the platform spells it: `/boycott salesforce`. */
  | { readonly kind: 'example'; readonly call: Call }
  /** Text that is copied elsewhere: BibTeX, CSL-JSON. May hold newlines. */
  | { readonly kind: 'code'; readonly text: string }
  /** Points at `citations[number - 1]`; shown as its label, or as its number where the sources are listed. */
  | { readonly kind: 'cite'; readonly number: number };

export interface Citation {
  readonly number: number;
  readonly source: SourceId;
  readonly kind: SourceKind;
  readonly publisher: string;
  readonly title: string;
  /** Set where the title is ours, since the document has none that was seen. */
  readonly titleIs?: 'description';
  /** What names it inside a sentence: `AFSC 2024`, `Gizmodo 2018, reprint`; no two of an answer are the same. */
  readonly label: string;
  /** Plain phrases in reading order: kind of witness, dates, interest, what sort of copy, how it was read. */
  readonly details: readonly string[];
  /** Those of them that a citation is never without: kind of witness, date, sort of copy, why there is no link. */
  readonly essentials: readonly string[];
  /** https. Left out when no address of the document is known: then `via` leads to the document that cites it. */
  readonly url?: string;
  readonly via?: { readonly publisher: string; readonly title: string; readonly url: string };
  readonly archivedUrl?: string;
}

/** In quotation marks, unless it only describes the document. */
export const nameOfDocument = ({ title, titleIs }: Pick<Citation, 'title' | 'titleIs'>): string =>
  titleIs === 'description' ? title : `“${title}”`;

/** Where a citation leads: the document, or the one that cites it. */
export const addressOf = ({ url, via }: Citation): string | undefined => url ?? via?.url;

/** Hosts that the last line of a card names. */
const HOSTS = 4;

/** The last line of a card: the hosts that its links lead to, so that nobody is sent where they do not expect, and as
    of when. */
export function lastLine({ citations, closing, sources }: Answer): string {
  const led = (sources === 'labelled' ? citations : []).flatMap((one) => addressOf(one) ?? []);
  const hosts = new Set(
    led.filter((url) => URL.canParse(url)).map((url) => new URL(url).hostname.replace(/^www\./u, '')),
  );
  const more = hosts.size > HOSTS ? [`+${hosts.size - HOSTS}`] : [];
  return [...[...hosts].slice(0, HOSTS), ...more, closing].filter((part) => part !== '').join(' · ');
}

/** It holds its whole question, so pressing it needs no memory of the conversation. */
export interface Asking {
  /** At most 60 characters. */
  readonly label: string;
  /** `command` and `text` together at most 90 characters: Discord's custom_id holds 100. */
  readonly call: Call;
  /** The answer takes the place of this one, where only the asker sees it. */
  readonly replaces?: true;
}

export type Action = Asking | { readonly label: string /** https. */; readonly url: string };

export interface Menu {
  /** What it is called before it is opened. At most 40 characters. */
  readonly label: string;
  /** At most 25; no two with the same call. */
  readonly options: readonly Asking[];
}

export const text = (words: string): Span => ({ kind: 'text', text: words });
export const strong = (words: string): Span => ({ kind: 'strong', text: words });
export const cited = (number: number): Span => ({ kind: 'cite', number });
export const example = (command: string, text: string): Span => ({ kind: 'example', call: { command, text } });
export const button = (label: string, command: string, text: string): Asking => ({ label, call: { command, text } });

export const note = (sentence: string): Passage => unclaimed([[text(sentence)]]);

/** Lines that claim nothing. */
export const unclaimed = (lines: readonly Paragraph[], rank = 0): Passage => ({ lines, facts: [], rank });

export const HEADING = 120;

/** An answer that claims nothing and that only the asker sees, but for what `parts` say otherwise. */
export function answerWith(
  language: LanguageTag,
  parts: Pick<Answer, 'outcome' | 'heading' | 'body'> & Partial<Answer>,
): Answer {
  const empty = { citations: [], closing: '', actions: [], facts: [], shown: [], offered: [] };
  const heading = shorten(parts.heading, HEADING);
  return { ...empty, sources: 'labelled', audience: 'asker', language, ...parts, heading };
}
