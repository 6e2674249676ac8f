export const SCHEDULE_DAYS = [
  'daily',
  'weekdays',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type ScheduleDays = (typeof SCHEDULE_DAYS)[number];

/** What was typed after the company of a schedule. `unread`: what of it can't be read, empty when something is missing.
    `several`: an abbreviation that means more than one zone, and the zone that is most likely meant. */
export type When =
  | { readonly days: ScheduleDays; readonly time: string; readonly zone: string }
  | { readonly unread: string }
  | { readonly several: string; readonly instead: string };

/** `09:00`, `9.30 pm`, `9am`. */
const CLOCK = /(?<!\S)(\d{1,2})(?:[:.](\d\d)(?:\s?([ap])\.?m\.?)?|\s?([ap])\.?m\.?)(?!\S)/iu;

/** Said before a day, a time or a place, in the languages that are spoken. */
const FILLERS = new Set('at on in every each the a las los el en todos cada'.split(' '));

const REGIONS = 'Europe America Asia Africa Australia Pacific Atlantic Indian'.split(' ');

/** Abbreviations that several places share, or that hold for half a year, by the zone to write instead. */
const SEVERAL: ReadonlyMap<string, string> = new Map(
  [
    'America/New_York: et est edt',
    'America/Chicago: ct cst cdt',
    'America/Denver: mt mst mdt',
    'America/Los_Angeles: pt pst pdt',
    'America/Halifax: at ast adt',
    'America/Anchorage: akst akdt',
    'America/Sao_Paulo: brt',
    'Pacific/Honolulu: hst',
    'Pacific/Auckland: nzst nzdt',
    'Europe/London: bst',
    'Europe/Lisbon: wet west',
    'Europe/Berlin: cet cest met mest mez mesz',
    'Europe/Athens: eet eest',
    'Europe/Moscow: msk',
    'Asia/Kolkata: ist',
    'Asia/Tokyo: jst',
    'Asia/Seoul: kst',
    'Asia/Singapore: sgt',
    'Asia/Hong_Kong: hkt',
    'Australia/Sydney: aest aedt aet',
    'Australia/Adelaide: acst acdt',
    'Australia/Perth: awst',
  ].flatMap((line) => {
    const [zone = '', ...short] = line.split(/:? /);
    return short.map((one) => [one, zone] as const);
  }),
);

/** Days, time and zone in any order, with the small words that people put between them. The zone is UTC when left out.
    `dayOf`: the days that a word means. */
export function readWhen(typed: string, dayOf: (word: string) => ScheduleDays | undefined): When {
  const text = typed.replaceAll(',', ' ').trim();
  const clock = CLOCK.exec(text);
  const at = clock?.index ?? text.length;
  const after = text.slice(at + (clock?.[0].length ?? 0));
  const words = [...withoutFillers(wordsOf(text.slice(0, at))), ...wordsOf(after)];
  const dayAt = words.findIndex((word) => dayOf(word) !== undefined);
  const days = dayOf(words[dayAt] ?? '');
  const rest = days ? [...withoutFillers(words.slice(0, dayAt)), ...words.slice(dayAt + 1)] : words;
  while (rest.length > 0) {
    const instead = SEVERAL.get(rest.join(' ').toLowerCase());
    if (instead !== undefined) return { several: rest.join(' '), instead };
    if (readZone(rest.join(' ')) !== undefined || !FILLERS.has(rest[0]?.toLowerCase() ?? '')) break;
    rest.shift();
  }
  const zone = rest.length === 0 ? 'UTC' : readZone(rest.join(' '));
  if (zone === undefined) return { unread: rest.join(' ') };
  const time = clock ? readTime(clock) : undefined;
  if (time === undefined) return { unread: clock?.[0] ?? '' };
  return days ? { days, time, zone } : { unread: '' };
}

const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

function withoutFillers(words: readonly string[]): readonly string[] {
  const last = words.findLastIndex((word) => !FILLERS.has(word.toLowerCase()));
  return words.slice(0, last + 1);
}

/** As `09:00`, of 24 hours; undefined for what is no time of day. */
function readTime([, typed = '', minutes = '00', late, alone]: RegExpExecArray): string | undefined {
  const half = (late ?? alone)?.toLowerCase();
  const hours = Number(typed);
  if (half !== undefined ? hours < 1 || hours > 12 : hours > 23) return undefined;
  const of24 = half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0);
  return Number(minutes) < 60 ? `${String(of24).padStart(2, '0')}:${minutes}` : undefined;
}

/** A zone by its name, with spaces or `_`, or by its city alone; with the capitals that such names have, and never put
    into the name that the time zone database has made of it since. Undefined for what is none. */
export function readZone(text: string): string | undefined {
  const parts = text.split('/').map((part) => part.trim().replace(/\s+/gu, '_'));
  const name = parts.join('/');
  if (!/^\p{L}/u.test(name)) return undefined;
  const written = /\p{Lu}/u.test(name) ? name : name.replace(/(?<!\p{L})\p{L}/gu, (one) => one.toUpperCase());
  const canonical = resolved(name);
  if (canonical !== undefined) return canonical.toLowerCase() === name.toLowerCase() ? canonical : written;
  if (parts.length > 1) return undefined;
  const city = written.replace(/_\p{Ll}/gu, (one) => one.toUpperCase());
  return REGIONS.map((region) => `${region}/${city}`).find((zone) => resolved(zone) !== undefined);
}

function resolved(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
