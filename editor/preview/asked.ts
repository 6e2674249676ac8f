import type { Answer } from '../../src/core/answer.ts';
import type { Fact, FactId, LanguageTag } from '../../src/core/fact.ts';
import type { Bot } from '../../src/core/ports.ts';
import { askLocally } from '../local-bot.ts';

/** What a fact's own question is answered with. */
export type Outcome =
  | { readonly kind: 'this' }
  /** The question went to another fact; `beside`: this one stands on the same card. */
  | { readonly kind: 'other'; readonly fact: FactId; readonly beside: boolean }
  /** Several are offered; `offered`: this one is among them. */
  | { readonly kind: 'choice'; readonly offered: boolean; readonly facts: readonly FactId[] }
  /** Nothing is told; `facts`: the nearest, which are offered. */
  | { readonly kind: 'refused'; readonly offered: boolean; readonly facts: readonly FactId[] };

export interface Asked {
  readonly question: string;
  readonly language: LanguageTag;
  readonly outcome: Outcome;
}

/** Asks every question of a fact as somebody who uses that language would, in the order in which they are written. */
export async function askAll(fact: Fact, bot: Bot): Promise<readonly Asked[]> {
  const all: Asked[] = [];
  for (const [language, { questions }] of fact.wordings) {
    for (const question of questions) {
      const answer = await askLocally(bot, question, language);
      all.push({ question, language, outcome: outcomeOf(answer, fact.id) });
    }
  }
  return all;
}

export function outcomeOf({ outcome, facts, offered }: Answer, id: FactId): Outcome {
  const [first] = facts;
  if (outcome === 'answered' && first !== undefined) {
    return first === id ? { kind: 'this' } : { kind: 'other', fact: first, beside: facts.includes(id) };
  }
  const kind = outcome === 'choose' ? 'choice' : 'refused';
  return { kind, offered: offered.includes(id), facts: offered };
}
