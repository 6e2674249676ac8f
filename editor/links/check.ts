import type { FactBase, IsoDate } from '../../src/core/fact.ts';
import type { Address, Cited } from './cited.ts';
import { createFetch, type Fetch, plainHost, type Reach } from './fetch.ts';
import { pageText } from './page-text.ts';
import { type CheckedQuote, checkQuotes, evened, type Readable } from './quotes.ts';
import { type Failure, TRIES, type Tries, triesAfter } from './tries.ts';
import { judge, type Verdict } from './verdict.ts';

/** One address and all that is known of it; `failed` are its failed tries, this one with them. */
export interface CheckedAddress {
  readonly address: Address;
  readonly verdict: Verdict;
  readonly failed: readonly Failure[];
  readonly dead: boolean;
}

/** All that a run found. */
export interface LinkReport {
  readonly addresses: readonly CheckedAddress[];
  readonly quotes: readonly CheckedQuote[];
}

export interface LinkJob {
  readonly base: FactBase;
  readonly cited: Cited;
  readonly before: Tries;
  readonly today: IsoDate;
  readonly reach: Reach;
}

/** A page that is always there: where it can't be read, our own network is down. */
const CONTROL = 'https://example.org/';
/** Hosts that are asked at the same time. */
const PARALLEL = 4;
/** Fewer characters than this are a frame that a script would fill. */
const LEAST = 300;

/** Asks for every cited address, looks up their quotations, and counts failed tries. Writes nothing. Undefined when our own
    network is down, so that nothing was counted. */
export async function checkLinks(
  job: LinkJob,
): Promise<{ readonly report: LinkReport; readonly tries: Tries } | undefined> {
  const { base, cited, before, today } = job;
  const fetch = createFetch(job.reach);
  if ((await fetch(CONTROL)).kind === 'failed') return undefined;
  const looked = await lookAtAll(cited.addresses, fetch);
  const addresses = looked.map(({ address, verdict }) => {
    const failed = triesAfter(before.get(address.url) ?? [], verdict, today);
    return { address, verdict, failed, dead: verdict.kind === 'failing' && failed.length >= TRIES };
  });
  const quotes = checkQuotes(cited.quotations, (source) =>
    looked.filter(({ address }) => address.sources.includes(source)).map(({ readable }) => readable),
  );
  const known = new Set([...base.sources.values()].flatMap(({ url, archivedUrl }) => [url, archivedUrl]));
  const tries = new Map([...before].filter(([url]) => known.has(url)));
  for (const { address, failed } of addresses) tries.set(address.url, failed);
  return { report: { addresses, quotes }, tries };
}

interface Looked {
  readonly address: Address;
  readonly verdict: Verdict;
  readonly readable: Readable;
}

/** A few hosts at once, the addresses of each one after the other. A host that asks to wait is left alone until the next
    run. In the order of the addresses. */
async function lookAtAll(addresses: readonly Address[], fetch: Fetch): Promise<readonly Looked[]> {
  const hosts = [...new Set(addresses.map(({ url }) => plainHost(url)))];
  const looked = new Map<string, Looked>();
  const work = async (): Promise<void> => {
    for (let host = hosts.shift(); host !== undefined; host = hosts.shift()) {
      let closed: Looked['verdict'] | undefined;
      for (const address of addresses.filter(({ url }) => plainHost(url) === host)) {
        const one = closed ? unread(address, closed) : await lookAt(address, fetch);
        if (one.verdict.kind === 'later') closed = one.verdict;
        looked.set(address.url, one);
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return addresses.flatMap(({ url }) => looked.get(url) ?? []);
}

async function lookAt(address: Address, fetch: Fetch): Promise<Looked> {
  const fetched = await fetch(address.url);
  const verdict = judge(address.url, fetched);
  if ('why' in verdict || fetched.kind !== 'answered') return unread(address, verdict);
  const page = pageText(fetched);
  if (typeof page === 'string') return unread(address, verdict, page);
  return page.text.replace(/\s+/g, ' ').length < LEAST
    ? unread(address, verdict, 'has next to no text: a script fills it, or it wants a login')
    : { address, verdict, readable: { at: address.url, text: evened(page.text) } };
}

function unread(address: Address, verdict: Verdict, why = 'why' in verdict ? verdict.why : ''): Looked {
  return { address, verdict, readable: { at: address.url, text: why } };
}
