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
  type ActionRow,
  asComponents,
  type Component,
  type Container,
  codeBlock,
  escapeText,
  host,
  inlineCode,
  link,
  type Message,
  type MessageForms,
  NO_PINGS,
  type TextDisplay,
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

/** A card in Components V2. Pure, never throws. Within LIMITS for every answer; every claim is there whole or a sentence
    says that it did not fit, and every source of a claim that is shown is linked. Notifies nobody, previews no link. */
export function renderAnswer(answer: Answer, say: Say, options: RenderOptions = {}): Message {
  const quiet = options.small ? FLAGS.suppressNotifications : 0;
  return {
    flags: FLAGS.componentsV2 | FLAGS.suppressEmbeds | quiet,
    components: components(shownPart(answer, say, options), say, options),
    allowed_mentions: NO_PINGS,
  };
}

/** What `renderAnswer` shows of an answer: all of it, or the longest part that fits. */
export function shownPart(answer: Answer, say: Say, options: RenderOptions = {}): Answer {
  return fitInto(answer, say, (part) => fits(components(part, say, options)));
}

function components(part: Answer, say: Say, options: RenderOptions): readonly Component[] {
  return options.small ? smallParts(part, say, options) : card(part, say, options);
}

/** The same in the classic form, one text of at most 2,000: for when Discord refuses the card. The same promises. */
export function renderPlain(answer: Answer, say: Say, options: RenderOptions = {}): Message {
  const make = (part: Answer): string => texts(part, say, options).join('\n\n');
  const part = fitInto(answer, say, (one) => make(one).length <= LIMITS.content);
  const quiet = options.small ? FLAGS.suppressNotifications : 0;
  return {
    flags: FLAGS.suppressEmbeds | quiet,
    content: make(part) || '…',
    components: rowsFor(part, say, options),
    allowed_mentions: NO_PINGS,
  };
}

/** A sentence of the bot's own, as a whole message. */
export function renderSentence(sentence: string): MessageForms {
  const content = escapeText(sentence);
  const plain: Message = { flags: FLAGS.suppressEmbeds, content, components: [], allowed_mentions: NO_PINGS };
  return { card: asComponents(plain), plain: () => plain };
}

function card(answer: Answer, say: Say, options: RenderOptions): readonly Component[] {
  const [top, cited, last] = sections(answer, say, options);
  const rows = rowsFor(answer, say, options);
  const parts: (TextDisplay | typeof MORE | ActionRow)[] = top.map(display);
  if (cited) parts.push(MORE, display(cited));
  if (last) parts.push(display(last));
  if (parts.length === 0) parts.push(display('…'));
  const container: Container = { type: 17, components: [...parts, ...rows] };
  return [...notice(options), container];
}

function smallParts(answer: Answer, say: Say, options: RenderOptions): readonly Component[] {
  const lines = texts(answer, say, options)
    .flatMap((text) => (text.includes('```') ? [text] : text.split('\n').filter((line) => line.trim() !== '')))
    .map((line) => (line.includes('```') ? line : `-# ${line.replace(/^(?:#+|-#) /u, '')}`));
  return [display(lines.join('\n') || '…'), ...rowsFor(answer, say, options)];
}

function texts(answer: Answer, say: Say, options: RenderOptions): readonly string[] {
  const [top, cited, last] = sections(answer, say, options);
  const first = options.notice ? [small(options.notice)] : [];
  return [...first, ...top, cited, last].filter((text) => text !== '');
}

/** Heading and groups of lines, one text each; the sources; the last line. Empty texts are left out of the first. */
function sections(
  answer: Answer,
  say: Say,
  options: RenderOptions,
): readonly [top: readonly string[], cited: string, last: string] {
  const formatCommand = options.formatCommand ?? formatPlainly;
  const heading = escapeText(answer.heading).trim();
  const body = answer.body.flatMap((passage) => passageTexts(passage, answer, formatCommand));
  const listed = answer.sources === 'listed' ? answer.citations : [];
  const sources = listed.map((citation) => citationText(citation, say));
  const cited = sources.length === 0 ? '' : [`**${escapeText(say('sources'))}**`, ...sources].join('\n');
  const top = [heading && `## ${heading}`, ...body].filter((text) => text !== '');
  const { permalink } = answer;
  const page = permalink === undefined ? '' : `-# ${link(say('site-own-page'), permalink)}`;
  const last = [small(lastLine(answer)), page, small(options.signature ?? '')].filter((line) => line !== '');
  return [top, cited, last.join('\n')];
}

function rowsFor(answer: Answer, say: Say, { buttons = 'private', reader }: RenderOptions) {
  return buttonRows(answer, say, buttons, reader);
}

function small(text: string): string {
  const escaped = escapeText(text).trim();
  return escaped && `-# ${escaped}`;
}

function notice(options: RenderOptions): readonly TextDisplay[] {
  return options.notice ? [display(small(options.notice))] : [];
}

/** One text for each group of lines; the first begins with the title. */
function passageTexts(passage: Passage, answer: Answer, formatCommand: FormatCommand): readonly string[] {
  const title = passage.title === undefined ? '' : strong(passage.title).trim();
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
    if (span.kind === 'strong' && before?.kind === 'strong') {
      spans[spans.length - 1] = { kind: 'strong', text: before.text + span.text };
    } else {
      spans.push(span);
    }
  }
  return spans
    .map((span) => spanText(span, answer, formatCommand))
    .join('')
    .trim();
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

function display(content: string): TextDisplay {
  return { type: 10, content };
}

function fits(components: readonly Component[]): boolean {
  const { count, text } = measure(components);
  return count <= LIMITS.components && text <= LIMITS.text;
}

/** How many components, nested ones counted, and how much text they hold together. */
function measure(components: readonly object[]): { readonly count: number; readonly text: number } {
  const inside = components.flatMap((one) => ('components' in one ? listAt({ ...one }, 'components') : []));
  const text = components.reduce((sum, one) => sum + (textAt({ ...one }, 'content') ?? '').length, 0);
  if (inside.length === 0) return { count: components.length, text };
  const below = measure(inside);
  return { count: components.length + below.count, text: text + below.text };
}
