import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import { nearest } from '../../src/facts/nearest.ts';
import { print } from '../opened.ts';
import { type FileChange, planChanges, writeChanges } from '../write/changes.ts';
import { openWorkspace } from '../write/workspace.ts';
import { COLUMNS, columnsText } from './columns.ts';
import { decodeText, refuseTooLarge } from './decode.ts';
import { type Importing, importInto } from './import-into.ts';
import { type Incoming, MOST_ROWS, type Refusal, refuseTooMany } from './incoming.ts';
import { readTable } from './read.ts';
import { readJson } from './read-json.ts';

/** Of what is refused this many are printed; the rest is counted. */
const SHOWN = 100;

interface Options {
  readonly pack?: string;
  readonly dryRun?: true;
  readonly strict?: true;
  readonly columns?: true;
  readonly template?: string;
}

/** `import FILE --pack P`: exit code 1 when something could not be taken. */
export function addImport(to: Command): void {
  to.command('import')
    .description('take facts and their sources from a CSV or JSON file into a pack')
    .argument('[file]', 'a .csv or .json file')
    .option('--pack <pack>', 'the folder below data/packs that they go into')
    .option('--dry-run', 'say what would be taken and what not, and write nothing')
    .option('--strict', 'write nothing when a single row can not be taken')
    .option('--columns', 'explain the columns of the table, with an example each')
    .option('--template <file>', 'write an empty table with a header and one example row')
    .action(async (file: string | undefined, options: Options) => {
      if (options.columns) return print(columnsText());
      if (options.template !== undefined) return print(await writeTemplate(options.template));
      const { text, failed } = await importFile(file, options, readConfig().dataDir);
      print(text);
      if (failed) process.exitCode = 1;
    });
}

async function writeTemplate(file: string): Promise<string> {
  const { default: papa } = await import('papaparse');
  const rows = [COLUMNS.map(({ name }) => name), COLUMNS.map(({ example }) => example)];
  try {
    writeFileSync(file, `\ufeff${papa.unparse(rows)}\r\n`, { flag: 'wx' });
  } catch (cause) {
    throw new BotError(
      'bad_data',
      `${file} is there already or can not be written`,
      'Give another name.',
      cause,
    );
  }
  return `${file} holds a header and one example row, which you overwrite. Then:\n  npm run facts -- import ${file} --pack <pack> --dry-run`;
}

async function importFile(
  file: string | undefined,
  { pack, dryRun, strict }: Options,
  dir: string,
): Promise<{ readonly text: string; readonly failed: boolean }> {
  if (file === undefined || pack === undefined) {
    throw new BotError(
      'bad_config',
      file === undefined ? 'No file is named' : 'No pack is named',
      'Write npm run facts -- import facts.csv --pack <pack>; --template FILE writes a table to begin with.',
    );
  }
  const workspace = openWorkspace(dir, dayOf(new Date()));
  const packs = workspace.packs.map((one) => String(one.pack.value.id));
  if (!packs.includes(pack)) {
    const meant = nearest(pack, packs);
    throw new BotError(
      'bad_data',
      `There is no pack ${pack}`,
      meant
        ? `Did you mean ${meant}?`
        : `Packs are: ${packs.join(', ')}. npm run facts -- new pack makes one.`,
    );
  }
  const importing = importInto(await readIncoming(file, pack), pack, workspace);
  const failed = importing.refused.length > 0;
  const changes = planChanges(importing.proposal, dir);
  const write = !dryRun && !(strict && failed) && changes.length > 0;
  if (write) writeChanges(changes);
  const outcome = write ? 'written' : dryRun ? 'dry' : strict && failed ? 'strict' : 'nothing';
  return { text: report(importing, changes, outcome, pack), failed };
}

