import { domainToUnicode } from 'node:url';
import { z } from 'zod';
import type { EntityId, FactId, IsoDate, LanguageTag, LooseDate, PackId, SourceId, TopicId } from '../../core/fact.ts';

/* The forms that single values of a data file may have. */

/** Refuses what `wrong` finds wrong, in its words. */
const told = (wrong: (text: string) => string | undefined) => (text: string, context: z.RefinementCtx) => {
  const message = wrong(text);
  if (message) context.addIssue({ code: 'custom', message });
};

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const FACT_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Lower case letters, digits and single hyphens, at most 64 characters. */
export const slug = z
  .string()
  .max(64)
  .regex(SLUG, 'is no id: use lower case letters, digits and single hyphens, such as gao-uip-2021');

const idOf = (what: string) =>
  z
    .string()
    .max(64)
    .regex(FACT_ID, `is no ${what} id: write <pack>.<slug> in lower case letters, digits and single hyphens`);

export const factId = idOf('fact').pipe(z.custom<FactId>());
export const listingId = idOf('listing');
export const sourceId = slug.pipe(z.custom<SourceId>());
export const entityId = slug.pipe(z.custom<EntityId>());
export const packId = slug.pipe(z.custom<PackId>());
export const topicId = slug.pipe(z.custom<TopicId>());

/** BCP 47, as far as we use it: a language, and where it matters a region. */
export const languageTag: z.ZodType<LanguageTag, string> = z
  .string()
  .regex(/^[a-z]{2,3}(?:-(?:[A-Z]{2}|[0-9]{3}))?$/, 'is no language tag: write en, es or pt-BR');

/** A list with one to `max` things in it. */
export function oneOrMore<Item extends z.ZodType>(item: Item, max: number) {
  return z.array(item).min(1).max(max).pipe(z.custom<[z.output<Item>, ...z.output<Item>[]]>());
}

/** Each word → the key that it is listed under; a word that two of them claim belongs to the first. */
export function listedUnder<Key extends string>(
  keys: readonly Key[],
  lists: Readonly<Partial<Record<NoInfer<Key>, readonly string[]>>>,
  write: (word: string) => string,
  writeKey = (key: Key): Key => key,
): ReadonlyMap<string, Key> {
  const under = new Map<string, Key>();
  for (const key of keys)
    for (const word of lists[key]?.map(write) ?? []) if (!under.has(word)) under.set(word, writeKey(key));
  return under;
}

const DAY = z.iso.date();
const isReal = (text: string): boolean =>
  [4, 7, 10].includes(text.length) && text >= '1000' && DAY.safeParse(firstDay(text)).success;

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
export function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

/** The last day that a date can mean, for comparing: `2018-06` → `2018-06-31`, though June ends on the 30th. */
export function lastDay(date: LooseDate): string {
  return date.length === 7 ? `${date}-31` : `${date}-12-31`.slice(0, 10);
}

/** Joiners are in it, though Persian and Hindi are spelt with them: no language of ours is. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f/u;
const MARKUP: readonly (readonly [pattern: RegExp, message: string])[] = [
  [/<[@#!:/?a-z]/i, 'holds markup or a mention (<…): write plain words'],
  [/\]\(|\]\[/, 'holds a Markdown link: write plain words; addresses stand in sources.yaml'],
  [/\*\*|__|~~|`|\|\|/, 'holds Markdown (** __ ~~ ` ||): write plain words'],
  [/@(?:everyone|here|channel)\b/i, 'would call everybody in a channel: write it without the @'],
  [/https?:\/\//i, 'holds an address: take it out; addresses stand in sources.yaml'],
];

/** What is wrong with a text that must be plain and one line, in words for its author; undefined when nothing is. */
export function notPlain(text: string): string | undefined {
  if (/[\r\n]/.test(text)) return 'goes over several lines: fold it with >- or write it in one';
  const invisible = INVISIBLE.exec(text);
  if (invisible) {
    const code = (invisible[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `holds a character that nobody can see (U+${code}): delete it`;
  }
  if (text !== text.trim() || / {2}/.test(text))
    return 'has spaces at an end or two in a row: keep one of them between words, and none at an end';
  if (text !== text.normalize('NFC')) return 'has an accent as a character of its own: type the accented letter';
  return MARKUP.find(([pattern]) => pattern.test(text))?.[1];
}

/** One line of plain text, 1 to `limit` UTF-16 units: no markup, mentions, addresses or invisible characters. */
export function plainText(limit: number) {
  return z.string().min(1).max(limit).superRefine(told(notPlain));
}

const MAX_URL = 300;
/** Scripts whose letters look like one another's, or like ours; a name in one of them alone is honest. */
const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Hebrew', 'Arabic', 'Cherokee', 'Georgian', 'Thai'].map(
  (script) => new RegExp(`\\p{Script=${script}}`, 'u'),
);

function mixesScripts(host: string): boolean {
  return host.split('.').some((label) => SCRIPTS.filter((script) => script.test(label)).length > 1);
}

/** What is wrong with an address, in words for its author; undefined when nothing is. */
export function wrongUrl(text: string): string | undefined {
  if (text.length > MAX_URL) return `is longer than ${MAX_URL} characters: leave tracking parameters out`;
  if (/[<>|"\\^`{}\s]|[^\x21-\x7e]/.test(text))
    return 'holds a character that no address may hold (a space, < > | " { }): copy the address from the bar of a browser';
  if (!text.startsWith('https://')) return 'does not begin with https://: leave url out and say in via who cites it';
  if (!URL.canParse(text)) return 'is no address: copy it from the bar of a browser';
  const url = new URL(text);
  if (url.username || url.password) return 'holds a user name: leave out what stands before the @';
  if (url.port || /^https:\/\/[^/[]*:/.test(text)) return 'names a port: leave it out';
  if (url.href !== text) return `is not in its usual form: write ${url.href}`;
  const host = url.hostname;
  if (!/^[a-z0-9.-]+\.(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(host)) {
    return 'does not name a public host, such as example.org: write the address that everybody can open';
  }
  const shown = domainToUnicode(host);
  if (shown === '' || mixesScripts(shown))
    return 'mixes letters of several scripts in its host, as look-alikes do: type the host by hand';
  return undefined;
}

/** https, as `new URL(url).href` writes it, a public host, at most 300 characters. */
export const publicUrl = z.string().superRefine(told(wrongUrl)).meta({ format: 'uri' });

/** The same, with `{fact}` where the id of a fact goes. */
export const urlTemplate = z.string().superRefine(
  told((text) => {
    const parts = text.split('{fact}');
    return parts.length === 2 ? wrongUrl(parts.join('x')) : 'must hold {fact} once: the id of the fact goes there';
  }),
);
