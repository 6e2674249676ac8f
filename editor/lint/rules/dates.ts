import type { FactBase, IsoDate } from '../../../src/core/fact.ts';
import { firstDay, lastDay } from '../../../src/facts/schema/values.ts';
import type { Found, Rule } from '../rule.ts';

export const datesMakeSense: Rule = {
  name: 'dates-make-sense',
  why: 'A date that can not be right makes a reader doubt the claim beside it.',
  *check({ base }, today) {
    for (const [at, key, day] of daysOf(base)) {
      if (day <= today) continue;
      yield { at, message: `${key} ${day} is still to come`, tip: `Write ${today} or an earlier day.` };
    }
    for (const { id, period, asOf, reviewBy } of base.facts.values()) {
      if (period?.to !== undefined && lastDay(period.to) < firstDay(period.from)) {
        yield {
          at: ['fact', id, 'period'],
          message: `the period ends (${period.to}) before it begins (${period.from})`,
          tip: `Write period: { from: ${period.to}, to: ${period.from} }.`,
        };
      }
      if (period && asOf < firstDay(period.from)) {
        yield {
          at: ['fact', id, 'asOf'],
          message: `asOf ${asOf} is before the period begins (${period.from})`,
          tip: `Write asOf: and the day its source was published, ${firstDay(period.from)} or later.`,
        };
      }
      if (reviewBy <= asOf) {
        yield {
          at: ['fact', id, 'reviewBy'],
          message: `reviewBy ${reviewBy} is not after asOf ${asOf}`,
          tip: 'Write reviewBy: and a day in two years for something past, in half a year for what may change.',
        };
      }
    }
    for (const { id, published, validAsOf, accessed } of base.sources.values()) {
      const late = (key: string, date: string): Found => ({
        at: ['source', id, key],
        message: `${key} ${date} is after accessed ${accessed}`,
        tip: `Write accessed: ${today} if you have just opened it; else mend ${key}.`,
      });
      if (published !== undefined && firstDay(published) > accessed) yield late('published', published);
      if (validAsOf !== undefined && validAsOf > accessed) yield late('validAsOf', validAsOf);
    }
    for (const { id, since, asOf } of base.listings) {
      if (since === undefined || firstDay(since) <= asOf) continue;
      yield {
        at: ['listing', id, 'since'],
        message: `since ${since} is after asOf ${asOf}`,
        tip: `Write since: ${asOf} or earlier.`,
      };
    }
  },
};

/** Every day on which somebody did or saw something: none of them can be tomorrow. */
function* daysOf(base: FactBase): Iterable<readonly [at: Found['at'], key: string, day: IsoDate]> {
  for (const { id, asOf, corrections, reply } of base.facts.values()) {
    yield [['fact', id, 'asOf'], 'asOf', asOf];
    for (const [index, { on }] of corrections.entries())
      yield [['fact', id, 'corrections', index, 'on'], 'a correction of', on];
    if (reply && 'noneFound' in reply) yield [['fact', id, 'reply'], 'noneFound', reply.noneFound];
  }
  for (const { id, accessed } of base.sources.values())
    yield [['source', id, 'accessed'], 'accessed', accessed];
  for (const { id, asOf } of base.listings) yield [['listing', id, 'asOf'], 'asOf', asOf];
  for (const { id, readTo } of base.packs.values()) yield [['pack', id, 'readTo'], 'readTo', readTo];
}

export const reviewsAreDue: Rule = {
  name: 'reviews-are-due',
  why: 'After its review date a fact is shown as possibly out of date until somebody looks again.',
  level: 'warning',
  *check({ base }, today) {
    for (const { id, reviewBy, status } of base.facts.values()) {
      if (reviewBy >= today || status === 'withdrawn' || status === 'superseded') continue;
      yield {
        at: ['fact', id, 'reviewBy'],
        message: `${id} was to be looked at by ${reviewBy}`,
        tip: 'Open its sources, correct the claim or its asOf, and set a new reviewBy.',
      };
    }
  },
};
