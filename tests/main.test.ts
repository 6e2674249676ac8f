import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dataFolder, fact } from './facts/data-folder.ts';
import { newFolder } from './folders.ts';
import { listening } from './loopback.ts';
import { FakeDiscord, TOKEN } from './platforms/discord/fake-discord.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from './platforms/slack/fake-slack.ts';
import { type Ended, start } from './program.ts';

/** A line of a stack, which no operator should have to read. */
const STACK = /^\s+at /m;

function run(input: string, env: Record<string, string> = {}): Promise<Ended> {
  const { child, ended } = start(env);
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  return ended;
}

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

    writeFileSync(file, JSON.stringify([fact({ claim: 'The Toledo Post reports that Acme began in 1951.' })]));
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

describe('on two platforms', () => {
  const open = async () => {
    const [slack, discord] = await Promise.all([FakeSlack.open(), FakeDiscord.open()]);
    onTestFinished(async () => {
      await Promise.all([slack.close(), discord.close()]);
    });
    const env = {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl.slice(0, -1),
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: `${discord.api}/`,
      STORE_URL: 'memory:',
      LOG_LEVEL: 'silent',
    };
    return { slack, discord, env };
  };

  it('one that is refused is named, and the other is on; with none left the start fails', async () => {
    const { slack, discord, env } = await open();
    slack.opening = { error: 'missing_scope' };
    const port = await freePort();
    const one = start({ ...env, HEALTH_PORT: String(port) }, 'ignore');
    await one.says('missing_scope');
    await one.says('Discord is on.');
    expect(one.said()).toMatch(/^Slack refuses SLACK_APP_TOKEN \(missing_scope\)\.\n-> Make a new one/m);
    expect(one.said()).toContain('Discord is on.');
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(503);
    one.child.kill('SIGTERM');
    expect((await one.ended).code).toBe(0);
    discord.refuseIdentify = 4014;
    const { code, out, err } = await start(env, 'ignore').ended;
    expect(code).toBe(1);
    expect(out + err).toContain('missing_scope');
    expect(out + err).toContain('(4014)');
    expect(err).not.toMatch(STACK);
  });

  it('through a proxy alone: requests and sockets of both', async () => {
    const { slack, discord, env } = await open();
    const through = new Set<unknown>();
    const proxy = createHttpServer().on('connect', (request, socket) => {
      const [host, port] = request.url?.split(':') ?? [];
      const there = connect(Number(port), host, () => {
        through.add(there.localPort);
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        there.pipe(socket).pipe(there);
      });
      for (const end of [there, socket]) end.on('error', () => there.destroy());
    });
    const port = await listening(proxy);
    onTestFinished(() => void proxy.close());
    const one = start({ ...env, http_proxy: `http://127.0.0.1:${port}`, no_proxy: '' }, 'ignore');
    await Promise.all([one.says('Slack is on.'), one.says('Discord is on.')]);
    for (const fake of [slack, discord]) {
      expect(fake.sockets.size).toBe(1);
      expect(fake.ports.size).toBeGreaterThan(1);
      expect([...fake.ports].filter((one) => !through.has(one))).toEqual([]);
    }
    one.child.kill('SIGTERM');
    expect((await one.ended).code).toBe(0);
  });
});

it('started by npm, it goes when npm is ended by a supervisor', async () => {
  const npm = start({}, 'pipe', ['npm', 'start']);
  await npm.says('type setup');
  npm.child.kill('SIGTERM');
  // Its output is closed when the last process that writes there is gone.
  await npm.ended;
  expect(npm.said()).toContain('type setup');
});
