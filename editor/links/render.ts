import { oneLine } from '../../src/core/text.ts';
import type { LinkReport } from './outcome.ts';
import type { Entry, Section, Sections } from './report.ts';

/** Sections as plain text for a terminal. What comes from pages is on one line, without control characters. */
export function renderText({ sections, counts }: Sections): string {
  const blocks = sections.map(({ title, hint, entries }) =>
    [`${title}: ${entries.length}`, `  ${hint}`, ...entries.flatMap(entryLines)].join('\n'),
  );
  return [...blocks, counts].join('\n\n');
}

function entryLines({ about, url, where, lines, type }: Entry): string[] {
  return [
    '',
    `  ${where}`,
    `    ${about}`,
    ...(url === undefined ? [] : [`    ${oneLine(url)}`]),
    ...lines.map((line) => `    ${harmless(line)}`),
    ...(type === undefined ? [] : [`    → ${harmless(type)}`]),
  ];
}

/** Without what could move the cursor of whoever reads it, and with the spaces that stand columns apart. */
function harmless(line: string): string {
  return line.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** Sections as Markdown for an issue. What comes from pages stands in code, where it can neither mention nor link. */
export function renderMarkdown({ sections, counts }: Sections, today: string): string {
  const blocks = sections.map((section) => markdownSection(section));
  const head = `${counts}${sections.length === 0 ? ' Nothing to do.' : ''}`;
  return shortened([`# Addresses and quotations, ${today}`, head, ...blocks].join('\n\n'));
}

/** An issue on GitHub holds 65,536 characters. */
const MOST = 60_000;

function shortened(markdown: string): string {
  if (markdown.length <= MOST) return markdown;
  const whole = markdown.slice(0, markdown.lastIndexOf('\n- [ ]', MOST));
  return `${whole}\n\nThere is more than fits here: \`npm run facts -- links\` lists all.`;
}

function markdownSection({ title, hint, entries }: Section): string {
  const items = entries.map(({ about, url, where, lines, type }) =>
    [
      `- [ ] **${about}** (${code(where)})`,
      ...(url === undefined ? [] : [`  - <${url}>`]),
      ...lines.map((line) => `  - ${code(line)}`),
      ...(type === undefined ? [] : [`  - write ${code(type)}`]),
    ].join('\n'),
  );
  return [`## ${title} (${entries.length})`, hint, items.join('\n')].join('\n\n');
}

function code(text: string): string {
  return `\`${harmless(text).replaceAll('`', 'ˋ')}\``;
}

/** One object, for programs: every address with its verdict, every quotation with its result. */
export function renderJson({ today, addresses, quotes, copies }: LinkReport): string {
  return JSON.stringify(
    {
      today,
      addresses: addresses.map(({ address, verdict, failed, dead }) => ({
        url: address.url,
        sources: address.sources,
        key: address.key,
        where: address.where,
        ...verdict,
        failed,
        dead,
      })),
      quotes: quotes.map(({ quotation, result }) => ({ ...quotation, ...result })),
      ...(copies && { copies: copies.map(({ source, answer }) => ({ ...source, ...answer })) }),
    },
    null,
    2,
  );
}
