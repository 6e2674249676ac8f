import { z } from 'zod';
import type { IsoDate, LooseDate } from '../../core/fact.ts';

const LOOSE = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/;

function isReal(text: string): boolean {
  const parts = LOOSE.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A day that is in the calendar: `2026-11-22`. */
export const isoDate = z
  .string('must be a day: write it as 2026-11-22')
  .refine((text) => text.length === 10 && isReal(text), 'is no day of the calendar: write it as 2026-11-22')
  .meta({ format: 'date' })
  .pipe(z.custom<IsoDate>());

/** A day, a month or a year. YAML reads `2018` as a number; that is a year too. */
export const looseDate = z
  .union([z.int(), z.string()], 'is no date: write 2018, 2018-06 or 2018-06-25')
  .transform(String)
  .refine(isReal, 'is no date of the calendar: write 2018, 2018-06 or 2018-06-25')
  .pipe(z.custom<LooseDate>());

/** The first day that a date can mean: `2018-06` → `2018-06-01`. */
export function firstDay(date: LooseDate): string {
  return `${date}-01-01`.slice(0, 10);
}

/** The last day that a date can mean, for comparing: `2018-06` → `2018-06-31`, though June ends on the 30th. */
export function lastDay(date: LooseDate): string {
  return date.length === 10
    ? date
    : `${date}-12-31`.slice(0, 4) + (date.length === 7 ? `${date.slice(4)}-31` : '-12-31');
}
