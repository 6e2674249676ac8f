import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import { nearest } from '../../src/facts/nearest.ts';
import type { Path } from '../../src/facts/yaml.ts';
import type { Fields } from '../write/entry-text.ts';
import { pathName } from '../write/proposal.ts';
import { isFormula, readCell, readList } from './cells.ts';
import { COLUMNS, type Column } from './columns.ts';

/** Why something can not be taken. */
export interface Refusal {
  /** `row 12, column quote` or `facts[3].asOf`. */
  readonly where: string;
  readonly message: string;
  readonly tip: string;
}

/** What a file holds that is to be imported, not yet checked: facts with their `topic` and their further `wordings` by language,
    all else with the keys of its file. */
export interface Incoming {
  readonly facts: readonly Fields[];
  readonly sources: readonly Fields[];
  readonly entities: readonly Fields[];
  where(list: 'facts' | 'sources' | 'entities', index: number, path: Path): string;
  /** Of what could not even be read. */
  readonly refused: readonly Refusal[];
  readonly notes: readonly string[];
}

/** Each is compared with every other, and a file of facts that is larger than 1 MB is not read again: more is a slip. */
export const MOST_ROWS = 10_000;

function refuse(message: string, tip: string): never {
  throw new BotError('bad_data', message, tip);
}

function refuseTooMany(rows: number, file: string): void {
  if (rows > MOST_ROWS)
    refuse(
      `${file} has more than ${MOST_ROWS.toLocaleString('en')} rows`,
      'Split it, and import one topic after the other.',
    );
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
  if (value === undefined)
    refuse(`${name} is no JSON`, 'Look for a comma too many or a quotation mark too few.');
  const read = file.safeParse(Array.isArray(value) ? { facts: value } : value);
  if (!read.success) {
    const where = pathName(read.error.issues[0]?.path ?? []);
    return refuse(
      `${name} holds no list of facts (${where})`,
      'Write [ {fact}, … ] or {"facts": […], "sources": […]}.',
    );
  }
  const { facts, sources, entities, listings } = read.data;
  refuseTooMany(facts.length + sources.length + entities.length, name);
  const own = facts.filter((fact) => fact['pack'] === undefined || fact['pack'] === pack);
  const others = facts.length - own.length;
  return {
    facts: own,
    sources,
    entities,
    where: (list, index, path) =>
      pathName([list, list === 'facts' ? facts.indexOf(own[index] ?? {}) : index, ...path]),
    refused: [],
    notes: [
      ...(others > 0
        ? [`${others} facts of other packs are left out; import them with their own --pack.`]
        : []),
      ...(listings === undefined ? [] : ['Listings are left out: they are written by hand.']),
    ],
  };
}

type Cells = Readonly<Record<string, unknown>>;

/** The rows of one id. */
interface Told {
  readonly fact: Record<string, unknown>;
  readonly cites: Fields[];
  /** The row of each cite. */
  readonly rows: number[];
}

/** A table with the columns of `COLUMNS`, and `claim:es` and so on. Rows are counted from 1, the header's, as spreadsheets count
    them. Throws BotError `bad_data` when the header is not one, or a quotation mark is not closed. */
export async function readCsv(text: string, name: string): Promise<Incoming> {
  const { default: papa } = await import('papaparse');
  const { data, errors, meta } = papa.parse<Cells>(text, {
    header: true,
    transformHeader: (cell) =>
      cell.includes(':')
        ? cell.trim()
        : cell
            .trim()
            .toLowerCase()
            .replace(/[\s-]+/g, '_'),
    delimitersToGuess: [',', ';', '\t'],
    // One row more than may be: no more of it needs to be held.
    preview: MOST_ROWS + 1,
  });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken) {
    const what = 'a quotation mark is not closed, or is inside of a cell';
    refuse(`${name}, row ${(broken.row ?? 0) + 2}: ${what}`, 'Write such a cell as "he said ""yes""".');
  }
  const isFull = (cells: Cells): boolean => Object.values(cells).some((cell) => String(cell).trim() !== '');
  refuseTooMany(data.findLastIndex(isFull) + 1, name);
  const { columns, notes } = readHeader(meta.fields ?? [], meta.renamedHeaders ?? {}, name);
  const columnAt = (of: Column['of'], path: Path): string =>
    columns.find(
      (one) => one.of === of && one.path.every((step, at) => at >= path.length || path[at] === step),
    )?.name ?? 'source';
  const facts = new Map<string, Told>();
  const sources = new Map<string, { readonly row: number; readonly value: Fields }>();
  const refused: Refusal[] = [];
  const spoiled = new Set<string>();
  for (const [index, cells] of data.entries()) {
    if (!isFull(cells)) continue;
    const row = index + 2;
    const { fact, cite, source } = readRow(cells, columns);
    const wrong = wrongCells(cells, columns, row);
    const { id } = fact;
    if (typeof id === 'string') {
      const told: Told = facts.get(id) ?? { fact, cites: [], rows: [] };
      facts.set(id, told);
      told.cites.push(cite);
      told.rows.push(row);
      const differs = Object.keys(fact).find((key) => !isDeepStrictEqual(fact[key], told.fact[key]));
      if (differs !== undefined) {
        wrong.push({
          where: `row ${row}, column ${columnAt('fact', [differs])}`,
          message: `says otherwise than row ${told.rows[0]}, which tells the same fact`,
          tip: 'Leave it empty in every row but the first of an id, or give this row an id of its own.',
        });
      }
      if (wrong.length > 0) spoiled.add(id);
    } else if (Object.keys(fact).length > 0 || cite['source'] === undefined) {
      const tip = 'Write the id of the fact: pack, a full stop, a short name.';
      wrong.push({ where: `row ${row}, column id`, message: 'is empty beside the words of a fact', tip });
    }
    refused.push(...wrong);
    const cited = String(cite['source'] ?? '');
    if (Object.keys(source).length > 0 && !sources.has(cited) && wrong.length === 0)
      sources.set(cited, { row, value: { id: cited, ...source } });
  }
  const sound = [...facts].flatMap(([id, told]) => (spoiled.has(id) ? [] : [told]));
  const documents = [...sources.values()];
  return {
    facts: sound.map(({ fact, cites }) => ({ ...fact, cites })),
    sources: documents.map(({ value }) => value),
    entities: [],
    where(list, index, path) {
      const [key, at, inner] = path;
      if (list !== 'facts')
        return `row ${documents[index]?.row}, column ${columnAt('source', key === 'id' ? ['title'] : path)}`;
      const rows = sound[index]?.rows ?? [];
      if (key === 'cites')
        return `row ${rows[Number(at ?? 0)]}, column ${columnAt('cite', [inner ?? 'source'])}`;
      return `row ${rows[0]}${key === undefined ? '' : `, column ${columnAt('fact', path)}`}`;
    },
    refused,
    notes,
  };
}

