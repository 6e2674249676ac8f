import type { Answer, Paragraph } from '../../core/answer.ts';
import { companiesByWeight } from '../../core/compose.ts';
import type { Context } from '../../core/ports.ts';
import { told } from '../told.ts';

/** The companies that a pack is about, the one with most facts first, each with what to type. */
export function companiesAnswer(context: Context): Answer {
  const { facts, language } = context;
  const say = language.say;
  const lines = companiesByWeight(facts).map(
    ({ id, name, count }): Paragraph => [
      { kind: 'text', text: `${say('company-line', { company: name, count })} ` },
      { kind: 'example', call: { command: 'boycott', text: id } },
    ],
  );
  const actions = companiesByWeight(facts)
    .slice(0, 5)
    .map(({ id, name }) => ({ label: name, call: { command: 'boycott', text: id } }));
  const total = say('facts-in-base', { facts: facts.facts.size, sources: facts.sources.size });
  return told(
    context,
    say('companies'),
    [
      { lines, facts: [], rank: 0 },
      { lines: [[{ kind: 'text', text: total }]], facts: [], rank: 1 },
    ],
    { actions },
  );
}
