import {
  type Answer,
  addressOf,
  type Citation,
  lastLine,
  nameOfDocument,
  type Passage,
  type Span,
} from '../../core/answer.ts';
import type { LanguageTag } from '../../core/fact.ts';
import { fitInto } from '../../core/fit.ts';
import type { Say } from '../../core/language.ts';
import { type FormatCommand, groupsOf, nameOfCite } from '../../core/plain.ts';
import { type Buttons, buttonRows } from './buttons.ts';
import { FLAGS, LIMITS } from './limits.ts';
import {
  asComponents,
  type Component,
  codeBlock,
  escapeText,
  host,
  inlineCode,
  link,
  type Message,
  type MessageForms,
  NO_PINGS,
} from './message.ts';
import { listAt, textAt } from './payload.ts';

export interface RenderOptions {
  /** How a call is typed here; `/command text` when left out. */
  readonly formatCommand?: FormatCommand;
  /** `private` when left out. */
  readonly buttons?: Buttons;
  /** A sentence of the bot's own above the card, in small text: that this is a preview. */
  readonly notice?: string;
  /** A sentence of the bot's own under the card, in small text: who posted it. */
  readonly signature?: string;
  /** What the reader's client is in, where that is known. */
  readonly reader?: LanguageTag | undefined;
  /** For a channel that only asked to be told no: small text without a frame, and a message that rings nowhere. */
  readonly small?: boolean;
}

const formatPlainly: FormatCommand = (call) => `/${call.command} ${call.text}`.trim();
const MORE = { type: 14, divider: true, spacing: 1 } as const;

const flagsOf = ({ small }: RenderOptions): number => FLAGS.suppressEmbeds | (small ? FLAGS.suppressNotifications : 0);

/** A card in Components V2. Within LIMITS for every answer; every claim is there whole or a sentence says that it did
    not fit, and every source of a claim that is shown is linked. Notifies nobody, previews no link. Pure, never
    throws. */
export function renderAnswer(answer: Answer, say: Say, options: RenderOptions = {}): Message {
  return {
    flags: FLAGS.componentsV2 | flagsOf(options),
    components: components(shownPart(answer, say, options), say, options),
    allowed_mentions: NO_PINGS,
  };
}

/** What `renderAnswer` shows of an answer: all of it, or the longest part that fits. */
export function shownPart(answer: Answer, say: Say, options: RenderOptions = {}): Answer {
  return fitInto(answer, say, (part) => {
    const all = withNested(components(part, say, options));
    const text = all.reduce((sum, one) => sum + (textAt({ ...one }, 'content') ?? '').length, 0);
    return all.length <= LIMITS.components && text <= LIMITS.text;
  });
}

const withNested = (all: readonly object[]): readonly object[] =>
  all.flatMap((one) => [one, ...withNested('components' in one ? listAt({ ...one }, 'components') : [])]);

/** The same in the classic form, one text of at most 2,000: for when Discord refuses the card. The same promises. */
export function renderPlain(answer: Answer, say: Say, options: RenderOptions = {}): Message {
  const make = (part: Answer): string => texts(part, say, options).join('\n\n');
  const part = fitInto(answer, say, (one) => make(one).length <= LIMITS.content);
  const rows = rowsFor(part, say, options);
  return { flags: flagsOf(options), content: make(part) || '…', components: rows, allowed_mentions: NO_PINGS };
}

/** A sentence of the bot's own, as a whole message. */
export function renderSentence(sentence: string): MessageForms {
  const content = escapeText(sentence);
  const plain: Message = { flags: FLAGS.suppressEmbeds, content, components: [], allowed_mentions: NO_PINGS };
  return { card: asComponents(plain), plain: () => plain };
}

function components(answer: Answer, say: Say, options: RenderOptions): readonly Component[] {
  const rows = rowsFor(answer, say, options);
  if (options.small) {
    const lines = texts(answer, say, options)
      .flatMap((text) => (text.includes('```') ? [text] : text.split('\n').filter((line) => line.trim() !== '')))
      .map((line) => (line.includes('```') ? line : `-# ${line.replace(/^(?:#+|-#) /u, '')}`));
    return [display(lines.join('\n') || '…'), ...rows];
  }
  const { notice, top, cited, last } = sections(answer, say, options);
  const shown = [...top.map(display), ...(cited ? [MORE, display(cited)] : []), ...(last ? [display(last)] : [])];
  const parts = shown.length === 0 ? [display('…')] : shown;
  return [...(notice ? [display(notice)] : []), { type: 17, components: [...parts, ...rows] }];
}

