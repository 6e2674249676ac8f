import { type Answer, button, example, text, unclaimed } from '../../core/answer.ts';
import { companiesByWeight } from '../../core/compose.ts';
import type { Context } from '../../core/ports.ts';
import { told } from '../told.ts';

const ACTIONS = 5;

/** The companies that a pack is about, the one with most facts first, each with what to type. */
export function companiesAnswer(context: Context): Answer {
  const { facts, sources } = context.facts;
  const { say } = context.language;
  const companies = companiesByWeight(context.facts);
  const lines = companies.map(({ id, name, count }) => [
    text(`${say('company-line', { company: name, count })} `),
    example('boycott', id),
  ]);
  const total = say('facts-in-base', { facts: facts.size, sources: sources.size });
  return told(context, say('companies'), [unclaimed(lines), unclaimed([[text(total)]], 1)], {
    actions: companies.slice(0, ACTIONS).map(({ id, name }) => button(name, 'boycott', id)),
  });
}
