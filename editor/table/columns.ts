import { AMOUNT_NATURES, FACT_KINDS, FACT_STATUSES, READINGS, SOURCE_KINDS } from '../../src/core/fact.ts';
import type { Path } from '../../src/facts/yaml.ts';

/** One column of the table of facts. */
export interface Column {
  readonly name: string;
  /** Which thing of a row it tells about, and where in it. */
  readonly of: 'fact' | 'cite' | 'source';
  readonly path: Path;
  /** How its cell is written. */
  readonly holds: 'text' | 'number' | 'list' | 'json';
  readonly needed?: true;
  readonly about: string;
  readonly example: string;
}

const oneOf = (values: readonly string[]): string => `one of ${values.join(', ')}`;

/** In the order of the export. One row a cite: the first row of an id tells the fact, further rows with the same id cite
    further documents; a row without an id tells a source alone. */
export const COLUMNS: readonly Column[] = [
  fact(
    'id',
    ['id'],
    'pack, a full stop, a short name: lower case letters, digits, hyphens',
    'acme.founded-1949',
    { needed: true },
  ),
  fact('topic', ['topic'], 'a topic of pack.yaml', 'history', { needed: true }),
  fact('kind', ['kind'], oneOf(FACT_KINDS), 'report', { needed: true }),
  fact('status', ['status'], `${oneOf(FACT_STATUSES)}; empty: stands`, ''),
  fact('weight', ['weight'], '1, 2 or 3; empty: 1', '2', { holds: 'number' }),
  fact('about', ['about'], 'ids of entities.yaml, the subject first', 'acme | toledo-post', {
    needed: true,
    holds: 'list',
  }),
  fact(
    'claim',
    ['claim'],
    'one or two sentences that name who says so; at most 400 characters',
    'The Toledo Post reports that Acme was founded in Toledo in 1949.',
    { needed: true },
  ),
  fact(
    'caveat',
    ['caveat'],
    'what the source leaves open; at most 300 characters',
    'The Post names no document.',
  ),
  fact(
    'questions',
    ['questions'],
    'at least three ways to ask for it; at most 100 characters each',
    'When was Acme founded? | how old is acme | Who started Acme?',
    { needed: true, holds: 'list' },
  ),
  fact('period_from', ['period', 'from'], 'when it happened: 2018, 2018-06 or 2018-06-25', '1949'),
  fact('period_to', ['period', 'to'], 'its end, for a stretch of time', ''),
  fact('amount_usd', ['amount', 'usd'], 'US dollars, digits only', '', { holds: 'number' }),
  fact('amount_nature', ['amount', 'nature'], oneOf(AMOUNT_NATURES), ''),
  fact('reply_facts', ['reply', 'facts'], "facts that hold the company's own words on this", '', {
    holds: 'list',
  }),
  fact(
    'reply_none_found',
    ['reply', 'noneFound'],
    'or the day somebody looked for such words and found none',
    '2026-11-22',
  ),
  fact('disagrees_with', ['disagreesWith'], 'facts that say otherwise', '', { holds: 'list' }),
  fact('as_of', ['asOf'], 'a day on which it is known to hold: 2024-12-31', '2024-12-31', { needed: true }),
  fact('review_by', ['reviewBy'], 'the day by which somebody should look again', '2028-12-31', {
    needed: true,
  }),
  fact('corrections', ['corrections'], 'a JSON list of on, was, why; newest first', '', { holds: 'json' }),
  {
    name: 'source',
    of: 'cite',
    path: ['source'],
    holds: 'text',
    needed: true,
    about: 'id of a source: one of sources.yaml, or a new one told in the next columns',
    example: 'post-acme',
  },
  {
    name: 'locator',
    of: 'cite',
    path: ['locator'],
    holds: 'text',
    about: 'where in the source: p. 12, paragraph 3',
    example: 'paragraph 3',
  },
  {
    name: 'quote',
    of: 'cite',
    path: ['quote'],
    holds: 'text',
    about: "the source's own words, at most 200 characters; only where the wording is the fact",
    example: '',
  },
  source('title', ['title'], 'title of a new source', 'Acme turns 75'),
  source('publisher', ['publisher'], 'who published it', 'The Toledo Post'),
  source('author', ['author'], 'who wrote it, where it says', ''),
  source('kind', ['kind'], oneOf(SOURCE_KINDS), 'press'),
  source('interest', ['interest'], 'what the publisher has at stake', ''),
  source('url', ['url'], 'its address, https only', 'https://post.example.org/acme'),
  source('via', ['via'], 'without an address: the source that cites it', ''),
  source('unlinked', ['unlinked'], 'why a document that was seen has no link', ''),
  source(
    'copy',
    ['copy'],
    'mirror, syndicated, reprint or upload, when the address is not the publisher’s own',
    '',
  ),
  source('originates_from', ['originatesFrom'], 'sources that it repeats', '', { holds: 'list' }),
  source('archived_url', ['archivedUrl'], 'an archived copy', ''),
  source('published', ['published'], 'as exactly as it says: 2024, 2024-03 or 2024-03-12', '2024-12-31'),
  source('valid_as_of', ['validAsOf'], 'the day that its present tense is about', ''),
  source('accessed', ['accessed'], 'the day somebody last looked for it', '2026-11-22'),
  source('read', ['read'], oneOf(READINGS), 'whole'),
  source('note', ['note'], 'what a careful reader should know of it', ''),
  source('language', ['language'], 'its language: en', 'en'),
];

