import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { textIn } from '../../../src/platforms/slack/render.ts';
import { listening } from '../../loopback.ts';
import { blockProblems, field, isRecord, list, viewProblems } from './inspect.ts';

export const BOT_TOKEN = 'xoxb-test-token';
export const APP_TOKEN = 'xapp-test-token';
export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';
export const BOT_USER = 'U0000000BOT';

/** How the Web API and the response addresses behave. */
export type Mode = 'ok' | 'rate-limited' | 'gone' | 'busy' | 'error' | 'html' | 'empty' | 'hang' | 'reset';

export interface Call {
  /** `chat.postMessage`, or `respond` for a response address. */
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface FakeSlack {
  readonly apiUrl: string;
  /** An address for answers to a command or a button. */
  readonly responseUrl: string;
  /** Messages sent, in order; asking who the bot is and opening a socket are not among them. */
  readonly calls: Call[];
  /** What it was sent against Slack's rules, in words. */
  readonly problems: string[];
  /** How calls are answered from now on. `busy` refuses the first call with "come back in 1 s" and takes the rest. */
  mode: Mode;
  /** Methods that are refused from now on, each with Slack's own word for why. */
  readonly refusals: Map<string, string>;
  /** The permissions of the bot's token. */
  scopes: string;
  /** The same for `apps.connections.open` alone; an error code of Slack's own makes it refuse with that. */
  opening: Mode | { readonly error: string };
  /** The same for `auth.test` alone. */
  asking: Mode | { readonly error: string };
  /** What `auth.test` says besides that it went well. */
  identity: Readonly<Record<string, string>>;
  /** Seconds by which the clock of this Slack is ahead. */
  ahead: number;
  readonly opened: number;
  /** Sends an envelope over the open socket, and gives back its acknowledgement. */
  envelope(type: string, payload: unknown, more?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Sends anything over the open socket. */
  say(raw: string): void;
  /** From now on nothing is read or said over the sockets that are open: no pong, no goodbye. */
  fallSilent(): void;
  /** Closes the sockets that are open, as Slack does every few hours. */
  drop(): void;
  connected(count: number): Promise<void>;
  /** Resolves once this many messages were sent. */
  sent(count: number): Promise<readonly Call[]>;
  stop(): Promise<void>;
}

/** Slack's Web API, response addresses and Socket Mode on loopback; strict about what it is sent. */
export async function fakeSlack(): Promise<FakeSlack> {
  const calls: Call[] = [];
  const problems: string[] = [];
  const acks = new Map<string, (payload: unknown) => void>();
  const sockets = new Set<WebSocket>();
  let opened = 0;
  let envelopes = 0;

  const server = createServer((request, response) => {
    readAll(request).then((text) => answerTo(request, response, text));
  });
  const wss = new WebSocketServer({ server });
  wss.on('connection', (socket) => {
    opened += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const message: unknown = JSON.parse(String(data));
      acks.get(String(field(message, 'envelope_id')))?.(field(message, 'payload'));
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
  });
  const port = await listening(server);

  function answerTo(request: IncomingMessage, response: ServerResponse, text: string): void {
    const path = request.url ?? '';
    if (path === '/api/auth.test') {
      response.setHeader('date', new Date(Date.now() + fake.ahead * 1000).toUTCString());
      if (typeof fake.asking !== 'string') json(response, { ok: false, ...fake.asking });
      else if (misbehave(fake.asking, response)) return;
      else if (request.headers.authorization !== `Bearer ${BOT_TOKEN}`)
        json(response, { ok: false, error: 'invalid_auth' });
      else {
        response.setHeader('x-oauth-scopes', fake.scopes);
        json(response, { ok: true, ...fake.identity });
      }
      return;
    }
    if (path === '/api/apps.connections.open') {
      if (typeof fake.opening !== 'string') json(response, { ok: false, ...fake.opening });
      else if (request.headers.authorization !== `Bearer ${APP_TOKEN}`)
        json(response, { ok: false, error: 'invalid_auth' });
      else if (!misbehave(fake.opening, response))
        json(response, { ok: true, url: `ws://127.0.0.1:${port}/` });
      return;
    }
    const method = path.startsWith('/api/') ? path.slice('/api/'.length) : 'respond';
    const body = method === 'respond' ? jsonBody(text) : formBody(text);
    if (method !== 'respond' && request.headers.authorization !== `Bearer ${BOT_TOKEN}`)
      problems.push('wrong token');
    problems.push(...callProblems(method, body));
    if (fake.mode === 'busy') {
      fake.mode = 'ok';
      misbehave('busy', response);
      return;
    }
    calls.push({ method, body });
    const error = fake.refusals.get(method);
    if (error !== undefined) json(response, { ok: false, error });
    else if (!misbehave(fake.mode, response))
      json(response, { ok: true, ts: '1700000009.000100', channel: field(body, 'channel') });
  }

  const fake: FakeSlack = {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    responseUrl: `http://127.0.0.1:${port}/respond/1`,
    calls,
    problems,
    mode: 'ok',
    refusals: new Map(),
    scopes: 'commands,app_mentions:read,chat:write,im:history',
    opening: 'ok',
    asking: 'ok',
    identity: {
      user: 'receipts',
      user_id: BOT_USER,
      bot_id: 'B0000000BOT',
      team: 'A workspace',
      team_id: 'T00000001',
    },
    ahead: 0,
    get opened() {
      return opened;
    },
    envelope(type, payload, more = {}) {
      envelopes += 1;
      const envelope_id = `envelope-${envelopes}`;
      return new Promise((resolve) => {
        acks.set(envelope_id, resolve);
        fake.say(JSON.stringify({ type, envelope_id, payload, ...more }));
      });
    },
    say: (raw) => {
      for (const socket of sockets) socket.send(raw);
    },
    fallSilent: () => {
      for (const socket of sockets) socket.pause();
    },
    drop: () => {
      for (const socket of sockets) socket.close();
    },
    connected: (count) => until(() => opened >= count),
    async sent(count) {
      await until(() => calls.length >= count);
      return calls;
    },
    async stop() {
      for (const socket of sockets) socket.terminate();
      wss.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

/** Waits for something to become so; fails after 4 s, saying what was waited for. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; waited < 4_000; waited += 10) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never came true: ${String(isSo)}`);
}

/** The headers with which Slack signs a request. `at`: seconds since 1970. */
export function signed(
  body: string,
  at = Math.floor(Date.now() / 1000),
  secret = SIGNING_SECRET,
): Record<string, string> {
  const hash = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${hash}` };
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

type Reply = readonly [status: number, body?: string, headers?: Readonly<Record<string, string>>];
const HTML = { 'content-type': 'text/html' };
const REPLIES: Readonly<Partial<Record<Mode, Reply>>> = {
  'rate-limited': [429, '', { 'retry-after': '30' }],
  busy: [429, '', { 'retry-after': '1' }],
  gone: [404, 'used_url'],
  error: [500, 'it broke'],
  html: [503, '<html><body>Down for a moment</body></html>', HTML],
  empty: [200, '<html>', HTML],
};

/** True when it has dealt with the request, or left it hanging. */
function misbehave(mode: Mode, response: ServerResponse): boolean {
  const [status, body, headers] = REPLIES[mode] ?? [];
  if (status !== undefined) response.writeHead(status, headers).end(body);
  else if (mode === 'reset') response.destroy();
  return mode !== 'ok';
}

function jsonBody(text: string): Record<string, unknown> {
  const body: unknown = JSON.parse(text);
  return isRecord(body) ? body : {};
}

function formBody(text: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([key, value]) => [key, NESTED.has(key) ? JSON.parse(value) : value]),
  );
}

const NESTED = new Set(['blocks', 'view', 'prompts']);

/** What each method that shows a view must be told besides it. */
const VIEWS: Readonly<Record<string, string>> = {
  'views.open': 'trigger_id',
  'views.update': 'view_id',
  'views.publish': 'user_id',
};

function callProblems(method: string, body: Readonly<Record<string, unknown>>): string[] {
  const { text, blocks, channel, link_names, parse } = body;
  const problems: string[] = [];
  if (link_names !== undefined || parse !== undefined) problems.push('asks Slack to look for names');
  const needed = VIEWS[method];
  if (needed !== undefined) {
    if (typeof body[needed] !== 'string') problems.push(`${method} without ${needed}`);
    return [...problems, ...viewProblems(field(body, 'view'))];
  }
  if (method === 'assistant.threads.setSuggestedPrompts') {
    const prompts = list(field(body, 'prompts'));
    if (prompts.length < 1 || prompts.length > 4) problems.push(`${prompts.length} prompts`);
    if (typeof field(body, 'channel_id') !== 'string') problems.push('prompts without a channel');
    return problems;
  }
  if (method !== 'respond' && typeof channel !== 'string') problems.push(`${method} without a channel`);
  if (method === 'chat.postEphemeral' && typeof field(body, 'user') !== 'string')
    problems.push('private without a user');
  if (method === 'chat.postMessage' && field(body, 'unfurl_links') !== 'false')
    problems.push('unfurls links');
  if (method === 'respond' && list(blocks).length > 0 && field(body, 'unfurl_links') !== false)
    problems.push('unfurls links');
  if (field(body, 'delete_original') === true && text === undefined) return problems;
  return [...problems, ...blockProblems(body, textIn(blocks))];
}
