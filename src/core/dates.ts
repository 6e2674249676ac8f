import type { IsoDate, LanguageTag, LooseDate, Period } from './fact.ts';

/** `12 July 2024`, `July 2024` or `2024`, as exactly as the date is known, in a language. */
export function sayDate(date: LooseDate, language: LanguageTag): string {
  const [year = 1970, month, day] = date.split('-').map(Number);
  const at = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  return dateFormat(language, day !== undefined ? 'day' : month !== undefined ? 'month' : 'year').format(at);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a hundred times what using it does. */
function dateFormat(language: LanguageTag, precision: 'day' | 'month' | 'year'): Intl.DateTimeFormat {
  const key = `${language} ${precision}`;
  const known = formats.get(key);
  if (known) return known;
  const parts: Intl.DateTimeFormatOptions = { year: 'numeric', timeZone: 'UTC' };
  if (precision !== 'year') parts.month = 'long';
  if (precision === 'day') parts.day = 'numeric';
  // British order for English: a day before its month can't be read as the other one.
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, parts);
  formats.set(key, made);
  return made;
}

/** `2018 – July 2024`, or the one date. */
export function sayPeriod(period: Period, language: LanguageTag): string {
  const from = sayDate(period.from, language);
  return period.to === undefined || period.to === period.from
    ? from
    : `${from} – ${sayDate(period.to, language)}`;
}

const figures = new Map<string, Intl.NumberFormat>();

/** `148.5 million`, `836,000`. */
export function sayDollars(usd: number, language: LanguageTag): string {
  const large = usd >= 1_000_000;
  const key = `${language} ${large}`;
  const made =
    figures.get(key) ??
    new Intl.NumberFormat(language, {
      maximumFractionDigits: 2,
      ...(large && { notation: 'compact', compactDisplay: 'long' }),
    });
  figures.set(key, made);
  return made.format(usd);
}

/** `5 minutes`, `3 hours`: whole hours from one on, whole minutes under that, at least one. */
export function sayDuration(ms: number, language: LanguageTag): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const hours = Math.round(minutes / 60);
  const [amount, unit] = hours >= 1 ? [hours, 'hour'] : [minutes, 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}

const lists = new Map<LanguageTag, Intl.ListFormat>();

/** `Reuters, The Guardian, and HigherGov`. */
export function sayList(items: readonly string[], language: LanguageTag): string {
  const made = lists.get(language) ?? new Intl.ListFormat(language);
  lists.set(language, made);
  return made.format(items);
}

/** The calendar day in UTC. */
export function dayOf(at: Date): IsoDate {
  const day = at.toISOString().slice(0, 10);
  return isIsoDate(day) ? day : '1970-01-01';
}

/** `YYYY-MM-DD` in form; not whether the day exists. */
export function isIsoDate(text: string): text is IsoDate {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}
