import { type Outcome, ok, problem, skipped, warning } from './outcome.ts';

/** Milliseconds that an answer may take. */
const PATIENCE = 10_000;

export type Host = 'slack.com' | 'discord.com';
/** An outcome of whichever check it was that asked. */
export type Trouble = Omit<Outcome, 'check'>;

/** A platform's answer, or why there was none that means anything: nothing is known of a token then. */
export type Reply =
  | { readonly status: number; readonly headers: Headers; readonly body: unknown }
  | { readonly trouble: Trouble };

export interface Network {
  /** Sends a request to one of `host`'s addresses: once, and to no other address. Never rejects. */
  ask(host: Host, method: 'GET' | 'POST', url: string, headers: Record<string, string>): Promise<Reply>;
  /** Milliseconds by which this machine's clock is ahead of each that answered. */
  readonly clockOffsets: readonly number[];
}

/** `patience`: milliseconds, for tests. */
export function openNetwork(now: () => Date, patience = PATIENCE): Network {
  const clockOffsets: number[] = [];
  return {
    clockOffsets,
    async ask(host, method, url, sent) {
      const before = now().getTime();
      try {
        const signal = AbortSignal.timeout(patience);
        // A redirect is no answer: it would carry the token elsewhere.
        const response = await fetch(url, {
          method,
          headers: { ...sent, connection: 'close' },
          redirect: 'manual',
          signal,
        });
        const { status, headers } = response;
        const theirs = Date.parse(headers.get('date') ?? '');
        // The header is cut to the second.
        if (!Number.isNaN(theirs)) clockOffsets.push((before + now().getTime()) / 2 - (theirs + 500));
        const body: unknown = await response.json().catch(() => undefined);
        if (status === 429) return { trouble: busy(host) };
        if (status >= 500) return { trouble: ownTrouble(host, String(status)) };
        const speaks = typeof body === 'object' && body !== null;
        return speaks ? { status, headers, body } : { trouble: notItself(host, status) };
      } catch (error) {
        return { trouble: unreached(host, error) };
      }
    },
  };
}

export function busy(host: Host): Trouble {
  return warning('', `${host} wants to be asked less often just now.`, 'Try again in a few minutes.');
}

export function ownTrouble(host: Host, code: string): Trouble {
  const page = { 'slack.com': 'https://slack-status.com', 'discord.com': 'https://discordstatus.com' }[host];
  return warning('', `${host} has trouble of its own (${code}).`, `Look at ${page} and try again later.`);
}

/** What answered is not the platform. */
export function notItself(host: Host, status: number): Trouble {
  const todo = `Open https://${host} from this machine: a proxy or a login page may be in between, or it is barred.`;
  return warning('', `What answered for ${host} does not speak as it does (${status}).`, todo);
}

const FIREWALL = 'Check that a firewall lets this machine out to port 443, or whether it needs a proxy.';
const CERTIFICATE =
  'Check the clock of this machine; a network that opens encrypted traffic needs its certificate in NODE_EXTRA_CA_CERTS.';
const UNREACHED: readonly (readonly [codes: RegExp, says: string, todo: string])[] = [
  [/ENOTFOUND|EAI_AGAIN/, 'this machine finds no such name', 'Check that it is online, and its DNS.'],
  [/TIMEOUT|ETIMEDOUT|TimeoutError/, 'no answer within 10 seconds', FIREWALL],
  [/ECONNREFUSED|UNREACH|EACCES|EPERM/, 'the connection was turned away', FIREWALL],
  [/CERT|TLS|SSL|UNABLE_TO_/, 'its certificate was not accepted', CERTIFICATE],
  [/^/, 'the connection broke off', 'Try again; if it stays so, check the network.'],
];

/** Only names and codes of what `fetch` throws are looked at, since the rest can hold what was sent. */
export function unreached(host: Host, error: unknown): Trouble {
  let codes = '';
  for (let at = error; at instanceof Error; at = at.cause)
    codes += ` ${at.name} ${'code' in at ? String(at.code) : ''}`;
  const [, says, todo] = UNREACHED.find(([known]) => known.test(codes)) ?? ['', '', ''];
  return problem('', `Could not reach ${host}: ${says}.`, todo);
}

/** Slack signs its requests with the time; five minutes off, they count as forged (Slack's docs: verifying requests). */
const REFUSED = 5 * 60_000;
const WARNED = 60_000;

/** This machine's clock against the nearest of those that answered: another one may be off itself. */
export function examineClock(offsets: readonly number[]): Outcome {
  const [offset] = offsets.toSorted((a, b) => Math.abs(a) - Math.abs(b));
  if (offset === undefined) return skipped('clock', 'The clock was not compared: no platform answered.');
  const off = Math.abs(offset);
  if (off <= WARNED) return ok('clock', 'The clock agrees with that of the platform.');
  const says = `The clock of this machine is ${Math.round(off / 60_000)} minutes ${offset > 0 ? 'ahead' : 'behind'}`;
  const todo = 'Turn on setting the time from the network: sudo timedatectl set-ntp true on most Linux.';
  return off > REFUSED
    ? problem('clock', `${says}: Slack’s requests would be refused.`, todo)
    : warning('clock', `${says}.`, todo);
}
