import { createServer } from 'node:net';
import type { Ask, ExamineTools, Reply, Unreached } from './outcome.ts';

/** Milliseconds that an answer may take. */
const PATIENCE = 10_000;

/** Milliseconds by which this machine's clock is ahead of another's, as an answer's `Date` header tells, to the second. */
export type ClockOffsets = number[];

export interface Reach extends Pick<ExamineTools, 'ask' | 'portState'> {
  readonly offsets: ClockOffsets;
}

/** Asks over the network, and notes what the answers tell of the clock. `patience`: milliseconds, for tests. */
export function createReach(now: () => Date, patience = PATIENCE): Reach {
  const offsets: ClockOffsets = [];
  return {
    offsets,
    async ask(request) {
      const before = now().getTime();
      const reply = await asked(request, patience);
      if (reply.kind === 'answered') {
        const theirs = Date.parse(reply.headers['date'] ?? '');
        // The header is cut to the second.
        if (!Number.isNaN(theirs)) offsets.push((before + now().getTime()) / 2 - (theirs + 500));
      }
      return reply;
    },
    portState,
  };
}

/** A redirect is no answer: it would carry the token elsewhere. */
async function asked({ url, method, headers }: Ask, patience: number): Promise<Reply> {
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(url, { method, headers, signal, redirect: 'manual' });
    const text = await response.text();
    return {
      kind: 'answered',
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: parsed(text),
    };
  } catch (error) {
    return { kind: 'unreached', why: whyOf(error) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Out of what `fetch` throws; only its codes are looked at, since the rest can hold what was sent. */
export function whyOf(error: unknown): Unreached {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at.name === 'TimeoutError') return 'too-slow';
    const code: unknown = 'code' in at ? at.code : undefined;
    if (typeof code !== 'string') continue;
    if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) return 'no-such-name';
    if (/^(ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|EACCES|EPERM)$/.test(code)) return 'nobody-listens';
    if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'too-slow';
    if (/CERT|TLS|SSL|UNABLE_TO_/.test(code)) return 'certificate';
  }
  return 'broken-off';
}

function portState(port: number): Promise<'free' | 'taken' | 'forbidden'> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EACCES' ? 'forbidden' : 'taken'),
    );
    server.listen(port, () => server.close(() => resolve('free')));
  });
}
