import type { Answer, Citation, Paragraph, Passage, Span } from './answer.ts';
import { addressOf, nameOfDocument } from './answer.ts';
import type { Say } from './language.ts';
import type { Call } from './question.ts';
import { oneLine, severalLines } from './text.ts';

/** How a platform spells a call: `/boycott salesforce`, `boycott salesforce`. */
export type FormatCommand = (call: Call) => string;

type Sources = Pick<Answer, 'citations' | 'sources'>;

/** How a citation is named in a sentence: `AFSC 2024`, or `1` where the sources are listed. */
export function nameOfCite(number: number, { citations, sources }: Sources): string {
  const label = citations.find((one) => one.number === number)?.label;
  return sources === 'listed' || label === undefined ? String(number) : label;
}

/** One span in plain words, on one line but for code; a citation is `[AFSC 2024]`, a quotation is in quotation marks. */
export function plainSpan(span: Span, answer: Sources, formatCommand: FormatCommand): string {
  if (span.kind === 'cite') return `[${oneLine(nameOfCite(span.number, answer))}]`;
  if (span.kind === 'example') return oneLine(formatCommand(span.call));
  if (span.kind === 'code') return severalLines(span.text);
  return span.kind === 'quote' ? `“${oneLine(span.text)}”` : oneLine(span.text);
}

/** `[1] AFSC Investigate, “Salesforce Inc” · research · valid as of 12 July 2024 · https://…` */
export function plainCitation(citation: Citation, say: Say): string {
  const parts = [`[${citation.number}] ${citation.publisher}, ${nameOfDocument(citation)}`, ...citation.details];
  if (citation.url) parts.push(citation.url);
  if (citation.via) {
    const { publisher, title, url } = citation.via;
    parts.push(`${say('via', { publisher, title })} ${url}`);
  }
  if (citation.archivedUrl) parts.push(`${say('archived')} ${citation.archivedUrl}`);
  return parts.map(oneLine).join(' · ');
}

/** A fact in one line: such passages stay together. */
export const isLine = ({ title, lines }: Passage): boolean => title === undefined && lines.length === 1;

/** The lines of a passage in groups, with room between them: a line that begins in bold, as what others or the company say
    does, begins one. */
export function groupsOf({ lines }: Passage): readonly (readonly Paragraph[])[] {
  const groups: Paragraph[][] = [[]];
  for (const line of lines) {
    const open = groups.at(-1);
    if (open === undefined || (open.length > 0 && line[0]?.kind === 'strong')) groups.push([line]);
    else open.push(line);
  }
  return groups;
}

/** `[AFSC 2024] https://…`; that it has none where it has no address. */
const plainLink = (citation: Citation, say: Say): string =>
  oneLine(`[${citation.label}] ${addressOf(citation) ?? say('no-address')}`);

/** The whole answer in plain words, in reading order, complete for a screen reader: heading, passages, every source
    with its address, the last line. Buttons are not in it. Nothing in a text begins a line of its own but in code, so
    that none can pass for a source; nothing in it is a control. */
export function plainText(answer: Answer, say: Say, formatCommand: FormatCommand): string {
  const parts: string[] = [oneLine(answer.heading)];
  for (const [at, passage] of answer.body.entries()) {
    const lines = passage.lines.map((line) => line.map((span) => plainSpan(span, answer, formatCommand)).join(''));
    const whole = [...(passage.title ? [`${oneLine(passage.title)}:`] : []), ...lines].join('\n');
    const before = answer.body[at - 1];
    if (isLine(passage) && before && isLine(before)) parts.push(`${parts.pop()}\n${whole}`);
    else parts.push(whole);
  }
  if (answer.citations.length > 0) {
    const write = answer.sources === 'listed' ? plainCitation : plainLink;
    const cited = answer.citations.map((citation) => write(citation, say));
    parts.push([`${say('sources')}:`, ...cited].join('\n'));
  }
  const last = [
    ...(answer.closing ? [oneLine(answer.closing)] : []),
    ...(answer.permalink === undefined ? [] : [`${say('site-own-page')}: ${answer.permalink}`]),
  ];
  if (last.length > 0) parts.push(last.join(' · '));
  return parts.join('\n\n');
}
