import type { z } from 'zod';
import { citeSchema } from '../../src/facts/schema/fact.ts';
import { type Described, describe, exampleOf } from '../schema/json-schema.ts';
import { SCHEMAS } from '../write/entry-text.ts';

/** One column of the table of facts. */
export interface Column {
  readonly name: string;
  /** Which thing of a row it tells about, and where in it. */
  readonly path: readonly [of: 'fact' | 'cite' | 'source', ...string[]];
  /** How its cell is written. */
  readonly holds: 'text' | 'number' | 'list' | 'json';
  /** Whether a fact or a cite has to have it. */
  readonly needed: boolean;
  /** What the schema says of it, with an example. */
  readonly about: string;
}

const TOPIC: Column = {
  name: 'topic',
  path: ['fact', 'topic'],
  holds: 'text',
  needed: true,
  about: 'A topic of pack.yaml.',
};

/** In the order of the schemas. One row a cite: the first row of an id tells the fact, further rows with the same id cite further
    documents; a row without an id tells a source alone. */
export const COLUMNS: readonly Column[] = [
  ...columnsOf(['fact'], SCHEMAS.facts, 'cites').flatMap((one) => (one.name === 'id' ? [one, TOPIC] : [one])),
  ...columnsOf(['cite'], citeSchema),
  ...columnsOf(['source'], SCHEMAS.sources, 'id').map((one) => ({
    ...one,
    name: `source_${one.name}`,
    needed: false,
  })),
];

/** Keys of a wording in another language, each a column of its own: `claim:es`. */
export const WORDED: readonly string[] = ['claim', 'caveat', 'note', 'short', 'questions'];

function columnsOf(of: Column['path'], schema: z.ZodType, without?: string): readonly Column[] {
  const within = ({ properties = {}, required = [] }: Described, at: Column['path']): readonly Column[] =>
    Object.entries(properties).flatMap(([key, inner]): readonly Column[] => {
      if (typeof inner !== 'object' || key === without) return [];
      const path = [...at, key] as const;
      if (inner.properties) return within(inner, path);
      const snake = path.slice(1).join('_');
      const holds = holdsOf(inner);
      const words = inner.enum ? ` One of ${inner.enum.join(', ')}.` : '';
      const several = holds === 'list' ? ' Several: `|` between them, or one a line.' : '';
      const example = holds === 'json' ? '' : cellOf(exampleOf(inner));
      return [
        {
          name: snake.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
          path,
          holds,
          needed: at.length === 1 && required.includes(key),
          about: `${inner.description}${words}${several}${example && ` Such as: ${example}`}`,
        },
      ];
    });
  return within(describe(schema), of);
}

function holdsOf(schema: Described): Column['holds'] {
  const { type, items, anyOf = [schema] } = schema;
  if (type === 'array') return JSON.stringify(items).includes('"type":"object"') ? 'json' : 'list';
  return anyOf.every((one) => typeof one === 'object' && one.type === 'number') ? 'number' : 'text';
}

/** What each column holds, a line each. */
export function columnsText(): string {
  return COLUMNS.map(({ name, needed, about }) => `${name}${needed ? ' (needed)' : ''}\n    ${about}`).join(
    '\n',
  );
}

/** What a spreadsheet takes for the beginning of a formula, the full-width signs too. Such a cell is written with ' before it, so
    that no spreadsheet runs it; reading takes it off again. */
export const FORMULA = /^'*[=+\-@＝＋－＠\t\r]/;

/** A value as its cell holds it. Several texts have a | between them, or stand one a line where one of them holds a |. */
export function cellOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value ?? '');
  if (!value.every((one) => typeof one === 'string')) return JSON.stringify(value);
  if (!value.some((item) => item.includes('|'))) return value.join(' | ');
  return `${value.join('\n')}${value.length === 1 ? '\n' : ''}`;
}

/** What a cell says: on one line, accents composed, single spaces. */
export function readCell(cell: string): string {
  return tidy(bare(cell));
}

/** The texts of a cell that holds several. */
export function readList(cell: string): readonly string[] {
  const items = bare(cell).split(/[\r\n]/.test(bare(cell)) ? /\r\n?|\n/ : '|');
  return items.map(tidy).filter((item) => item !== '');
}

const bare = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);
const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
