import type { CommandCard } from '../../src/core/ports.ts';

/** How one look at an installation went. `skipped`: nobody could look, and `says` tells why. */
export const RESULTS = ['ok', 'warning', 'problem', 'skipped'] as const;
export type Result = (typeof RESULTS)[number];

/** One thing that was looked at. Neither text holds a token, or a part of one. */
export interface Examined {
  /** A fixed name for programs, such as `slack-scopes`; the same at every run. */
  readonly check: string;
  readonly result: Result;
  /** One line for people: what was found, with a full stop. */
  readonly says: string;
  /** What to do about it; left out where nothing is to do. */
  readonly todo?: string;
}

/** A request of an examination. Sent once: never again, and to no other address. */
export interface Ask {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
}

/** Why no answer came: the name is not known, nobody listens, it took too long, no certificate was accepted. */
export type Unreached = 'no-such-name' | 'nobody-listens' | 'too-slow' | 'certificate' | 'broken-off';

export type Reply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** By lower-case name. */
      readonly headers: Readonly<Record<string, string>>;
      /** The JSON in it; undefined when it held none. */
      readonly body: unknown;
    }
  | { readonly kind: 'unreached'; readonly why: Unreached };

/** What an examination may use; I/O that can be watched and limited in one place. */
export interface ExamineTools {
  readonly commands: readonly CommandCard[];
  /** Never rejects. Gives up after 10 s. */
  ask(request: Ask): Promise<Reply>;
  /** Whether this process could take requests on a port now. Never rejects. */
  portState(port: number): Promise<'free' | 'taken' | 'forbidden'>;
}

export function ok(check: string, says: string): Examined {
  return { check, result: 'ok', says };
}

export function warning(check: string, says: string, todo: string): Examined {
  return { check, result: 'warning', says, todo };
}

export function problem(check: string, says: string, todo: string): Examined {
  return { check, result: 'problem', says, todo };
}

export function skipped(check: string, says: string, todo?: string): Examined {
  return { check, result: 'skipped', says, ...(todo !== undefined && { todo }) };
}

const UNREACHED: Readonly<Record<Unreached, readonly [says: string, todo: string]>> = {
  'no-such-name': [
    'this machine finds no such name',
    'Check that it is online, and its DNS (the file /etc/resolv.conf on Linux).',
  ],
  'nobody-listens': [
    'the connection was turned away or cut',
    'Check that a firewall lets this machine out to port 443.',
  ],
  'too-slow': [
    'no answer within 10 seconds',
    'Check the network; a firewall may swallow what goes out to port 443, or a proxy may be needed.',
  ],
  certificate: [
    'the certificate of the other side was not accepted',
    'Check the clock of this machine; a company network that opens encrypted traffic needs its certificate in NODE_EXTRA_CA_CERTS.',
  ],
  'broken-off': ['the connection broke off', 'Try again; if it stays so, check the network.'],
};

/** What to tell of a host that did not answer: that is not a refusal, and no token is wrong because of it. */
export function unreached(check: string, host: string, why: Unreached): Examined {
  const [says, todo] = UNREACHED[why];
  return problem(check, `Could not reach ${host}: ${says}.`, todo);
}
