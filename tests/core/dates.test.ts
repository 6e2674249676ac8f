import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayOf, isIsoDate, sayDate, sayNumber, sayPeriod } from '../../src/core/dates.ts';

it.each([
  ['2024-07-12', '12 July 2024', '12 de julio de 2024'],
  ['2024-07', 'July 2024', 'julio de 2024'],
  ['2024', '2024', '2024'],
] as const)('sayDate is as exact as %s is known, in English and in Spanish', (date, english, spanish) =>
  expect([sayDate(date, 'en'), sayDate(date, 'es')]).toEqual([english, spanish]),
);

it('sayDate names the very day, wherever the machine stands', () => {
  const zone = process.env['TZ'];
  try {
    for (const place of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      process.env['TZ'] = place;
      expect(sayDate('2024-01-01', 'en')).toBe('1 January 2024');
      expect(dayOf(new Date('2024-01-01T00:30:00Z'))).toBe('2024-01-01');
    }
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

it.each([
  [{ from: '2018', to: '2024-07' }, 'en', '2018 – July 2024'],
  [{ from: '2018', to: '2024-07' }, 'es', '2018 – julio de 2024'],
  [{ from: '2018-06' }, 'en', 'June 2018'],
  [{ from: '2018-06', to: '2018-06' }, 'en', 'June 2018'],
] as const)('sayPeriod says %j in %s as %j', (period, tag, said) => expect(sayPeriod(period, tag)).toBe(said));

it('sayNumber says millions in words, and the rest in figures', () => {
  const said = [836_000, 999_999, 1_000_000, 7_250_000, 2_000_000_000].map((value) => sayNumber(value, 'en'));
  expect(said).toEqual(['836,000', '999,999', '1 million', '7.25 million', '2 billion']);
  expect(sayNumber(148_500_000, 'es')).toBe('148,5 millones');
});

it('a day is the one in UTC, and has the form of one', () => {
  expect(dayOf(new Date('2026-11-22T23:59:59Z'))).toBe('2026-11-22');
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (at) =>
      isIsoDate(dayOf(at)),
    ),
  );
});

it('a day is no month, no year and no longer text', () => {
  for (const text of ['2026-11', '2026', '2026-11-22T00:00', ' 2026-11-22', '2026-1-2', ''])
    expect(isIsoDate(text)).toBe(false);
});
