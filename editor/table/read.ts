import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import { type Path, pathName } from '../../src/facts/yaml.ts';
import { jsonIn } from '../opened.ts';
import { putAt } from '../write/entries.ts';
import type { NewEntry, Proposed } from '../write/proposal.ts';
import { readCell } from './cells.ts';

export interface Incoming {
  /** With the keys of their file, their `topic`, and `wordings` by language. */
  readonly facts: readonly Proposed[];
  readonly others: readonly NewEntry[];
}

const things = z.array(z.record(z.string(), z.unknown())).default([]);
const file = z.looseObject({ facts: things, sources: things, entities: things });

/** The JSON of export, the same with `facts` and `sources` alone, or a list of facts; those of other packs than `pack` are
    left out. Throws BotError `bad_data` for anything else. */
export function readJson(text: string, name: string, pack: string): Incoming {
  const value = jsonIn(text);
  const read = file.safeParse(Array.isArray(value) ? { facts: value } : value);
  if (!read.success) {
    const why = value === undefined ? 'it is no JSON' : pathName(read.error.issues[0]?.path ?? []);
    const tip = 'Write [ {fact}, … ] or {"facts": […], "sources": […]}.';
    throw new BotError('bad_data', `${name} holds no list of facts: ${why}`, tip);
  }
  const listed = (kind: 'facts' | 'sources' | 'entities') =>
    read.data[kind].map((value, index) => ({ kind, value, where: (path: Path) => pathName([kind, index, ...path]) }));
  return {
    facts: listed('facts').filter((one) => (one.value['pack'] ?? pack) === pack),
    others: [...listed('sources'), ...listed('entities')],
  };
}

const told = z.record(z.string(), z.unknown()).default({});
const rowOf = z.looseObject({ cite: told, source: told });
/** Keys with dots between them; `__proto__` is none. */
const COLUMN = /^[a-z]+(?:\.[a-z-]+)*$/i;

/** Rows are counted from 1, the header's, as spreadsheets do. Throws BotError `bad_data` for a header or a row that
    is none. */
export async function readCsv(text: string, name: string): Promise<Incoming> {
  const { default: papa } = await import('papaparse');
  const { data, errors, meta } = papa.parse<Readonly<Record<string, string>>>(text, {
    header: true,
    transformHeader: (cell) => cell.trim(),
    delimitersToGuess: [',', ';', '\t'],
  });
  const refuse = (why: string, tip: string): never => {
    throw new BotError('bad_data', `${name}${why}`, tip);
  };
  const broken = errors.find(({ type, code }) => type === 'Quotes' || code === 'TooManyFields');
  // Only rows that do not fit the header are counted without the header.
  const at = (broken?.row ?? 0) + (broken?.type === 'Quotes' ? 1 : 2);
  const quoting = 'Write a cell that holds a quotation mark or the sign between columns as "he said ""yes""".';
  if (broken) refuse(`, row ${at}: ${broken.message}`, quoting);
  const { fields = [] } = meta;
  const strange = fields.find((field) => field !== '' && !COLUMN.test(field));
  const naming = 'Name the columns in the first row as npm run facts -- export --format csv names them.';
  if (strange !== undefined) refuse(` has a column "${strange.slice(0, 40)}"`, naming);
  if (!fields.includes('id')) refuse(' has no column id', naming);
  const facts = new Map<unknown, { fact: object; cites: unknown[]; rows: number[] }>();
  const others = new Map<unknown, NewEntry>();
  for (const [index, cells] of data.entries()) {
    const row = index + 2;
    const things = {};
    for (const column of fields) {
      const value = readCell(column, cells[column] ?? '');
      if (column !== '' && value !== undefined) putAt(things, column.split('.'), value);
    }
    const { cite, source, ...fact } = rowOf.parse(things);
    const id = cite['source'];
    if (Object.keys(source).length > 0 && !others.has(id))
      others.set(id, { kind: 'sources', value: { id, ...source }, where: () => `row ${row}` });
    if (Object.keys(fact).length === 0) continue;
    const known = facts.get(fact['id'] ?? row) ?? { fact, cites: [], rows: [] };
    facts.set(fact['id'] ?? row, known);
    known.cites.push(cite);
    known.rows.push(row);
  }
  return {
    facts: [...facts.values()].map(({ fact, cites, rows }) => ({
      value: { ...fact, cites },
      where: ([key, at]: Path) => `row ${rows[key === 'cites' ? Number(at ?? 0) : 0]}`,
    })),
    others: [...others.values()],
  };
}
