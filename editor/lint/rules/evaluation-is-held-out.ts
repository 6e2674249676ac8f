import { fold } from '../../../src/core/text.ts';
import type { Rule } from '../rule.ts';

export const evaluationIsHeldOut: Rule = {
  name: 'evaluation-is-held-out',
  why: 'A question that is also indexed is always found: it would measure nothing.',
  *check({ base, evaluation }) {
    const indexed = new Map<string, string>();
    for (const { id, wordings } of base.facts.values()) {
      for (const { questions } of wordings.values())
        for (const question of questions) indexed.set(fold(question), id);
    }
    for (const { question, where } of evaluation.asked) {
      const id = indexed.get(fold(question));
      if (id === undefined) continue;
      const tip = 'Ask it in other words here, or take it from the questions of the fact.';
      yield {
        level: 'error',
        where,
        message: `"${question}" is an indexed question of ${id}`,
        tip,
        about: id,
      };
    }
  },
};
