import { sayDate } from '../dates.ts';
import type { FactBase } from '../fact.ts';
import type { Language } from '../language.ts';
import type { Difference } from './difference.ts';
import type { Figure } from './figures.ts';
import type { Moment } from './moments.ts';
import type { Actor } from './relations.ts';

/** One line: `“$148 billion”: the source says $148.5 million.` Worded anew from what was read, so that nothing typed
    stands in it. */
export function sayDifference(difference: Difference, facts: FactBase, language: Language): string {
  const { say } = language;
  switch (difference.kind) {
    case 'number':
    case 'unit':
      return say('differs', {
        kind: difference.kind,
        said: sayFigure(difference.said, language),
        source: sayFigure(difference.source, language),
      });
    case 'agency':
    case 'company':
    case 'person':
      return say('differs', {
        kind: difference.kind,
        said: sayActor(difference.said, facts, language),
        source: sayActor(difference.source, facts, language),
      });
    case 'year':
    case 'date':
      return say('differs', {
        kind: difference.kind,
        said: sayMoment(difference.said, language),
        source: sayMoment(difference.source, language),
      });
    case 'direction':
      return sayDirection(difference, facts, language);
  }
}

function sayDirection(
  difference: Extract<Difference, { kind: 'direction' }>,
  facts: FactBase,
  language: Language,
): string {
  const { say } = language;
  switch (difference.how) {
    case 'reversed':
      return say('differs-reversed', {
        role: difference.role,
        said: sayActor(difference.said, facts, language),
        source: sayActor(difference.source, facts, language),
      });
    case 'opposite':
      return say('differs', { kind: 'opposite', said: difference.said, source: difference.source });
    case 'negated':
      return say('differs-negated', { said: difference.said });
    case 'bound':
      return say('differs', {
        kind: 'bound',
        said: sayFigure(difference.said, language),
        source: sayFigure(difference.source, language),
      });
    case 'nature':
      return say('differs-nature', { nature: difference.source });
  }
}

/** `more than $148.5 million`, `57.5%`. */
export function sayFigure({ value, unit, bound }: Figure, { tag, say }: Language): string {
  const large = value >= 1_000_000;
  const number = new Intl.NumberFormat(tag, {
    maximumFractionDigits: 2,
    ...(large && { notation: 'compact', compactDisplay: 'long' }),
  }).format(value);
  const bare = unit === 'usd' ? `$${number}` : unit === 'percent' ? `${number}%` : number;
  return bound === 'exact' ? bare : say('figure-bound', { bound, figure: bare });
}

/** `July 2018`, `19 July`, `2018`. */
export function sayMoment({ year, month, day }: Moment, { tag }: Language): string {
  if (year !== undefined) {
    if (month === undefined) return sayDate(`${year}`, tag);
    return sayDate(day === undefined ? `${year}-${month}` : `${year}-${month}-${day}`, tag);
  }
  const form: Intl.DateTimeFormatOptions = {
    timeZone: 'UTC',
    month: 'long',
    ...(day !== undefined && { day: 'numeric' }),
  };
  // In any leap year, since the year is not said.
  const at = new Date(Date.UTC(2000, (month ?? 1) - 1, day ?? 1));
  return new Intl.DateTimeFormat(tag === 'en' ? 'en-GB' : tag, form).format(at);
}

/** The short name in brackets where there is one: `CBP`. */
function sayActor(actor: Actor, facts: FactBase, { say }: Language): string {
  const people = /^people:(.*)$/.exec(actor)?.[1];
  if (people !== undefined) return say('people', { people });
  const name = [...facts.entities.values()].find((entity) => entity.id === actor)?.name ?? '';
  return /\(([^)]+)\)/.exec(name)?.[1] ?? name;
}
