import type { z } from 'zod';
import { citeSchema } from '../../src/facts/schema/fact.ts';
import { type Described, describe, exampleOf } from '../schema/json-schema.ts';
import { SCHEMAS } from '../write/entry-text.ts';
import { listCell } from './cells.ts';

/** One column of the table of facts. */
export interface Column {
  readonly name: string;
  /** Which thing of a row it tells about, and where in it. */
  readonly of: 'fact' | 'cite' | 'source';
  readonly path: readonly string[];
  /** How its cell is written. */
  readonly holds: 'text' | 'number' | 'list' | 'json';
  /** Whether the thing has to have it. */
  readonly needed: boolean;
  /** What the schema says of it. */
  readonly about: string;
  readonly example: string;
}

const TOPIC: Column = {
  name: 'topic',
  of: 'fact',
  path: ['topic'],
  holds: 'text',
  needed: true,
  about: 'A topic of pack.yaml.',
  example: 'contracts',
};

/** In the order of the export, as the schemas have it. One row a cite: the first row of an id tells the fact, further rows with
    the same id cite further documents; a row without an id tells a source alone. */
export const COLUMNS: readonly Column[] = [
  ...columnsOf('fact', SCHEMAS.facts, ['cites']).flatMap((one) => (one.name === 'id' ? [one, TOPIC] : [one])),
  ...columnsOf('cite', citeSchema, []),
  ...columnsOf('source', SCHEMAS.sources, ['id'], 'source_'),
];

function columnsOf(
  of: Column['of'],
  schema: z.ZodType,
  without: readonly string[],
  prefix = '',
): readonly Column[] {
  const within = ({ properties = {}, required = [] }: Described, at: readonly string[]): readonly Column[] =>
    Object.entries(properties).flatMap(([key, inner]) => {
      if (typeof inner !== 'object' || without.includes(key)) return [];
      const path = [...at, key];
      if (inner.properties) return within(inner, path);
      const { description = '' } = inner;
      const holds = holdsOf(inner);
      return [
        {
          name: `${prefix}${path.join('_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
          of,
          path,
          holds,
          needed: at.length === 0 && required.includes(key),
          about: `${description}${inner.enum ? ` One of ${inner.enum.join(', ')}.` : ''}`,
          example: holds === 'json' ? '' : cellOf(exampleOf(inner)),
        },
      ];
    });
  return within(describe(schema), []);
}

function holdsOf({ type, items, anyOf }: Described): Column['holds'] {
  if (type === 'array')
    return typeof items === 'object' && !Array.isArray(items) && items.type === 'string' ? 'list' : 'json';
  const types = anyOf?.map((one) => (typeof one === 'object' ? one.type : undefined)) ?? [type];
  return types.every((one) => one === 'number') ? 'number' : 'text';
}

/** A value as its cell holds it. */
export function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (!Array.isArray(value)) return String(value);
  if (value.length === 0) return '';
  return value.every((one) => typeof one === 'string') ? listCell(value) : JSON.stringify(value);
}

/** What a translation tells: `claim:es`, `caveat:es`, `questions:es`. */
export const WORDED = ['claim', 'caveat', 'questions'] as const;

/** Rows of Markdown, which data/README.md holds and `import --columns` prints. */
export function columnsMarkdown(): string {
  const rows = COLUMNS.map(({ name, of, needed, about, example, holds }) => {
    const isNeeded = needed && of !== 'source';
    const list = holds === 'list' ? ' Several: `|` between them, or one a line.' : '';
    const cells = [
      `\`${name}\`${isNeeded ? ' *' : ''}`,
      `${about}${list}`,
      example === '' ? '' : `\`${example}\``,
    ];
    return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\n/g, ' ')).join(' | ')} |`;
  });
  return ['| column | what to write | such as |', '|---|---|---|', ...rows].join('\n');
}

/** A header and one example row, to be overwritten: what a fact and its document have to have. */
export function templateRows(): string[][] {
  const isShown = ({ name, needed }: Column): boolean => needed || name === 'source_url';
  return [COLUMNS.map(({ name }) => name), COLUMNS.map((one) => (isShown(one) ? one.example : ''))];
}
