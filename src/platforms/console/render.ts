import wrapAnsi from 'wrap-ansi';
import { type Answer, addressOf, type Citation, nameOfDocument, type Passage, type Span } from '../../core/answer.ts';
import { type Control, type Controls, controlsOf } from '../../core/controls.ts';
import type { Say } from '../../core/language.ts';
import { isLine, plainSpan, plainText } from '../../core/plain.ts';
import type { Call } from '../../core/question.ts';
import { type Look, NARROWEST, printable } from './terminal.ts';

/** One line as it is written, escape codes and all. An address and a line of code are never broken, so that they can
    be opened and copied; a text is never wider than the terminal. */
export interface Line {
  readonly kind: 'text' | 'address' | 'code';
  readonly text: string;
}

export interface ConsoleMessage {
  readonly lines: readonly Line[];
  /** What typing 1, 2, … presses. */
  readonly choices: readonly Choice[];
}

/** `preview`: what prints the card as a channel would be shown it. */
export type Choice = Control;

const SGR = { strong: '1', dim: '2', accent: '36' } as const;
type Style = keyof typeof SGR;

/** How a call is typed here: `boycott salesforce`; a question is typed as it is. */
export function formatCommand(call: Call): string {
  return printable(call.command === 'ask' ? call.text : `${call.command} ${call.text}`).trim();
}

/** Pure, never throws. Every claim and every source whole: a terminal has no limit. Nothing in it but our own escape
    codes, and those only where the terminal takes them. */
export function renderAnswer(answer: Answer, say: Say, look: Look): ConsoleMessage {
  const page = pageFor(look);
  const styled = (style: Style, text: string): Line[] => page.paragraph(page.paint(style, printable(text)));
  const blocks: Line[][] = [styled('strong', answer.heading)];
  for (const [at, passage] of answer.body.entries()) {
    const lines = passageLines(passage, answer, page);
    const before = answer.body[at - 1];
    if (before && isLine(before) && isLine(passage)) blocks.at(-1)?.push(...lines);
    else blocks.push(lines);
  }
  if (answer.citations.length > 0) {
    const isListed = answer.sources === 'listed';
    const cited = answer.citations.flatMap((citation) =>
      isListed ? citationLines(citation, say, page) : labelLines(citation, say, page),
    );
    blocks.push(isListed ? [...styled('strong', say('sources')), ...cited] : cited);
  }
  if (answer.closing !== '') blocks.push(styled('dim', answer.closing));
  if (answer.permalink !== undefined) blocks.push([page.address(answer.permalink, '')]);
  const { buttons, menu } = controlsOf(answer, say, true);
  const own = buttons.flatMap((choice, index) => choiceLines(choice, index, page));
  blocks.push([...own, ...(menu ? menuLines(menu, buttons.length, page) : [])]);
  const choices: readonly Choice[] = [...buttons, ...(menu?.options ?? [])];
  const shown = blocks.filter((lines) => lines.length > 0);
  const lines = shown.flatMap((block, index) =>
    index === 0 ? block : [{ kind: 'text' as const, text: '' }, ...block],
  );
  return { lines, choices };
}

/** What is written to the terminal for a message, with a line break at its end. */
export function textOf(message: ConsoleMessage): string {
  return `${message.lines.map((line) => line.text).join('\n')}\n`;
}

interface Page {
  /** A printable text in a style, where there is colour. */
  paint(style: Style, text: string): string;
  /** Lines of one paragraph, the first after `first`, the others indented as far as `first` is long. */
  paragraph(text: string, first?: string): Line[];
  /** A text that opens an address where the terminal can. */
  link(text: string, url: string): string;
  /** One address on a line of its own, after `first`. */
  address(url: string, first: string): Line;
}