/** The columns that a table has, those of translations among them, and what is to be said of the others. */
function readHeader(names: readonly string[], renamed: Readonly<Record<string, string>>, file: string) {
  const [twice] = Object.values(renamed);
  if (twice !== undefined)
    refuse(`${file} has two columns called ${twice}`, 'Delete one of them, or rename it.');
  const columns = names.flatMap((name) => {
    const [, key, language = ''] = /^(claim|caveat|questions):([a-zA-Z-]{2,})$/.exec(name) ?? [];
    const known = COLUMNS.find((one) => one.name === (key ?? name));
    return known ? [key === undefined ? known : { ...known, name, path: ['wordings', language, key] }] : [];
  });
  const all = COLUMNS.map(({ name }) => name);
  const notes = names
    .filter((name) => name !== '' && !columns.some((one) => one.name === name))
    .map((name) => {
      const meant = nearest(name, all);
      return `The column "${name.slice(0, 40)}" is left out: none is called so.${meant ? ` Did you mean ${meant}?` : ''}`;
    });
  const missing = COLUMNS.filter(
    ({ name, needed, of }) => needed && of !== 'source' && !names.includes(name),
  );
  if (missing.length > 0) {
    const lacks = `${file} has no column ${missing.map(({ name }) => name).join(', ')} in its first row`;
    const tip = 'npm run facts -- import --columns explains each; --template FILE writes a table to fill in.';
    refuse([lacks, ...notes].join('\n'), tip);
  }
  return { columns, notes };
}

function readRow(cells: Cells, columns: readonly Column[]) {
  const things: Record<Column['of'], Record<string, unknown>> = { fact: {}, cite: {}, source: {} };
  for (const { name, of, path, holds } of columns) {
    const value = told(String(cells[name] ?? ''), holds);
    if (value !== '') put(things[of], path, value);
  }
  return things;
}

function wrongCells(cells: Cells, columns: readonly Column[], row: number): Refusal[] {
  const formulas = columns.filter(({ name }) => isFormula(String(cells[name] ?? '')));
  const more = [cells['__parsed_extra'] ?? []].flat().length;
  return [
    ...formulas.map(({ name }) => ({
      where: `row ${row}, column ${name}`,
      message: 'holds a formula of a spreadsheet',
      tip: "Type the words themselves; a text that really begins with = has ' before it.",
    })),
    ...(more === 0
      ? []
      : [{ where: `row ${row}`, message: `has ${more} more cells than the header`, tip: EXTRA }]),
  ];
}

const EXTRA =
  'Put a text that holds the sign between columns in quotation marks; a spreadsheet does so itself.';

function told(cell: string, holds: Column['holds']): unknown {
  const text = readCell(cell);
  if (text === '') return text;
  if (holds === 'list') return readList(cell);
  if (holds === 'number' && /^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return holds === 'json' ? (jsonOf(text) ?? text) : text;
}

function put(value: object, [key = '', ...rest]: readonly string[], told: unknown): void {
  const inner: unknown = Reflect.get(value, key) ?? {};
  Reflect.set(value, key, rest.length === 0 ? told : inner);
  if (rest.length > 0 && typeof inner === 'object' && inner !== null) put(inner, rest, told);
}
