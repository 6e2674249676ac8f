import type { Answered, Fetched } from './fetch.ts';
import { plainHost } from './gate.ts';
import { readPage } from './page.ts';

/** What one try says of an address. */
export type Verdict =
  | { readonly kind: 'fine' }
  /** The page is there, and says for good where; `write` when that may be typed as it is: it is on the same site, and in the form of sources.yaml. */
  | { readonly kind: 'moved'; readonly to: string; readonly write: boolean }
  /** There, but for people who log in, pay, or are no robot. */
  | { readonly kind: 'asks'; readonly why: string }
  /** Nothing that counts, and nothing that can be trusted: somebody has to look. */
  | { readonly kind: 'look'; readonly why: string }
  /** The host wants no more questions for now. */
  | { readonly kind: 'later'; readonly why: string; readonly seconds: number }
  /** Counts as a failed try; `network` when nobody answered at all. */
  | { readonly kind: 'failing'; readonly why: string; readonly network: boolean };

const ASKS: ReadonlyMap<number, string> = new Map([
  [401, 'asks for a login'],
  [402, 'asks for payment'],
  [403, 'refuses robots, or asks for a login'],
  [407, 'asks for a login'],
  [429, 'refuses robots for now'],
  [451, 'is withheld here for legal reasons'],
  [999, 'refuses robots'],
]);
const PERMANENT = new Set([301, 308]);
const NOT_FOUND =
  /(?:^|error )404\b(?! media)|\b(?:not found|no longer available|page (?:is )?(?:missing|unavailable)|(?:does not|doesn['’]t) exist|no encontrad[ao]|no existe)\b/i;
const ROBOT_CHECK =
  /just a moment|attention required|are you a robot|access denied|verify you are human|captcha/i;
const LOGIN = /^\/(?:[\w-]+\/){0,3}(?:log-?in|sign-?in|authwall|subscribe|account\/login)\b/i;

/** Why an address can't stand in sources.yaml; undefined when it can. */
export type WrongUrl = (url: string) => string | undefined;

/** What an answer means for the address that was asked for. */
export function judge(asked: string, fetched: Fetched, wrong: WrongUrl): Verdict {
  if (fetched.kind === 'failed') return { kind: 'failing', why: fetched.why, network: true };
  if (fetched.kind === 'refused') return { kind: 'look', why: fetched.why };
  const { status, retryAfter } = fetched;
  if (retryAfter !== undefined && (status === 429 || status === 503)) {
    return { kind: 'later', why: `answers ${status} and asks to wait`, seconds: retryAfter };
  }
  const asks = ASKS.get(status);
  if (asks !== undefined) return { kind: 'asks', why: `answers ${status}: ${asks}` };
  if (status === 503 && ROBOT_CHECK.test(titleOf(fetched))) {
    return { kind: 'asks', why: 'answers 503 and tests for robots' };
  }
  if (status === 404 || status === 410 || status >= 500) {
    return { kind: 'failing', why: `answers ${status}`, network: false };
  }
  if (status < 200 || status > 299) return { kind: 'look', why: `answers ${status}` };
  return judgeAnswer(new URL(asked), fetched, wrong);
}

function judgeAnswer(asked: URL, answered: Answered, wrong: WrongUrl): Verdict {
  const landed = new URL(answered.url);
  const title = titleOf(answered);
  if (landed.pathname !== asked.pathname && LOGIN.test(landed.pathname)) {
    return { kind: 'asks', why: `leads to a login: ${answered.url}` };
  }
  if (landed.pathname === '/' && landed.search === '' && asked.pathname !== '/') {
    return { kind: 'look', why: `leads to the front page ${answered.url}: the page itself may be gone` };
  }
  if (ROBOT_CHECK.test(title)) return { kind: 'asks', why: `refuses robots: its title is “${title}”` };
  if (NOT_FOUND.test(title)) {
    return { kind: 'look', why: `answers ${answered.status}, but its title is “${title}”` };
  }
  const to = movedTo(answered);
  if (to === undefined || to === asked.href) return { kind: 'fine' };
  const sameSite = isSameSite(asked.hostname, new URL(to).hostname);
  return { kind: 'moved', to, write: sameSite && wrong(to) === undefined };
}

function titleOf(answered: Answered): string {
  const page = readPage(answered);
  return page.readable ? page.title : '';
}

/** Where the redirects for good end: what comes after the first one for now may be elsewhere tomorrow. */
function movedTo({ hops }: Answered): string | undefined {
  const forNow = hops.findIndex(({ status }) => !PERMANENT.has(status));
  return (forNow < 0 ? hops : hops.slice(0, forNow)).at(-1)?.to;
}

/** One host but for `www.`, or one below the other. */
function isSameSite(one: string, other: string): boolean {
  const [a, b] = [plainHost(one), plainHost(other)];
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}