function pageFor(look: Look): Page {
  const width = Math.max(NARROWEST, look.width);
  const link = (text: string, url: string): string =>
    look.links ? `\u001b]8;;${openable(url)}\u001b\\${text}\u001b]8;;\u001b\\` : text;
  return {
    link,
    paint: (style, text) => (look.colour && text.trim() !== '' ? `\u001b[${SGR[style]}m${text}\u001b[0m` : text),
    paragraph(text, first = '') {
      // In a pipe nothing is broken, and measuring a text of 100,000 characters would take half a minute.
      const wrapped =
        width === Number.POSITIVE_INFINITY ? text.trim() : wrapAnsi(text, width - first.length, { hard: true });
      if (wrapped === '') return [];
      const rest = ' '.repeat(first.length);
      return wrapped.split('\n').map((line, index) => ({ kind: 'text', text: `${index === 0 ? first : rest}${line}` }));
    },
    address: (url, first) => ({ kind: 'address', text: `${first}${link(openable(url), url)}` }),
  };
}

const openable = (url: string): string => url.replace(/[^\x21-\x7e]/g, '');

function passageLines(passage: Passage, answer: Answer, page: Page): Line[] {
  const title = passage.title === undefined ? '' : printable(passage.title);
  const heading = page.paragraph(page.paint('strong', title));
  const indent = heading.length > 0 ? '  ' : '';
  return [...heading, ...passage.lines.flatMap((line) => paragraphLines(line, answer, indent, page))];
}

/** A paragraph; code inside it is on lines of its own. */
function paragraphLines(spans: readonly Span[], answer: Answer, indent: string, page: Page): Line[] {
  const lines: Line[] = [];
  let text = '';
  const flush = (): void => {
    lines.push(...page.paragraph(text, indent));
    text = '';
  };
  for (const span of spans) {
    if (span.kind === 'code') {
      flush();
      lines.push(...codeLines(span.text, indent));
    } else {
      const style = STYLES[span.kind];
      const words = printable(spanText(span, answer));
      const painted = style ? page.paint(style, words) : words;
      const citation = span.kind === 'cite' ? answer.citations[span.number - 1] : undefined;
      const url = citation && addressOf(citation);
      text += url === undefined ? painted : page.link(painted, url);
    }
  }
  flush();
  return lines;
}

/** A citation is a number here, whose source stands below. */
function spanText(span: Span, answer: Answer): string {
  return span.kind === 'cite' ? `[${span.number}]` : plainSpan(span, answer, formatCommand);
}

const STYLES: { readonly [Kind in Span['kind']]?: Style } = { strong: 'strong', example: 'accent', cite: 'accent' };

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
  return url === undefined
    ? page.paragraph(`${label}: ${printable(say('no-address'))}`, first)
    : [page.address(url, `${first}${label} `)];
}

function citationLines(citation: Citation, say: Say, page: Page): Line[] {
  const first = ` [${citation.number}] `;
  const indent = ' '.repeat(first.length);
  const [head = '', ...details] = [`${citation.publisher}, ${nameOfDocument(citation)}`, ...citation.details].map(
    printable,
  );
  const witness = page.paint('dim', details.map((detail) => ` · ${detail}`).join(''));
  const lines = page.paragraph(`${head}${witness}`, first);
  if (citation.url) lines.push(page.address(citation.url, indent));
  if (citation.via) {
    const { publisher, title, url } = citation.via;
    const cited = page.paint('dim', printable(say('via', { publisher, title })));
    lines.push(...page.paragraph(cited, indent));
    lines.push(page.address(url, indent));
  }
  if (citation.archivedUrl) lines.push(page.address(citation.archivedUrl, `${indent}${printable(say('archived'))} `));
  return lines;
}

function choiceLines(choice: Choice, index: number, page: Page): Line[] {
  const first = ` ${index + 1}) `;
  const lines = page.paragraph(page.paint('accent', printable(choice.label)), first);
  return 'url' in choice ? [...lines, page.address(choice.url, ' '.repeat(first.length))] : lines;
}

/** What a menu holds, one after the other: ` Years: 4) 2026  5) 2025`. */
function menuLines({ label, options }: NonNullable<Controls['menu']>, before: number, page: Page): Line[] {
  const entries = options.map((one, at) => `${before + at + 1}) ${page.paint('accent', printable(one.label))}`);
  return page.paragraph(`${printable(label)}: ${entries.join('  ')}`, ' ');
}

/** The card as a channel would be shown it, in plain words, to be copied: no buttons, no line broken. */
export function postedText(answer: Answer, say: Say): string {
  return plainText(answer, say, formatCommand).split('\n').map(printable).join('\n');
}
