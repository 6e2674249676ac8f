import type { Path } from '../../src/facts/yaml.ts';
import { isFormula, readCell, readList } from './cells.ts';
import { COLUMNS, type Column } from './columns.ts';
import { type Header, readHeader } from './header.ts';
import type { Incoming, IncomingFact, Refusal } from './incoming.ts';

type Fields = Record<string, unknown>;

/** What the rows of one id tell. */
interface Told {
  readonly row: number;
  readonly fact: Fields;
  readonly cites: Fields[];
  /** The row of each cite. */
  readonly rows: number[];
  readonly wordings: Map<string, Fields>;
  spoiled: boolean;
}

interface Source {
  readonly row: number;
  readonly value: Fields;
}

/** The rows of a table, the header first, as what they tell. Rows are counted from 1, the header's, as spreadsheets count
    them. What is refused here is a cell or a row that can't be read; whether a fact is sound is for `importInto`. Throws
    BotError `bad_data` when the header is not one. */
export function readTable(rows: readonly (readonly string[])[], file: string): Incoming {
  const header = readHeader(rows[0] ?? [], file);
  const facts = new Map<string, Told>();
  const sources = new Map<string, Source>();
  const refused: Refusal[] = [];
  const notes = [...header.notes];
  for (const [index, cells] of rows.entries()) {
    if (index === 0 || cells.every((cell) => cell.trim() === '')) continue;
    const row = index + 1;
    const broken = brokenCells(cells, row, header, rows[0]?.length ?? 0);
    refused.push(...broken);
    const read = readRow(cells, header);
    const id = read.fact['id'];
    if (typeof id !== 'string') {
      if (typeof read.cite['source'] !== 'string') {
        const tip = 'Write the id of a fact, or the id of a source in the column source.';
        refused.push({ where: `row ${row}, column id`, message: 'tells neither a fact nor a source', tip });
      } else if (Object.keys(read.fact).length > 0) {
        const tip = 'Every fact needs one: pack, a full stop, a short name.';
        refused.push({ where: `row ${row}, column id`, message: 'is empty beside the words of a fact', tip });
      } else if (broken.length === 0) noteSource(read.cite['source'], read.source, row, sources, notes);
      continue;
    }
    const told = facts.get(id);
    if (!told) {
      facts.set(id, {
        row,
        fact: read.fact,
        cites: [read.cite],
        rows: [row],
        wordings: read.wordings,
        spoiled: broken.length > 0,
      });
    } else {
      const differs = otherwise(told, read.fact, row);
      refused.push(...differs);
      if (broken.length + differs.length > 0) told.spoiled = true;
      told.cites.push(read.cite);
      told.rows.push(row);
    }
    if (typeof read.cite['source'] === 'string' && broken.length === 0) {
      noteSource(read.cite['source'], read.source, row, sources, notes);
    }
  }
  return {
    facts: [...facts].flatMap(([id, told]) => (told.spoiled ? [] : [incomingFact(id, told)])),
    sources: [...sources].map(([id, { row, value }]) => ({
      value: { id, ...value },
      where: (path) => `row ${row}, column ${sourceColumn(path)}`,
    })),
    entities: [],
    refused,
    notes,
  };
}

function brokenCells(
  cells: readonly string[],
  row: number,
  header: Header,
  width: number,
): readonly Refusal[] {
  const formulas = cells.flatMap((cell, index): Refusal[] => {
    const name = header.columns.get(index)?.name ?? header.worded.get(index)?.key;
    if (name === undefined || !isFormula(cell)) return [];
    const tip = "Type the words themselves; a text that really begins with = has ' before it.";
    return [{ where: `row ${row}, column ${name}`, message: 'holds a formula of a spreadsheet', tip }];
  });
  const more = cells.slice(width).filter((cell) => cell.trim() !== '').length;
  if (more === 0) return formulas;
  const tip =
    'Put a text that holds the sign between columns in quotation marks; a spreadsheet does so itself.';
  return [
    ...formulas,
    { where: `row ${row}`, message: `has more cells than the header has columns (${more} more)`, tip },
  ];
}

interface Row {
  readonly fact: Fields;
  readonly cite: Fields;
  readonly source: Fields;
  readonly wordings: Map<string, Fields>;
}

function readRow(cells: readonly string[], { columns, worded }: Header): Row {
  const row: Row = { fact: {}, cite: {}, source: {}, wordings: new Map() };
  for (const [index, column] of columns) {
    const value = valueOfCell(cells[index] ?? '', column);
    if (value !== undefined) put(row[column.of], column.path, value);
  }
  for (const [index, { key, language }] of worded) {
    const cell = cells[index] ?? '';
    if (cell.trim() === '') continue;
    const fields = row.wordings.get(language) ?? {};
    fields[key] = key === 'questions' ? readList(cell) : readCell(cell);
    row.wordings.set(language, fields);
  }
  return row;
}

function valueOfCell(cell: string, { holds }: Column): unknown {
  const text = readCell(cell);
  if (text === '') return undefined;
  if (holds === 'list') return readList(cell);
  if (holds === 'number') return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
  if (holds === 'json') return parsed(text);
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function put(fields: Fields, [key = '', inner]: Path, value: unknown): void {
  if (inner === undefined) {
    fields[String(key)] = value;
    return;
  }
  const nested: unknown = fields[String(key)];
  fields[String(key)] = { ...(typeof nested === 'object' && nested), [String(inner)]: value };
}

/** What a further row says otherwise than the first of its id. */
function otherwise({ row: first, fact }: Told, again: Fields, row: number): readonly Refusal[] {
  return Object.entries(again)
    .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(fact[key]))
    .map(([key]) => ({
      where: `row ${row}, column ${columnAt('fact', [key])}`,
      message: `says otherwise than row ${first}, which tells the same fact`,
      tip: 'Leave it empty in every row but the first of an id, or give this row an id of its own.',
    }));
}

function noteSource(
  id: string,
  value: Fields,
  row: number,
  sources: Map<string, Source>,
  notes: string[],
): void {
  if (Object.keys(value).length === 0) return;
  const before = sources.get(id);
  if (!before) sources.set(id, { row, value });
  else if (JSON.stringify(before.value) !== JSON.stringify(value)) {
    notes.push(
      `Row ${row} tells the source ${id} otherwise than row ${before.row}; row ${before.row} counts.`,
    );
  }
}

function incomingFact(id: string, { row, fact, cites, rows, wordings }: Told): IncomingFact {
  const { topic, ...rest } = fact;
  return {
    id,
    topic,
    value: { ...rest, cites },
    where: (path) => {
      const [key, at, inner] = path;
      if (key !== 'cites')
        return path.length === 0 ? `row ${row}` : `row ${row}, column ${columnAt('fact', path)}`;
      const own = typeof at === 'number' ? (rows[at] ?? row) : row;
      return `row ${own}, column ${inner === undefined ? 'source' : columnAt('cite', [inner])}`;
    },
    wordings: [...wordings].map(([language, value]) => ({
      language,
      value,
      where: ([key]) =>
        `row ${row}, column ${key === undefined || key === 'of' || key === 'id' ? 'claim' : String(key)}:${language}`,
    })),
  };
}

function columnAt(of: Column['of'], path: Path): string {
  const within = COLUMNS.filter(
    (column) =>
      column.of === of &&
      column.path.every((step, index) => path[index] === undefined || path[index] === step),
  );
  return within[0]?.name ?? String(path[0]);
}

function sourceColumn([key]: Path): string {
  return key === undefined || key === 'id' ? 'source' : columnAt('source', [key]);
}
