import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { textIn } from '../../../src/platforms/slack/render.ts';
import { FakePlatform, until } from '../../loopback.ts';
import { blockProblems, field, list, viewProblems } from './inspect.ts';

export const BOT_TOKEN = 'xoxb-test-token';
export const APP_TOKEN = 'xapp-test-token';
export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';
export const BOT_USER = 'U0000000BOT';

/** How the Web API and the response addresses behave. */
export type Mode = 'ok' | 'rate-limited' | 'limited' | 'gone' | 'busy' | 'error' | 'html' | 'empty' | 'hang' | 'reset';

export interface Call {
  /** `chat.postMessage`, or `respond` for a response address. */
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Whose token it came with. */
  readonly by?: string;
}

/** Slack's Web API, response addresses and Socket Mode on loopback; strict about what it is sent. */
export class FakeSlack extends FakePlatform {
  /** Messages sent, in order; asking who the bot is and opening a socket are not among them. */
  readonly calls: Call[] = [];
  /** How calls are answered from now on. `busy` refuses the first call with "come back in 1 s" and takes the rest. */
  mode: Mode = 'ok';
  /** Methods that are refused from now on, each with Slack's own word for why; a form, only while there are blocks. */
  readonly refusals = new Map<string, string>();
  /** Methods that are answered in this mode from now on. */
  readonly modes = new Map<string, Mode>();
  /** The permissions of the bot's token. */
  scopes = 'commands,app_mentions:read,chat:write,im:history';
  /** The same for `apps.connections.open` alone; an error code of Slack's own makes it refuse with that. */
  opening: Mode | { readonly error: string } = 'ok';
  /** The same for `auth.test` alone. */
  asking: Mode | { readonly error: string } = 'ok';
  /** What `auth.test` says besides that it went well. */
  identity: Readonly<Record<string, string>> = {
    user: 'receipts',
    user_id: BOT_USER,
    bot_id: 'B0000000BOT',
    team: 'A workspace',
    team_id: 'T00000001',
  };
  /** Tokens beside the one that everybody knows: of workspaces that installed the bot. */
  readonly tokens = new Map<string, string>();
  /** Seconds by which the clock of this Slack is ahead. */
  ahead = 0;
  /** How many sockets were opened so far. */
  opened = 0;
  readonly #acknowledged = new Map<string, (payload: unknown) => void>();
  #envelopes = 0;

  static open(): Promise<FakeSlack> {
    return new FakeSlack().listen();
  }

  get apiUrl(): string {
    return `http://${this.host}/api/`;
  }

  /** An address for answers to a command or a button. */
  get responseUrl(): string {
    return `http://${this.host}/respond/1`;
  }

  /** Sends an envelope over the open socket, and gives back its acknowledgement. */
  envelope(type: string, payload: unknown, more: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    this.#envelopes += 1;
    const envelope_id = `envelope-${this.#envelopes}`;
    return new Promise((resolve) => {
      this.#acknowledged.set(envelope_id, resolve);
      this.say(JSON.stringify({ type, envelope_id, payload, ...more }));
    });
  }

  /** From now on nothing is read or said over the sockets that are open: no pong, no goodbye. */
  fallSilent(): void {
    for (const socket of this.sockets) socket.pause();
  }

  /** Closes the sockets that are open, as Slack does every few hours. */
  drop(): void {
    for (const socket of this.sockets) socket.close();
  }

  connected(count: number): Promise<void> {
    return until(() => this.opened >= count);
  }

  /** Resolves once this many messages were sent. */
  async sent(count: number): Promise<readonly Call[]> {
    await until(() => this.calls.length >= count);
    return this.calls;
  }

