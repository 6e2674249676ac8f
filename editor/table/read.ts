import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import { nearest } from '../../src/facts/problems.ts';
import type { Path } from '../../src/facts/yaml.ts';
import { jsonIn } from '../opened.ts';
import { pathName, putAt } from '../write/entry-text.ts';
import type { NewEntry, Proposed } from '../write/proposal.ts';
import { COLUMNS, type Column, readCell, readList, WORDED } from './columns.ts';

/** What a file holds that is to be imported, not yet checked. */
export interface Incoming {
  /** With the keys of their file, their `topic`, and `wordings` by language. */
  readonly facts: readonly Proposed[];
  /** Sources and entities. */
  readonly others: readonly NewEntry[];
}

const things = z.array(z.record(z.string(), z.unknown())).default([]);
const file = z.looseObject({ facts: things, sources: things, entities: things });

/** What `facts -- export --format json` writes, the same with `facts` and `sources` alone, or a list of facts. Facts of another
    pack than `pack` are left out. Throws BotError `bad_data` for anything else. */
export function readJson(text: string, name: string, pack: string): Incoming {
  const value = jsonIn(text);
  const read = file.safeParse(Array.isArray(value) ? { facts: value } : value);
  if (!read.success) {
    const why = value === undefined ? 'it is no JSON' : pathName(read.error.issues[0]?.path ?? []);
    const tip = 'Write [ {fact}, … ] or {"facts": […], "sources": […]}.';
    throw new BotError('bad_data', `${name} holds no list of facts: ${why}`, tip);
  }
  const listed = <Kind extends 'facts' | 'sources' | 'entities'>(kind: Kind) =>
    read.data[kind].map((one, index) => ({
      kind,
      value: one,
      where: (path: Path) => pathName([kind, index, ...path]),
    }));
  return {
    facts: listed('facts').filter((one) => (one.value['pack'] ?? pack) === pack),
    others: [...listed('sources'), ...listed('entities')],
  };
}

type Cells = Readonly<Record<string, unknown>>;
type Things = Record<'fact' | 'cite' | 'source', Record<string, unknown>>;

/** A table with the columns of `COLUMNS`, and `claim:es` and so on. Rows are counted from 1, the header's, as spreadsheets count
    them. Throws BotError `bad_data` when the header is not one, or a row is broken. */
export async function readCsv(text: string, name: string): Promise<Incoming> {
  const { default: papa } = await import('papaparse');
  const { data, errors, meta } = papa.parse<Cells>(text, {
    header: true,
    transformHeader: (cell) => {
      const [key = '', ...language] = cell.trim().split(':');
      return [key.toLowerCase().replace(/[\s-]+/g, '_'), ...language].join(':');
    },
    delimitersToGuess: [',', ';', '\t'],
  });
  const broken = errors.find(({ type, code }) => type === 'Quotes' || code === 'TooManyFields');
  if (broken) {
    const tip = 'Write a cell that holds a quotation mark or the sign between columns as "he said ""yes""".';
    // Only rows that do not fit the header are counted without the header.
    const row = (broken.row ?? 0) + (broken.type === 'Quotes' ? 1 : 2);
    throw new BotError('bad_data', `${name}, row ${row}: ${broken.message}`, tip);
  }
  const columns = columnsIn(meta.fields ?? [], name);
  const facts = new Map<unknown, { fact: Things['fact']; cites: unknown[]; rows: number[] }>();
  const others = new Map<unknown, NewEntry>();
  for (const [index, cells] of data.entries()) {
    const row = index + 2;
    const { fact, cite, source } = readRow(cells, columns);
    const id = cite['source'];
    if (Object.keys(source).length > 0 && !others.has(id))
      others.set(id, { kind: 'sources', value: { id, ...source }, where: () => `row ${row}` });
    if (Object.keys(fact).length === 0) continue;
    const told = facts.get(fact['id'] ?? row) ?? { fact, cites: [], rows: [] };
    facts.set(fact['id'] ?? row, told);
    told.cites.push(cite);
    told.rows.push(row);
  }
  return {
    facts: [...facts.values()].map(({ fact, cites, rows }) => ({
      value: { ...fact, cites },
      where: ([key, at]: Path) => `row ${rows[key === 'cites' ? Number(at ?? 0) : 0]}`,
    })),
    others: [...others.values()],
  };
}

/** The columns that a table has, those of translations among them. */
function columnsIn(names: readonly string[], file: string): readonly Column[] {
  const tip = 'npm run facts -- import --columns explains each; export --format csv writes a table with all.';
  const columns = names.flatMap((name): Column[] => {
    const [key = '', language] = name.split(':');
    const known = COLUMNS.find((one) => one.name === key);
    if (known && language === undefined) return [known];
    if (known && WORDED.includes(key))
      return [{ ...known, name, path: ['fact', 'wordings', language ?? '', key] }];
    if (name === '') return [];
    const meant = nearest(
      name,
      COLUMNS.map((one) => one.name),
    );
    const hint = meant ? `Did you mean ${meant}?` : tip;
    throw new BotError('bad_data', `${file}: no column is called "${name.slice(0, 40)}"`, hint);
  });
  const missing = COLUMNS.filter((one) => one.needed && !columns.includes(one));
  if (missing.length === 0) return columns;
  const lacks = missing.map(({ name }) => name).join(', ');
  throw new BotError('bad_data', `${file} has no column ${lacks} in its first row`, tip);
}

function readRow(cells: Cells, columns: readonly Column[]): Things {
  const things: Things = { fact: {}, cite: {}, source: {} };
  for (const { name, path, holds } of columns) {
    const cell = String(cells[name] ?? '');
    const text = readCell(cell);
    if (text === '') continue;
    if (holds === 'list') putAt(things, path, readList(cell));
    else if (holds === 'number' && /^\d+(?:\.\d+)?$/.test(text)) putAt(things, path, Number(text));
    else putAt(things, path, holds === 'json' ? (jsonIn(text) ?? text) : text);
  }
  return things;
}
