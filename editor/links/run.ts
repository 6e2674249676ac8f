import type { FactBase, IsoDate } from '../../src/core/fact.ts';
import {
  addressesOf,
  type Choice,
  chosenSources,
  quotationsOf,
  unarchivedOf,
  type Where,
} from './addresses.ts';
import { askForCopies } from './archives.ts';
import { createFetch, type Dial } from './fetch.ts';
import { HostGate, type Pause } from './gate.ts';
import { isAllFailing, isSilent, type LinkReport, outcomeOf, triesAfter } from './outcome.ts';
import type { Resolve } from './resolve.ts';
import { sweep } from './sweep.ts';
import type { Tries } from './tries.ts';
import type { WrongUrl } from './verdict.ts';

/** How the internet is reached, and how politely. */
export interface Reach {
  readonly resolve: Resolve;
  readonly dial: Dial;
  readonly pause: Pause;
  readonly userAgent: string;
  /** Between two requests to one host. */
  readonly pauseMs: number;
  readonly timeoutMs: number;
  /** Hosts that are asked at the same time. */
  readonly parallel: number;
}

export interface LinkJob {
  readonly base: FactBase;
  readonly where: Where;
  readonly choice: Choice;
  /** Whether archive.org is asked for copies. */
  readonly archives: boolean;
  readonly before: Tries;
  readonly today: IsoDate;
  readonly wrong: WrongUrl;
  readonly reach: Reach;
  /** Called after each of so many addresses. */
  readonly onLooked?: (done: number, all: number) => void;
}

export type LinkRun =
  /** Nothing answered, so nothing was counted: our own network is down. */
  | { readonly kind: 'offline'; readonly asked: number }
  | { readonly kind: 'done'; readonly report: LinkReport; readonly tries: Tries };

/** A page that is always there, asked only when nothing else answers. */
const CONTROL = 'https://example.org/';
/** So many addresses are tried before anybody wonders whether the network is down. */
const ENOUGH = 8;

/** Asks for every address that was chosen, looks up their quotations, and counts. Writes nothing. */
export async function checkLinks(job: LinkJob): Promise<LinkRun> {
  const { base, where, choice, before, today, wrong, reach } = job;
  const fetch = createFetch({ ...reach, gate: new HostGate(reach.pauseMs, reach.pause) });
  const sources = chosenSources(base, choice);
  const addresses = addressesOf(sources, quotationsOf(base, sources, where), where);
  let control: Promise<boolean> | undefined;
  const isControlDown = () => {
    control ??= fetch(CONTROL, { part: 'start' }).then(({ kind }) => kind === 'failed');
    return control;
  };
  let done = 0;
  const looked = await sweep(addresses, {
    fetch,
    pause: reach.pause,
    parallel: reach.parallel,
    wrong,
    isDown: async (some) => some.length >= ENOUGH && isSilent(some) && isControlDown(),
    onLooked: () => job.onLooked?.(++done, addresses.length),
  });
  if (isAllFailing(looked) || (isSilent(looked) && (await isControlDown()))) {
    return { kind: 'offline', asked: looked.length };
  }
  const report = outcomeOf(looked, before, today);
  const known = new Set(
    [...base.sources.values()].flatMap(({ url, archivedUrl }) => [url ?? '', archivedUrl ?? '']),
  );
  const tries = triesAfter(before, report, known);
  if (!job.archives) return { kind: 'done', report, tries };
  const copies = await askForCopies(unarchivedOf(sources, where), fetch, wrong);
  return { kind: 'done', report: { ...report, copies }, tries };
}
