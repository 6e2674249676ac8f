import type { z } from 'zod';
import { citeSchema } from '../../src/facts/schema/fact.ts';
import { type Described, describe, exampleOf } from '../schema/json-schema.ts';
import { SCHEMAS } from '../write/entry-text.ts';
import { listCell } from './cells.ts';

/** One column of the table of facts. */
export interface Column {
  readonly name: string;
  /** Which thing of a row it tells about, and where in it. */
  readonly path: readonly [of: 'fact' | 'cite' | 'source', ...string[]];
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
  path: ['fact', 'topic'],
  holds: 'text',
  needed: true,
  about: 'A topic of pack.yaml.',
  example: 'contracts',
};

/** In the order of the schemas. One row a cite: the first row of an id tells the fact, further rows with the same id cite further
    documents; a row without an id tells a source alone. */
export const COLUMNS: readonly Column[] = [
  ...columnsOf(['fact'], SCHEMAS.facts, 'cites').flatMap((one) => (one.name === 'id' ? [one, TOPIC] : [one])),
  ...columnsOf(['cite'], citeSchema),
  ...columnsOf(['source'], SCHEMAS.sources, 'id').map((one) => ({ ...one, name: `source_${one.name}` })),
];

function columnsOf(of: Column['path'], schema: z.ZodType, without?: string): readonly Column[] {
  const within = ({ properties = {}, required = [] }: Described, at: Column['path']): readonly Column[] =>
    Object.entries(properties).flatMap(([key, inner]): readonly Column[] => {
      if (typeof inner !== 'object' || key === without) return [];
      const path = [...at, key] as const;
      if (inner.properties) return within(inner, path);
      const name = path
        .slice(1)
        .join('_')
        .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const holds = holdsOf(inner);
      const words = inner.enum ? ` One of ${inner.enum.join(', ')}.` : '';
      const several = holds === 'list' ? ' Several: `|` between them, or one a line.' : '';
      return [
        {
          name,
          path,
          holds,
          needed: at.length === 1 && required.includes(key),
          about: `${inner.description}${words}${several}`,
          example: holds === 'json' ? '' : cellOf(exampleOf(inner)),
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

/** A value as its cell holds it. */
export function cellOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value ?? '');
  const isWords = value.every((one) => typeof one === 'string');
  return isWords ? listCell(value) : JSON.stringify(value);
}

/** What each column holds, as rows of Markdown. */
export function columnsMarkdown(): string {
  const rows = COLUMNS.map(({ name, path: [of], needed, about, example }) => {
    const isNeeded = needed && of !== 'source';
    const cells = [`\`${name}\`${isNeeded ? ' *' : ''}`, about, example === '' ? '' : `\`${example}\``];
    return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  });
  return ['| column | what to write | such as |', '|---|---|---|', ...rows].join('\n');
}
