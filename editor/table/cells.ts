import { jsonIn } from '../opened.ts';

/* A table has a column for each key of the files, called as there: `claim`, `amount.usd`, `wordings.es.claim`; those of
   what is cited begin with `cite.`, those of its document with `source.`. */

/** Keys whose cells hold several texts, and those that hold a number. */
const LISTS: ReadonlySet<string> = new Set(['about', 'questions', 'facts', 'disagreesWith', 'rests', 'originatesFrom']);
const NUMBERS: ReadonlySet<string> = new Set(['usd', 'weight']);
/** Keys whose items have keys of their own: their cells hold JSON. */
const NESTED: ReadonlySet<string> = new Set(['corrections', 'extracts']);

/** What a spreadsheet takes for the beginning of a formula: such a cell is written with ' before it, which reading
    takes off. */
export const FORMULA = /^'*[=+\-@＝＋－＠\t\r]/;

/** A thing as cells, by the names of their columns. */
export function cellsOf(thing: object, before = ''): Record<string, string> {
  const cells = Object.entries(thing).map(([key, value]: [string, unknown]) => {
    const isNested = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isNested ? cellsOf(value, `${before}${key}.`) : { [`${before}${key}`]: cellOf(value) };
  });
  return Object.assign({}, ...cells);
}

/** Several texts have a | between them, or stand one a line where one of them holds a |. */
export function cellOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value ?? '');
  if (!value.every((one) => typeof one === 'string')) return JSON.stringify(value);
  if (!value.some((item) => item.includes('|'))) return value.join(' | ');
  return `${value.join('\n')}${value.length === 1 ? '\n' : ''}`;
}

/** A text on one line, accents composed; several texts; a number, where it is one; JSON. Undefined for an empty cell. */
export function readCell(column: string, written: string): unknown {
  const cell = written.startsWith("'") && FORMULA.test(written) ? written.slice(1) : written;
  const text = tidy(cell);
  const key = column.split('.').at(-1) ?? '';
  if (text === '') return undefined;
  if (LISTS.has(key)) {
    const items = cell.split(/[\r\n]/.test(cell) ? /\r\n?|\n/ : '|');
    return items.map(tidy).filter((item) => item !== '');
  }
  if (NUMBERS.has(key) && /^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return NESTED.has(key) ? (jsonIn(text) ?? text) : text;
}

const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
