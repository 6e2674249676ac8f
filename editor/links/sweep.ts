import type { Address, Quotation } from './addresses.ts';
import type { Fetch, Fetched } from './fetch.ts';
import { type Pause, plainHost } from './gate.ts';
import { readWords } from './page.ts';
import { type Found, findIn, searchable } from './quotes.ts';
import { judge, type Verdict, type WrongUrl } from './verdict.ts';

/** What became of a quotation. `unchecked` is never wrong: nobody could look. */
export type QuoteResult =
  | { readonly kind: 'same' }
  | (Extract<Found, { kind: 'differs' }> & { readonly at: string })
  /** Nothing like it is in a text that could be read. */
  | { readonly kind: 'absent'; readonly at: string }
  | { readonly kind: 'unchecked'; readonly why: string };

export interface CheckedQuote {
  readonly quotation: Quotation;
  readonly result: QuoteResult;
}

/** One address, asked for. */
export interface Looked {
  readonly address: Address;
  readonly verdict: Verdict;
  readonly quotes: readonly CheckedQuote[];
}

export interface SweepOptions {
  readonly fetch: Fetch;
  readonly pause: Pause;
  /** Hosts that are asked at the same time. */
  readonly parallel: number;
  readonly wrong: WrongUrl;
  /** Asked after each host, until it says no: whether nothing can be reached at all, so that the rest is left out. */
  readonly isDown: (looked: readonly Looked[]) => Promise<boolean>;
  /** Called after each address. */
  readonly onLooked?: () => void;
}

/** A host that asks for more patience than this is left alone until the next run. */
export const MAX_WAIT_SECONDS = 120;

/** Asks for every address: the addresses of one host one after the other, a few hosts at once. Gives back, in the
    order in which they came, those that it got to. */
export async function sweep(addresses: readonly Address[], options: SweepOptions): Promise<Looked[]> {
  const byHost = new Map<string, Address[]>();
  for (const address of addresses) {
    const host = plainHost(new URL(address.url).hostname);
    byHost.set(host, [...(byHost.get(host) ?? []), address]);
  }
  const waiting = [...byHost.values()];
  const looked = new Map<Address, Looked>();
  const work = async () => {
    for (let host = waiting.shift(); host; host = waiting.shift()) {
      for (const one of await sweepHost(host, options)) looked.set(one.address, one);
      if (await options.isDown([...looked.values()])) waiting.length = 0;
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.parallel, waiting.length) }, work));
  return addresses.flatMap((address) => looked.get(address) ?? []);
}

async function sweepHost(addresses: readonly Address[], options: SweepOptions): Promise<Looked[]> {
  const looked: Looked[] = [];
  let closed: Extract<Verdict, { kind: 'later' }> | undefined;
  for (const address of addresses) {
    const one: Looked = closed
      ? { address, verdict: closed, quotes: unchecked(address, closed.why) }
      : await look(address, options);
    if (one.verdict.kind === 'later') closed = one.verdict;
    looked.push(one);
    options.onLooked?.();
  }
  return looked;
}

async function look(address: Address, { fetch, pause, wrong }: SweepOptions): Promise<Looked> {
  const part = address.quotations.length > 0 ? 'whole' : 'start';
  let fetched = await fetch(address.url, { part });
  let verdict = judge(address.url, fetched, wrong);
  if (verdict.kind === 'later' && verdict.seconds <= MAX_WAIT_SECONDS) {
    await pause(verdict.seconds * 1000);
    fetched = await fetch(address.url, { part });
    verdict = judge(address.url, fetched, wrong);
  }
  return { address, verdict, quotes: checkQuotes(address, fetched, verdict) };
}

function checkQuotes(address: Address, fetched: Fetched, verdict: Verdict): CheckedQuote[] {
  const { quotations, url } = address;
  if (quotations.length === 0) return [];
  if (fetched.kind !== 'answered' || (verdict.kind !== 'fine' && verdict.kind !== 'moved')) {
    return unchecked(address, 'why' in verdict ? verdict.why : 'the page could not be read');
  }
  const page = readWords(fetched);
  if (!page.readable) return unchecked(address, page.why);
  const text = searchable(page.text);
  return quotations.map((quotation) => {
    const found = findIn(text, quotation.quote);
    return { quotation, result: found.kind === 'same' ? found : { ...found, at: url } };
  });
}

function unchecked({ quotations }: Address, why: string): CheckedQuote[] {
  return quotations.map((quotation) => ({ quotation, result: { kind: 'unchecked', why } }));
}

/** A quotation that several addresses or documents were searched for, once: found anywhere is found. */
export function bestOfEach(checked: readonly CheckedQuote[]): CheckedQuote[] {
  const order = ['same', 'differs', 'absent', 'unchecked'];
  const best = new Map<string, CheckedQuote>();
  for (const one of checked) {
    const known = best.get(one.quotation.where);
    if (!known || order.indexOf(one.result.kind) < order.indexOf(known.result.kind)) {
      best.set(one.quotation.where, one);
    }
  }
  return [...best.values()];
}
