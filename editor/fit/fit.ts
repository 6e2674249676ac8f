import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FactBase } from '../../src/core/fact.ts';
import type { Language } from '../../src/core/language.ts';
import { confidenceFeatures, heldFeatures } from '../../src/retrieval/confidence.ts';
import type { Evaluation } from '../evaluation/questions.ts';
import { openEngine } from '../evaluation/ranking.ts';
import { fitCollections } from './fit-collections.ts';
import { fitFacts, heldOf } from './fit-facts.ts';

export interface FitOptions {
  readonly facts: FactBase;
  readonly languages: readonly [Language, ...Language[]];
  readonly evaluation: Evaluation;
  /** A folder of collections, on which the weights of collections are fitted too. */
  readonly corpora?: string;
  /** As it is written into the file. */
  readonly today: string;
}

const FILES = {
  facts: fileURLToPath(new URL('../../src/retrieval/fitted.json', import.meta.url)),
  collections: fileURLToPath(new URL('../evaluation/fitted.json', import.meta.url)),
};

/** Writes the weights of facts, and those of collections when a folder of them is named; gives the paths of the files that
    were written. Takes a minute or two. */
export function fit(options: FitOptions, report: (line: string) => void): readonly string[] {
  const { facts, languages, evaluation, corpora, today } = options;
  const { weights, asked } = fitFacts(facts, languages, evaluation, report);
  const held = heldOf(asked, facts, openEngine(facts, languages), evaluation, weights.rank);
  const [answered] = asked.filter(({ found }) => found.candidates.length > 0);
  if (!answered) throw new Error('no question of the evaluation finds anything');
  const { query, found } = answered;
  const own = {
    fitted: today,
    about:
      'rank: what each signal counts. confidence: how each number says that the first is right; (x - mean) / spread times its weight, in log-odds; held: how it says that the base holds anything on what is asked. scores: share of the questions marked tune whose first was right when fitted on the other half.',
    data: `${facts.facts.size} facts with their wordings, each asked while it was not indexed; the questions of the evaluation that are marked tune`,
    confidenceNames: Object.keys(confidenceFeatures(query, found)),
    heldNames: Object.keys(heldFeatures(query, found, facts)),
    ...weights,
    held,
  };
  write(FILES.facts, own);
  if (corpora === undefined) return [FILES.facts];
  write(FILES.collections, { fitted: today, ...fitCollections(corpora, languages, report) });
  return [FILES.facts, FILES.collections];
}

function write(file: string, weights: object): void {
  writeFileSync(file, `${JSON.stringify(weights, undefined, 1)}\n`);
}
