import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import { nearest } from '../../src/facts/problems.ts';
import type { Path } from '../../src/facts/yaml.ts';
import { pathName, putAt } from '../write/paths.ts';
import type { NewEntry, Proposed } from '../write/proposal.ts';
import { readCell, readList } from './cells.ts';
import { COLUMNS, type Column } from './columns.ts';

/** Why something can not be taken. */
export interface Refusal {
  /** `row 12, column quote` or `facts[3].asOf`. */
  readonly where: string;
  readonly message: string;
  readonly tip: string;
}

/** What a file holds that is to be imported, not yet checked. */
export interface Incoming {
  /** With the keys of their file, their `topic`, and `wordings` by language. */
  readonly facts: readonly Proposed[];
  /** Sources and entities. */
  readonly others: readonly NewEntry[];
  readonly refused: readonly Refusal[];
  readonly notes: readonly string[];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const things = z.array(z.record(z.string(), z.unknown())).default([]);
const file = z.looseObject({ facts: things, sources: things, entities: things });

/** What `facts -- export --format json` writes, the same with `facts` and `sources` alone, or a list of facts. Facts of another
    pack than `pack` are left out. Throws BotError `bad_data` for anything else. */
export function readJson(text: string, name: string, pack: string): Incoming {
  const value = jsonOf(text);
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
  const facts = listed('facts').filter((one) => (one.value['pack'] ?? pack) === pack);
  const others = read.data.facts.length - facts.length;
  return {
    facts,
    others: [...listed('sources'), ...listed('entities')],
    refused: [],
    notes: [
      ...(others > 0
        ? [`${others} facts of other packs are left out; import them with their own --pack.`]
        : []),
      ...(read.data['listings'] ? ['Listings are left out: they are written by hand.'] : []),
    ],
  };
}

type Cells = Readonly<Record<string, unknown>>;
type Things = Record<'fact' | 'cite' | 'source', Record<string, unknown>>;

/** A table with the columns of `COLUMNS`, and `claim:es` and so on. Rows are counted from 1, the header's, as spreadsheets count
    them. Throws BotError `bad_data` when the header is not one, or a quotation mark is not closed. */
export async function readCsv(text: string, name: string): Promise<Incoming> {
  const { default: papa } = await import('papaparse');
  const { data, errors, meta } = papa.parse<Cells>(text, {
    header: true,
    transformHeader: (cell) =>
      cell
        .trim()
        .replace(/[\s-]+(?!.*:)/g, '_')
        .replace(/^[^:]+/, (key) => key.toLowerCase()),
    delimitersToGuess: [',', ';', '\t'],
  });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken) {
    const what = `${name}, row ${(broken.row ?? 0) + 2}: a quotation mark is not closed, or is inside of a cell`;
    throw new BotError('bad_data', what, 'Write such a cell as "he said ""yes""".');
  }
  const { columns, notes } = readHeader(meta.fields ?? [], name);
  const place = (row: number, path: Path): string => {
    const within = (steps: Path) =>
      columns.find((one) => steps.every((step, at) => (one.path[at] ?? step) === step));
    const column = within(path) ?? within(path.slice(0, -1));
    return `row ${row}${path.length === 1 ? '' : `, column ${column?.name}`}`;
  };
  const facts = new Map<
    string,
    { readonly fact: Things['fact']; readonly cites: unknown[]; readonly rows: number[] }
  >();
  const sources = new Map<string, NewEntry>();
  const refused: Refusal[] = [];
  for (const [index, cells] of data.entries()) {
    const row = index + 2;
    const { fact, cite, source } = readRow(cells, columns);
    if (cells['__parsed_extra'] !== undefined) {
      const tip =
        'Put a text that holds the sign between columns in quotation marks; a spreadsheet does so itself.';
      refused.push({ where: `row ${row}`, message: 'has more cells than the header', tip });
      continue;
    }
    const cited = String(cite['source']);
    if (Object.keys(source).length > 0 && !sources.has(cited)) {
      const where = ([key = '', ...rest]: Path) =>
        place(row, key === 'id' ? ['cite', 'source'] : ['source', key, ...rest]);
      sources.set(cited, { kind: 'sources', value: { id: cited, ...source }, where });
    }
    if (Object.keys(fact).length === 0) continue;
    const id = String(fact['id'] ?? `row ${row}`);
    const told = facts.get(id) ?? { fact, cites: [], rows: [] };
    facts.set(id, told);
    told.cites.push(cite);
    told.rows.push(row);
    const differs = Object.keys(fact).find((key) => !isDeepStrictEqual(fact[key], told.fact[key]));
    if (differs !== undefined)
      notes.push(
        `${place(row, ['fact', differs])} differs from row ${told.rows[0]}, which tells the same fact and counts.`,
      );
  }
  return {
    facts: [...facts.values()].map(({ fact, cites, rows }) => ({
      value: { ...fact, cites },
      where: (path: Path) => {
        const [key, at = 0, inner = 'source'] = path;
        const isCite = key === 'cites';
        return place(rows[isCite ? Number(at) : 0] ?? 0, isCite ? ['cite', inner] : ['fact', ...path]);
      },
    })),
    others: [...sources.values()],
    refused,
    notes,
  };
}

/** The columns that a table has, those of translations among them, and what is to be said of the others. */
function readHeader(names: readonly string[], file: string) {
  const columns = names.flatMap((name): Column[] => {
    const [key = '', language] = name.split(':');
    const known = COLUMNS.find((one) => one.name === key);
    if (!known || language === undefined) return known ? [known] : [];
    return ['claim', 'caveat', 'note', 'short', 'questions'].includes(key)
      ? [{ ...known, name, path: ['fact', 'wordings', language, key] }]
      : [];
  });
  const all = COLUMNS.map(({ name }) => name);
  const strange = names.filter((name) => name !== '' && !columns.some((one) => one.name === name));
  const notes = strange.map((name) => {
    const meant = nearest(name, all);
    return `The column "${name.slice(0, 40)}" is left out: none is called so.${meant ? ` Did you mean ${meant}?` : ''}`;
  });
  const missing = COLUMNS.filter((one) => one.needed && one.path[0] !== 'source' && !columns.includes(one));
  if (missing.length === 0) return { columns, notes };
  const lacks = `${file} has no column ${missing.map(({ name }) => name).join(', ')} in its first row`;
  const tip = 'npm run facts -- import --columns explains each; --template FILE writes a table to fill in.';
  throw new BotError('bad_data', [lacks, ...notes].join('\n'), tip);
}

function readRow(cells: Cells, columns: readonly Column[]): Things {
  const things: Things = { fact: {}, cite: {}, source: {} };
  for (const { name, path, holds } of columns) {
    const cell = String(cells[name] ?? '');
    const text = readCell(cell);
    if (text === '') continue;
    if (holds === 'list') putAt(things, path, readList(cell));
    else if (holds === 'number' && /^\d+(?:\.\d+)?$/.test(text)) putAt(things, path, Number(text));
    else putAt(things, path, holds === 'json' ? (jsonOf(text) ?? text) : text);
  }
  return things;
}
