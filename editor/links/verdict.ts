import { wrongUrl } from '../../src/facts/schema/urls.ts';
import { type Answered, type Fetched, plainHost } from './fetch.ts';
import { pageText } from './page-text.ts';

/** What one try says of an address. */
export type Verdict =
  | { readonly kind: 'fine' }
  /** The page is there, and says for good where; `write` when that may be typed as it is: it is on the same site, and in
      the form of sources.yaml. */
  | { readonly kind: 'moved'; readonly to: string; readonly write: boolean }
  /** `asks`: there, but for people who log in, pay, or are no robot. `look`: nothing that counts and nothing that can be
      trusted, so that somebody has to look. `later`: the host wants no more questions for now. `failing`: a failed try. */
  | { readonly kind: 'asks' | 'look' | 'later' | 'failing'; readonly why: string };

const ASKS: ReadonlyMap<number, string> = new Map([
  [401, 'asks for a login'],
  [402, 'asks for payment'],
  [403, 'refuses robots, or asks for a login'],
  [407, 'asks for a login'],
  [429, 'refuses robots for now'],
  [451, 'is withheld here for legal reasons'],
  [999, 'refuses robots'],
]);
const NOT_FOUND =
  /(?:^|error )404\b(?! media)|\b(?:not found|no longer available|page (?:is )?(?:missing|unavailable)|(?:does not|doesn['’]t) exist|no encontrad[ao]|no existe)\b/i;
const ROBOT_CHECK =
  /just a moment|attention required|are you a robot|access denied|verify you are human|captcha/i;
const LOGIN = /^\/(?:[\w-]+\/){0,3}(?:log-?in|sign-?in|authwall|subscribe|account\/login)\b/i;

/** What an answer means for the address that was asked for. */
export function judge(asked: string, fetched: Fetched): Verdict {
  if (fetched.kind !== 'answered') {
    return { kind: fetched.kind === 'failed' ? 'failing' : 'look', why: fetched.why };
  }
  const { status, asksToWait } = fetched;
  const title = titleOf(fetched);
  const why = `answers ${status}`;
  if (asksToWait && (status === 429 || status === 503))
    return { kind: 'later', why: `${why} and asks to wait` };
  const asks = ASKS.get(status);
  if (asks !== undefined) return { kind: 'asks', why: `${why}: ${asks}` };
  if (ROBOT_CHECK.test(title)) return { kind: 'asks', why: `${why} and tests for robots: “${title}”` };
  if (status === 404 || status === 410 || status >= 500) return { kind: 'failing', why };
  if (status < 200 || status > 299) return { kind: 'look', why };
  return NOT_FOUND.test(title)
    ? { kind: 'look', why: `${why}, but its title is “${title}”` }
    : judgePlace(new URL(asked), fetched);
}

function judgePlace(asked: URL, { url, hops }: Answered): Verdict {
  const landed = new URL(url);
  if (landed.pathname !== asked.pathname && LOGIN.test(landed.pathname)) {
    return { kind: 'asks', why: `leads to a login: ${url}` };
  }
  if (landed.pathname === '/' && landed.search === '' && asked.pathname !== '/') {
    return { kind: 'look', why: `leads to the front page ${url}: the page itself may be gone` };
  }
  // What comes after the first redirect that is only for now may be elsewhere tomorrow.
  const forNow = hops.findIndex(({ status }) => status !== 301 && status !== 308);
  const to = (forNow < 0 ? hops : hops.slice(0, forNow)).at(-1)?.to;
  if (to === undefined || to === asked.href) return { kind: 'fine' };
  const [one, other] = [plainHost(asked.href), plainHost(to)];
  const isSameSite = one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
  return { kind: 'moved', to, write: isSameSite && wrongUrl(to) === undefined };
}

function titleOf(answered: Answered): string {
  const page = pageText(answered);
  return typeof page === 'string' ? '' : page.title;
}
