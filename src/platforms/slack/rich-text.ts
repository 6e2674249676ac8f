import type { types } from '@slack/bolt';
import {
  type Answer,
  addressOf,
  type Citation,
  nameOfDocument,
  type Paragraph,
  type Passage,
  type Span,
} from '../../core/answer.ts';
import type { Say } from '../../core/language.ts';
import { type FormatCommand, groupsOf, nameOfCite } from '../../core/plain.ts';
import { clean, severalLines, shorten } from '../../core/text.ts';
import { LIMITS } from './limits.ts';

/** In rich text Slack reads no markup: nothing in a fact can become a mention, a date, a link or bold. */
type Leaf = types.RichTextText | types.RichTextLink;
type Style = NonNullable<types.RichTextText['style']>;
type Part = {
  readonly type: 'rich_text_section' | 'rich_text_quote' | 'rich_text_preformatted';
  readonly leaves: Leaf[];
};

/** On one line, safe, and cut to a limit: for labels, names and titles. */
export function safeLine(text: string, limit: number): string {
  return shorten(clean(text), limit);
}

/** A text in which Slack reads no markup, cut at the limit of where it goes. */
export function plainObject(text: string, limit: number): types.PlainTextElement & { readonly emoji: false } {
  return { type: 'plain_text', text: shorten(text, limit), emoji: false };
}

/** Text as Slack writes it where it reads markup. */
export const escaped = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');

/** An https address that Slack accepts; undefined for anything else, which is then not made a link. */
export function linkable(url: string | undefined): string | undefined {
  if (url === undefined || url.length > LIMITS.url || !URL.canParse(url)) return undefined;
  return new URL(url).protocol === 'https:' ? url : undefined;
}

function text(words: string, style?: Style): Leaf[] {
  return cutAtWords(severalLines(words), LIMITS.run).map((piece) => ({
    type: 'text',
    text: piece,
    ...(style && { style }),
  }));
}

function link(url: string, label: string): Leaf[] {
  return [{ type: 'link', url, text: safeLine(label, LIMITS.run) || new URL(url).hostname }];
}

/** A link on a line of its own; nothing for an address that Slack would refuse. */
export function pageLink(url: string | undefined, label: string): types.RichTextBlock[] {
  const href = linkable(url);
  if (href === undefined) return [];
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: link(href, label) }] }];
}

/** Every character once and in order, in pieces of at most `limit` units, parted after a space where there is one. */
export function cutAtWords(words: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = words;
  while (rest.length > limit) {
    const space = rest.lastIndexOf(' ', limit - 1) + 1;
    let at = space > limit / 2 ? space : limit;
    if (/[\udc00-\udfff]/u.test(rest.charAt(at)) && at === limit) at -= 1;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return rest === '' ? pieces : [...pieces, rest];
}

type Shown = Pick<Answer, 'citations' | 'sources'> & { readonly formatCommand: FormatCommand };

/** `[AFSC 2024]`, or `[1]` where the sources are listed: a link to the document, or to the one that cites it. */
function citeLeaves(number: number, shown: Shown): Leaf[] {
  const citation = shown.citations.find((one) => one.number === number);
  const label = `[${clean(nameOfCite(number, shown))}]`;
  const url = citation && linkable(addressOf(citation));
  return url ? link(url, label) : text(label);
}

function spanLeaves(span: Span, shown: Shown): Leaf[] {
  switch (span.kind) {
    case 'text':
      return text(span.text);
    case 'strong':
      return text(span.text, { bold: true });
    case 'quote':
      return text(`“${span.text}”`, { italic: true });
    case 'example':
      return text(shown.formatCommand(span.call), { code: true });
    case 'code':
      return text(span.text, { code: true });
    case 'cite':
      return citeLeaves(span.number, shown);
  }
}

/** A line that is nothing but the words of a source and its number is set off as a quotation. */
function isQuotation(line: Paragraph): boolean {
  return (
    line.some((span) => span.kind === 'quote') &&
    line.every(
      (span) => span.kind === 'quote' || span.kind === 'cite' || (span.kind === 'text' && span.text.trim() === ''),
    )
  );
}

function lineParts(line: Paragraph, shown: Shown): Part[] {
  if (isQuotation(line)) return [{ type: 'rich_text_quote', leaves: line.flatMap((span) => spanLeaves(span, shown)) }];
  const parts: Part[] = [];
  let open: Part | undefined;
  for (const span of line) {
    if (span.kind === 'code' && span.text.includes('\n')) {
      parts.push({ type: 'rich_text_preformatted', leaves: text(span.text) });
      open = undefined;
    } else {
      if (!open) {
        open = { type: 'rich_text_section', leaves: [] };
        parts.push(open);
      }
      open.leaves.push(...spanLeaves(span, shown));
    }
  }
  return parts;
}

/** Lines that follow one another in one section, with a line break between them. */
function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts.filter((one) => one.leaves.length > 0)) {
    const last = result.at(-1);
    if (last?.type === 'rich_text_section' && part.type === 'rich_text_section') {
      last.leaves.push({ type: 'text', text: '\n' }, ...part.leaves);
    } else {
      result.push({ type: part.type, leaves: [...part.leaves] });
    }
  }
  return result;
}

