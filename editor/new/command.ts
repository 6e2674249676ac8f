import { readFileSync } from 'node:fs';
import { Argument, type Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import { formatProblems } from '../../src/facts/problems.ts';
import { print } from '../opened.ts';
import type { Proposal } from '../write/proposal.ts';
import { openWorkspace, type Workspace } from '../write/workspace.ts';
import { askEntity } from './ask-entity.ts';
import { askFact } from './ask-fact.ts';
import { askListing } from './ask-listing.ts';
import { askPack } from './ask-pack.ts';
import { askSource } from './ask-source.ts';
import { type Asker, Back, type Kept, Stopped } from './asker.ts';
import { readDraft } from './draft.ts';
import { complete, problemsOf, proposedYaml, spoken, written } from './finish.ts';
import { newGrowing, proposalOf } from './growing.ts';
import { forget, keep, keptFile, noting, readKept } from './keeping.ts';
import { type Terminal, terminalAsker } from './prompts.ts';

const KINDS = ['fact', 'pack', 'source', 'entity', 'listing'] as const;
type Kind = (typeof KINDS)[number];

const EXPLAINED = `
Asks one thing at a time, checks each answer at once, and writes only after you have seen all of it and said yes.
Ctrl-C stops: nothing is written then, and your answers are kept for --resume.
  new            a fact, and on the way whatever it needs: its company, its document, whom it names
  new pack       a company that the base does not cover yet, with its first fact
  new source     a document
  new entity     somebody or something that facts name
  new listing    who lists the company for boycott, and on what grounds
A draft for --from is YAML: pack, and any of newPack, topics, entities, sources, facts, each as in its file; a fact also
has its topic.`;

interface Options {
  readonly from?: string;
  readonly resume?: true;
  readonly dryRun?: true;
}

/** `new [what]`: exit code 1 when nothing was written. */
export function addNew(to: Command): void {
  to.command('new')
    .description('write a fact, asked one thing at a time; also a company, a source, a name, a listing')
    .addArgument(new Argument('[what]', 'what to write').choices(KINDS).default('fact'))
    .option('--from <file>', 'take the answers from a draft in YAML and ask nothing')
    .option('--resume', 'go on where Ctrl-C stopped')
    .option('--dry-run', 'show what would be written, and write nothing')
    .addHelpText('after', EXPLAINED)
    .action(async (what: Kind, options: Options) => {
      const { dataDir } = readConfig();
      const workspace = openWorkspace(dataDir, dayOf(new Date()));
      const done =
        options.from === undefined
          ? await asked(what, options, workspace)
          : await fromDraft(options.from, options, workspace);
      if (!done) process.exitCode = 1;
    });
}

/** Writes what a draft holds. False when it was not written. Throws BotError `bad_data` for a draft that can't be read. */
export async function fromDraft(file: string, { dryRun }: Options, workspace: Workspace): Promise<boolean> {
  const proposal = complete(readDraft(textOf(file), file), workspace);
  const { errors } = problemsOf(proposal, workspace);
  if (errors.length > 0) {
    print(`${formatProblems(errors)}\nNothing was written.`);
    return false;
  }
  if (dryRun) print(`${proposedYaml(proposal)}\nNothing was written (--dry-run).`);
  else print(await written(proposal, workspace));
  return true;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BotError('bad_data', `${file} can not be read`, 'Name a draft that is there.', cause);
  }
}

/** Asks in the terminal, or on the streams that are given. False when nothing was written. Throws BotError `bad_config`
    where nobody can answer. */
export async function asked(
  what: Kind,
  { resume, dryRun }: Options,
  workspace: Workspace,
  terminal: Terminal = {},
  file = keptFile(workspace.dir),
): Promise<boolean> {
  if (terminal.input === undefined && !process.stdin.isTTY) {
    throw new BotError(
      'bad_config',
      'There is no terminal to ask in',
      'Write a draft and give it with --from.',
    );
  }
  const before = resume ? readKept(file) : [];
  let noted: [string, unknown][] = before.map(([key, answer]) => [key, answer]);
  const inner = await terminalAsker(terminal);
  inner.show('A < alone goes one question back. Ctrl-C stops, and keeps your answers.');
  if (resume && before.length === 0) inner.show('There are no answers to go on with, so we begin anew.');
  try {
    const proposal = await untilTold(
      async (again) => {
        noted = [];
        return complete(await tell(what, noting(inner, again, noted), workspace), workspace);
      },
      before,
      () => noted,
    );
    if (!(await agreed(proposal, inner, workspace, dryRun === true))) throw new Stopped();
    if (!dryRun) inner.show(await written(proposal, workspace), 'Done');
    forget(file);
    return true;
  } catch (error) {
    if (noted.length > 0) keep(file, noted);
    if (!(error instanceof Stopped)) throw error;
    const kept =
      noted.length > 0 ? `\nYour answers are kept. Go on with: npm run facts -- new ${what} --resume` : '';
    inner.show(`Nothing was written.${kept}`);
    return false;
  }
}

/** Asks from the beginning, giving the answers of before again; each `Back` takes the last of them away. */
async function untilTold(
  ask: (again: Kept) => Promise<Proposal>,
  before: Kept,
  noted: () => Kept,
): Promise<Proposal> {
  try {
    return await ask(before);
  } catch (error) {
    if (!(error instanceof Back)) throw error;
    return untilTold(ask, noted().slice(0, -1), noted);
  }
}

async function tell(what: Kind, asker: Asker, workspace: Workspace): Promise<Proposal> {
  const growing = newGrowing(workspace);
  if (what === 'pack') await askPack(asker, growing);
  if (what === 'fact' || what === 'pack') return proposalOf(growing, await askFact(asker, growing));
  const packs = workspace.packs.filter(({ served }) => served).map(({ pack }) => pack.value);
  growing.pack = await asker.pick('pack', {
    message: 'Into which pack does it go?',
    choices: packs.map(({ id, title }) => ({ value: String(id), label: title, hint: id })),
  });
  if (what === 'source') await askSource(asker, growing);
  else if (what === 'listing') await askListing(asker, growing);
  else await askEntity(asker, growing);
  return proposalOf(growing);
}

/** Shows all of it, and asks whether to write it. */
async function agreed(
  proposal: Proposal,
  asker: Asker,
  workspace: Workspace,
  dryRun: boolean,
): Promise<boolean> {
  const { errors } = problemsOf(proposal, workspace);
  asker.show(proposedYaml(proposal).trimEnd(), 'What will be written');
  const said = await spoken(proposal, workspace);
  if (said !== undefined) asker.show(said, 'As the bot will say it');
  if (errors.length > 0) asker.show(formatProblems(errors), 'What lint will still ask for');
  if (dryRun) return true;
  return asker.confirm('write', { message: 'Write it?', initial: true });
}
