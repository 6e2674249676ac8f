import { harmless, type Problem, sortProblems } from '../../src/facts/problems.ts';

const FIRST_FEW = 3;

/** Problems for a terminal, calm: every error first, then warnings rule by rule, each rule with its reason, a count and its first
    three, or all of them. What all problems of a rule have to be told is told once. What comes out of a file is shown without
    its control characters. */
export function formatGrouped(problems: readonly Problem[], all = false): string {
  const sorted = sortProblems(problems);
  const groups = new Map<string, Problem[]>();
  for (const one of sorted) {
    const key = `${one.level} ${one.rule?.name ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const isLong = (own: readonly Problem[]): boolean => !all && own[0]?.level === 'warning' && own.length > FIRST_FEW;
  const blocks = [...groups.values()].map((own) => block(own, isLong(own) ? FIRST_FEW : own.length));
  const errors = sorted.filter(({ level }) => level === 'error').length;
  const total = `${count(errors, 'error')}, ${count(sorted.length - errors, 'warning')}.`;
  return [...blocks, `${total} ${[...groups.values()].some(isLong) ? 'Add --all for every warning.' : ''}`.trim()].join(
    '\n\n',
  );
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