function texts(answer: Answer, say: Say, options: RenderOptions): readonly string[] {
  const { notice, top, cited, last } = sections(answer, say, options);
  return [notice, ...top, cited, last].filter((text) => text !== '');
}

/** What stands above the card; heading and groups of lines, a text each; the sources; the last line. */
function sections(answer: Answer, say: Say, options: RenderOptions) {
  const formatCommand = options.formatCommand ?? formatPlainly;
  const heading = escapeText(answer.heading).trim();
  const body = answer.body.flatMap((passage) => passageTexts(passage, answer, formatCommand));
  const listed = answer.sources === 'listed' ? answer.citations : [];
  const sources = listed.map((citation) => citationText(citation, say));
  const { permalink } = answer;
  const page = permalink === undefined ? '' : `-# ${link(say('site-own-page'), permalink)}`;
  const last = [small(lastLine(answer)), page, small(options.signature ?? '')].filter((line) => line !== '');
  return {
    notice: small(options.notice ?? ''),
    top: [heading && `## ${heading}`, ...body].filter((text) => text !== ''),
    cited: sources.length === 0 ? '' : [`**${escapeText(say('sources'))}**`, ...sources].join('\n'),
    last: last.join('\n'),
  };
}

const rowsFor = (answer: Answer, say: Say, { buttons = 'private', reader }: RenderOptions) =>
  buttonRows(answer, say, buttons, reader);

function small(text: string): string {
  const escaped = escapeText(text).trim();
  return escaped && `-# ${escaped}`;
}

const display = (content: string) => ({ type: 10, content }) as const;

/** One text for each group of lines; the first begins with the title. */
function passageTexts(passage: Passage, answer: Answer, formatCommand: FormatCommand): readonly string[] {
  const title = strong(passage.title ?? '').trim();
  return groupsOf(passage).map((lines, at) => {
    const shown = lines.map((line) => lineText(line, answer, formatCommand));
    return [...(at === 0 ? [title] : []), ...shown].filter((line) => line !== '').join('\n');
  });
}

function lineText(line: readonly Span[], answer: Answer, formatCommand: FormatCommand): string {
  const spans: Span[] = [];
  for (const span of line) {
    const before = spans.at(-1);
    // Two bold texts side by side would show four asterisks between them.
    if (span.kind === 'strong' && before?.kind === 'strong')
      spans.splice(-1, 1, { kind: 'strong', text: before.text + span.text });
    else spans.push(span);
  }
  const shown = spans.map((span) => spanText(span, answer, formatCommand));
  return shown.join('').trim();
}

function spanText(span: Span, answer: Answer, formatCommand: FormatCommand): string {
  switch (span.kind) {
    case 'text':
      return escapeText(span.text);
    case 'strong':
      return strong(span.text);
    case 'quote':
      return `“${escapeText(span.text)}”`;
    case 'example':
      return inlineCode(formatCommand(span.call));
    case 'code':
      return codeBlock(span.text);
    case 'cite':
      return citeText(span.number, answer);
  }
}

/** `[AFSC 2024]` with its name, or its number where the sources are listed, as a link. */
function citeText(number: number, answer: Answer): string {
  const name = nameOfCite(number, answer);
  const citation = answer.citations.find((one) => one.number === number);
  const url = citation && addressOf(citation);
  return `\\[${url === undefined ? escapeText(name) : link(name, url)}\\]`;
}

/** Bold holds only what is not white space. */
function strong(text: string): string {
  const [, before = '', inside = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(escapeText(text)) ?? [];
  return inside === '' ? before : `${before}**${inside}**${after}`;
}

function citationText(citation: Citation, say: Say): string {
  const { url, via, archivedUrl } = citation;
  const title = nameOfDocument(citation);
  const named = url === undefined ? escapeText(title) : `${link(title, url)} (${host(url)})`;
  const parts = [`\\[${citation.number}\\] ${escapeText(citation.publisher)}, ${named}`];
  parts.push(...citation.details.map(escapeText));
  if (via) {
    const words = say('via', { publisher: via.publisher, title: via.title });
    parts.push(`${escapeText(words)} <${via.url}>`);
  }
  if (archivedUrl !== undefined) parts.push(`${escapeText(say('archived'))} <${archivedUrl}>`);
  return parts.join(' · ');
}
