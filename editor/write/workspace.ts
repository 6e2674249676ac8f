import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FactBase, IsoDate } from '../../src/core/fact.ts';
import { joinPacks, type WrittenFacts } from '../../src/facts/join.ts';
import { type Problem, ProblemCollector } from '../../src/facts/problems.ts';
import { type RawPack, readPack } from '../../src/facts/raw-pack.ts';
import { findTree } from '../../src/facts/tree.ts';
import { type Evaluation, readEvaluation } from '../evaluation/questions.ts';
import type { Rule, Written } from '../lint/rule.ts';
import { RULES } from '../lint/rules/index.ts';

/** data/ as it stands on the disk, read once, for whoever wants to add to it. */
export interface Workspace {
  readonly dir: string;
  readonly today: IsoDate;
  readonly packs: readonly RawPack[];
  readonly written: WrittenFacts;
  /** What the bot answers from: without packs such as `_template`. */
  readonly served: FactBase;
  readonly evaluation: Evaluation;
  /** What is wrong already, by `problemKey`: nobody is told of it who only adds something. */
  readonly known: ReadonlySet<string>;
}

/** A problem, and the id that its rule blames. */
export interface Blamed extends Problem {
  readonly about?: string;
}

/** Reads all of data/ with what is wrong in it. Throws BotError `bad_data` when there are no packs. */
export function openWorkspace(dir: string, today: IsoDate): Workspace {
  const sink = new ProblemCollector();
  const packs = findTree(dir).packs.flatMap((files) => readPack(files, sink) ?? []);
  const written = joinPacks(packs, sink);
  const evaluation = readEvaluation(dir, written.base, sink);
  const found = [...sink.problems, ...ruleProblems({ ...written, evaluation }, today)];
  const served = joinPacks(
    packs.filter((pack) => pack.served),
    new ProblemCollector(),
  ).base;
  return { dir, today, packs, written, served, evaluation, known: new Set(found.map(problemKey)) };
}

export function problemKey({ where, message }: Problem): string {
  return `${where} ${message}`;
}

/** What every rule finds; without exceptions, which name ids that are there already. */
export function ruleProblems(
  written: Written,
  today: IsoDate,
  rules: readonly Rule[] = RULES,
): readonly Blamed[] {
  return rules.flatMap((rule) => [...rule.check(written, today)].map((finding) => ({ ...finding, rule })));
}

/** The folder of a pack: `_template` is the pack `template`. */
export function packFolder(dir: string, pack: string): string {
  const hidden = join(dir, 'packs', `_${pack}`);
  return existsSync(hidden) ? hidden : join(dir, 'packs', pack);
}
