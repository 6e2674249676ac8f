import type { Answer, Citation, Span } from './answer.ts';
import type { Say } from './language.ts';
import type { Call } from './question.ts';
import { oneLine, severalLines } from './text.ts';

/** How a platform spells a call: `/boycott salesforce`, `boycott salesforce`. */
export type FormatCommand = (call: Call) => string;

/** One span in plain words, on one line but for code; a citation is `[1]`, a quotation is in quotation marks. */
export function plainSpan(span: Span, formatCommand: FormatCommand): string {
  switch (span.kind) {
    case 'text':
    case 'strong':
      return oneLine(span.text);
    case 'code':
      return severalLines(span.text);
    case 'quote':
      return `“${oneLine(span.text)}”`;
    case 'example':
      return oneLine(formatCommand(span.call));
    case 'cite':
      return `[${span.number}]`;
  }
}

/** `[1] AFSC Investigate, “Salesforce Inc” · research · valid as of 12 July 2024 · https://…` */
export function plainCitation(citation: Citation, say: Say): string {
  const parts = [`[${citation.number}] ${citation.publisher}, “${citation.title}”`, ...citation.details];
  if (citation.url) parts.push(citation.url);
  if (citation.via) {
    const { publisher, title, url } = citation.via;
    parts.push(`${say('via', { publisher, title })} ${url}`);
  }
  if (citation.archivedUrl) parts.push(`${say('archived')} ${citation.archivedUrl}`);
  return parts.map(oneLine).join(' · ');
}

/** The whole answer in plain words, in reading order, complete for a screen reader: heading, passages, every source
    with its address, the last line. Buttons are not in it. Nothing in a text begins a line of its own but in code, so
    that none can pass for a source; nothing in it is a control. */
export function plainText(answer: Answer, say: Say, formatCommand: FormatCommand): string {
  const parts: string[] = [oneLine(answer.heading)];
  for (const passage of answer.body) {
    const lines = passage.lines.map((line) => line.map((span) => plainSpan(span, formatCommand)).join(''));
    parts.push([...(passage.title ? [`${oneLine(passage.title)}:`] : []), ...lines].join('\n'));
  }
  if (answer.citations.length > 0) {
    const cited = answer.citations.map((citation) => plainCitation(citation, say));
    parts.push([`${say('sources')}:`, ...cited].join('\n'));
  }
  const last = [
    ...(answer.closing ? [oneLine(answer.closing)] : []),
    ...(answer.permalink === undefined ? [] : [`${say('site-own-page')}: ${answer.permalink}`]),
  ];
  if (last.length > 0) parts.push(last.join(' · '));
  return parts.join('\n\n');
}
