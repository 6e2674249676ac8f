import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { watch } from 'chokidar';
import { readConfig } from '../../src/config.ts';
import { BotError } from '../../src/core/errors.ts';
import type { Fact, FactBase } from '../../src/core/fact.ts';
import { BadData } from '../../src/facts/problems.ts';
import { collected, factParts } from './fact-page.ts';
import { findFact } from './find.ts';
import { factPage } from './page.ts';
import { linkTo, type PreviewServer, serve } from './server.ts';
import { createSession } from './session.ts';

/** How long nothing is saved before it is read, in milliseconds: an editor may write several files at once. */
const SETTLED = 40;

export interface PreviewOptions {
  /** 0 is a free one. */
  readonly port: number;
  readonly open: boolean;
}

/** Serves the preview until the process is interrupted. Throws BotError `bad_config` for an id that no fact has, and for a
    port that can't be used. Data that does not load is shown in the page. */
export async function preview(
  typed: string | undefined,
  { port, open }: PreviewOptions,
  print: (line: string) => void,
): Promise<void> {
  const { dataDir } = readConfig();
  const running = await start(dataDir, port);
  try {
    const path = typed === undefined ? '/' : pathTo(typed, running.facts());
    print(`${running.server.address}${path}`);
    print('It follows what you save below data/. Ctrl-C ends it.');
    if (open) openInBrowser(`${running.server.address}${path}`);
    await interrupted();
  } finally {
    await running.stop();
  }
}

export interface Running {
  readonly server: PreviewServer;
  /** Undefined as long as nothing loaded. */
  facts(): FactBase | undefined;
  stop(): Promise<void>;
}

/** Reads the folder, watches it, and serves it. */
export async function start(dir: string, port: number): Promise<Running> {
  let server: PreviewServer | undefined;
  const session = createSession(dir, () => server?.tell());
  await session.reload();
  const started = await serve(dir, port, session.state);
  server = started;
  let saved = 0;
  const watcher = watch(dir, {
    ignoreInitial: true,
    ignored: (path) => /(?:^|\/)\.|~$|\/schema\//u.test(path.slice(dir.length)),
  });
  watcher.on('all', () => {
    saved += 1;
    const mine = saved;
    void pause(SETTLED).then(() => (mine === saved ? session.reload() : undefined));
  });
  await new Promise<void>((ready) => watcher.once('ready', ready));
  return {
    server: started,
    facts: () => session.state().good?.knowledge.facts,
    async stop() {
      await watcher.close();
      await started.close();
    },
  };
}

/** Writes one fact's page as a file that needs nothing else. Throws BotError: `bad_config` without an id or a file,
    `bad_data` when the data does not load. */
export async function writeOnce(
  typed: string | undefined,
  out: string | undefined,
  print: (line: string) => void,
): Promise<void> {
  if (out === undefined) {
    throw new BotError('bad_config', '--once writes a file.', 'Say where: --once --out preview.html');
  }
  if (typed === undefined) {
    throw new BotError('bad_config', '--once shows one fact.', 'Name it: preview <id> --once --out FILE');
  }
  const { dataDir } = readConfig();
  const page = await pageOf(typed, dataDir);
  const file = resolve(out);
  try {
    writeFileSync(file, page);
  } catch (error) {
    throw new BotError(
      'bad_config',
      `${out} can not be written.`,
      'Name a file in a folder that is there.',
      error,
    );
  }
  print(file);
}

/** One fact's page, whole, as a text. Throws BadData when the data does not load. */
export async function pageOf(typed: string, dir: string): Promise<string> {
  const session = createSession(dir, () => {});
  await session.reload();
  const { good, broken } = session.state();
  if (!good) throw new BadData(broken);
  const fact = meant(typed, good.knowledge.facts);
  const parts = await collected(factParts(fact, good, dir, (id) => `#${id}`));
  return factPage(fact.id, { version: '', standing: 'ok', parts }, true);
}

/** While nothing loads nobody knows which facts there are: the page says so. */
function pathTo(typed: string, facts: FactBase | undefined): string {
  return facts ? linkTo(meant(typed, facts).id) : '/';
}

function meant(typed: string, facts: FactBase): Fact {
  const found = findFact(typed, facts);
  if (found.kind === 'fact') return found.fact;
  const near = found.near.map((id) => `\n  ${id}`).join('');
  const hint = near === '' ? 'npm run facts -- preview lists all facts.' : `Did you mean:${near}`;
  throw new BotError('bad_config', `No fact is called ${shown(typed)}.`, hint);
}

function shown(typed: string): string {
  return `“${typed.replace(/\p{C}/gu, ' ').slice(0, 80)}”`;
}

function interrupted(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
}

/** Where no browser can be started, the address was printed. */
function openInBrowser(address: string): void {
  const [command = '', ...before] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[
    String(process.platform)
  ] ?? ['xdg-open'];
  const child = spawn(command, [...before, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
