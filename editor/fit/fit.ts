import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Knowledge } from '../../src/core/bot.ts';
import { confidenceFeatures, heldFeatures } from '../../src/retrieval/confidence.ts';
import type { Evaluation } from '../evaluation/questions.ts';
import { openEngine } from '../evaluation/ranking.ts';
import { fitFacts, heldOf } from './fit-facts.ts';

const FILE = fileURLToPath(new URL('../../src/retrieval/fitted.json', import.meta.url));

/** Writes the weights of facts, and gives the path of the file. `today`: as it is written there. Takes a minute or two. */
export function fit(
  { facts, languages }: Pick<Knowledge, 'facts' | 'languages'>,
  evaluation: Evaluation,
  today: string,
  report: (line: string) => void,
): string {
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
  writeFileSync(FILE, `${JSON.stringify(own, undefined, 1)}\n`);
  return FILE;
}
