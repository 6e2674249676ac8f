import { Argument, type Command } from 'commander';
import { assemble } from '../../src/assemble.ts';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import { readFacts } from '../../src/facts/load.ts';
import { formatProblems, ProblemCollector } from '../../src/facts/problems.ts';
import { answerText } from '../ask.ts';
import { lintData } from '../lint/lint.ts';
import { askLocally, localBot } from '../local-bot.ts';
import { fromHere } from '../opened.ts';
import { planChanges, writeChanges } from '../write/changes.ts';
import { entryText } from '../write/entry-text.ts';
import { baseWith, fileOf, isKnown, openWorkspace, type Proposal, tryOut, type Workspace } from '../write/proposal.ts';
import { askEntity, askFact, askListing, askPack, askSource, choosePack } from './ask.ts';
import { type Asker, Back, Stopped, type Terminal, terminalAsker } from './asker.ts';
import { proposalOf, type Session } from './form.ts';

const MAKES = {
  fact: askFact,
  pack: askFact,
  source: askSource,
  entity: askEntity,
  listing: askListing,
} as const;
type What = keyof typeof MAKES;

const EXPLAINED = `
Asks one thing at a time, checks each answer at once, and writes only after you have seen all of it and said yes.
Ctrl-C stops, and nothing is written then.
  new            a fact, and on the way whatever it needs: its company, its document, whom it names
  new pack       a company that the base does not cover yet, with its first fact
  new source     a document
  new entity     somebody or something that facts name
  new listing    who lists the company for boycott, and on what grounds`;

/** `new [what]`: exit code 1 when nothing was written. */
export function addNew(to: Command): void {
  to.command('new')
    .description('write a fact, asked one thing at a time; also a company, a source, a name, a listing')
    .addArgument(new Argument('[what]', 'what to write').choices(Object.keys(MAKES)).default('fact'))
    .addHelpText('after', EXPLAINED)
    .action(async (what: What) => {
      const workspace = openWorkspace(readConfig().dataDir, dayOf(new Date()));
      if (!(await writeNew(what, workspace))) process.exitCode = 1;
    });
}

/** Asks in the terminal, or on the streams that are given. False when nothing was written. Throws BotError `bad_config` where
    nobody can answer. */
export async function writeNew(what: What, workspace: Workspace, terminal: Terminal = {}): Promise<boolean> {
  if (terminal.input === undefined && !process.stdin.isTTY) {
    const hint = 'Write the facts into a JSON or CSV file and take them in: npm run facts -- import';
    throw new BotError('bad_config', 'There is no terminal to ask in.', hint);
  }
  const asker = await terminalAsker(terminal);
  asker.show('A < alone goes one question back. Ctrl-C stops, and writes nothing.');
  try {
    const proposal = await untilTold(what, workspace, asker);
    if (!(await agreed(proposal, asker, workspace))) throw new Stopped();
    asker.show(written(proposal, workspace), 'Done');
    return true;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    asker.show('Nothing was written.');
    return false;
  }
}

/** Asks from the beginning, giving the answers of before again; each `Back` takes the last of them away. */
async function untilTold(
  what: What,
  workspace: Workspace,
  asker: Asker,
  before: readonly string[] = [],
): Promise<Proposal> {
  const told: string[] = [];
  const again: Asker = {
    async ask(question) {
      const answer = before[told.length] ?? (await asker.ask(question));
      told.push(answer);
      return answer;
    },
    // What was read once is not said again.
    show: (text, title) => (told.length < before.length ? undefined : asker.show(text, title)),
  };
  const session: Session = { asker: again, workspace, pack: '', topic: '', entries: [] };
  try {
    if (what === 'pack') await askPack(session);
    else if (what !== 'fact') await choosePack(session);
    await MAKES[what](session);
    return proposalOf(session);
  } catch (error) {
    if (!(error instanceof Back)) throw error;
    return untilTold(what, workspace, asker, told.slice(0, -1));
  }
}

/** Shows all of it, and asks whether to write it. */
async function agreed(proposal: Proposal, asker: Asker, workspace: Workspace): Promise<boolean> {
  const errors = tryOut(proposal, workspace).filter(({ level }) => level === 'error');
  const { head, entries } = proposal;
  const parts = [
    ...(head ? [`# pack.yaml\n${entryText('pack', head.value)}`] : []),
    ...entries.map((one) => `# ${fileOf(one)}\n${entryText(one.kind, one.value)}`),
  ];
  asker.show(parts.join('\n').trimEnd(), 'What will be written');
  const said = await spoken(proposal, workspace);
  if (said !== undefined) asker.show(said, 'As the bot will say it');
  if (errors.length > 0) asker.show(formatProblems(errors), 'What lint will still ask for');
  const choices = ['yes', 'no'].map((value) => ({ value, label: value }));
  return (await asker.ask({ key: 'write', message: 'Write it?', choices })) === 'yes';
}

const factOf = ({ entries }: Proposal) => entries.find(({ kind }) => kind === 'facts')?.value;

/** What a reader gets who asks for the fact, from a base that holds it already. Undefined when such a base does not load. */
async function spoken(proposal: Proposal, workspace: Workspace): Promise<string | undefined> {
  const fact = factOf(proposal);
  const base = fact && baseWith(proposal, workspace);
  if (!base) return undefined;
  const knowledge = assemble({ ...readFacts(workspace.dir, new ProblemCollector()), base });
  return answerText(await askLocally(localBot(knowledge), String(fact['id']), 'en', 'fact'), knowledge);
}

/** Writes, then holds all of data/ to its rules and says what is left to do in these files, and what to type next. */
function written(proposal: Proposal, workspace: Workspace): string {
  const changes = planChanges(proposal, workspace);
  writeChanges(changes);
  const left = lintData(workspace.dir, workspace.today)
    .problems.filter((problem) => !isKnown(problem, workspace))
    .map((problem) => ({ ...problem, where: fromHere(problem.where) }));
  const fact = factOf(proposal);
  const question = String([fact?.['questions']].flat()[0]).replace(/(["\\$`])/g, '\\$1');
  return [
    'Written:',
    ...changes.map(({ file, before }) => `  ${fromHere(file)}${before === undefined ? ' (new)' : ''}`),
    '',
    left.length === 0 ? 'Lint has nothing to say about it.' : 'Left to do in these files:',
    ...(left.length === 0 ? [] : [formatProblems(left)]),
    '',
    'Next:',
    ...(fact ? [`  npm run facts -- preview ${fact['id']}`, `  npm run ask -- "${question}"`] : []),
    '  npm run facts -- lint                    what is left, and whether another fact lost a question',
  ].join('\n');
}
