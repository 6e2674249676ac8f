import type { IsoDate } from '../../src/core/fact.ts';
import type { Address } from './addresses.ts';
import type { Archived } from './archives.ts';
import { plainHost } from './gate.ts';
import { bestOfEach, type CheckedQuote, type Looked } from './sweep.ts';
import { type Failure, failedAgain, isDead, type Tries } from './tries.ts';
import type { Verdict } from './verdict.ts';

/** One address and all that is known of it. */
export interface AddressOutcome {
  readonly address: Address;
  readonly verdict: Verdict;
  /** Its failed tries, this one with them. */
  readonly failed: readonly Failure[];
  readonly dead: boolean;
}

/** All that a run found. */
export interface LinkReport {
  readonly today: IsoDate;
  readonly addresses: readonly AddressOutcome[];
  readonly quotes: readonly CheckedQuote[];
  /** Only when they were asked for. */
  readonly copies?: readonly Archived[];
}

/** Fewer hosts than this may all be down at once. */
const MANY_HOSTS = 3;

/** Whether each of several hosts failed: that is our own network, or what stands between it and the internet. */
export function isAllFailing(looked: readonly Looked[]): boolean {
  const hosts = new Set(looked.map(({ address }) => plainHost(new URL(address.url).hostname)));
  return hosts.size >= MANY_HOSTS && looked.every(({ verdict }) => verdict.kind === 'failing');
}

/** Whether nobody answered at all: their fault, if somebody else does. */
export function isSilent(looked: readonly Looked[]): boolean {
  return looked.length > 0 && looked.every(({ verdict }) => verdict.kind === 'failing' && verdict.network);
}

/** What a run found, together with what earlier ones did. */
export function outcomeOf(looked: readonly Looked[], before: Tries, today: IsoDate): LinkReport {
  return {
    today,
    addresses: looked.map(({ address, verdict }) => {
      const failed = failuresAfter(before.get(address.url) ?? [], verdict, today);
      return { address, verdict, failed, dead: verdict.kind === 'failing' && isDead(failed) };
    }),
    quotes: bestOfEach(looked.flatMap(({ quotes }) => quotes)),
  };
}

/** A page that was there starts anew; one that asks for a login, or that somebody has to look at, tells nothing. */
function failuresAfter(before: readonly Failure[], verdict: Verdict, on: IsoDate): readonly Failure[] {
  if (verdict.kind === 'fine' || verdict.kind === 'moved') return [];
  return verdict.kind === 'failing' ? failedAgain(before, { on, why: verdict.why }) : before;
}

/** What is kept for the next run: addresses that the base no longer has are forgotten. */
export function triesAfter(before: Tries, report: LinkReport, known: ReadonlySet<string>): Tries {
  const after = new Map([...before].filter(([url]) => known.has(url)));
  for (const { address, failed } of report.addresses) after.set(address.url, failed);
  return after;
}

/** Words that somebody has put into a source's mouth: on a page they must nearly stand there to be called wrong, since
    what a robot is shown is not always what people read. */
export function isWrong({ result }: CheckedQuote, inDocuments: boolean): boolean {
  return result.kind === 'differs' || (inDocuments && result.kind === 'absent');
}

/** Whether the run must end with exit code 1. */
export function isBad({ addresses, quotes }: LinkReport): boolean {
  return addresses.some(({ dead }) => dead) || quotes.some((one) => isWrong(one, false));
}
