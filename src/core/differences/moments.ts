import type { LooseDate } from '../fact.ts';
import type { Located } from './figures.ts';
import { anyOf, type Grammar, spaced } from './grammar.ts';

/** A day, a month or a year, as far as a text says it. */
export interface Moment {
  readonly year?: number;
  /** 1 to 12. */
  readonly month?: number;
  readonly day?: number;
}

/** Every date in lower-case text without accents; positions are those of that text. `capitals`: the same text as it was
    written, by which `may` is told from `May`. */
export function readMoments(text: string, capitals: string, grammar: Grammar): readonly Located<Moment>[] {
  const name = `(?<month>${anyOf(grammar.months.keys())})`;
  const link = `(?:${anyOf(grammar.dateLinks)} )?`;
  const day = String.raw`(?<d>\d{1,2})(?:${anyOf(grammar.ordinals)})?`;
  const year = String.raw`(?:19|20)\d\d(?![\d,.]\d|\d|%)`;
  const patterns = [
    String.raw`(?<y>${year})-(?<m>\d\d)(?:-(?<d>\d\d))?`,
    `${day} ${link}${name}(?:,? ${link}(?<y>${year}))?`,
    String.raw`${name} ${day}(?![\d.])(?:,? (?<y>${year}))?`,
    `${name}(?:,? ${link}(?<y>${year}))?`,
    `(?<y>${year})`,
  ];
  const found: Located<Moment>[] = [];
  for (const pattern of patterns) {
    const all = new RegExp(String.raw`(?<![\p{L}\p{N}$€£.,]|[\p{L}\p{N}][-/])${pattern}(?![\p{L}\p{N}]|-\d)`, 'gu');
    for (const match of text.matchAll(all)) {
      const { y, m, d, month } = match.groups ?? {};
      const to = match.index + match[0].length;
      if (found.some((one) => match.index < one.to && one.from < to)) continue;
      const alone = y === undefined && d === undefined;
      if (alone && grammar.monthWords.has(spaced(month ?? '')) && !/\p{Lu}/u.test(capitals[match.index] ?? ''))
        continue;
      const number = month === undefined ? Number(m) : (grammar.months.get(spaced(month)) ?? Number.NaN);
      found.push({ from: match.index, to, thing: moment(Number(y), number, Number(d)) });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

function moment(year: number, month: number, day: number): Moment {
  const known = { year, month, day };
  return Object.fromEntries(Object.entries(known).filter(([, part]) => !Number.isNaN(part)));
}

export function momentOf(date: LooseDate): Moment {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split('-').map(Number);
  return moment(year, month, day);
}

/** A date that is said beside one of the source: the same as far as it goes, more exact than the source, or which
    part differs first. */
export function compareMoments(said: Moment, source: Moment): 'agrees' | 'finer' | 'year' | 'date' {
  let finer = false;
  for (const part of ['year', 'month', 'day'] as const) {
    if (said[part] === undefined) continue;
    if (source[part] === undefined) finer = true;
    else if (said[part] !== source[part]) return part === 'year' ? 'year' : 'date';
  }
  return finer ? 'finer' : 'agrees';
}
