import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import type { Fact } from '../../src/core/fact.ts';
import { harmless } from '../../src/facts/problems.ts';
import type { Path } from '../../src/facts/yaml.ts';
import { markWording } from '../lint/rules/claims.ts';
import { fromHere, knownPack, print } from '../opened.ts';
import { planChanges, writeChanges } from '../write/changes.ts';
import { entryText, type Fields } from '../write/entry-text.ts';
import { openWorkspace, type Proposal, tryOut, type Workspace } from '../write/proposal.ts';
import { COLUMNS, columnsMarkdown } from './columns.ts';
import { type Incoming, type Refusal, readCsv, readJson } from './incoming.ts';

/** Of what is refused this many are printed; the rest is counted. */
const SHOWN = 100;

interface Options {
  readonly pack?: string;
  readonly dryRun?: true;
  readonly columns?: true;
  readonly template?: string;
}

/** `import FILE --pack P`: exit code 1 when something could not be taken. */
export function addImport(to: Command): void {
  to.command('import')
    .description('take facts and their sources from a CSV or JSON file into a pack')
    .argument('[file]', 'a .csv or .json file')
    .option('--pack <pack>', 'the folder below data/packs that they go into')
    .option('--dry-run', 'say what would be taken and what is wrong, and write nothing')
    .option('--columns', 'explain the columns of the table, with an example each')
    .option('--template <file>', 'write an empty table with a header and one example row')
    .action(async (file: string | undefined, options: Options) => {
      if (options.columns) return print(columnsMarkdown());
      if (options.template !== undefined) return print(await writeTemplate(options.template));
      await importFile(file, options);
    });
}

async function writeTemplate(file: string): Promise<string> {
  const { default: papa } = await import('papaparse');
  // What a fact and its document have to have.
  const example = COLUMNS.map((one) => (one.needed || one.name === 'source_url' ? one.example : ''));
  const rows = [COLUMNS.map(({ name }) => name), example];
  writeFileSync(file, `\ufeff${papa.unparse(rows)}\r\n`, { flag: 'wx' });
  return `${file} holds a header and one example row, which you overwrite. Then:\n  npm run facts -- import ${file} --pack <pack> --dry-run`;
}

async function importFile(file: string | undefined, { pack, dryRun }: Options): Promise<void> {
  if (file === undefined || pack === undefined) {
    const tip =
      'Write npm run facts -- import facts.csv --pack <pack>; --template FILE writes a table to begin with.';
    throw new BotError('bad_config', file === undefined ? 'No file is named.' : 'No pack is named.', tip);
  }
  const workspace = openWorkspace(readConfig().dataDir, dayOf(new Date()));
  knownPack(pack, workspace.written.base.packs);
  const text = textOf(file);
  const incoming = /^\s*[[{]/.test(text) ? readJson(text, file, pack) : await readCsv(text, file);
  const { proposal, refused, notes } = importInto(incoming, pack, workspace);
  const changes = refused.length > 0 ? [] : planChanges(proposal, workspace);
  const isWritten = !dryRun && changes.length > 0;
  if (isWritten) writeChanges(changes);
  const kinds = { facts: 'fact', sources: 'source', entities: 'entity', wordings: 'translation' };
  const counts = Object.entries(kinds).map(([kind, thing]) =>
    counted(proposal.entries.filter((one) => one.kind === kind).length, thing),
  );
  const can = counts.filter((one) => !one.startsWith('0 ')).join(', ') || 'nothing';
  const why = dryRun ? '--dry-run' : refused.length > 0 ? 'see the problems above' : 'nothing of it is new';
  const lines = [
    ...notes.map((note) => `Note: ${note}`),
    ...refused.slice(0, SHOWN).flatMap(({ where, message, tip }) => [`${where}: ${message}`, `    ${tip}`]),
    ...(refused.length > SHOWN ? [`… and ${refused.length - SHOWN} more of these.`] : []),
    isWritten ? `Taken into ${pack}: ${can}.` : `Read for ${pack}: ${can}. Nothing was written (${why}).`,
    ...(isWritten ? [...changes.map((one) => `  ${fromHere(one.file)}`), '', 'Next: npm run lint:data'] : []),
  ];
  print(lines.map(harmless).join('\n'));
  if (refused.length > 0) process.exitCode = 1;
}

function textOf(file: string): string {
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new BotError(
      'bad_data',
      `${file} is no UTF-8 text.`,
      'Save the sheet as "CSV UTF-8" and import that.',
      cause,
    );
  }
}

function counted(many: number, thing: string): string {
  return `${many} ${many === 1 ? thing : thing.replace(/y$/, 'ie').concat('s')}`;
}

/** What can be taken from a file, and what can not. */
export interface Importing {
  readonly proposal: Proposal;
  readonly refused: readonly Refusal[];
  readonly notes: readonly string[];
}

/** What a file holds as a proposal, and all that the schemas, loading and the rules have against it, with its place and what to
    type. What the base holds already stays as it is. Writes nothing. */
export function importInto(incoming: Incoming, pack: string, workspace: Workspace): Importing {
  const { base } = workspace.written;
  const [first = 'en'] = [...base.packs.values()].find(({ id }) => id === pack)?.languages ?? [];
  const held = new Set<unknown>([...base.entities.keys(), ...base.sources.keys()]);
  const known = new Map<unknown, Fact>(base.facts);
  const refused = [...incoming.refused];
  const entries = incoming.others.filter(({ value }) => !held.has(value['id']));
  for (const { value: one, where } of incoming.facts) {
    const { pack: _, topic, wordings, ...rest } = one;
    const worded: Readonly<Record<string, Fields>> = { ...Object(wordings) };
    const value = { ...worded[first], ...rest };
    const fact = known.get(value['id']);
    const isSame =
      fact && entryText('facts', value) === entryText('facts', { ...fact, ...fact.wordings.get(first) });
    if (fact && !isSame) {
      const tip =
        'An import changes no fact. Edit it in data/packs, with a correction, or give this one an id of its own.';
      refused.push({ where: where(['id']), message: `${value['id']} is in the base already`, tip });
    }
    if (fact) continue;
    const of = { topic: String(topic ?? '') };
    const written = (key: string) => (value[key] === undefined ? {} : { [key]: String(value[key]) });
    const mark = markWording({
      claim: String(value['claim']),
      ...written('caveat'),
      ...written('note'),
      ...written('short'),
    });
    entries.push({ kind: 'facts', value, where, ...of });
    for (const [language, own] of Object.entries(worded).filter(([tag]) => tag !== first)) {
      const at = (path: Path) => where(['wordings', language, ...path]);
      entries.push({
        kind: 'wordings',
        value: { id: value['id'], of: mark, ...own },
        where: at,
        language,
        ...of,
      });
    }
  }
  const errors = tryOut({ pack, entries }, workspace).filter(({ level }) => level === 'error');
  // Of a source whose fact is wrong nobody has to hear that nothing rests on it.
  const wrong = errors.filter(({ rule }) => rule?.name !== 'sources-are-used');
  for (const { where, message, tip, rule } of wrong.length > 0 ? wrong : errors)
    refused.push({ where, message: rule ? `${message} [${rule.name}]` : message, tip });
  return { proposal: { pack, entries }, refused, notes: incoming.notes };
}
