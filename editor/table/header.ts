import { BotError } from '../../src/core/errors.ts';
import { nearest } from '../../src/facts/nearest.ts';
import { COLUMNS, type Column, wordedColumn } from './columns.ts';

type Worded = NonNullable<ReturnType<typeof wordedColumn>>;

export interface Header {
  /** By column, from 0. */
  readonly columns: ReadonlyMap<number, Column>;
  readonly worded: ReadonlyMap<number, Worded>;
  /** Of columns that are left out. */
  readonly notes: readonly string[];
}

/** What each column of a table holds. `Reply none found` is `reply_none_found`. Throws BotError `bad_data` when a name
    stands twice or a needed one is missing. */
export function readHeader(cells: readonly string[], file: string): Header {
  const columns = new Map<number, Column>();
  const worded = new Map<number, Worded>();
  const notes: string[] = [];
  const seen = new Map<string, number>();
  for (const [index, cell] of cells.entries()) {
    const name = cell
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
    if (name === '') continue;
    const other = wordedColumn(cell.trim());
    const key = other ? `${other.key}:${other.language.toLowerCase()}` : name;
    const before = seen.get(key);
    if (before !== undefined) {
      const message = `${file} has two columns called ${key} (${letters(before)} and ${letters(index)})`;
      throw new BotError('bad_data', message, 'Delete one of them, or give it another name.');
    }
    seen.set(key, index);
    const column = COLUMNS.find((one) => one.name === name);
    if (column) columns.set(index, column);
    else if (other) worded.set(index, other);
    else {
      const meant = nearest(
        name,
        COLUMNS.map((one) => one.name),
      );
      notes.push(
        `Column ${letters(index)} ("${cell.trim().slice(0, 40)}") is left out: no column is called so.${meant ? ` Did you mean ${meant}?` : ''}`,
      );
    }
  }
  const there = new Set([...columns.values()].map(({ name }) => name));
  const missing = COLUMNS.filter(({ needed, name }) => needed && !there.has(name)).map(({ name }) => name);
  if (missing.length > 0) {
    const said = notes.length > 0 ? `\n${notes.join('\n')}` : '';
    throw new BotError(
      'bad_data',
      `${file} has no column ${missing.join(', ')} in its first row${said}`,
      'npm run facts -- import --columns explains each; --template FILE writes a table to fill in.',
    );
  }
  return { columns, worded, notes };
}

/** What a spreadsheet calls the column: A, B, … Z, AA. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}
