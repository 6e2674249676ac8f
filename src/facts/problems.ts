import { BotError } from '../core/errors.ts';
import { editDistance } from '../core/spelling.ts';

/** Something wrong with the data, said so that an author can mend it. */
export interface Problem {
  readonly level: 'error' | 'warning';
  /** `file:line:column`. */
  readonly where: string;
  readonly message: string;
  /** What to type instead, or which command mends it. Never empty. */
  readonly tip: string;
  /** The rule that asks for it, and why; loading asks for the rest. */
  readonly rule?: { readonly name: string; readonly why: string };
}

/** Takes what reading and checking find wrong. */
export class ProblemCollector {
  readonly problems: Problem[] = [];
  /** Ids of entries that were refused, so that what names them is not refused for that as well. */
  readonly broken = new Set<string>();

  error(where: string, message: string, tip: string): void {
    this.problems.push({ level: 'error', where, message, tip });
  }

  warn(where: string, message: string, tip: string): void {
    this.problems.push({ level: 'warning', where, message, tip });
  }
}

const byPlace = new Intl.Collator('en', { numeric: true });

/** Each problem once, errors first, then by file and line. */
export function sortProblems<Kind extends Problem>(problems: readonly Kind[]): Kind[] {
  const once = new Map(problems.map((problem) => [`${problem.where} ${problem.message}`, problem]));
  return [...once.values()].sort(
    (one, other) =>
      one.level.localeCompare(other.level) ||
      byPlace.compare(one.where, other.where) ||
      byPlace.compare(one.message, other.message),
  );
}

/** Problems as plain text for a terminal: place, level and message on one line, what to do about it on the next, and at
    the end why each rule asks. What comes out of a file is shown without its control characters. */
export function formatProblems(problems: readonly Problem[]): string {
  const sorted = sortProblems(problems);
  const lines = sorted.flatMap(({ where, level, message, tip, rule }) => [
    `${where}  ${level}: ${message}${rule ? ` [${rule.name}]` : ''}`,
    `    ${tip}`,
  ]);
  const rules = new Map(sorted.flatMap(({ rule }) => (rule ? [[rule.name, rule.why] as const] : [])));
  const whys = [...rules].map(([name, why]) => `${name}: ${why}`);
  const errors = sorted.filter(({ level }) => level === 'error').length;
  const count = (many: number, thing: string) => `${many} ${thing}${many === 1 ? '' : 's'}`;
  const total = `${count(errors, 'error')}, ${count(sorted.length - errors, 'warning')}.`;
  return [...lines, ...(whys.length > 0 ? ['', ...whys, ''] : []), total].map(harmless).join('\n');
}

/** An author's text must not move the cursor of whoever reads it. */
export function harmless(line: string): string {
  return line.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** Throws BotError `bad_data` that lists every error, if there is one. */
export function throwIfBad(problems: readonly Problem[]): void {
  const errors = problems.filter(({ level }) => level === 'error');
  if (errors.length > 0) throw new BadData(errors);
}

/** BotError `bad_data` that still holds its problems one by one. */
export class BadData extends BotError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(
      'bad_data',
      `The data can not be used:\n${formatProblems(problems)}`,
      'Mend each line of the list; npm run lint:data prints it again.',
    );
    this.problems = sortProblems(problems);
  }
}

/** The one of `names` that was most likely meant: at most a quarter of its letters differ, and no more than four; two in
    a word of four letters, where neighbours have changed places. Undefined when none is near. */
export function nearest(typed: string, names: Iterable<string>): string | undefined {
  const limit = Math.min(4, Math.max(typed.length > 3 ? 2 : 1, Math.floor(typed.length / 4)));
  let best: string | undefined;
  let least = limit + 1;
  for (const name of names) {
    const away = editDistance(typed, name, limit);
    if (away < least) [best, least] = [name, away];
  }
  return best;
}
