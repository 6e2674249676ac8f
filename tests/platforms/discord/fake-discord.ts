import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { FakePlatform } from '../../loopback.ts';
import { callbackProblems, messageProblems } from './inspect.ts';

export const TOKEN = `MjAwMDAwMDAwMDAwMDAwMDAx.Gabcde.${'x'.repeat(38)}`;
export const BOT = '200000000000000001';
/** The role that Discord made for the bot. */
export const ROLE = '700000000000000001';
export const GUILD = '300000000000000001';
/** The owner of the server, and the channel in which they are written to alone. */
export const OWNER = '500000000000000009';

export interface Request {
  readonly method: string;
  /** Without `/api/v10`. */
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
}

/** What happens to requests instead of working. `lost`: it works, but the answer never comes. `hidden`: it works, and only
    the asker sees it. `no-history`: a message that points at another is refused. */
type Status = 401 | 403 | 404 | 429 | 500;
export type Trouble = Status | 'html' | 'hang' | 'reset' | 'lost' | 'refuse-v2' | 'hidden' | 'no-history';

interface Plan {
  readonly path: RegExp;
  readonly trouble: Trouble;
  times: number;
}

type Reply = (status: number, json?: unknown, headers?: Readonly<Record<string, string>>) => unknown;

/** Discord on the loopback: REST that refuses what Discord would, and a gateway that can misbehave. */
export class FakeDiscord extends FakePlatform {
  /** Every request, in order, the refused ones too. */
  readonly requests: Request[] = [];
  /** Messages that exist in channels: what people see. */
  readonly posted: unknown[] = [];
  /** What Discord holds. */
  commands: unknown[] = [];
  identifies = 0;
  heartbeats = 0;
  /** Of the HELLO; milliseconds. */
  heartbeatInterval = 41_250;
  sessionsLeft = 1000;
  /** What `/applications/@me` says. */
  application: Readonly<Record<string, unknown>> = { id: BOT, flags: 0, approximate_guild_count: 1 };
  /** IDENTIFY is answered by closing with this code. */
  refuseIdentify: number | undefined;
  /** IDENTIFY is answered with an invalid session. */
  refuseSessions = false;
  answerHeartbeats = true;
  /** After its HELLO the gateway says nothing, whatever it is told. */
  silent = false;
  /** Told of every request when it comes in. */
  heard = (_: Request): void => undefined;
  readonly #plans: Plan[] = [];
  readonly #nonces = new Set<string>();
  readonly #acknowledged = new Set<string>();
  #sequence = 0;

  static open(): Promise<FakeDiscord> {
    return new FakeDiscord().listen();
  }

  get api(): string {
    return `http://${this.host}/api`;
  }

  /** The next `times` requests to a path meet trouble. */
  trouble(path: RegExp, trouble: Trouble, times = Number.POSITIVE_INFINITY): void {
    this.#plans.push({ path, trouble, times });
  }

