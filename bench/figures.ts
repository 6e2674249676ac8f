/** One line of a table: what was measured, and its figures. */
export type Row = Readonly<Record<string, string | number>>;

/** What one part of the benchmark found. Times are milliseconds. */
export interface Part {
  readonly part: string;
  readonly rows: readonly Row[];
  /** What a reader must know of the figures, a sentence each. */
  readonly notes: readonly string[];
}

/** Nearest rank: the smallest value that at least this share (0 to 1) of all values does not exceed. Throws when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

/** Three significant digits, as a reader of a table wants them. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** A plain table: the first column is text, the others stand to the right. Rows may lack a column. */
export function table(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, index) =>
          index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
