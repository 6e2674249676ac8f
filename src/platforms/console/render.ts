import wrapAnsi from 'wrap-ansi';
import { type Answer, addressOf, type Citation, nameOfDocument, type Passage, type Span } from '../../core/answer.ts';
import { type Control, controlsOf } from '../../core/controls.ts';
import type { Say } from '../../core/language.ts';
import { isLine, plainSpan, plainText } from '../../core/plain.ts';
import type { Call } from '../../core/question.ts';
import { type Look, NARROWEST, printable } from './terminal.ts';

/** One line as it is written. An address and a line of code are never broken, so that they can be opened and copied. */
export interface Line {
  readonly kind: 'text' | 'address' | 'code';
  readonly text: string;
}

export interface ConsoleMessage {
  readonly lines: readonly Line[];
  /** What typing 1, 2, … presses. `preview` prints the card as a channel would be shown it. */
  readonly choices: readonly Control[];
}

const SGR = { strong: '1', dim: '2', accent: '36' } as const;
type Style = keyof typeof SGR;
const STYLES: { readonly [Kind in Span['kind']]?: Style } = { strong: 'strong', example: 'accent', cite: 'accent' };

/** How a call is typed here: `boycott salesforce`; a question is typed as it is. */
export function formatCommand(call: Call): string {
  return printable(call.command === 'ask' ? call.text : `${call.command} ${call.text}`).trim();
}

/** Every claim and source whole: a terminal has no limit. No escape codes but our own, and those where it takes them. */
export function renderAnswer(answer: Answer, say: Say, look: Look): ConsoleMessage {
  const page = pageFor(look);
  const blocks: Line[][] = [page.styled('strong', answer.heading)];
  for (const [at, passage] of answer.body.entries()) {
    const lines = passageLines(passage, answer, page);
    const before = answer.body[at - 1];
    if (before && isLine(before) && isLine(passage)) blocks.at(-1)?.push(...lines);
    else blocks.push(lines);
  }
  const isListed = answer.sources === 'listed';
  const cite = isListed ? citationLines : labelLines;
  const cited = answer.citations.flatMap((citation) => cite(citation, say, page));
  blocks.push(isListed && cited.length > 0 ? [...page.styled('strong', say('sources')), ...cited] : cited);
  blocks.push(page.styled('dim', answer.closing));
  if (answer.permalink !== undefined) blocks.push([page.address(answer.permalink, '')]);
  const { buttons, menu } = controlsOf(answer, say, true);
  const choices = [...buttons, ...(menu?.options ?? [])];
  const labels = choices.map(({ label }, at) => [`${at + 1}) `, page.paint('accent', printable(label))] as const);
  const pressed = buttons.flatMap((choice, at) => {
    const [number = '', label = ''] = labels[at] ?? [];
    const lines = page.paragraph(label, ` ${number}`);
    return 'url' in choice ? [...lines, page.address(choice.url, ' '.repeat(number.length + 1))] : lines;
  });
  // What a menu holds, one after the other: ` Years: 4) 2026  5) 2025`.
  const entries = labels.slice(buttons.length).map((one) => one.join(''));
  const listed = menu ? page.paragraph(`${printable(menu.label)}: ${entries.join('  ')}`, ' ') : [];
  blocks.push([...pressed, ...listed]);
  const shown = blocks.filter((lines) => lines.length > 0);
  const empty: Line = { kind: 'text', text: '' };
  return { lines: shown.flatMap((block, at) => (at === 0 ? block : [empty, ...block])), choices };
}

export function textOf(message: ConsoleMessage): string {
  return `${message.lines.map((line) => line.text).join('\n')}\n`;
}

type Page = ReturnType<typeof pageFor>;

