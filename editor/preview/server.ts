import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { assemble } from '../../src/assemble.ts';
import { stateOf, watchFiles } from '../../src/boot/watch.ts';
import { readConfig } from '../../src/config.ts';
import { BotError } from '../../src/core/errors.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { print } from '../opened.ts';
import { POLICY, page, type State } from './page.ts';

/** `preview [what…]`: a local page that shows what channels will see, until it is interrupted. */
export function addPreview(to: Command): void {
  to.command('preview')
    .description(
      'see a fact as text and as what Slack and Discord are sent, in a page that follows what you save',
    )
    .argument(
      '[what...]',
      'a fact, or a part of its id; a question; /boycott salesforce contracts; all facts when left out',
    )
    .action(async (words: readonly string[]) => {
      const server = await servePreview(readConfig().dataDir);
      const query = words.length > 0 ? `?q=${encodeURIComponent(words.join(' '))}` : '';
      print(`${server.address}/${query}\nIt follows what you save below data/. Ctrl-C ends it.`);
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      await server.stop();
    });
}

/** Reads and indexes the facts below `dir`, which is data/. Where they do not load, what loaded earlier stays, and no place in
    what is said of it tells where data/ is on this machine. */
export function readState(dir: string, { knowledge }: State = {}): State {
  try {
    const { base, languages } = loadFacts(dir);
    return { knowledge: assemble(base, languages) };
  } catch (error) {
    // A file may vanish between being listed and being read.
    const why = error instanceof BotError ? `${error.message}\n${error.hint}` : 'A file can not be read.';
    return { ...(knowledge && { knowledge }), broken: why.replaceAll(`${dirname(dir)}/`, '') };
  }
}

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
