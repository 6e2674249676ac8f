import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { findTree } from '../../src/facts/tree.ts';
import { readYaml } from '../../src/facts/yaml.ts';
import { listText } from '../write/list-text.ts';

/** A file of facts with its entries ordered by id, without spaces at the ends of lines and with one line end at its own.
    Comments stay with the entry below them; those from the first line on stay at the top. Gives the text back as it was
    when it can't be read, or when ordering it would change what it says. */
export function orderEntries(text: string): string {
  const list = listText(text);
  if (!list) return text;
  const blocks = list.blocks.toSorted((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  const whole = [list.head, ...blocks.map((block) => block.text), list.tail].join('');
  const result = `${whole.replace(/[ \t\r]+$/gm, '').trimEnd()}\n`;
  return isDeepStrictEqual(entriesOf(text), entriesOf(result)) ? result : text;
}

function entriesOf(text: string): readonly string[] {
  const read = readYaml(text);
  return read.ok && Array.isArray(read.value) ? read.value.map((one) => JSON.stringify(one)).sort() : [];
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
