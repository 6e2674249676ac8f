import { sayDate, sayDayOfYear, sayNumber } from '../dates.ts';
import type { FactBase } from '../fact.ts';
import type { Language } from '../language.ts';
import type { Difference } from './difference.ts';
import type { Figure } from './figures.ts';
import type { Moment } from './moments.ts';
import { type Actor, isEntity } from './relations.ts';

/** One line: `“$148 billion”: the source says $148.5 million.` Worded from what was read, so that it holds nothing that
    was typed. */
export function sayDifference(difference: Difference, facts: FactBase, language: Language): string {
  const { say } = language;
  const differs = (kind: string, said: string, source: string): string => say('differs', { kind, said, source });
  switch (difference.kind) {
    case 'number':
    case 'unit':
      return differs(difference.kind, sayFigure(difference.said, language), sayFigure(difference.source, language));
    case 'agency':
    case 'company':
    case 'person':
      return differs(
        difference.kind,
        sayActor(difference.said, facts, language),
        sayActor(difference.source, facts, language),
      );
    case 'year':
    case 'date':
      return differs(difference.kind, sayMoment(difference.said, language), sayMoment(difference.source, language));
    case 'direction':
      switch (difference.how) {
        case 'reversed':
          return say('differs-reversed', {
            role: difference.role,
            said: sayActor(difference.said, facts, language),
            source: sayActor(difference.source, facts, language),
          });
        case 'opposite':
          return differs('opposite', difference.said, difference.source);
        case 'announced':
        case 'denied':
          return say('differs-meant', { how: difference.how });
        case 'negated':
          return say('differs-negated', { said: difference.said });
        case 'bound':
          return differs('bound', sayFigure(difference.said, language), sayFigure(difference.source, language));
        case 'nature':
          return say('differs-nature', { nature: difference.source });
      }
  }
}

/** `more than $148.5 million`, `57.5%`. */
function sayFigure({ value, unit, bound }: Figure, { tag, say }: Language): string {
  const number = sayNumber(value, tag);
  const bare = unit === 'usd' ? `$${number}` : unit === 'percent' ? `${number}%` : number;
  return bound === 'exact' ? bare : say('figure-bound', { bound, figure: bare });
}

/** `July 2018`, `19 July`, `2018`. */
function sayMoment({ year, month, day }: Moment, { tag }: Language): string {
  if (year === undefined) return sayDayOfYear(month ?? 1, day, tag);
  if (month === undefined) return sayDate(`${year}`, tag);
  return sayDate(day === undefined ? `${year}-${month}` : `${year}-${month}-${day}`, tag);
}

/** The short name in brackets where there is one: `CBP`. */
function sayActor(actor: Actor, facts: FactBase, { say }: Language): string {
  if (!isEntity(actor)) return say('people', { people: actor.slice('people:'.length) });
  const name = facts.entities.get(actor)?.name ?? '';
  return /\(([^)]+)\)/.exec(name)?.[1] ?? name;
}
