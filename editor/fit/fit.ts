import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FactBase } from '../../src/core/fact.ts';
import type { Language } from '../../src/core/language.ts';
import { BELIEFS } from '../../src/retrieval/confidence.ts';
import { MATCH_BELIEFS } from '../../src/retrieval/rank.ts';
import type { Evaluation } from '../evaluation/questions.ts';
import { fitCollections } from './fit-collections.ts';
import { fitFacts } from './fit-facts.ts';

export interface FitOptions {
  readonly facts: FactBase;
  readonly languages: ReadonlyMap<string, Language>;
  readonly evaluation: Evaluation;
  /** A folder of collections; without one, what was fitted on collections before stays. */
  readonly corpora?: string;
  readonly today: string;
  /** The text of the weights as they stand. */
  readonly before: string;
}

/** The text of `src/retrieval/fitted.json`: the weights, the day, what they were fitted on and how they fare there. Takes
    a minute or two. Throws an Error when there is no language, or when `before` is no JSON. */
export function fit(options: FitOptions, report: (line: string) => void): string {
  const { facts, languages, evaluation, corpora, today } = options;
  const [first, ...others] = languages.values();
  if (!first) throw new Error('no language is loaded');
  const before: unknown = JSON.parse(options.before);
  const kept = typeof before === 'object' && before !== null ? before : {};
  const collections = corpora === undefined ? {} : fitCollections(corpora, languages, report);
  const own = fitFacts(facts, [first, ...others], evaluation, report);
  const written = {
    ...kept,
    fitted: today,
    about:
      'rank: what each signal counts. belief: how each number speaks for the first being right; (x - mean) / spread times its weight, in log-odds. scores: share whose first was right when fitted on the other half, clean and misspelt.',
    names: { belief: BELIEFS, factBelief: MATCH_BELIEFS },
    ...collections,
    facts: {
      data: `${facts.facts.size} facts with their questions, each asked while it was not indexed; the questions of the evaluation that are marked tune`,
      ...own,
    },
  };
  return `${JSON.stringify(written, undefined, 1)}\n`;
}

/** Where the weights stand. */
const FILE = fileURLToPath(new URL('../../src/retrieval/fitted.json', import.meta.url));

/** Writes the weights into their file, and gives its path. */
export function fitFile(options: Omit<FitOptions, 'before'>, report: (line: string) => void): string {
  writeFileSync(FILE, fit({ ...options, before: readFileSync(FILE, 'utf8') }, report));
  return FILE;
}
