import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { CORE_KEYS } from '../src/config.ts';
import { platforms } from '../src/platforms/index.ts';
import { dataFolder, fact } from './facts/data-folder.ts';

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

const children = new Set<ChildProcess>();
const folders: string[] = [];

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
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('with no tokens', () => {
  it('answers what is piped into it, with its sources, and ends', async () => {
    const { code, out, err } = await run('what is the UIP?\n');
    expect(code).toBe(0);
    expect(out).toMatch(/^[^\n]*Unified Immigration Portal/);
    expect(out).toMatch(/\[1\]/);
    expect(out).toMatch(/^ +https:\/\/\S+$/m);
    expect(out).not.toContain('\u001b');
    expect(err).toMatch(/^Receipts: \d+ facts from \d+ sources\.$/m);
    expect(err).toContain('Slack is off, Discord is off: type setup');
    expect(err.trim().split('\n')).toHaveLength(2);
  });

  it('tells the next steps at setup', async () => {
    const { code, out } = await run('setup\n');
    expect(code).toBe(0);
    expect(out).toMatch(/^https:\/\/api\.slack\.com\/apps\?new_app=1&manifest_yaml=\S+$/m);
    expect(out).toContain('DISCORD_TOKEN');
  });

  it('keeps what it must in the file that STORE_URL names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'receipts-'));
    folders.push(folder);
    const { code, out } = await run('what is the UIP?\n', { STORE_URL: `file:${join(folder, 'a', 'b.db')}` });
    expect(code).toBe(0);
    expect(out).toContain('Unified Immigration Portal');
    expect(readdirSync(join(folder, 'a'))).toContain('b.db');
  });

  it('starts and ends without a question', async () => {
    expect(await run('')).toMatchObject({ code: 0, out: '' });
  });

  it('tells them with the commands as they are called here', async () => {
    const { out } = await run('setup\n', { COMMAND_BOYCOTT: 'receipts' });
    const [link = ''] = /^https:\/\/api\.slack\.com\/\S+$/m.exec(out) ?? [];
    const manifest = new URL(link).searchParams.get('manifest_yaml') ?? '';
    expect(manifest).toContain('- command: /receipts\n');
    expect(manifest).not.toContain('/boycott');
  });

  it('breaks what it says to the operator between words in a narrow terminal', async () => {
    const narrow = 'data:text/javascript,process.stderr.isTTY=true;process.stderr.columns=40';
    const { code, err } = await run('', { NODE_OPTIONS: `--import=${narrow}` });
    expect(code).toBe(0);
    expect(err.split('\n').filter((line) => line.length > 40)).toEqual([]);
    expect(err.replace(/\s+/g, ' ')).toContain('type setup for the next step to turn each on');
  });

  it('says what to do where nobody can type, and fails', async () => {
    const { code, out, err } = await start({}, 'ignore').ended;
    expect(code).toBe(1);
    expect(`${out}${err}`).toContain('https://api.slack.com/apps?new_app=1');
    expect(err).toContain('Nothing is on');
    expect(err).not.toMatch(/^\s+at /m);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops cleanly at %s', async (signal) => {
    const { child, ended, says } = start();
    await says('type setup');
    child.stdin?.write('what is the UIP?\n');
    await says('https://');
    child.kill(signal);
    expect((await ended).code).toBe(0);
  });
});

describe('a start that must fail', () => {
  it('names the variable of a half-set platform, and no value', async () => {
    const { code, out, err } = await run('', { SLACK_BOT_TOKEN: 'xoxb-1-secret' });
    expect(code).toBe(1);
    expect(`${out}${err}`).not.toContain(' is off');
    expect(err).toContain('SLACK_APP_TOKEN is missing');
    expect(err).not.toMatch(/secret|^\s+at /m);
  });

  it('names the variables of all half-set platforms at once', async () => {
    const { code, err } = await run('', {
      SLACK_APP_TOKEN: 'xapp-1',
      DISCORD_APPLICATION_ID: '114600000000000000',
    });
    expect(code).toBe(1);
    expect(err).toContain('SLACK_BOT_TOKEN');
    expect(err).toContain('DISCORD_TOKEN');
  });

  it('lists every wrong variable of its own', async () => {
    const { code, err } = await run('', { LOG_LEVEL: 'loud', COMMAND_ASK: '/ask' });
    expect(code).toBe(1);
    expect(err).toMatch(/^LOG_LEVEL must be/m);
    expect(err).toMatch(/^COMMAND_ASK must be/m);
  });

  it('refuses a language and a pack that the base does not hold', async () => {
    const { code, err } = await run('', { BOT_LANGUAGE: 'tlh', PACKS: 'acme' });
    expect(code).toBe(1);
    expect(err).toMatch(/^BOT_LANGUAGE .*\ben\b/m);
    expect(err).toMatch(/^PACKS .*\bsalesforce\b/m);
  });

  it('refuses a store that can’t be used, says what to do, and leaves its file alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'receipts-'));
    folders.push(folder);
    const file = join(folder, 'letter.txt');
    writeFileSync(file, 'Dear all, '.repeat(500));
    const { code, out, err } = await run('what is the UIP?\n', { STORE_URL: `file:${file}` });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(file);
    expect(err).toMatch(/^-> /m);
    expect(err).not.toMatch(/^\s+at /m);
    expect(readFileSync(file, 'utf8')).toBe('Dear all, '.repeat(500));
  });

  it('refuses a kind of store that it does not have, and repeats no password', async () => {
    const { code, err } = await run('', { STORE_URL: 'mysql://bot:hunter2@db/receipts' });
    expect(code).toBe(1);
    expect(err).toContain('STORE_URL');
    expect(err).not.toContain('hunter2');
  });

  it('refuses broken facts, every problem with its file and line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'receipts-'));
    folders.push(folder);
    cpSync(join(ROOT, 'data'), folder, { recursive: true });
    const facts = join(folder, 'packs/salesforce/facts');
    const [one = '', two = ''] = readdirSync(facts).filter((name) => /^[a-z-]+\.yaml$/.test(name));
    writeFileSync(join(facts, one), '- id: [\n');
    writeFileSync(join(facts, two), '- claim: no id\n');
    const { code, out, err } = await run('what is the UIP?\n', { DATA_DIR: folder });
    expect(code).toBe(1);
    expect(out).toBe('');
    for (const name of [one, two]) expect(err).toMatch(new RegExp(`${name}:\\d+`));
    expect(err).not.toMatch(/^\s+at /m);
  });
});

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
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
    expect(err).not.toMatch(/^\s+at /m);
  });
});