async function readIncoming(file: string, pack: string): Promise<Incoming> {
  const { text, note } = decodeText(bytesOf(file), file);
  const incoming = /^\s*[[{]/.test(text)
    ? readJson(text, file, pack)
    : readTable(await readCsv(text, file), file);
  return note === undefined ? incoming : { ...incoming, notes: [note, ...incoming.notes] };
}

function bytesOf(file: string): Uint8Array {
  try {
    refuseTooLarge(statSync(file).size, file);
    return readFileSync(file);
  } catch (cause) {
    if (cause instanceof BotError) throw cause;
    throw new BotError(
      'bad_data',
      `${file} can not be read`,
      'Name a CSV or JSON file that is there.',
      cause,
    );
  }
}

/** Rows of cells; the sign between columns is found out. Throws BotError `bad_data` for a quotation mark that is not closed
    and for a file without rows. */
async function readCsv(text: string, file: string): Promise<readonly (readonly string[])[]> {
  const { default: papa } = await import('papaparse');
  // Spreadsheets in some languages say in a first line of its own which sign stands between columns.
  const named = /^sep=(.)\r?\n/i.exec(text);
  const { data, errors } = papa.parse<string[]>(named ? text.slice(named[0].length) : text, {
    ...(named?.[1] !== undefined && { delimiter: named[1] }),
    delimitersToGuess: [',', ';', '\t'],
    // The header, and one row more than may be: no more of it needs to be held.
    preview: MOST_ROWS + 2,
  });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken) {
    throw new BotError(
      'bad_data',
      `${file}, row ${(broken.row ?? 0) + 1}: a quotation mark is not closed, or stands inside of a cell`,
      'Write a cell with a quotation mark as "he said ""yes""", or save the sheet again from the spreadsheet.',
    );
  }
  refuseTooMany(
    data.findLastIndex((row) => row.some((cell) => cell.trim() !== '')),
    file,
  );
  if (!data.some((row) => row.some((cell) => cell.trim() !== ''))) {
    throw new BotError(
      'bad_data',
      `${file} is empty`,
      'npm run facts -- import --template FILE writes a table to begin with.',
    );
  }
  return data;
}

type Outcome = 'written' | 'dry' | 'strict' | 'nothing';

function report(
  { proposal, refused, notes }: Importing,
  changes: readonly FileChange[],
  outcome: Outcome,
  pack: string,
): string {
  const { facts = [], sources = [], entities = [], wordings = [] } = proposal;
  const counts = [
    [facts.length, 'fact'],
    [sources.length, 'source'],
    [entities.length, 'entity'],
    [wordings.length, 'translation'],
  ] as const;
  const took = counts.filter(([many]) => many > 0).map(([many, thing]) => counted(many, thing));
  const can = took.length > 0 ? took.join(', ') : 'nothing';
  const lines = [
    ...notes.map((note) => `Note: ${note}`),
    ...refused.slice(0, SHOWN).flatMap(refusalLines),
    ...(refused.length > SHOWN ? [`… and ${refused.length - SHOWN} more of these.`] : []),
    ...(notes.length + refused.length > 0 ? [''] : []),
    {
      written: `Taken into ${pack}: ${can}.`,
      dry: `Would be taken into ${pack}: ${can}. Nothing was written (--dry-run).`,
      strict: `Nothing was written (--strict): ${counted(refused.length, 'problem')}. Without it, ${can} would be taken.`,
      nothing: 'Nothing was taken, and nothing was written.',
    }[outcome],
    ...(refused.length > 0 && outcome !== 'strict'
      ? [`Not taken: see the ${counted(refused.length, 'problem')} above.`]
      : []),
    ...(outcome === 'written' ? changes.map(({ file }) => `  ${relative(process.cwd(), file)}`) : []),
    ...(outcome === 'written'
      ? [
          '',
          'Next:',
          '  npm run lint:data',
          ...facts.slice(0, 1).map(({ value }) => `  npm run ask -- fact ${value.id}`),
        ]
      : []),
  ];
  return lines.join('\n');
}

function refusalLines({ where, message, tip }: Refusal): readonly string[] {
  return [`${where}: ${message}`, ...(tip === undefined ? [] : [`    ${tip}`])].map((line) =>
    line.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd'),
  );
}

function counted(many: number, thing: string): string {
  return `${many} ${many === 1 ? thing : thing.replace(/y$/, 'ie').concat('s')}`;
}
