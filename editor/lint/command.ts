import type { Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import type { Problem } from '../../src/facts/problems.ts';
import { fromHere, print } from '../opened.ts';
import { type Compared, compareWithBaseline } from '../review/baseline.ts';
import { scopeOf } from '../review/scope.ts';
import { formatGrouped } from './grouped.ts';
import { lintData } from './lint.ts';

interface LintOptions {
  readonly fix?: true;
  readonly pack?: string;
  readonly all?: true;
  readonly json?: true;
  readonly against?: string;
  readonly questions: boolean;
  readonly everyQuestion?: true;
}

const ALL = 'Add --all for every warning.';

/** `lint [--fix] [FILE…]`: exit code 1 when there is an error. Asks questions before and after a change too, unless it is
    to be `quick`: then only with `--against`. */
export function addLint(to: Command, { quick = false }: { readonly quick?: boolean } = {}): void {
  const lint = to
    .command('lint')
    .description(
      quick
        ? 'hold data/ to every rule; `facts lint` also asks what a change made worse'
        : 'hold data/ to every rule, and ask what a change made worse for other facts',
    )
    .argument('[file...]', 'only what concerns these files')
    .option('--fix', 'order and trim what can be')
    .option('--pack <id>', 'only what concerns this pack')
    .option('--all', 'print every warning, not the first few of each rule')
    .option('--json', 'print one JSON object and nothing else')
    .option(
      '--against <commit>',
      'ask before and after, and name what became worse; the commit where this branch left main when left out',
    )
    .option('--every-question', 'ask all of them, not those alone that the change may touch; takes minutes')
    .option('--no-questions', 'only the rules: ask nothing');
  lint.action(async (files: string[], options: LintOptions) => {
    const { dataDir } = readConfig();
    const scope = scopeOf(dataDir, files, options.pack);
    const { problems, fixed } = lintData(dataDir, dayOf(new Date()), { fix: options.fix === true });
    const isSound = !problems.some(({ level, rule }) => level === 'error' && rule === undefined);
    const asks = options.questions && isSound && (!quick || options.against !== undefined);
    if (asks) process.stderr.write('Asking what the change touches, before and after it …\n');
    const asked = asks
      ? await compareWithBaseline(dataDir, options.against, options.everyQuestion === true)
      : undefined;
    const every = [...problems, ...(asked?.problems ?? [])];
    const shown = every.filter(scope).map((one) => ({ ...one, where: fromHere(one.where) }));
    if (options.json) print(asJson(shown, fixed, asked));
    else {
      for (const file of fixed) print(`fixed ${fromHere(file)}`);
      print(formatGrouped(shown, { all: options.all === true, hint: ALL }));
      if (asked) print(asked.note);
      const unseen = asked?.problems.filter((one) => !scope(one)).length ?? 0;
      if (unseen > 0)
        print(`${unseen} of these stand in other files; leave out --pack and file names to see them.`);
      const elsewhere = every.filter((one) => one.level === 'error').length - errorsOf(shown).length;
      if (elsewhere > 0) print(`Errors elsewhere, which this does not show: ${elsewhere}.`);
    }
    if (errorsOf(shown).length > 0) process.exitCode = 1;
  });
}

const errorsOf = (problems: readonly Problem[]) => problems.filter(({ level }) => level === 'error');

function asJson(problems: readonly Problem[], fixed: readonly string[], asked: Compared | undefined): string {
  const listed = problems.map(({ level, where, message, tip, rule }) => {
    const [, file = where, line = '1', column = '1'] = /^(.*):(\d+):(\d+)$/.exec(where) ?? [];
    return {
      level,
      rule: rule?.name ?? null,
      file,
      line: Number(line),
      column: Number(column),
      message,
      tip,
    };
  });
  const errors = errorsOf(problems).length;
  return JSON.stringify(
    {
      errors,
      warnings: problems.length - errors,
      problems: listed,
      fixed: fixed.map(fromHere),
      questions: asked ? { note: asked.note, asked: asked.asked, changed: [...asked.changed] } : null,
    },
    null,
    2,
  );
}
