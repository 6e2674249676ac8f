import { fold } from '../../../src/core/text.ts';
import { placeOfWording, type Rule } from '../rule.ts';

const ENOUGH = 3;

/** Folding thousands of questions takes longer than all other rules together, and a fact keeps its list of them. */
const foldedLists = new WeakMap<readonly string[], readonly string[]>();

function folded(questions: readonly string[]): readonly string[] {
  const known = foldedLists.get(questions) ?? questions.map(fold);
  foldedLists.set(questions, known);
  return known;
}

export const questionsAreUnique: Rule = {
  name: 'questions-are-unique',
  why: 'Questions are how a fact is found: three in different words find it, and one that two facts share finds neither.',
  *check(written) {
    const placeOf = placeOfWording(written);
    const owners = new Map<string, string>();
    for (const { id, wordings } of written.base.facts.values()) {
      for (const [language, { questions }] of wordings) {
        if (questions.length < ENOUGH) {
          yield {
            ...placeOf(id, language, 'questions'),
            message: `${id} has ${questions.length} questions in ${language}`,
            tip: `Write at least ${ENOUGH}, in different words.`,
          };
        }
        for (const [index, question] of folded(questions).entries()) {
          const key = `${language} ${question}`;
          const owner = owners.get(key);
          owners.set(key, owner ?? id);
          if (owner === undefined) continue;
          yield {
            ...placeOf(id, language, 'questions', index),
            message: `"${questions[index]}" is already a question of ${owner === id ? 'this fact' : owner}`,
            tip: 'Ask for what tells the two apart: a year, a name, a number.',
          };
        }
      }
    }
  },
};

export const evaluationIsHeldOut: Rule = {
  name: 'evaluation-is-held-out',
  why: 'A question that is also indexed is always found: it would measure nothing.',
  *check({ base, evaluation }) {
    const indexed = new Map<string, string>();
    for (const { id, wordings } of base.facts.values()) {
      for (const { questions } of wordings.values())
        for (const question of folded(questions)) indexed.set(question, id);
    }
    for (const { question, where } of evaluation.asked) {
      const id = indexed.get(fold(question));
      if (id === undefined) continue;
      yield {
        at: ['fact', id],
        where,
        message: `"${question}" is an indexed question of ${id}`,
        tip: 'Ask it in other words here, or take it from the questions of the fact.',
      };
    }
  },
};