  protected greet(socket: WebSocket): void {
    this.opened += 1;
    socket.on('message', (data) => {
      const message: unknown = JSON.parse(String(data));
      this.#acknowledged.get(String(field(message, 'envelope_id')))?.(field(message, 'payload'));
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
  }

  protected answer(request: IncomingMessage, text: string, response: ServerResponse): void {
    const path = request.url ?? '';
    const { authorization } = request.headers;
    const token = authorization?.replace('Bearer ', '') ?? '';
    const team = this.tokens.get(token);
    if (path === '/api/oauth.v2.access') {
      const code = String(formBody(text)['code']);
      const access_token = `xoxb-${code}`;
      this.tokens.set(access_token, code);
      const app = { app_id: 'A1', token_type: 'bot', scope: 'commands', bot_user_id: BOT_USER, access_token };
      const where = { team: { id: code, name: 'A team' }, enterprise: null, is_enterprise_install: false };
      json(response, { ok: true, ...app, ...where, authed_user: { id: 'U0INSTALLER' } });
    } else if (path === '/api/auth.test' && team !== undefined) {
      json(response, { ok: true, ...this.identity, team_id: team });
    } else if (path === '/api/auth.test') {
      response.setHeader('date', new Date(Date.now() + this.ahead * 1000).toUTCString());
      if (authorization === `Bearer ${BOT_TOKEN}`) response.setHeader('x-oauth-scopes', this.scopes);
      greeting(response, this.asking, authorization, BOT_TOKEN, this.identity);
    } else if (path === '/api/apps.connections.open') {
      greeting(response, this.opening, authorization, APP_TOKEN, { url: `ws://${this.host}/` });
    } else {
      const method = path.startsWith('/api/') ? path.slice('/api/'.length) : 'respond';
      const body = method === 'respond' ? z.record(z.string(), z.unknown()).parse(JSON.parse(text)) : formBody(text);
      if (method !== 'respond' && token !== BOT_TOKEN && team === undefined) this.problems.push('wrong token');
      this.problems.push(...callProblems(method, body));
      if (this.mode === 'busy') {
        this.mode = 'ok';
        misbehave('busy', response);
        return;
      }
      this.calls.push({ method, body, ...(team !== undefined && { by: team }) });
      const error = this.refusals.get(method);
      const taken = error?.startsWith('invalid_blocks') && field(body, 'blocks') === undefined;
      if (error !== undefined && !taken) json(response, { ok: false, error });
      else if (!misbehave(this.modes.get(method) ?? this.mode, response))
        json(response, { ok: true, ts: '1700000009.000100', channel: field(body, 'channel') });
    }
  }
}

/** The answer to a call by which a session begins. */
function greeting(
  response: ServerResponse,
  how: FakeSlack['asking'],
  authorization: string | undefined,
  token: string,
  said: object,
): void {
  if (typeof how !== 'string') json(response, { ok: false, ...how });
  else if (misbehave(how, response)) return;
  else if (authorization !== `Bearer ${token}`) json(response, { ok: false, error: 'invalid_auth' });
  else json(response, { ok: true, ...said });
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/** The headers with which Slack signs a request. `at`: seconds since 1970. */
export function signed(body: string, at = seconds(), secret = SIGNING_SECRET): Record<string, string> {
  const hash = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${hash}` };
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

type Reply = readonly [status: number, body?: string, headers?: Readonly<Record<string, string>>];
const HTML = { 'content-type': 'text/html' };
const REPLIES: Readonly<Partial<Record<Mode, Reply>>> = {
  'rate-limited': [429, '', { 'retry-after': '30' }],
  limited: [429, ''],
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

/** The SDK writes calls as a form, and what is no text as JSON in it. */
export function formBody(text: string): Record<string, unknown> {
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

function callProblems(method: string, body: Readonly<Record<string, unknown>>): readonly string[] {
  const { text, blocks, channel, prompts } = body;
  const needed = VIEWS[method];
  const isView = needed !== undefined;
  const isPrompts = method === 'assistant.threads.setSuggestedPrompts';
  const isResponse = method === 'respond';
  const unfurls = isResponse
    ? list(blocks).length > 0 && body['unfurl_links'] !== false
    : body['unfurl_links'] !== 'false';
  const rules: readonly (readonly [broken: boolean, says: string])[] = [
    [body['link_names'] !== undefined || body['parse'] !== undefined, 'asks Slack to look for names'],
    [isView && typeof body[needed] !== 'string', `${method} without ${needed}`],
    [isPrompts && (list(prompts).length < 1 || list(prompts).length > 4), `${list(prompts).length} prompts`],
    [isPrompts && typeof body['channel_id'] !== 'string', 'prompts without a channel'],
    [!isResponse && !isView && !isPrompts && typeof channel !== 'string', `${method} without a channel`],
    [method === 'chat.postEphemeral' && typeof body['user'] !== 'string', 'private without a user'],
    [(isResponse || method === 'chat.postMessage') && unfurls, 'unfurls links'],
  ];
  const said = rules.flatMap(([broken, says]) => (broken ? [says] : []));
  if (isView) return [...said, ...viewProblems(body['view'])];
  const isWordless = isPrompts || (body['delete_original'] === true && text === undefined);
  return isWordless ? said : [...said, ...blockProblems(body, textIn(blocks))];
}
