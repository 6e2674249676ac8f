import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { CORE_KEYS } from '../src/config.ts';
import { platforms } from '../src/platforms/index.ts';
import { dataFolder, fact } from './facts/data-folder.ts';
import { newFolder } from './folders.ts';
import { listening } from './loopback.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** None of the bot's variables: what is set on this machine, or in its .env, is not meant for a test. */
const CLEAN = Object.fromEntries(
  [...CORE_KEYS, ...platforms.flatMap(({ keys }) => keys)].map(({ name }) => [name, '']),
);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A line of a stack, which no operator should have to read. */
const STACK = /^\s+at /m;

const children = new Set<ChildProcess>();

/** Starts the real program. `ended` resolves when it has; `out` and `err` are what it wrote. */
function start(env: Record<string, string> = {}, stdin: 'pipe' | 'ignore' = 'pipe') {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, ...CLEAN, ...env },
    stdio: [stdin, 'pipe', 'pipe'],
  });
  children.add(child);
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  const says = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const look = setInterval(() => {
        if (!(out + err).includes(text) && child.exitCode === null) return;
        clearInterval(look);
        resolve();
      }, 10);
    });
  return { child, ended, says };
}

function run(input: string, env: Record<string, string> = {}): Promise<Ended> {
  const { child, ended } = start(env);
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  return ended;
}

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

describe('with no tokens', () => {
  it('answers what is piped into it, with its sources, tells the next steps at setup, and ends', async () => {
    const store = join(newFolder(), 'a', 'b.db');
    const { code, out, err } = await run('what is the UIP?\nsetup\n', {
      STORE_URL: `file:${store}`,
      COMMAND_BOYCOTT: 'receipts',
    });
    expect(code).toBe(0);
    expect(out).toMatch(/^[^\n]*Unified Immigration Portal/);
    expect(out).toMatch(/\[1\]/);
    expect(out).toMatch(/^ *\[1\] AFSC 2024 https:\/\/\S+$/m);
    expect(out).not.toContain('\u001b');
    expect(err).toMatch(/^Receipts: \d+ facts from \d+ sources\.$/m);
    expect(err).toContain('Slack is off, Discord is off: type setup');
    expect(err.trim().split('\n')).toHaveLength(2);
    expect(readdirSync(join(store, '..'))).toContain('b.db');
    expect(out).toContain('DISCORD_TOKEN');
    const [link = ''] = /^https:\/\/api\.slack\.com\/apps\?new_app=1&manifest_yaml=\S+$/m.exec(out) ?? [];
    const manifest = new URL(link).searchParams.get('manifest_yaml') ?? '';
    expect(manifest).toContain('- command: /receipts\n');
    expect(manifest).not.toContain('/boycott');
  });

  it('ends without a question, and breaks what it says between words in a narrow terminal', async () => {
    const narrow = 'data:text/javascript,process.stderr.isTTY=true;process.stderr.columns=40';
    const { code, out, err } = await run('', { NODE_OPTIONS: `--import=${narrow}` });
    expect([code, out]).toEqual([0, '']);
    expect(err.split('\n').filter((line) => line.length > 40)).toEqual([]);
    expect(err.replace(/\s+/g, ' ')).toContain('type setup for the next step to turn each on');
  });

  it('says what to do where nobody can type, and fails', async () => {
    const { code, out, err } = await start({}, 'ignore').ended;
    expect(code).toBe(1);
    expect(`${out}${err}`).toContain('https://api.slack.com/apps?new_app=1');
    expect(err).toContain('Nothing is on');
    expect(err).not.toMatch(STACK);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops cleanly at %s', async (signal) => {
    const { child, ended, says } = start();
    await says('type setup');
    child.kill(signal);
    expect((await ended).code).toBe(0);
  });
});

