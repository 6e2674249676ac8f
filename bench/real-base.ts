import { loadEvaluation } from '../editor/evaluation/questions.ts';
import type { Knowledge } from '../src/core/bot.ts';
import type { LanguageTag } from '../src/core/fact.ts';
import { DATA, realKnowledge } from '../tests/real-knowledge.ts';
import { shuffled } from './retrieval/corpora.ts';

export interface Asking {
  readonly text: string;
  readonly language?: LanguageTag;
}

/** The facts that are really served, and every question of the evaluation files, in an order that is mixed and always the same. */
export async function realBase(): Promise<{
  readonly knowledge: Knowledge;
  readonly asked: readonly Asking[];
}> {
  const knowledge = await realKnowledge();
  const { inScope, outOfScope, nearTraps } = loadEvaluation(DATA, knowledge.facts);
  const asked = [...[...inScope.values()].flat(), ...outOfScope, ...nearTraps].map(
    ({ question, language }) => ({ text: question, language }),
  );
  return { knowledge, asked: shuffled(asked, 'asked') };
}
