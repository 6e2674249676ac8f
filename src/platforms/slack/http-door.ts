import type { IncomingMessage, RequestListener } from 'node:http';
import { parse } from 'node:querystring';
import { BODY_BYTES, CLOCK_SKEW_MS } from './limits.ts';

export const ENDPOINT = '/slack/events';

export interface Door {
  /** True once no new requests are taken. */
  closed(): boolean;
  now(): Date;
  /** Told a code for each request that is turned away. */
  refused(code: string): void;
}

/** Stands before Bolt's request listener, and turns away what Bolt would let in or fall over: other paths, bodies over
    the limit, timestamps from the future, and bodies that are not an object. Signatures stay Bolt's business. */
export function withDoor(bolt: RequestListener, door: Door): RequestListener {
  return (request, response) => {
    const turnAway = (status: number, code: string): void => {
      door.refused(code);
      response.writeHead(status, { connection: 'close' }).end();
    };
    if (door.closed()) return turnAway(503, 'is_stopping');
    if (request.method !== 'POST' || request.url?.split('?')[0] !== ENDPOINT)
      return turnAway(404, 'other_path');
    if (isOffClock(request, door.now())) return turnAway(401, 'clock_refused');
    readBody(request, (body) => {
      if (body === undefined) return turnAway(413, 'body_too_large');
      if (!holdsObject(body.toString(), request.headers['content-type']))
        return turnAway(400, 'body_malformed');
      // Bolt takes a body that somebody has read before it from here.
      bolt(Object.assign(request, { rawBody: body }), response);
    });
  };
}

function isOffClock(request: IncomingMessage, now: Date): boolean {
  const header = request.headers['x-slack-request-timestamp'];
  if (header === undefined) return false;
  const seconds = Number(header);
  return !(Math.abs(now.getTime() - seconds * 1000) <= CLOCK_SKEW_MS);
}

/** Calls back once: with the body, or with undefined when it is over the limit. Not at all when the sender goes away. */
function readBody(request: IncomingMessage, done: (body: Buffer | undefined) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= BODY_BYTES) {
      chunks.push(chunk);
      return;
    }
    request.removeAllListeners('data').removeAllListeners('end').pause();
    done(undefined);
  });
  request.on('end', () => done(Buffer.concat(chunks)));
  request.on('error', () => undefined);
}

function holdsObject(body: string, type: string | undefined): boolean {
  if (type === 'application/x-www-form-urlencoded') {
    const { payload } = parse(body);
    return payload === undefined || (typeof payload === 'string' && isObject(payload));
  }
  return isObject(body);
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
