/** How many letters to add, leave out or change to make one word of the other; more than `limit` counts as `limit + 1`. */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= one.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= other.length; column += 1) {
      const change = (row[column - 1] ?? 0) + (one[line - 1] === other[column - 1] ? 0 : 1);
      next.push(Math.min(change, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? limit + 1;
}

/** The one of `names` that was most likely meant: at most a quarter of its letters differ, and no more than four; two in
    a word of four letters, where neighbours have changed places. Undefined when none is near. */
export function nearest(typed: string, names: Iterable<string>): string | undefined {
  const limit = Math.min(4, Math.max(typed.length > 3 ? 2 : 1, Math.floor(typed.length / 4)));
  let best: string | undefined;
  let least = limit + 1;
  for (const name of names) {
    const away = distance(typed, name, limit);
    if (away < least) [best, least] = [name, away];
  }
  return best;
}
