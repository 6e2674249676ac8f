import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IsoDate } from '../../src/core/fact.ts';
import { readFacts } from '../../src/facts/load.ts';
import { type Problem, ProblemCollector, sortProblems } from '../../src/facts/problems.ts';
import { readList } from '../../src/facts/read.ts';
import { readEvaluation } from '../evaluation/questions.ts';
import { applyExceptions, exceptionSchema } from './exceptions.ts';
import { fixFiles } from './fix.ts';
import { findingsOf, type Rule } from './rule.ts';
import {
  amountsAreNatured,
  claimsArePlain,
  listingsArePositions,
  translationsAreFresh,
} from './rules/claims.ts';
import {
  aliasesAreUnique,
  entitiesAreDefined,
  evaluationIsHeldOut,
  idsAreStable,
  questionsAreUnique,
  quotesAreShort,
} from './rules/entries.ts';
import { extractsBear } from './rules/extracts.ts';
import { publishersAreShort, sourcesAreUsed, urlsAreArchived } from './rules/sources.ts';
import {
  allegationsAreAnswered,
  correctionsAreComplete,
  datesMakeSense,
  disagreementsAreShown,
  reviewsAreDue,
} from './rules/standing.ts';
import { summariesRest } from './rules/summaries.ts';

/** Every rule that data is held to. */
export const RULES: readonly Rule[] = [
  aliasesAreUnique,
  allegationsAreAnswered,
  amountsAreNatured,
  claimsArePlain,
  correctionsAreComplete,
  datesMakeSense,
  disagreementsAreShown,
  entitiesAreDefined,
  evaluationIsHeldOut,
  extractsBear,
  idsAreStable,
  listingsArePositions,
  publishersAreShort,
  questionsAreUnique,
  quotesAreShort,
  reviewsAreDue,
  sourcesAreUsed,
  summariesRest,
  translationsAreFresh,
  urlsAreArchived,
];

/** What linting found. */
export interface Linted {
  /** Errors first, then by file and line. `formatProblems` prints them. */
  readonly problems: readonly Problem[];
  /** Files that `fix` changed. */
  readonly fixed: readonly string[];
}

/** Loads everything below `dir` (data/), evaluation too, and holds it to every rule, less the exceptions. Rules run only
    on facts that load: else their problems are all there is. `today` decides what is overdue. With `fix`, first orders and
    trims the files of facts. Throws BotError `bad_data` only when there are no packs. */
export function lintData(dir: string, today: IsoDate, { fix = false }: { fix?: boolean } = {}): Linted {
  const fixed = fix ? fixFiles(dir) : [];
  const sink = new ProblemCollector();
  const { base, written } = readFacts(dir, sink);
  if (sink.problems.some(({ level }) => level === 'error'))
    return { problems: sortProblems(sink.problems), fixed };
  const evaluation = readEvaluation(dir, base, sink);
  const file = join(dir, 'exceptions.yaml');
  const exceptions = existsSync(file) ? readList(file, exceptionSchema, sink) : [];
  const found = RULES.flatMap((rule) => findingsOf(rule, { ...written, evaluation }, today));
  const left = applyExceptions(found, exceptions, RULES, today);
  return { problems: sortProblems([...sink.problems, ...left]), fixed };
}
