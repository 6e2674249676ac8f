import type { Knowledge } from '../../src/core/bot.ts';
import { THRESHOLDS } from '../../src/core/decide.ts';
import type { EvaluationCase, FactId } from '../../src/core/fact.ts';
import { understand } from '../../src/core/understand.ts';
import type { Evaluation } from '../evaluation/questions.ts';
import type { Asked, Shaky } from './coverage.ts';

/** How the evaluation's questions fare, by `pack/topic` of the first fact that they expect. Nearly failing is one whose right
    fact is ahead of the next by no more than the margin at which a choice is offered. */
export function askEvaluation(
  { facts, languages, retriever }: Knowledge,
  { inScope }: Evaluation,
): ReadonlyMap<string, Asked> {
  const packs = new Set(facts.packs.keys());
  const asked = new Map<string, Asked>();
  for (const one of [...inScope.values()].flat()) {
    const fact = facts.facts.get(one.expects[0] ?? missing(one));
    if (!fact) continue;
    const query = understand(one.question, languages, retriever.lexicon, packs);
    const found = retriever.search(query, 10).map((match) => ({ id: match.fact.id, score: match.score }));
    const shaky = shakyOf(one, found);
    const key = `${fact.pack}/${fact.topic}`;
    asked.set(key, add(asked.get(key), one, shaky));
  }
  return asked;
}

function missing({ question }: EvaluationCase): never {
  throw new Error(`nothing is expected of "${question}"`);
}

/** Where the right fact stands beside the best of the others. */
function shakyOf(
  { question, expects }: EvaluationCase,
  found: readonly { readonly id: FactId; readonly score: number }[],
): Shaky {
  const right = found.find(({ id }) => expects.includes(id));
  const other = found.find(({ id }) => !expects.includes(id));
  const [a, b] = [right?.score ?? 0, other?.score ?? 0];
  const most = Math.max(a, b);
  return { question, expects, instead: other?.id, margin: most === 0 ? -1 : (a - b) / most };
}

function add(known: Asked | undefined, { split }: EvaluationCase, shaky: Shaky): Asked {
  const { questions, failing, near, named } = known ?? { questions: 0, failing: 0, near: 0, named: [] };
  const fails = shaky.margin <= 0;
  const isNear = !fails && shaky.margin <= THRESHOLDS.margin;
  // Those that are only ever counted are never shown: who reads them would tune by them.
  const shows = split === 'tune' && (fails || isNear);
  return {
    questions: questions + 1,
    failing: failing + (fails ? 1 : 0),
    near: near + (isNear ? 1 : 0),
    named: shows ? [...named, shaky].sort((one, other) => one.margin - other.margin) : named,
  };
}
