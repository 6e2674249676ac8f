export type Row = Readonly<Record<string, string | number>>;

/** What one part of the benchmark found. Times are milliseconds. */
export interface Part {
  readonly part: string;
  readonly rows: readonly Row[];
  /** What a reader must know of the figures, a sentence each. */
  readonly notes: readonly string[];
}

export type Rounds = Readonly<Record<'warmUps' | 'runs', number>>;

/** Runs all in turn, round after round, so that whatever else the machine does slows all of them; in each round another one
    begins, so that none always finds warm caches. What each run gave, warm-ups left out. */
export async function inTurn<Given>(
  runs: Readonly<Record<string, (round: number) => Given | Promise<Given>>>,
  rounds: Rounds,
): Promise<ReadonlyMap<string, readonly Given[]>> {
  const all = Object.entries(runs);
  const given = new Map<string, Given[]>(all.map(([name]) => [name, []]));
  for (let round = -rounds.warmUps; round < rounds.runs; round += 1) {
    const first = Math.abs(round) % all.length;
    for (const [name, run] of [...all.slice(first), ...all.slice(0, first)]) {
      const value = await run(round);
      if (round >= 0) given.get(name)?.push(value);
    }
  }
  return given;
}

/** Three significant digits. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** A table in Markdown: the first column is text, the others are to the right. Rows may lack a column. */
export function table(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, at) => Math.max(3, ...cells.map((line) => line[at]?.length ?? 0)));
  const padded = (cell: string, at: number) => cell[at === 0 ? 'padEnd' : 'padStart'](widths[at] ?? 0);
  const [head = '', ...body] = cells.map((line) => `| ${line.map(padded).join(' | ')} |`);
  const rule = widths.map((width, at) => '-'.repeat(at === 0 ? width : width - 1) + (at === 0 ? '' : ':'));
  return [head, `| ${rule.join(' | ')} |`, ...body].join('\n');
}
