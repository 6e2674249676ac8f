/** What a spreadsheet takes for the beginning of a formula, the full-width signs too. */
const FORMULA = /^'*[=+\-@＝＋－＠\t\r]/;

/** A cell that no spreadsheet runs as a formula: ' before what would begin one. `readCell` takes it off again. */
export function guardCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** What a cell says: without the ' of `guardCell`, on one line, accents composed, single spaces. */
export function readCell(cell: string): string {
  return tidy(bare(cell));
}

/** Whether a cell holds a formula of a spreadsheet and no text. */
export function isFormula(cell: string): boolean {
  return /^\s*[=＝]/.test(cell);
}

/** Several texts in one cell: with | between them, or one a line where one of them holds a |. */
export function listCell(items: readonly string[]): string {
  if (!items.some((item) => item.includes('|'))) return items.join(' | ');
  return `${items.join('\n')}${items.length === 1 ? '\n' : ''}`;
}

/** The same, read back. */
export function readList(cell: string): readonly string[] {
  const text = bare(cell);
  return text
    .split(/[\r\n]/.test(text) ? /\r\n?|\n/ : '|')
    .map(tidy)
    .filter((item) => item !== '');
}

const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

const bare = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);
