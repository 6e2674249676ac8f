import type { Fact, IsoDate, Source } from '../../../src/core/fact.ts';
import { firstDay, lastDay } from '../../../src/facts/schema/dates.ts';
import { find } from '../finding.ts';
import type { Finding, Rule, Written } from '../rule.ts';

export const datesMakeSense: Rule = {
  name: 'dates-make-sense',
  why: 'A date that can not be right makes a reader doubt the claim beside it.',
  *check(written, today) {
    for (const fact of written.base.facts.values()) yield* factDates(written, fact, today);
    for (const source of written.base.sources.values()) yield* sourceDates(written, source, today);
    for (const { id, since, asOf } of written.base.listings) {
      const spot = { kind: 'listing', id, path: ['asOf'] } as const;
      if (asOf > today) yield find(written, spot, `asOf ${asOf} is still to come`, notAfter('asOf', today));
      if (since !== undefined && firstDay(since) > asOf) {
        yield find(written, spot, `since ${since} is after asOf ${asOf}`, `Write since: ${asOf} or earlier.`);
      }
    }
    for (const { id, readTo } of written.base.packs.values()) {
      const spot = { kind: 'pack', id, path: ['readTo'] } as const;
      if (readTo > today)
        yield find(written, spot, `readTo ${readTo} is still to come`, notAfter('readTo', today));
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
      `Write period: { from: ${period.to}, to: ${period.from} }.`,
    );
  }
  if (period && asOf < firstDay(period.from)) {
    yield find(
      written,
      at('asOf'),
      `asOf ${asOf} is before the period begins (${period.from})`,
      `Write asOf: and the day its source was published, ${firstDay(period.from)} or later.`,
    );
  }
  if (asOf > today) yield find(written, at('asOf'), `asOf ${asOf} is still to come`, notAfter('asOf', today));
  if (reviewBy <= asOf) {
    yield find(
      written,
      at('reviewBy'),
      `reviewBy ${reviewBy} is not after asOf ${asOf}`,
      `Write reviewBy: ${inTwoYears(asOf)} for something past, and half a year from now for what may change.`,
    );
  }
  const late = corrections.find(({ on }) => on > today);
  if (late)
    yield find(
      written,
      at('corrections'),
      `a correction of ${late.on} is still to come`,
      notAfter('on', today),
    );
  if (reply && 'noneFound' in reply && reply.noneFound > today) {
    yield find(
      written,
      at('reply'),
      `noneFound ${reply.noneFound} is still to come`,
      notAfter('reply: { noneFound', today),
    );
  }
}

function* sourceDates(written: Written, source: Source, today: IsoDate): Iterable<Finding> {
  const { id, published, validAsOf, accessed } = source;
  const at = (key: string) => ({ kind: 'source', id, path: [key] }) as const;
  if (accessed > today)
    yield find(written, at('accessed'), `accessed ${accessed} is still to come`, notAfter('accessed', today));
  if (published !== undefined && firstDay(published) > accessed) {
    yield find(
      written,
      at('published'),
      `published ${published} is after accessed ${accessed}`,
      `Write accessed: ${today} if you have just opened it; else mend published.`,
    );
  }
  if (validAsOf !== undefined && validAsOf > accessed) {
    yield find(
      written,
      at('validAsOf'),
      `validAsOf ${validAsOf} is after accessed ${accessed}`,
      `Write accessed: ${today} if you have just opened it; else mend validAsOf.`,
    );
  }
}

function notAfter(key: string, today: IsoDate): string {
  return `Write ${key}: ${today}${key.includes('{') ? ' }' : ''} or an earlier day.`;
}

function inTwoYears(day: IsoDate): string {
  return `${Number(day.slice(0, 4)) + 2}${day.slice(4).replace('-02-29', '-02-28')}`;
}
