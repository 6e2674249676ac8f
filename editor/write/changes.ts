import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BotError } from '../../src/core/errors.ts';
import { entryText, yamlText } from './entry-text.ts';
import { insertEntries } from './list-text.ts';
import { fileOf, type Proposal, packFolder, type Workspace } from './proposal.ts';

/** One file as it would be. `before` is left out for a new one. */
export interface FileChange {
  readonly file: string;
  readonly before?: string;
  readonly after: string;
}

/** Every file that a proposal would change, and how; reads, and writes nothing. Throws BotError `bad_data` for a file that
    can't be added to by text, or that would grow larger than may be read. */
export function planChanges(
  { pack, head, entries }: Proposal,
  { dir, packs }: Pick<Workspace, 'dir' | 'packs'>,
): readonly FileChange[] {
  const folder = packFolder(dir, pack);
  const texts = new Map<string, string>();
  const edit = (name: string, schema: string, change: (text: string, file: string) => string): void => {
    const file = join(folder, name);
    texts.set(file, change(texts.get(file) ?? textOf(file) ?? headOf(schema, name), file));
  };
  const known = packs.find((one) => one.pack.value.id === pack)?.pack.value;
  if (head && !known) {
    edit('pack.yaml', 'pack', (text) => text + entryText('pack', head.value));
    for (const name of ['entities', 'sources']) edit(`${name}.yaml`, name, (text) => text);
  }
  for (const topic of [head?.value['topics'] ?? []].flat()) {
    const id = String(Reflect.get(Object(topic), 'id'));
    if (known?.topics.some((one) => one.id === id)) continue;
    if (known) {
      const added = [{ id, text: yamlText([topic]) }];
      edit('pack.yaml', 'pack', (text, file) => insertEntries(text, added, { file, path: ['topics'] }));
    }
    edit(fileOf({ kind: 'facts', topic: id }), 'facts', (text) => text);
  }
  for (const name of new Set(entries.map(fileOf))) {
    const own = entries.filter((one) => fileOf(one) === name);
    const kind = own[0]?.kind ?? 'facts';
    const added = own.map(({ value }) => ({ id: String(value['id']), text: entryText(kind, value) }));
    const ordered = kind === 'facts' || kind === 'wordings';
    edit(name, kind, (text, file) => insertEntries(text, added, { file, ordered }));
  }
  return [...texts].flatMap(([file, after]) => {
    const before = textOf(file);
    return before === after ? [] : [{ file, after, ...(before !== undefined && { before }) }];
  });
}

/** The line that lets an editor complete what comes below it. */
function headOf(schema: string, name: string): string {
  const up = name.includes('/') ? '../../../' : '../../';
  return `# yaml-language-server: $schema=${up}schema/${schema}.schema.json\n`;
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Writes each beside its place first, and moves all of them only when all are written. Throws BotError `bad_data`, and leaves
    everything as it was, when one can not be written or was changed meanwhile. */
export function writeChanges(changes: readonly FileChange[]): void {
  const beside: string[] = [];
  try {
    for (const { file, before, after } of changes) {
      if (textOf(file) !== before) throw new Error('it was changed by somebody else meanwhile');
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, after);
      beside.push(`${file}.new`);
    }
  } catch (cause) {
    for (const file of beside) rmSync(file);
    const why = `Nothing was written: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new BotError('bad_data', why, 'See to it that data/ can be written to, then try again.', cause);
  }
  for (const { file } of changes) renameSync(`${file}.new`, file);
}
