import type { AddressOutcome, LinkReport } from './outcome.ts';
import type { CheckedQuote } from './sweep.ts';
import { TRIES } from './tries.ts';

/** One thing that an editor may have to do something about. */
export interface Entry {
  /** What it is about: ids of sources, or of a fact. */
  readonly about: string;
  readonly url?: string;
  /** `file:line:column`. */
  readonly where: string;
  /** What was found. */
  readonly lines: readonly string[];
  /** What to type into the file, as it is typed there. */
  readonly type?: string;
}

/** Entries of one kind. */
export interface Section {
  readonly title: string;
  /** What this kind means, and what to do. */
  readonly hint: string;
  readonly entries: readonly Entry[];
}

/** A report as a list of sections, the worst first, none empty; and what is only counted. */
export interface Sections {
  readonly sections: readonly Section[];
  readonly counts: string;
}

export function sectionsOf(report: LinkReport): Sections {
  const { addresses, copies } = report;
  const of = (kind: AddressOutcome['verdict']['kind']) =>
    addresses.filter(({ verdict, dead }) => verdict.kind === kind && !dead);
  const sections: Section[] = [
    {
      title: 'Dead',
      hint: `Failed on ${TRIES} different days. Look for the page's new address, or give a copy as archivedUrl (--archives looks for one).`,
      entries: addresses.filter(({ dead }) => dead).map(failingEntry),
    },
    ...quoteSections(report.quotes, false),
    {
      title: 'Failing',
      hint: `Counts as dead after ${TRIES} failed tries, at least two days apart. Nothing to do yet.`,
      entries: of('failing').map(failingEntry),
    },
    {
      title: 'Moved for good',
      hint: 'The page is there, and says that this is its address now.',
      entries: of('moved').map(movedEntry),
    },
    {
      title: 'Look at it',
      hint: 'Open it in a browser: no robot can judge it.',
      entries: of('look').map(whyEntry),
    },
    {
      title: 'Asked to wait',
      hint: 'Not counted; the next run asks again.',
      entries: of('later').map(whyEntry),
    },
    {
      title: 'Refuses robots, or asks for a login',
      hint: 'Not dead: people may well see it.',
      entries: of('asks').map(whyEntry),
    },
    {
      title: 'Archived copies that were found',
      hint: 'Open the copy; when it is the page, write this below url.',
      entries: (copies ?? []).flatMap(({ source, answer }) =>
        answer.kind === 'copy'
          ? [
              {
                about: source.source,
                url: source.url,
                where: source.where,
                lines: [],
                type: `archivedUrl: ${answer.archivedUrl}`,
              },
            ]
          : [],
      ),
    },
    {
      title: 'Without an archived copy',
      hint: 'Save the page at web.archive.org.',
      entries: (copies ?? []).flatMap(({ source, answer }) =>
        answer.kind === 'copy'
          ? []
          : [
              {
                about: source.source,
                url: source.url,
                where: source.where,
                lines: answer.kind === 'unknown' ? [answer.why] : [],
              },
            ],
      ),
    },
  ];
  return {
    sections: sections
      .filter(({ entries }) => entries.length > 0)
      .map((section) => ({ ...section, entries: [...section.entries].sort(byPlace) })),
    counts: `${addressCounts(addresses)} ${quoteCounts(report.quotes)}`,
  };
}

const places = new Intl.Collator('en', { numeric: true });

function byPlace(one: Entry, other: Entry): number {
  return places.compare(one.where, other.where);
}

const COUNTED: readonly (readonly [AddressOutcome['verdict']['kind'], string])[] = [
  ['failing', 'failing'],
  ['moved', 'moved'],
  ['look', 'to look at'],
  ['later', 'to ask again'],
  ['asks', 'closed to robots'],
];

