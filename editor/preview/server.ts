import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { stateOf, watchFiles } from '../../src/boot/watch.ts';
import { POLICY, page, pageCss } from './page.ts';
import { readState } from './state.ts';

export interface PreviewServer {
  /** `http://127.0.0.1:4321` */
  readonly address: string;
  stop(): Promise<void>;
}

/** Serves the preview of the facts below `dir` on a free port of the loopback address alone, and tells open pages when
    something was saved. `every`: milliseconds between two looks at the files. */
export async function servePreview(dir: string, every = 250): Promise<PreviewServer> {
  const since = await stateOf([dir]);
  let state = readState(dir);
  const open = new Set<ServerResponse>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const here = `http://127.0.0.1:${request.socket.localPort}`;
    const hosts = [here, here.replace('127.0.0.1', 'localhost')].map((one) => one.slice('http://'.length));
    // A page elsewhere whose name was made to lead here must not read what is edited.
    if (!hosts.includes(request.headers.host ?? '')) {
      return send(response, 421, 'text/plain', `Open ${here}/ instead.\n`);
    }
    const asked = request.url ?? '';
    if (request.method !== 'GET' || !asked.startsWith('/') || !URL.canParse(asked, here)) {
      return send(response, 405, 'text/plain', 'Pages are only read here.\n');
    }
    const { pathname, searchParams } = new URL(asked, here);
    switch (pathname) {
      case '/': {
        const [typed, language] = [searchParams.get('q') ?? '', searchParams.get('lang') ?? ''];
        const wanted = { typed: typed.trim().slice(0, 500), ...(language !== '' && { language }) };
        return send(response, 200, 'text/html', await page(wanted, state));
      }
      case '/style.css':
        return send(response, 200, 'text/css', pageCss());
      case '/saved':
        response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
        response.write('retry: 1000\n\n');
        response.on('close', () => open.delete(response));
        open.add(response);
        return;
      default:
        send(response, 404, 'text/plain', 'There is no such page.\n');
    }
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      // No stack trace and no path reaches the page.
      if (response.headersSent) response.end();
      else send(response, 500, 'text/plain', 'This page could not be drawn.\n');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const bound = server.address();
  const address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  const watching = watchFiles({
    paths: [dir],
    since,
    every,
    read: async () => readState(dir, state),
    take(read) {
      state = read;
      for (const response of open) response.write('data: saved\n\n');
    },
  });
  return {
    address,
    async stop() {
      await watching.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': POLICY,
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { ...HEADERS, 'content-type': `${type}; charset=utf-8` });
  response.end(body);
}