function pageFor(look: Look) {
  const width = Math.max(NARROWEST, look.width);
  /** A text that opens an address where the terminal can. */
  const link = (text: string, url: string): string =>
    look.links ? `\u001b]8;;${openable(url)}\u001b\\${text}\u001b]8;;\u001b\\` : text;
  const paint = (style: Style, text: string): string =>
    look.colour && text.trim() !== '' ? `\u001b[${SGR[style]}m${text}\u001b[0m` : text;
  /** Lines of one paragraph, the first after `first`, the others indented as far as `first` is long. */
  const paragraph = (text: string, first = ''): Line[] => {
    // In a pipe nothing is broken, and measuring a text of 100,000 characters would take half a minute.
    const isPipe = width === Number.POSITIVE_INFINITY;
    const wrapped = isPipe ? text.trim() : wrapAnsi(text, width - first.length, { hard: true });
    if (wrapped === '') return [];
    const rest = ' '.repeat(first.length);
    return wrapped.split('\n').map((line, index) => ({ kind: 'text', text: `${index === 0 ? first : rest}${line}` }));
  };
  return {
    link,
    paint,
    paragraph,
    styled: (style: Style, text: string): Line[] => paragraph(paint(style, printable(text))),
    /** One address on a line of its own, after `first`. */
    address: (url: string, first: string): Line => ({ kind: 'address', text: `${first}${link(openable(url), url)}` }),
  };
}

const openable = (url: string): string => url.replace(/[^\x21-\x7e]/g, '');

function passageLines(passage: Passage, answer: Answer, page: Page): Line[] {
  const heading = page.styled('strong', passage.title ?? '');
  const indent = heading.length > 0 ? '  ' : '';
  return [...heading, ...passage.lines.flatMap((line) => paragraphLines(line, answer, indent, page))];
}

/** A paragraph; code inside it is on lines of its own. A citation is a number here, whose source stands below. */
function paragraphLines(spans: readonly Span[], answer: Answer, indent: string, page: Page): Line[] {
  const lines: Line[] = [];
  let text = '';
  for (const span of spans) {
    if (span.kind === 'code') {
      lines.push(...page.paragraph(text, indent), ...codeLines(span.text, indent));
      text = '';
      continue;
    }
    const words = printable(span.kind === 'cite' ? `[${span.number}]` : plainSpan(span, answer, formatCommand));
    const style = STYLES[span.kind];
    const painted = style ? page.paint(style, words) : words;
    const citation = span.kind === 'cite' ? answer.citations[span.number - 1] : undefined;
    const url = citation && addressOf(citation);
    text += url === undefined ? painted : page.link(painted, url);
  }
  return [...lines, ...page.paragraph(text, indent)];
}

function codeLines(code: string, indent: string): Line[] {
  return code.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((line) => {
    // White space at the beginning of a line is part of what is copied.
    const [leading = ''] = /^ */.exec(line.replace(/\t/g, '  ')) ?? [];
    return { kind: 'code', text: `${indent}${leading}${printable(line).trim()}` };
  });
}

/** ` [1] AFSC 2024 https://…` */
function labelLines(citation: Citation, say: Say, page: Page): Line[] {
  const first = ` [${citation.number}] `;
  const label = printable(citation.label);
  const url = addressOf(citation);
  if (url === undefined) return page.paragraph(`${label}: ${printable(say('no-address'))}`, first);
  return [page.address(url, `${first}${label} `)];
}

function citationLines(citation: Citation, say: Say, page: Page): Line[] {
  const { number, publisher, url, via, archivedUrl } = citation;
  const first = ` [${number}] `;
  const indent = ' '.repeat(first.length);
  const details = citation.details.map((detail) => ` · ${printable(detail)}`).join('');
  const head = printable(`${publisher}, ${nameOfDocument(citation)}`);
  const lines = page.paragraph(`${head}${page.paint('dim', details)}`, first);
  if (url) lines.push(page.address(url, indent));
  if (via) {
    const cited = page.paint('dim', printable(say('via', { publisher: via.publisher, title: via.title })));
    lines.push(...page.paragraph(cited, indent), page.address(via.url, indent));
  }
  if (archivedUrl) lines.push(page.address(archivedUrl, `${indent}${printable(say('archived'))} `));
  return lines;
}

/** The card as a channel would be shown it, in plain words, to be copied: no buttons, no line broken. */
export function postedText(answer: Answer, say: Say): string {
  return plainText(answer, say, formatCommand).split('\n').map(printable).join('\n');
}
