/** What a spreadsheet takes for the beginning of a formula, the full-width signs too. Such a cell is written with ' before it, so
    that no spreadsheet runs it; reading takes it off again. */
export const FORMULA = /^'*[=+\-@＝＋－＠\t\r]/;

/** What a cell says: on one line, accents composed, single spaces. */
export function readCell(cell: string): string {
  return bare(cell).normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Several texts in one cell: with | between them, or one a line where one of them holds a |. */
export function listCell(items: readonly string[]): string {
  if (!items.some((item) => item.includes('|'))) return items.join(' | ');
  return `${items.join('\n')}${items.length === 1 ? '\n' : ''}`;
}

/** The same, read back. */
export function readList(cell: string): readonly string[] {
  const items = bare(cell).split(/[\r\n]/.test(bare(cell)) ? /\r\n?|\n/ : '|');
  return items
    .map((item) => item.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .filter((item) => item !== '');
}

const bare = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);
