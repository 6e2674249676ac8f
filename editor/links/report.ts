import type { CheckedAddress, LinkReport } from './check.ts';
import type { CheckedQuote } from './quotes.ts';
import { TRIES } from './tries.ts';

/** What a run found; `addresses` is left out of one that looked in saved documents. */
export type Reported = Pick<LinkReport, 'quotes'> & Partial<LinkReport>;

/** The worst first: what each is called, and what it means or asks for. */
const SECTIONS = {
  dead: [
    'Dead',
    `Failed on ${TRIES} different days. Look for the page's new address, or give a copy as archivedUrl.`,
  ],
  wrong: ['Wrong quotations', 'The source has other words. Copy them letter by letter.'],
  absent: [
    'Quotations that were not found',
    'Nothing like them is in what a robot is shown. Look yourself: the page may show more to people.',
  ],
  failing: ['Failing', `Dead after ${TRIES} failed tries, at least two days apart. Nothing to do yet.`],
  moved: ['Moved for good', 'The page is there, and says that this is its address now.'],
  look: ['Look at it', 'Open it in a browser: no robot can judge it.'],
  later: ['Asked to wait', 'Not counted; the next run asks again.'],
  asks: ['Refuses robots, or asks for a login', 'Not dead: people may well see it.'],
} as const;

/** One thing that an editor may have to do something about. */
interface Entry {
  readonly section: keyof typeof SECTIONS;
  /** `file:line:column`. */
  readonly where: string;
  /** Ids of sources, or of a fact; then what was found. */
  readonly lines: readonly string[];
  readonly url?: string;
  /** What to type into the file, as it is typed there. */
  readonly type?: string;
}

/** Whether an address is dead, or a quotation wrong. On a page its words must nearly be there for that, since what a robot
    is shown is not always what people read; a document is the whole of it. */
export function isBad(report: Reported): boolean {
  return entriesOf(report).some(({ section }) => section === 'dead' || section === 'wrong');
}

/** All that there is to do, as Markdown. What comes from pages is code there, which can neither mention, link nor move a
    cursor. */
export function formatReport(report: Reported): string {
  const entries = entriesOf(report);
  const sections = Object.entries(SECTIONS).flatMap(([kind, [title, hint]]) => {
    const own = entries.filter(({ section }) => section === kind).map(formatEntry);
    return own.length === 0 ? [] : [`## ${title} (${own.length})`, hint, own.join('\n')];
  });
  return [...sections, countsOf(report)].join('\n\n');
}

const places = new Intl.Collator('en', { numeric: true });

function entriesOf({ addresses, quotes }: Reported): readonly Entry[] {
  const isWhole = addresses === undefined;
  return [...(addresses ?? []).map(ofAddress), ...quotes.map((one) => ofQuote(one, isWhole))]
    .filter((entry) => entry !== undefined)
    .sort((one, other) => places.compare(one.where, other.where));
}

function ofAddress({ address, verdict, failed, dead }: CheckedAddress): Entry | undefined {
  const { url, where, key } = address;
  if (verdict.kind === 'fine') return undefined;
  const entry = { url, where, section: dead ? 'dead' : verdict.kind } as const;
  const ids = address.sources.join(', ');
  if (verdict.kind === 'moved') {
    if (verdict.write) return { ...entry, lines: [ids], type: `${key}: ${verdict.to}` };
    const why =
      'another site, or a form that sources.yaml does not take: look at it before you write it down';
    return { ...entry, lines: [ids, `to ${verdict.to}`, why] };
  }
  if (dead) return { ...entry, lines: [ids, ...failed.map(({ on, why }) => `${on}: ${why}`)] };
  const count = verdict.kind === 'failing' ? `try ${failed.length} of ${TRIES}: ` : '';
  return { ...entry, lines: [ids, `${count}${verdict.why}`] };
}

function ofQuote({ quotation, result }: CheckedQuote, isWhole: boolean): Entry | undefined {
  const { quote, where } = quotation;
  const about = `${quotation.fact} quoting ${quotation.source}`;
  if (result.kind === 'same' || result.kind === 'unchecked') return undefined;
  if (result.kind === 'absent') {
    return {
      section: isWhole ? 'wrong' : 'absent',
      where,
      lines: [about, `quoted: ${quote}`, `not in: ${result.at}`],
    };
  }
  const { theirs } = result;
  let at = 0;
  while (at < quote.length && quote[at] === theirs[at]) at += 1;
  const lines = [
    about,
    `quoted:   ${around(quote, at)}`,
    `document: ${around(theirs, at)}`,
    `in:       ${result.at}`,
  ];
  return { section: 'wrong', where, lines, type: `quote: ${JSON.stringify(theirs)}` };
}

/** The words about a place: enough to find it, and to see what is different. */
function around(text: string, at: number): string {
  const from = at > 18 ? Math.min(text.indexOf(' ', at - 18) + 1, at) : 0;
  const space = text.indexOf(' ', at + 18);
  const to = space < 0 ? text.length : space;
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}

/** `81 addresses, 60 fine; 59 quotations, 12 as quoted, 46 not checked.` */
function countsOf({ addresses, quotes }: Reported): string {
  const many = (count: number, one: string, several: string): string =>
    `${count} ${count === 1 ? one : several}`;
  const found = (kind: CheckedQuote['result']['kind']): number =>
    quotes.filter(({ result }) => result.kind === kind).length;
  const fine = addresses?.filter(({ verdict }) => verdict.kind === 'fine').length;
  const asked = addresses && `${many(addresses.length, 'address', 'addresses')}, ${fine} fine; `;
  return `${asked ?? ''}${many(quotes.length, 'quotation', 'quotations')}, ${found('same')} as quoted, ${found('unchecked')} not checked.`;
}

function formatEntry({ where, lines: [about = '', ...lines], url, type }: Entry): string {
  const items = [...lines.map(code), ...(type === undefined ? [] : [`write ${code(type)}`])];
  return [`- [ ] **${about}** (${code(where)})`, ...(url ? [`<${url}>`, ...items] : items)].join('\n  - ');
}

function code(text: string): string {
  const harmless = text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
  return `\`${harmless.replaceAll('`', 'ˋ')}\``;
}