/** `81 addresses: 60 fine, 1 dead, 20 closed to robots.` */
function addressCounts(addresses: readonly AddressOutcome[]): string {
  const dead = addresses.filter((one) => one.dead).length;
  const others = COUNTED.map(([kind, words]) => {
    const many = addresses.filter((one) => one.verdict.kind === kind && !one.dead).length;
    return [many, words] as const;
  });
  const fine = addresses.filter(({ verdict }) => verdict.kind === 'fine').length;
  const parts = [[dead, 'dead'] as const, ...others].filter(([many]) => many > 0);
  const list = [`${fine} fine`, ...parts.map(([many, words]) => `${many} ${words}`)].join(', ');
  return `${count(addresses.length, 'address', 'addresses')}${addresses.length > 0 ? `: ${list}` : ''}.`;
}

/** Wrong, absent and unchecked quotations. In documents an absent one is wrong: they are the whole document. */
export function quoteSections(quotes: readonly CheckedQuote[], inDocuments: boolean): Section[] {
  const of = (kind: CheckedQuote['result']['kind']) => quotes.filter(({ result }) => result.kind === kind);
  const sections: Section[] = [
    {
      title: 'Wrong quotations',
      hint: 'The source has other words. Copy them letter by letter.',
      entries: [...of('differs'), ...(inDocuments ? of('absent') : [])].map(quoteEntry),
    },
    {
      title: 'Quotations that were not found',
      hint: 'Nothing like them is in what a robot is shown. Look yourself: the page may show more to people.',
      entries: inDocuments ? [] : of('absent').map(quoteEntry),
    },
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}

/** `59 quotations: 12 as quoted, 1 wrong, 46 not checked.` */
export function quoteCounts(quotes: readonly CheckedQuote[]): string {
  const of = (kind: CheckedQuote['result']['kind']) =>
    quotes.filter(({ result }) => result.kind === kind).length;
  const parts = [
    `${of('same')} as quoted`,
    ...(of('differs') > 0 ? [`${of('differs')} worded differently`] : []),
    ...(of('absent') > 0 ? [`${of('absent')} not found`] : []),
    ...(of('unchecked') > 0 ? [`${of('unchecked')} not checked`] : []),
  ];
  return `${count(quotes.length, 'quotation', 'quotations')}${quotes.length > 0 ? `: ${parts.join(', ')}` : ''}.`;
}

function quoteEntry({ quotation, result }: CheckedQuote): Entry {
  const { fact, source, where, quote } = quotation;
  const base = { about: `${fact} quoting ${source}`, where };
  if (result.kind === 'absent') return { ...base, lines: [`quoted: ${quote}`, `not in: ${result.at}`] };
  if (result.kind !== 'differs') return { ...base, lines: [] };
  return {
    ...base,
    lines: [`quoted:   ${result.atOurs}`, `document: ${result.atTheirs}`, `in:       ${result.at}`],
    type: `quote: ${JSON.stringify(result.theirs)}`,
  };
}

const about = ({ address }: AddressOutcome): string => address.sources.join(', ');

function entry(outcome: AddressOutcome, lines: readonly string[]): Entry {
  const { url, where } = outcome.address;
  return { about: about(outcome), url, where, lines };
}

function failingEntry(outcome: AddressOutcome): Entry {
  const { failed, verdict } = outcome;
  const tries = failed.map(({ on, why }) => `${on}: ${why}`);
  const now =
    verdict.kind === 'failing' && !outcome.dead ? [`try ${failed.length} of ${TRIES}: ${verdict.why}`] : [];
  return entry(outcome, outcome.dead ? tries : now);
}

function whyEntry(outcome: AddressOutcome): Entry {
  return entry(outcome, 'why' in outcome.verdict ? [outcome.verdict.why] : []);
}

function movedEntry(outcome: AddressOutcome): Entry {
  const { verdict, address } = outcome;
  if (verdict.kind !== 'moved') return entry(outcome, []);
  return verdict.write
    ? { ...entry(outcome, []), type: `${address.key}: ${verdict.to}` }
    : entry(outcome, [
        `to ${verdict.to}`,
        'another site, or a form that sources.yaml does not take: look at it before you write it down',
      ]);
}

function count(many: number, one: string, several: string): string {
  return `${many} ${many === 1 ? one : several}`;
}
