import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayOf, isIsoDate, sayDate, sayNumber, sayPeriod } from '../../src/core/dates.ts';

it('sayDate is as exact as the date is known, in English and in Spanish', () => {
  expect(sayDate('2024-07-12', 'en')).toBe('12 July 2024');
  expect(sayDate('2024-07', 'en')).toBe('July 2024');
  expect(sayDate('2024', 'en')).toBe('2024');
  expect(sayDate('2024-07-12', 'es')).toBe('12 de julio de 2024');
  expect(sayDate('2024-07', 'es')).toBe('julio de 2024');
  expect(sayDate('2024', 'es')).toBe('2024');
});

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

it('sayPeriod says both ends, or the one date', () => {
  expect(sayPeriod({ from: '2018', to: '2024-07' }, 'en')).toBe('2018 – July 2024');
  expect(sayPeriod({ from: '2018', to: '2024-07' }, 'es')).toBe('2018 – julio de 2024');
  expect(sayPeriod({ from: '2018-06' }, 'en')).toBe('June 2018');
  expect(sayPeriod({ from: '2018-06', to: '2018-06' }, 'en')).toBe('June 2018');
});

it('sayNumber says millions in words, and the rest in figures', () => {
  expect(sayNumber(148_500_000, 'en')).toBe('148.5 million');
  expect(sayNumber(836_000, 'en')).toBe('836,000');
  expect(sayNumber(999_999, 'en')).toBe('999,999');
  expect(sayNumber(1_000_000, 'en')).toBe('1 million');
  expect(sayNumber(7_250_000, 'en')).toBe('7.25 million');
  expect(sayNumber(2_000_000_000, 'en')).toBe('2 billion');
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
