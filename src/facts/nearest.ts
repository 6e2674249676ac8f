import { editDistance } from '../core/spelling.ts';

/** The one of `names` that was most likely meant: at most a quarter of its letters differ, and no more than four; two in
    a word of four letters, where neighbours have changed places. Undefined when none is near. */
export function nearest(typed: string, names: Iterable<string>): string | undefined {
  const limit = Math.min(4, Math.max(typed.length > 3 ? 2 : 1, Math.floor(typed.length / 4)));
  let best: string | undefined;
  let least = limit + 1;
  for (const name of names) {
    const away = editDistance(typed, name, limit);
    if (away < least) [best, least] = [name, away];
  }
  return best;
}
