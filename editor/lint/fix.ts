import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { findTree } from '../../src/facts/tree.ts';
import { readYaml } from '../../src/facts/yaml.ts';

const STARTS_ENTRY = /^-(?: |$)/;

/** A file of facts with its entries ordered by id, without spaces at the ends of lines and with one line end at its own.
    Comments stay with the entry below them; those above a blank line at the top stay at the top. Gives the text back as
    it was when it can't be read, or when ordering it would change what it says. */
export function orderEntries(text: string): string {
  const before = readYaml(text);
  if (!before.ok || !Array.isArray(before.value)) return text;
  const lines = text.split(/\r?\n/).map((line) => line.trimEnd());
  while (lines.at(-1) === '') lines.pop();
  const { head, blocks } = splitEntries(lines);
  const ordered = [...blocks].sort((one, other) =>
    idOf(one) < idOf(other) ? -1 : idOf(one) > idOf(other) ? 1 : 0,
  );
  const result = `${[...head, ...ordered.flat()].join('\n')}\n`;
  const after = readYaml(result);
  return after.ok && isDeepStrictEqual(sorted(before.value), sorted(after.value)) ? result : text;
}

/** The lines above the first entry, and those of each entry with the comments right above it. */
export function splitEntries(lines: readonly string[]): { head: string[]; blocks: string[][] } {
  const starts = lines.flatMap((line, index) =>
    STARTS_ENTRY.test(line) ? [withComments(lines, index)] : [],
  );
  const head = lines.slice(0, starts[0] ?? lines.length);
  return { head, blocks: starts.map((start, index) => lines.slice(start, starts[index + 1])) };
}

/** The first of the comment lines right above an entry; the editor's schema line belongs to the file. */
function withComments(lines: readonly string[], index: number): number {
  let start = index;
  for (
    let above = lines[start - 1];
    above?.startsWith('#') && !above.includes('$schema=');
    above = lines[start - 1]
  ) {
    start -= 1;
  }
  return start;
}

/** The id of an entry's lines; empty when it has none. */
export function idOf(block: readonly string[]): string {
  for (const line of block) {
    const id = /^(?:- | {2})id: *(\S+)/.exec(line)?.[1];
    if (id !== undefined) return id;
  }
  return '';
}

function sorted(value: unknown): unknown[] {
  return Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : [];
}

/** Orders and trims every file of facts and of their translations below `dir`. Gives back the files it changed. */
export function fixFiles(dir: string): string[] {
  const files = findTree(dir).packs.flatMap(({ facts, wordings }) =>
    [...facts, ...wordings].map(({ file }) => file),
  );
  return files.filter((file) => {
    const text = readFileSync(file, 'utf8');
    const better = orderEntries(text);
    if (better !== text) writeFileSync(file, better);
    return better !== text;
  });
}
