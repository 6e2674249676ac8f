import { sep } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { harmless, type Problem, sortProblems } from '../../src/facts/problems.ts';
import { findTree } from '../../src/facts/tree.ts';
import { fromHere, knownPack, print } from '../opened.ts';
import { compareWithBaseline } from '../review/baseline.ts';
import { lintData } from './lint.ts';

type Switch = 'fix' | 'all' | 'everyQuestion';
type LintOptions = Readonly<Partial<Record<Switch, true> & Record<'pack' | 'against', string>>>;

/** Asks questions before and after a change too, unless it is to be `quick`: then only with `--against`. */
export function addLint(to: Command, { quick = false }: { readonly quick?: boolean } = {}): void {
  to.command('lint')
    .description(`hold data/ to every rule${quick ? '; `facts lint` also asks' : ', and ask'} what a change made worse`)
    .option('--fix', 'order and trim what can be')
    .option('--pack <id>', 'only what concerns this pack')
    .option('--all', 'print every warning, not the first few of each rule')
    .option('--against <commit>', 'compare with it; where this branch left main when left out')
    .option('--every-question', 'ask all of them, not those alone that the change may touch; takes minutes')
    .action((options: LintOptions) => lint(options, quick));
}

async function lint(options: LintOptions, quick: boolean): Promise<void> {
  const { fix = false, pack, all = false, against, everyQuestion } = options;
  const { dataDir } = readConfig();
  const isShown = scopeOf(dataDir, pack);
  const { problems, fixed } = lintData(dataDir, dayOf(new Date()), { fix });
  const isSound = !problems.some(({ level, rule }) => level === 'error' && rule === undefined);
  const asks = isSound && (!quick || against !== undefined);
  if (asks) process.stderr.write('Asking what the change touches, before and after it …\n');
  const asked = asks ? await compareWithBaseline(dataDir, against, everyQuestion) : undefined;
  const every = [...problems, ...(asked?.problems ?? [])];
  const shown = every.filter(isShown).map((one) => ({ ...one, where: fromHere(one.where) }));
  for (const file of fixed) print(`fixed ${fromHere(file)}`);
  print(formatGrouped(shown, all));
  if (asked) print(asked.note);
  const unseen = asked?.problems.filter((one) => !isShown(one)).length ?? 0;
  if (unseen > 0) print(`${unseen} of these stand in other packs; leave out --pack to see them.`);
  const elsewhere = errorsIn(every) - errorsIn(shown);
  if (elsewhere > 0) print(`Errors elsewhere, which this does not show: ${elsewhere}.`);
  if (errorsIn(shown) > 0) process.exitCode = 1;
}

const errorsIn = (problems: readonly Problem[]) => problems.filter(({ level }) => level === 'error').length;

/** Whether a problem concerns one pack, or any when none is named; what keeps the base from loading concerns everybody. A
    folder that begins with `_` may be named without it. Throws BotError `bad_config` for a pack that is not there. */
function scopeOf(dir: string, typed: string | undefined): (problem: Problem) => boolean {
  if (typed === undefined) return () => true;
  const folders = new Map(findTree(dir).packs.map(({ id, folder }) => [id, `${folder}${sep}`]));
  const pack = knownPack(typed.replace(/^_/, ''), folders) ?? '';
  const folder = folders.get(pack) ?? '';
  return ({ where, message, tip, rule }) =>
    rule === undefined || where.startsWith(folder) || `${message} ${tip}`.includes(` ${pack}.`);
}

const FIRST_FEW = 3;

/** Problems for a terminal: every error first, then warnings rule by rule, each rule with its reason, a count and its first
    three, or all of them. What comes out of a file is shown without its control characters. */
export function formatGrouped(problems: readonly Problem[], all = false): string {
  const sorted = sortProblems(problems);
  const groups = new Map<string, Problem[]>();
  for (const one of sorted) {
    const key = `${one.level} ${one.rule?.name ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const isLong = (own: readonly Problem[]): boolean => !all && own[0]?.level === 'warning' && own.length > FIRST_FEW;
  const blocks = [...groups.values()].map((own) => block(own, isLong(own) ? FIRST_FEW : own.length));
  const errors = errorsIn(sorted);
  const total = `${count(errors, 'error')}, ${count(sorted.length - errors, 'warning')}.`;
  const more = [...groups.values()].some(isLong) ? ' Add --all for every warning.' : '';
  return [...blocks, `${total}${more}`].join('\n\n');
}

/** Problems of one rule, or of loading, at one level. */
function block(problems: readonly Problem[], shown: number): string {
  const [first] = problems;
  if (!first) return '';
  const { rule, level, tip } = first;
  const isShared = problems.length > 1 && problems.every((one) => one.tip === tip);
  const lines = problems
    .slice(0, shown)
    .flatMap((one) => [`  ${one.where}  ${one.message}`, ...(isShared ? [] : [`      ${one.tip}`])]);
  return [
    `${rule?.name ?? 'what loading refuses'}: ${count(problems.length, level)}`,
    ...(rule ? [`  ${rule.why}`] : []),
    ...(isShared ? [`  ${tip}`] : []),
    ...lines,
    ...(shown < problems.length ? [`  … and ${problems.length - shown} more`] : []),
  ]
    .map(harmless)
    .join('\n');
}

const count = (many: number, thing: string): string => `${many} ${thing}${many === 1 ? '' : 's'}`;
