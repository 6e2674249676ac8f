import { fold } from '../../../src/core/text.ts';
import type { Finding, Rule, Written } from '../rule.ts';

const ENOUGH = 3;

export const questionsAreUnique: Rule = {
  name: 'questions-are-unique',
  why: 'Questions are how a fact is found: three in different words find it, and one that two facts share finds neither.',
  *check(written) {
    const owners = new Map<string, string>();
    for (const { id, wordings } of written.base.facts.values()) {
      for (const [language, { questions }] of wordings) {
        const where = placeOf(written, id, language);
        if (questions.length < ENOUGH) {
          const message = `${id} has ${questions.length} questions in ${language}`;
          yield problem(id, where(['questions']), message, `Write at least ${ENOUGH}, in different words.`);
        }
        for (const [index, question] of questions.entries()) {
          const key = `${language} ${fold(question)}`;
          const owner = owners.get(key);
          owners.set(key, owner ?? id);
          if (owner === undefined) continue;
          const message = `"${question}" is already a question of ${owner === id ? 'this fact' : owner}`;
          const tip = 'Ask for what tells the two apart: a year, a name, a number.';
          yield problem(id, where(['questions', index]), message, tip);
        }
      }
    }
  },
};

function placeOf(written: Written, id: string, language: string) {
  const made = written.translations.find((one) => one.fact === id && one.language === language);
  return (path: readonly PropertyKey[]) => (made ? made.where(path) : written.where('fact', id, path));
}

function problem(about: string, where: string, message: string, tip: string): Finding {
  return { level: 'error', where, message, tip, about };
}
