import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BotError } from '../../src/core/errors.ts';
import { MAX_BYTES } from '../../src/facts/yaml.ts';
import {
  askedText,
  entityText,
  factText,
  listingText,
  packText,
  sourceText,
  topicText,
  wordingText,
} from './entry-text.ts';
import { insertEntries, insertKey, insertTopic, type NewEntry } from './insert.ts';
import type { Proposal } from './proposal.ts';
import { packFolder } from './workspace.ts';

/** One file as it would be. `before` is left out for a new one. */
export interface FileChange {
  readonly file: string;
  readonly before?: string;
  readonly after: string;
}

/** Every file that a proposal would change below `dir` (data/), and how; reads, and writes nothing. Throws BotError
    `bad_data` for a file that can't be added to by text, or that would grow larger than may be read. */
export function planChanges(proposal: Proposal, dir: string): readonly FileChange[] {
  const folder = packFolder(dir, proposal.pack);
  const texts = new Map<string, string>();
  const edit = (name: string, schema: string, change: (text: string, file: string) => string): void => {
    const file = join(folder, name);
    texts.set(file, change(texts.get(file) ?? textOf(file) ?? headOf(schema, name), file));
  };
  const { newPack, topics = [], entities = [], sources = [], facts = [], wordings = [] } = proposal;
  const { listings = [], asked = [] } = proposal;
  if (newPack) edit('pack.yaml', 'pack', (text) => `${text}${packText(newPack)}`);
  for (const topic of topics)
    edit('pack.yaml', 'pack', (text, file) => insertTopic(text, topicText(topic), file));
  const fill = (name: string, schema: string, entries: readonly NewEntry[], ordered: boolean): void => {
    if (entries.length === 0) return;
    edit(name, schema, (text, file) => {
      mustBeReadable(
        file,
        entries.reduce((sum, one) => sum + Buffer.byteLength(one.text), Buffer.byteLength(text)),
      );
      return insertEntries(text, entries, file, ordered);
    });
  };
  fill(
    'entities.yaml',
    'entities',
    entities.map(({ value }) => ({ id: value.id, text: entityText(value) })),
    false,
  );
  for (const { entity, fact } of proposal.defines ?? [])
    edit('entities.yaml', 'entities', (text, file) => insertKey(text, entity, 'definedBy', fact, file));
  fill(
    'sources.yaml',
    'sources',
    sources.map(({ value }) => ({ id: value.id, text: sourceText(value) })),
    false,
  );
  for (const [name, group] of grouped(facts, ({ topic }) => `facts/${topic}.yaml`)) {
    fill(
      name,
      'facts',
      group.map(({ value }) => ({ id: value.id, text: factText(value) })),
      true,
    );
  }
  for (const [name, group] of grouped(wordings, (one) => `facts/${one.topic}.${one.language}.yaml`)) {
    fill(
      name,
      'wordings',
      group.map(({ value }) => ({ id: value.id, text: wordingText(value) })),
      true,
    );
  }
  fill(
    'listings.yaml',
    'listings',
    listings.map(({ value }) => ({ id: value.id, text: listingText(value) })),
    false,
  );
  fill(
    'evaluation.yaml',
    'evaluation',
    asked.map((one) => ({ id: one.question, text: askedText(one) })),
    false,
  );
  for (const name of newPack ? ['entities.yaml', 'sources.yaml'] : [])
    edit(name, name.replace('.yaml', ''), (text) => text);
  for (const { id } of [...(newPack?.topics ?? []), ...topics])
    edit(`facts/${id}.yaml`, 'facts', (text) => text);
  return [...texts].flatMap(([file, after]) => changeOf(file, after));
}

function changeOf(file: string, after: string): readonly FileChange[] {
  const before = textOf(file);
  if (before === after) return [];
  mustBeReadable(file, Buffer.byteLength(after));
  return [{ file, after, ...(before !== undefined && { before }) }];
}

function mustBeReadable(file: string, bytes: number): void {
  if (bytes <= MAX_BYTES) return;
  throw new BotError(
    'bad_data',
    `${file} would be larger than 1 MB, which nobody reads`,
    'Spread the facts over several topics, and add fewer at a time.',
  );
}

function grouped<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

/** The line that lets an editor complete what stands below it. */
function headOf(schema: string, name: string): string {
  const up = name.includes('/') ? '../../../' : '../../';
  return `# yaml-language-server: $schema=${up}schema/${schema}.schema.json\n`;
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Writes all of them or none: each beside its place first, then into it. Throws BotError `bad_data` when one can not be
    written; what was there before is then there again. */
export function writeChanges(changes: readonly FileChange[]): void {
  const done: FileChange[] = [];
  const made: string[] = [];
  try {
    for (const { file, before } of changes) {
      if (textOf(file) !== before) throw new Error('it was changed by somebody else meanwhile');
    }
    for (const { file, after } of changes) {
      const folder = mkdirSync(dirname(file), { recursive: true });
      if (folder !== undefined) made.push(folder);
      writeFileSync(`${file}.new`, after);
    }
    for (const change of changes) {
      renameSync(`${change.file}.new`, change.file);
      done.push(change);
    }
  } catch (cause) {
    for (const { file } of changes) rmSync(`${file}.new`, { force: true });
    for (const { file, before } of done) {
      if (before === undefined) rmSync(file, { force: true });
      else writeFileSync(file, before);
    }
    for (const folder of made.reverse()) rmSync(folder, { recursive: true, force: true });
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BotError(
      'bad_data',
      `Nothing was written: ${why}`,
      'See to it that data/ can be written to, then try again.',
      cause,
    );
  }
}