const size = (leaf: Leaf): number => (leaf.text ?? '').length;

/** As many blocks as it takes to keep each under the limit of one run. */
function blocksOf(parts: readonly Part[]): types.RichTextBlock[] {
  const blocks: Part[][] = [];
  let room = 0;
  for (const part of parts) {
    let open: Part | undefined;
    for (const leaf of part.leaves) {
      if (size(leaf) > room) {
        blocks.push([]);
        room = LIMITS.run;
        open = undefined;
      }
      if (!open) {
        open = { type: part.type, leaves: [] };
        blocks.at(-1)?.push(open);
      }
      open.leaves.push(leaf);
      room -= size(leaf);
    }
  }
  return blocks.map((block) => ({
    type: 'rich_text',
    elements: block.map(({ type, leaves }) => ({ type, elements: leaves })),
  }));
}

/** A passage whole, a block for each group of lines; a divider before it where it `follows` another and has a title. */
export function passageBlocks(
  passage: Passage,
  shown: Shown,
  follows: boolean = false,
): (types.RichTextBlock | types.DividerBlock)[] {
  const title: Part[] = passage.title
    ? [{ type: 'rich_text_section', leaves: text(passage.title, { bold: true }) }]
    : [];
  const groups = groupsOf(passage).map((lines) => lines.flatMap((line) => lineParts(line, shown)));
  const [first = [], ...others] = groups;
  const blocks = [[...title, ...first], ...others].flatMap((parts) => blocksOf(joined(parts)));
  const parts = follows && passage.title !== undefined && blocks.length > 0;
  return parts ? [{ type: 'divider' }, ...blocks] : blocks;
}

/** The numbered sources, each with its publisher, its title as a link, and its details as a witness. */
export function sourceBlocks(citations: readonly Citation[], say: Say): types.RichTextBlock[] {
  const section = (leaves: Leaf[]): Part => ({ type: 'rich_text_section', leaves });
  const heading = section(text(say('sources'), { bold: true }));
  return [heading, ...citations.map((one) => section(citationLeaves(one, say)))].flatMap((part) => blocksOf([part]));
}

function citationLeaves(citation: Citation, say: Say): Leaf[] {
  const url = linkable(citation.url);
  const title = clean(nameOfDocument(citation));
  const leaves = text(`[${citation.number}] ${clean(citation.publisher)}, `);
  leaves.push(...(url ? link(url, title) : text(title)));
  for (const detail of citation.details) leaves.push(...text(` · ${clean(detail)}`));
  const via = linkable(citation.via?.url);
  if (citation.via && via) {
    const { publisher, title: cited } = citation.via;
    leaves.push(...text(` · ${say('via', { publisher: clean(publisher), title: clean(cited) })} `));
    leaves.push(...link(via, new URL(via).hostname));
  }
  const archived = linkable(citation.archivedUrl);
  if (archived) leaves.push(...text(` · ${say('archived')} `), ...link(archived, new URL(archived).hostname));
  return leaves;
}
