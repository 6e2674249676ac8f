import type { Log, Report } from '../core/ports.ts';

/** One line for every question: how it went, never what was asked or by whom. */
export function createReport(log: Log): Report {
  return ({ question, answer, ms, error }) => {
    const fields = {
      platform: question.workspace.slice(0, question.workspace.indexOf(':')),
      outcome: answer.outcome,
      facts: answer.facts,
      offered: answer.offered,
      score: answer.score,
      language: answer.language,
      ms,
    };
    if (error === undefined) log.info('question answered', fields);
    else log.error('question failed', error, fields);
  };
}
