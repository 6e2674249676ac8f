import type { Fact, IsoDate, Source } from '../../core/fact.ts';
import { find } from '../finding.ts';
import type { Finding, Rule, Written } from '../rule.ts';
import { firstDay, lastDay } from '../schema/dates.ts';

export const datesMakeSense: Rule = {
  name: 'dates-make-sense',
  why: 'A date that can not be right makes a reader doubt the claim beside it.',
  *check(written, today) {
    for (const fact of written.base.facts.values()) yield* factDates(written, fact, today);
    for (const source of written.base.sources.values()) yield* sourceDates(written, source, today);
    for (const { id, since, asOf } of written.base.listings) {
      const spot = { kind: 'listing', id, path: ['asOf'] } as const;
      if (asOf > today)
        yield find(written, spot, `asOf ${asOf} is still to come`, 'Write a day that is past.');
      if (since !== undefined && firstDay(since) > asOf) {
        yield find(written, spot, `since ${since} is after asOf ${asOf}`, 'Put since before asOf.');
      }
    }
    for (const { id, readTo } of written.base.packs.values()) {
      const spot = { kind: 'pack', id, path: ['readTo'] } as const;
      if (readTo > today)
        yield find(written, spot, `readTo ${readTo} is still to come`, 'Write a day that is past.');
    }
  },
};

function* factDates(written: Written, fact: Fact, today: IsoDate): Iterable<Finding> {
  const { id, period, asOf, reviewBy, corrections, reply } = fact;
  const at = (key: string) => ({ kind: 'fact', id, path: [key] }) as const;
  if (period?.to !== undefined && lastDay(period.to) < firstDay(period.from)) {
    yield find(
      written,
      at('period'),
      `the period ends (${period.to}) before it begins (${period.from})`,
      'Swap them.',
    );
  }
  if (period && asOf < firstDay(period.from)) {
    yield find(
      written,
      at('asOf'),
      `asOf ${asOf} is before the period begins (${period.from})`,
      'Write when it was known.',
    );
  }
  if (asOf > today)
    yield find(written, at('asOf'), `asOf ${asOf} is still to come`, 'Write a day that is past.');
  if (reviewBy <= asOf) {
    yield find(
      written,
      at('reviewBy'),
      `reviewBy ${reviewBy} is not after asOf ${asOf}`,
      'Say when to look again.',
    );
  }
  const late = corrections.find(({ on }) => on > today);
  if (late)
    yield find(
      written,
      at('corrections'),
      `a correction of ${late.on} is still to come`,
      'Write the day it was made.',
    );
  if (reply && 'noneFound' in reply && reply.noneFound > today) {
    yield find(
      written,
      at('reply'),
      `noneFound ${reply.noneFound} is still to come`,
      'Write the day somebody looked.',
    );
  }
}

function* sourceDates(written: Written, source: Source, today: IsoDate): Iterable<Finding> {
  const { id, published, validAsOf, accessed } = source;
  const at = (key: string) => ({ kind: 'source', id, path: [key] }) as const;
  if (accessed > today)
    yield find(
      written,
      at('accessed'),
      `accessed ${accessed} is still to come`,
      'Write the day it was read.',
    );
  if (published !== undefined && firstDay(published) > accessed) {
    yield find(
      written,
      at('published'),
      `published ${published} is after accessed ${accessed}`,
      'Check both days.',
    );
  }
  if (validAsOf !== undefined && validAsOf > accessed) {
    yield find(
      written,
      at('validAsOf'),
      `validAsOf ${validAsOf} is after accessed ${accessed}`,
      'Check both days.',
    );
  }
}