describe('a start that must fail', () => {
  it('lists every wrong variable of its own', async () => {
    const { code, err } = await run('', { LOG_LEVEL: 'loud', COMMAND_ASK: '/ask' });
    expect(code).toBe(1);
    expect(err).toMatch(/^LOG_LEVEL must be/m);
    expect(err).toMatch(/^COMMAND_ASK must be/m);
  });

  it('names the variables of all half-set platforms at once, and no value', async () => {
    const { code, out, err } = await run('', {
      SLACK_BOT_TOKEN: 'xoxb-1-secret',
      DISCORD_APPLICATION_ID: '114600000000000000',
    });
    expect(code).toBe(1);
    expect(`${out}${err}`).not.toContain(' is off');
    expect(err).toContain('SLACK_APP_TOKEN is missing');
    expect(err).toContain('DISCORD_TOKEN');
    expect(err).not.toMatch(/secret/);
    expect(err).not.toMatch(STACK);
  });

  it('refuses a language and a pack that the base does not hold', async () => {
    const { code, err } = await run('', { BOT_LANGUAGE: 'tlh', PACKS: 'acme' });
    expect(code).toBe(1);
    expect(err).toMatch(/^BOT_LANGUAGE .*\ben\b/m);
    expect(err).toMatch(/^PACKS .*\bsalesforce\b/m);
  });

  it('refuses a store that can’t be used, says what to do, and leaves its file alone', async () => {
    const file = join(newFolder(), 'letter.txt');
    writeFileSync(file, 'Dear all, '.repeat(500));
    const { code, out, err } = await run('what is the UIP?\n', { STORE_URL: `file:${file}` });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(file);
    expect(err).toMatch(/^-> /m);
    expect(err).not.toMatch(STACK);
    expect(readFileSync(file, 'utf8')).toBe('Dear all, '.repeat(500));
  });

  it('refuses broken facts, every problem with its file and line', async () => {
    const files = ['history', 'deeds'].map((name) => `packs/acme/facts/${name}.yaml`);
    const dir = dataFolder();
    for (const file of files) writeFileSync(join(dir, file), '- claim: no id\n');
    const { code, out, err } = await run('what is the UIP?\n', { DATA_DIR: dir });
    expect([code, out]).toEqual([1, '']);
    for (const file of files) expect(err).toMatch(new RegExp(`${file}:\\d+`));
    expect(err).not.toMatch(STACK);
  });
});

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('while it runs', () => {
  it('takes over a changed fact, keeps the last good one when it breaks, and says how it is', async () => {
    const dir = dataFolder();
    const file = join(dir, 'packs/acme/facts/history.yaml');
    const port = await freePort();
    const read = async (page: string): Promise<string> => {
      const response = await fetch(`http://127.0.0.1:${port}${page}`);
      return `${response.status} ${await response.text()}`;
    };
    const { child, says, ended } = start({ DATA_DIR: dir, WATCH_DATA: 'on', HEALTH_PORT: String(port) });
    await says('type setup');
    child.stdin?.write('fact acme.founded-1949\n');
    await says('founded in Toledo in 1949');
    expect(await read('/healthz')).toBe('200 ok\n');
    expect(await read('/readyz')).toMatch(/^200 \{"ready":true[\s\S]*"1 facts"/);

    writeFileSync(
      file,
      JSON.stringify([fact({ claim: 'The Toledo Post reports that Acme began in 1951.' })]),
    );
    await says('The facts have changed');
    child.stdin?.write('fact acme.founded-1949\n');
    await says('began in 1951');

    writeFileSync(file, '[');
    await says('The changed facts are refused: packs/acme/facts/history.yaml:1:');
    expect(await read('/readyz')).toMatch(/^200 [\s\S]*refused/);
    expect(await read('/metrics')).toMatch(/^bot_base_refused 1$/m);
    child.stdin?.end('fact acme.founded-1949\n');
    const { code, out, err } = await ended;
    expect(code).toBe(0);
    expect(out.match(/began in 1951/g)).toHaveLength(2);
    expect(out.match(/founded in Toledo in 1949/g)).toHaveLength(1);
    expect(err).not.toMatch(STACK);
  });
});
