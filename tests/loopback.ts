import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Server as NetServer } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** The port on which a server listens from now on, on this machine alone. */
export async function listening(server: NetServer, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  return address.port;
}

/** Waits until something holds; fails after 30 s: a busy machine is no fault. */
export async function until(holds: () => boolean, what = String(holds)): Promise<void> {
  const end = performance.now() + 30_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A platform's HTTP and its sockets, on the loopback. */
export abstract class FakePlatform {
  /** What it was sent against the platform's rules, in words. */
  readonly problems: string[] = [];
  readonly #server: Server = createServer((request, response) => void this.#read(request, response));
  /** From where it was called: a port for each connection. */
  readonly ports = new Set<number | undefined>();
  readonly #sockets = new WebSocketServer({ server: this.#server }).on('connection', (socket) => this.greet(socket));
  #port = 0;

  protected abstract greet(socket: WebSocket): void;
  protected abstract answer(request: IncomingMessage, text: string, response: ServerResponse): void;

  async listen(): Promise<this> {
    this.#server.on('connection', ({ remotePort }) => void this.ports.add(remotePort));
    this.#port = await listening(this.#server);
    return this;
  }

  /** Where it is: `127.0.0.1:1234`. */
  get host(): string {
    return `127.0.0.1:${this.#port}`;
  }

  get sockets(): ReadonlySet<WebSocket> {
    return this.#sockets.clients;
  }

  /** Sends this over every open socket, whatever it is. */
  say(frame: string | Buffer): void {
    for (const socket of this.sockets) socket.send(frame);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #read(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    this.answer(request, text, response);
  }
}