  /** Sends a dispatch to every session. */
  dispatch(event: { readonly t: string; readonly d: unknown }): void {
    this.#sequence += 1;
    this.say(JSON.stringify({ op: 0, s: this.#sequence, t: event.t, d: event.d }));
  }

  closeSessions(code: number): void {
    for (const socket of this.sockets) socket.close(code);
  }

  /** Requests whose path holds a text. */
  to(text: string): readonly Request[] {
    return this.requests.filter((request) => request.path.includes(text));
  }

  protected greet(socket: WebSocket): void {
    const send = (payload: unknown) => socket.send(JSON.stringify(payload));
    send({ op: 10, d: { heartbeat_interval: this.heartbeatInterval } });
    socket.on('message', (data) => {
      const frame: { op: number; d: { token?: string } | null } = JSON.parse(String(data));
      if (this.silent) return;
      if (frame.op === 1) {
        this.heartbeats += 1;
        if (this.answerHeartbeats) send({ op: 11 });
      }
      if (frame.op === 6) send({ op: 0, s: this.#sequence, t: 'RESUMED', d: {} });
      if (frame.op !== 2) return;
      this.identifies += 1;
      if (this.refuseIdentify !== undefined) socket.close(this.refuseIdentify);
      else if (frame.d?.token !== TOKEN) socket.close(4004);
      else if (this.refuseSessions) send({ op: 9, d: false });
      else this.#welcome();
    });
  }

  #welcome(): void {
    this.dispatch({
      t: 'READY',
      d: {
        v: 10,
        user: { id: BOT, username: 'receipts', discriminator: '0001', avatar: null, bot: true },
        application: { id: BOT, flags: 0 },
        guilds: [{ id: GUILD, unavailable: true }],
        session_id: 'session',
        session_type: 'normal',
        resume_gateway_url: `ws://${this.host}`,
        shard: [0, 1],
      },
    });
    this.dispatch({
      t: 'GUILD_CREATE',
      d: {
        id: GUILD,
        name: 'A server',
        roles: [{ id: '9' }, { id: ROLE, tags: { bot_id: BOT } }, { id: '8', tags: { bot_id: '7' } }],
        members: [{ user: { id: '1', username: 'someone' }, roles: [] }],
        channels: [{ id: '2', type: 0, name: 'a secret channel' }],
      },
    });
  }

  protected answer(request: IncomingMessage, text: string, response: ServerResponse): unknown {
    const method = request.method ?? '';
    const [path = '', query = ''] = (request.url ?? '').replace(/^\/api\/v\d+/, '').split('?');
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    this.requests.push({ method, path, query, body });
    this.heard({ method, path, query, body });
    const trouble = this.#troubleFor(path);
    const reply: Reply = (status, json, headers = {}) => {
      if (trouble === 'lost' && status < 300) return;
      // Discord's 204 carries no content type.
      if (json === undefined) response.writeHead(status).end();
      else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
    };
    if (trouble === 'hang') return;
    if (trouble === 'reset') return response.destroy();
    if (trouble === 'html') return response.writeHead(502, { 'content-type': 'text/html' }).end('<html>bad</html>');
    if (trouble === 429)
      return reply(429, { message: 'slow', retry_after: 30, global: false }, { 'retry-after': '30' });
    const isRich = JSON.stringify(body ?? '').includes('"type":17');
    if (trouble === 'refuse-v2' && isRich) return reply(400, { message: 'Invalid Form Body', code: 50_035 });
    if (trouble === 'no-history' && Reflect.get(Object(body), 'message_reference') !== undefined)
      return reply(403, { message: 'Cannot reply without permission to read message history', code: 160_002 });
    if (typeof trouble === 'number')
      return reply(trouble, { message: `${trouble}`, code: trouble === 403 ? 50_013 : 0 });
    const bearer = request.headers.authorization;
    if (!/^\/(?:interactions|webhooks)\//.test(path) && bearer !== `Bot ${TOKEN}`)
      return reply(401, { message: '401: Unauthorized', code: 0 });
    return this.#route(method, path, body, reply, trouble === 'hidden');
  }

  #troubleFor(path: string): Trouble | undefined {
    const plan = this.#plans.find((one) => one.times > 0 && one.path.test(path));
    if (plan) plan.times -= 1;
    return plan?.trouble;
  }

  #route(method: string, path: string, body: unknown, reply: Reply, hidden: boolean): unknown {
    const message = { id: '800000000000000001', channel_id: '1', flags: hidden ? 64 : 0 };
    const [, first = '', second = '', third = ''] = path.split('/');
    /** Answers with the message where Discord would take it. */
    const take = (problems: readonly string[], taken = (): unknown => reply(200, message)): void => {
      this.problems.push(...problems.map((problem) => `${path}: ${problem}`));
      if (problems.length > 0) reply(400, { message: 'Invalid Form Body', code: 50_035, errors: {} });
      else taken();
    };
    const post = (isNew: boolean): void => {
      if (isNew) this.posted.push(body);
      reply(200, message);
    };
    switch (`${method} ${first} ${third}`) {
      case 'GET gateway ': {
        const limit = { total: 1000, remaining: this.sessionsLeft, reset_after: 86_400_000, max_concurrency: 1 };
        return reply(200, { url: `ws://${this.host}`, shards: 1, session_start_limit: limit });
      }
      case `POST interactions ${third}`:
        return take(callbackProblems(body), () => {
          if (this.#acknowledged.has(second)) return reply(400, { message: 'already acknowledged', code: 40_060 });
          this.#acknowledged.add(second);
          reply(204);
        });
      case `POST webhooks ${third}`:
        return take(messageProblems(body, 'callback'), () => post(!hidden));
      case `PATCH webhooks ${third}`:
        return take(messageProblems(body, 'edit'));
      case 'POST channels messages':
        return take(messageProblems(body, 'channel'), () => {
          const nonce = String(Reflect.get(Object(body), 'nonce'));
          const isKnown = Reflect.get(Object(body), 'enforce_nonce') === true && this.#nonces.has(nonce);
          this.#nonces.add(nonce);
          post(!isKnown);
        });
      case 'PATCH channels messages':
        if (!path.endsWith(`/${message.id}`)) return reply(404, { message: 'Unknown Message', code: 10_008 });
        return take(messageProblems(body, 'edit'));
      case 'GET guilds ':
        return reply(200, { id: second, owner_id: OWNER });
      case 'POST users channels':
        return reply(200, { id: Reflect.get(Object(body), 'recipient_id') });
      case 'GET applications ':
        return reply(200, this.application);
      case 'PUT applications commands':
        // Discord gives more back than it was told, and in its own order.
        if (Array.isArray(body))
          this.commands = body.map((one, index) => ({ ...one, id: `${index}`, version: '1', nsfw: false })).reverse();
        return reply(200, this.commands);
      case 'GET applications commands':
        return reply(200, this.commands);
      default:
        return reply(404, { message: 'Unknown', code: 0 });
    }
  }
}
