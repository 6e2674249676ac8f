import type { IsoDate, LanguageTag, LooseDate, Period } from './fact.ts';

/** Making a format costs a hundred times what using it does: each is kept. */
function kept<Format>(make: (language: LanguageTag, kind: string) => Format) {
  const made = new Map<string, Format>();
  return (language: LanguageTag, kind = ''): Format => {
    const key = `${language} ${kind}`;
    const format = made.get(key) ?? make(language, kind);
    made.set(key, format);
    return format;
  };
}

/** British order for English: a day before its month can't be read as the other one. */
const dateFormat = kept((language, parts) => {
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC' };
  if (parts.includes('year')) options.year = 'numeric';
  if (parts.includes('month')) options.month = parts.includes('short') ? 'short' : 'long';
  if (parts.includes('day')) options.day = 'numeric';
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options);
});
const numberFormat = kept((language, size) => {
  const large = { notation: 'compact', compactDisplay: 'long' } as const;
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2, ...(size === 'large' && large) });
});
const durationFormat = kept(
  (language, unit) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }),
);
const listFormat = kept((language) => new Intl.ListFormat(language));

type How = 'whole' | 'short' | 'month' | 'shortMonth';

/** `12 July 2024`, `July 2024` or `2024`, as exactly as the date is known, in a language. `short`: `12 Jul 2024`;
    `month`: `July 2024`, without its day; `shortMonth`: `Jul 2024`. */
export function sayDate(date: LooseDate, language: LanguageTag, how: How = 'whole'): string {
  const [year = 1970, month, day] = date.split('-').map(Number);
  const monthly = how === 'month' || how === 'shortMonth';
  const exact = `${month === undefined ? '' : ' month'}${day === undefined || monthly ? '' : ' day'}`;
  const at = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  return dateFormat(language, `year${exact}${how.startsWith('short') ? ' short' : ''}`).format(at);
}

/** `19 July`, or `July` without a day. `month`: 1 to 12. */
export function sayDayOfYear(month: number, day: number | undefined, language: LanguageTag): string {
  // A leap year has every day.
  const at = new Date(Date.UTC(2000, month - 1, day ?? 1));
  return dateFormat(language, day === undefined ? 'month' : 'month day').format(at);
}

/** `2018 – July 2024`, or the one date; the dates as `sayDate` says them. */
export function sayPeriod({ from, to = from }: Period, language: LanguageTag, how?: How): string {
  const [first, last] = [sayDate(from, language, how), sayDate(to, language, how)];
  return first === last ? first : `${first} – ${last}`;
}

/** `148.5 million`, `836,000`. */
export function sayNumber(value: number, language: LanguageTag): string {
  return numberFormat(language, value >= 1_000_000 ? 'large' : '').format(value);
}

/** `5 minutes`, `3 hours`: whole hours from one on, whole minutes under that, at least one. */
export function sayDuration(ms: number, language: LanguageTag): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const hours = Math.round(minutes / 60);
  return durationFormat(language, hours >= 1 ? 'hour' : 'minute').format(hours || minutes);
}

/** `Reuters, The Guardian, and HigherGov`. */
export const sayList = (items: readonly string[], language: LanguageTag): string => listFormat(language).format(items);

/** `Spanish`: what a language is called in another one. */
export function sayLanguage(tag: LanguageTag, language: LanguageTag): string {
  return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag;
}

export function dayOf(at: Date): IsoDate {
  const day = at.toISOString().slice(0, 10);
  return isIsoDate(day) ? day : '1970-01-01';
}

export function isIsoDate(text: string): text is IsoDate {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}

export function isOfYear(years: readonly number[], { from, to = from }: Period): boolean {
  return years.some((year) => Number(from.slice(0, 4)) <= year && year <= Number(to.slice(0, 4)));
}
