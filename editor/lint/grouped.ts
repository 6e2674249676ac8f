import { harmless, type Problem, sortProblems } from '../../src/facts/problems.ts';

/** How many warnings of one rule are shown when not all are. */
const FIRST_FEW = 3;

/** Problems of one rule, or of loading, that differ by place alone: `tip` is set when all of them say the same. */
interface Group {
  readonly name: string;
  readonly why: string | undefined;
  readonly problems: readonly Problem[];
  readonly tip: string | undefined;
}

/** Problems for a terminal, calm: every error first, then warnings rule by rule, each rule with its reason, a count and
    its first three, or all of them. What all problems of a rule have to be told is told once. What comes out of a file is
    shown without its control characters. */
export function formatGrouped(
  problems: readonly Problem[],
  { all = false, hint }: { readonly all?: boolean; readonly hint?: string } = {},
): string {
  const sorted = sortProblems(problems);
  const errors = sorted.filter(({ level }) => level === 'error');
  const warnings = sorted.filter(({ level }) => level === 'warning');
  const blocks = [
    ...groups(errors).map((group) => block(group, 'error', group.problems.length)),
    ...groups(warnings).map((group) => block(group, 'warning', all ? group.problems.length : FIRST_FEW)),
  ];
  const hidden =
    !all && hint !== undefined && groups(warnings).some((group) => group.problems.length > FIRST_FEW);
  const total = `${count(errors.length, 'error')}, ${count(warnings.length, 'warning')}.`;
  return [...blocks, `${total}${hidden ? ` ${hint}` : ''}`].join('\n\n');
}

function groups(problems: readonly Problem[]): Group[] {
  const byRule = new Map<string, Problem[]>();
  for (const problem of problems) {
    const name = problem.rule?.name ?? '';
    byRule.set(name, [...(byRule.get(name) ?? []), problem]);
  }
  return [...byRule].map(([name, own]) => {
    const tips = new Set(own.map(({ tip }) => tip));
    const [tip] = tips;
    return {
      name,
      why: own[0]?.rule?.why,
      problems: own,
      tip: tips.size === 1 && own.length > 1 ? tip : undefined,
    };
  });
}

function block({ name, why, problems, tip }: Group, level: Problem['level'], shown: number): string {
  const left = problems.length - shown;
  const what = name === '' ? 'what loading refuses' : name;
  return [
    `${what}: ${count(problems.length, level)}`,
    ...(why === undefined ? [] : [`  ${why}`]),
    ...(tip === undefined ? [] : [`  ${tip}`]),
    ...problems
      .slice(0, shown)
      .flatMap((problem) => [
        `  ${problem.where}  ${problem.message}`,
        ...(tip === undefined ? [`      ${problem.tip}`] : []),
      ]),
    ...(left > 0 ? [`  … and ${left} more`] : []),
  ]
    .map(harmless)
    .join('\n');
}

function count(many: number, thing: string): string {
  return `${many} ${thing}${many === 1 ? '' : 's'}`;
}
