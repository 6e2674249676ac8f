import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { entryText, type Kind } from './entry-text.ts';
import { insertEntries } from './list-text.ts';
import { fileOf, type NewEntry, type Workspace } from './proposal.ts';

/** Puts entries into the files of a pack that is there, and gives the files. Writes only when all of them can be. Throws
    BotError `bad_data` for a file that can't be added to by text, or that would grow larger than may be read. */
export function writeEntries(pack: string, entries: readonly NewEntry[], { packs }: Workspace): readonly string[] {
  const folder = dirname(packs.find((one) => one.pack.value.id === pack)?.pack.file ?? '');
  const texts = new Map<string, string>();
  for (const name of new Set(entries.map(fileOf))) {
    const file = join(folder, name);
    const own = entries.filter((one) => fileOf(one) === name);
    const kind = own[0]?.kind ?? 'facts';
    const added = own.map(({ value }) => ({ id: String(value['id']), text: entryText(kind, value) }));
    const isOrdered = kind === 'facts' || kind === 'wordings';
    texts.set(file, insertEntries(textOf(file, kind), added, file, isOrdered));
  }
  for (const [file, text] of texts) writeFileSync(file, text);
  return [...texts.keys()];
}

/** A file as it is; of one that is not there yet the line that lets an editor complete what comes below it. */
export function textOf(file: string, kind: Kind): string {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const up = kind === 'facts' || kind === 'wordings' ? '../../../' : '../../';
  return `# yaml-language-server: $schema=${up}schema/${kind}.schema.json\n`;
}
