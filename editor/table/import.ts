import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import { nearest } from '../../src/facts/nearest.ts';
import { harmless } from '../../src/facts/problems.ts';
import { knownId } from '../known-id.ts';
import { markWording } from '../lint/wording.ts';
import { fromHere, print } from '../opened.ts';
import { planChanges, writeChanges } from '../write/changes.ts';
import { entryText, type Fields } from '../write/entry-text.ts';
import { type NewEntry, openWorkspace, type Proposal, tryOut, type Workspace } from '../write/proposal.ts';
import { columnsMarkdown, templateRows } from './columns.ts';
import { type Incoming, type Refusal, readCsv, readJson } from './incoming.ts';

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
      if (options.columns) return print(columnsMarkdown());
      if (options.template !== undefined) return print(await writeTemplate(options.template));
      await importFile(file, options);
    });
}

async function writeTemplate(file: string): Promise<string> {
  const { default: papa } = await import('papaparse');
  writeFileSync(file, `\ufeff${papa.unparse(templateRows())}\r\n`, { flag: 'wx' });
  return `${file} holds a header and one example row, which you overwrite. Then:\n  npm run facts -- import ${file} --pack <pack> --dry-run`;
}

async function importFile(file: string | undefined, { pack, dryRun, strict }: Options): Promise<void> {
  if (file === undefined || pack === undefined) {
    const tip =
      'Write npm run facts -- import facts.csv --pack <pack>; --template FILE writes a table to begin with.';
    throw new BotError('bad_config', file === undefined ? 'No file is named.' : 'No pack is named.', tip);
  }
  const workspace = openWorkspace(readConfig().dataDir, dayOf(new Date()));
  knownId('pack', pack, workspace.written.base.packs);
  const text = textOf(file);
  const incoming = /^\s*[[{]/.test(text) ? readJson(text, file, pack) : await readCsv(text, file);
  const { proposal, refused, notes } = importInto(incoming, pack, workspace);
  const changes = planChanges(proposal, workspace);
  const isWritten = !dryRun && !(strict && refused.length > 0) && changes.length > 0;
  if (isWritten) writeChanges(changes);
  const kinds = { facts: 'fact', sources: 'source', entities: 'entity', wordings: 'translation' };
  const counts = Object.entries(kinds).map(([kind, thing]) =>
    counted(proposal.entries.filter((one) => one.kind === kind).length, thing),
  );
  const can = counts.filter((one) => !one.startsWith('0 ')).join(', ') || 'nothing';
  const why = dryRun ? '--dry-run' : strict && refused.length > 0 ? '--strict' : 'there is nothing to write';
  const lines = [
    ...notes.map((note) => `Note: ${note}`),
    ...refused.slice(0, SHOWN).flatMap(({ where, message, tip }) => [`${where}: ${message}`, `    ${tip}`]),
    ...(refused.length > SHOWN ? [`… and ${refused.length - SHOWN} more of these.`] : []),
    isWritten
      ? `Taken into ${pack}: ${can}.`
      : `Would be taken into ${pack}: ${can}. Nothing was written (${why}).`,
    ...(refused.length > 0 ? [`Not taken: see the ${counted(refused.length, 'problem')} above.`] : []),
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

/** Sorts what a file holds: what the schemas, loading and every rule let through is proposed, all else is refused with its
    place and what to type. What the base holds already stays as it is. Writes nothing. */
export function importInto(incoming: Incoming, pack: string, workspace: Workspace): Importing {
  const { packs } = workspace;
  const head = packs.find((one) => one.pack.value.id === pack)?.pack.value;
  const languages: readonly string[] = head?.languages ?? [];
  const [first = 'en'] = languages;
  const topics = head?.topics.map(({ id }) => String(id)) ?? [];
  const { base } = workspace.written;
  const facts = [...base.facts.values()].map((fact) => ({ ...fact, ...[...fact.wordings.values()][0] }));
  const textsOf = (kind: 'entities' | 'sources' | 'facts', all: Iterable<{ readonly id: string }>) =>
    new Map([...all].map((one) => [one.id, entryText(kind, { ...one })]));
  const known = {
    entities: textsOf('entities', base.entities.values()),
    sources: textsOf('sources', base.sources.values()),
    facts: textsOf('facts', facts),
  };
  const refused = [...incoming.refused];
  const notes = [...incoming.notes];
  let same = 0;
  const isNew = (kind: keyof typeof known, value: Fields, where: string): boolean => {
    const id = String(value['id']);
    const before = known[kind].get(id);
    if (before === undefined) return true;
    if (kind === 'entities') return false;
    if (before === entryText(kind, value)) same += 1;
    else if (kind === 'sources')
      notes.push(`${where}: the source ${id} is in the base already and stays as it is there.`);
    else {
      const tip =
        'An import changes no fact. Edit it in data/packs, with a correction, or give this one an id of its own.';
      refused.push({ where, message: `${id} is in the base already`, tip });
    }
    return false;
  };
  const others = (['entities', 'sources'] as const).flatMap((kind) =>
    incoming[kind].flatMap((value, index): NewEntry[] => {
      const where = (path: readonly PropertyKey[]) => incoming.where(kind, index, path);
      return isNew(kind, value, where(['id'])) ? [{ kind, value, where }] : [];
    }),
  );
  const told = incoming.facts.flatMap((one, index): NewEntry[] => {
    const { pack: _, topic, wordings = {}, ...rest } = one;
    const where = (path: readonly PropertyKey[]) => incoming.where('facts', index, path);
    const worded: Readonly<Record<string, unknown>> = { ...Object(wordings) };
    const value = { ...Object(worded[first]), ...rest };
    if (!isNew('facts', value, where(['id']))) return [];
    const further = Object.keys(worded).filter((language) => language !== first);
    const [strange] = further.filter((language) => !languages.includes(language));
    const lacks = (
      path: readonly PropertyKey[],
      what: string,
      known: readonly string[],
      told: unknown,
    ): NewEntry[] => {
      const meant = nearest(String(told), known);
      const tip = meant
        ? `Did you mean ${meant}?`
        : `Write one of ${known.join(', ')}, or add it to pack.yaml.`;
      refused.push({ where: where(path), message: `${pack} has no ${what} ${told ?? '""'}`, tip });
      return [];
    };
    if (typeof topic !== 'string' || !topics.includes(topic)) return lacks(['topic'], 'topic', topics, topic);
    if (strange !== undefined) return lacks(['wordings', strange], 'language', languages, strange);
    const of = markWording({
      claim: String(value['claim']),
      ...(value['caveat'] !== undefined && { caveat: String(value['caveat']) }),
    });
    return [
      { kind: 'facts', topic, value, where },
      ...further.map(
        (language): NewEntry => ({
          kind: 'wordings',
          topic,
          language,
          value: { id: value['id'], of, ...Object(worded[language]) },
          where: (path) => where(['wordings', language, ...path]),
        }),
      ),
    ];
  });
  if (same > 0)
    notes.push(`${same} facts and sources are in the base already, word for word; they stay as they are.`);
  return settle({ pack, entries: [...others, ...told] }, workspace, refused, notes);
}

/** Takes out what is wrong, until nothing is: a fact goes with the source that it rests on. */
function settle(proposal: Proposal, workspace: Workspace, refused: Refusal[], notes: string[]): Importing {
  const owners = new Map<string, NewEntry>();
  const entries = proposal.entries.map((one) => ({
    ...one,
    where(path: readonly PropertyKey[]) {
      const place = one.where(path);
      owners.set(place, one);
      return place;
    },
  }));
  const errors = tryOut({ ...proposal, entries }, workspace).filter(({ level }) => level === 'error');
  if (errors.length === 0) return { proposal, refused, notes };
  const blamed = new Set<unknown>();
  for (const { where, message, tip, rule, about } of errors) {
    blamed.add(owners.get(where)?.value['id'] ?? about);
    if (rule?.name === 'sources-are-used')
      notes.push(`Left out, since no fact that is taken rests on it: the source ${about}.`);
    else refused.push({ where, message: rule ? `${message} [${rule.name}]` : message, tip });
  }
  const left = proposal.entries.filter(({ value }) => !blamed.has(value['id']));
  return settle(
    { ...proposal, entries: left.length < proposal.entries.length ? left : [] },
    workspace,
    refused,
    notes,
  );
}