/** What a translation tells: `claim:es`, `caveat:es`, `questions:es`. */
export const WORDED = ['claim', 'caveat', 'questions'] as const;

/** The column of a translation, taken apart; undefined for any other. */
export function wordedColumn(
  name: string,
): { readonly key: (typeof WORDED)[number]; readonly language: string } | undefined {
  const [, key, language] = /^(claim|caveat|questions):([a-z]{2,3}(?:-[a-z0-9]{2,3})?)$/i.exec(name) ?? [];
  const known = WORDED.find((one) => one === key?.toLowerCase());
  return known && language !== undefined ? { key: known, language } : undefined;
}

interface More {
  readonly needed?: true;
  readonly holds?: Column['holds'];
}

function fact(name: string, path: Path, about: string, example: string, more: More = {}): Column {
  return { name, of: 'fact', path, holds: 'text', about, example, ...more };
}

function source(name: string, path: Path, about: string, example: string, more: More = {}): Column {
  return { name: `source_${name}`, of: 'source', path, holds: 'text', about, example, ...more };
}

/** The table of columns as text: what `import --columns` prints. */
export function columnsText(): string {
  const width = Math.max(...COLUMNS.map(({ name }) => name.length)) + 2;
  const lines = COLUMNS.map(({ name, needed, about, example, holds }) => {
    const list = holds === 'list' ? ' (several: | between them, or one a line)' : '';
    const shown = example === '' ? '' : `\n${' '.repeat(width + 2)}such as: ${example}`;
    return `${needed ? '* ' : '  '}${name.padEnd(width)}${about}${list}${shown}`;
  });
  return [
    'Columns of a table of facts. Those with * are needed; all others may be left out or empty. Their order is free.',
    '',
    ...lines,
    `  ${'claim:es'.padEnd(width)}the wording in another language of the pack, with caveat:es and questions:es`,
    '',
    'One row for each document that a fact cites. The first row of an id tells the fact. A further row with the same id',
    'needs only id, source and locator. A row without an id tells a source alone.',
    "A cell that begins with = + - or @ is written with ' before it, so that no spreadsheet runs it; reading takes it off.",
  ].join('\n');
}

/** The same as rows of Markdown: the table of data/README.md. */
export function columnsMarkdown(): string {
  const rows = COLUMNS.map(({ name, needed, about, example, holds }) => {
    const list = holds === 'list' ? ' (several: `|` between them, or one a line)' : '';
    const cells = [
      `\`${name}\`${needed ? ' *' : ''}`,
      `${about}${list}`,
      example === '' ? '' : `\`${example}\``,
    ];
    return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  });
  return ['| column | what to write | such as |', '|---|---|---|', ...rows].join('\n');
}
