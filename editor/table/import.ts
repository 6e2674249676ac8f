import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import type { Fact } from '../../src/core/fact.ts';
import { formatProblems, type Problem } from '../../src/facts/problems.ts';
import type { Path } from '../../src/facts/yaml.ts';
import { markWording } from '../lint/rules/claims.ts';
import { fromHere, knownPack, print } from '../opened.ts';
import { entryText, type Fields } from '../write/entries.ts';
import { openWorkspace, tryOut, type Workspace, writeEntries } from '../write/proposal.ts';
import { type Incoming, readCsv, readJson } from './read.ts';

export function addImport(to: Command): void {
  to.command('import')
    .description('take facts and their sources from a CSV or JSON file into a pack')
    .argument('<file>', 'a .csv or .json file')
    .requiredOption('--pack <pack>', 'the folder below data/packs that they go into')
    .option('--dry-run', 'say what would be taken and what is wrong, and write nothing')
    .action(importFile);
}

type Options = { readonly pack: string; readonly dryRun?: true };

async function importFile(file: string, { pack, dryRun }: Options): Promise<void> {
  const workspace = openWorkspace(readConfig().dataDir, dayOf(new Date()));
  knownPack(pack, workspace.written.base.packs);
  const text = textOf(file);
  const incoming = /^\s*[[{]/.test(text) ? readJson(text, file, pack) : await readCsv(text, file);
  const { entries, problems } = importInto(incoming, pack, workspace);
  if (problems.length > 0) {
    print(`${formatProblems(problems)}\nNothing was written.`);
    process.exitCode = 1;
    return;
  }
  const ids = entries.map(({ kind, value }) => `  ${kind}: ${String(value['id'])}`);
  if (dryRun) return print([`Can be taken into ${pack}:`, ...ids].join('\n'));
  const files = writeEntries(pack, entries, workspace).map((file) => `  ${fromHere(file)}`);
  print([`Taken into ${pack}:`, ...ids, 'Written:', ...files, '', 'Next: npm run lint:data'].join('\n'));
}

function textOf(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (cause) {
    const tip = 'Save the sheet as "CSV UTF-8" and import that.';
    throw new BotError('bad_data', `${file} is no UTF-8 text.`, tip, cause);
  }
}

const NO_CHANGE =
  'An import changes no fact. Edit it in data/packs, with a correction, or give this one an id of its own.';

/** New entries, and all that the schemas, loading and the rules have against them. What is held stays. Writes nothing. */
export function importInto(incoming: Incoming, pack: string, workspace: Workspace) {
  const { base } = workspace.written;
  const [first = 'en'] = [...base.packs.values()].find(({ id }) => id === pack)?.languages ?? [];
  const held = new Set<unknown>([...base.entities.keys(), ...base.sources.keys()]);
  const known = new Map<unknown, Fact>(base.facts);
  const taken: Problem[] = [];
  const entries = incoming.others.filter(({ value }) => !held.has(value['id']));
  for (const { value: one, where } of incoming.facts) {
    const { pack: _, topic, wordings, ...rest } = one;
    const worded: Readonly<Record<string, Fields>> = { ...Object(wordings) };
    const value = { ...worded[first], ...rest };
    const id = value['id'];
    const fact = known.get(id);
    if (fact) {
      const isSame = entryText('facts', value) === entryText('facts', { ...fact, ...fact.wordings.get(first) });
      const message = `${id} is in the base already`;
      if (!isSame) taken.push({ level: 'error', where: where(['id']), message, tip: NO_CHANGE });
      continue;
    }
    const of = { topic: String(topic ?? '') };
    entries.push({ kind: 'facts', value, where, ...of });
    for (const [language, own] of Object.entries(worded).filter(([tag]) => tag !== first)) {
      const at = (path: Path) => where(['wordings', language, ...path]);
      const wording = { id, of: markWording(value), ...own };
      entries.push({ kind: 'wordings', value: wording, where: at, language, ...of });
    }
  }
  const errors = tryOut(pack, entries, workspace).filter(({ level }) => level === 'error');
  // Of a source whose fact is wrong nobody has to hear that nothing rests on it.
  const wrong = [...taken, ...errors.filter(({ rule }) => rule?.name !== 'sources-are-used')];
  return { entries, problems: wrong.length > 0 ? wrong : errors };
}
