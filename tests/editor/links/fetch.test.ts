import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createFetch, dialTls } from '../../../editor/links/fetch.ts';
import { HostGate } from '../../../editor/links/gate.ts';
import { answering, fakeWeb, redirecting } from './fake-web.ts';

const START = { part: 'start' } as const;
const PUBLIC = '93.184.216.34';

describe('asking', () => {
  it('is one GET with a range, an honest name and no cookies', async () => {
    const web = await fakeWeb({ 'post.example': answering(200, '<p>here</p>') });
    const got = await web.fetch('https://post.example/a?b=1#part', START);
    expect(got).toMatchObject({
      kind: 'answered',
      status: 200,
      cut: false,
      url: 'https://post.example/a?b=1',
    });
    expect(web.asked).toEqual(['post.example/a?b=1']);
    expect(web.headers[0]).toMatchObject({ 'user-agent': 'Receipts (test)', range: 'bytes=0-65535' });
    expect(web.headers[0]).not.toHaveProperty('cookie');
  });

  it('reads no more than the range, whatever the server sends', async () => {
    const web = await fakeWeb({
      'post.example': (_, response) => {
        response.writeHead(200);
        const more = () => response.write('x'.repeat(65_536), () => setImmediate(more));
        more();
      },
    });
    const got = await web.fetch('https://post.example/', START);
    expect(got).toMatchObject({ kind: 'answered', cut: true });
    if (got.kind === 'answered') expect(got.bytes).toHaveLength(65_536);
  });

  it('counts a packed page as unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(40_000);
    const web = await fakeWeb({
      'post.example': (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      },
    });
    const got = await web.fetch('https://post.example/', { part: 'whole' });
    expect(got).toMatchObject({ kind: 'answered', cut: true });
    if (got.kind === 'answered') expect(got.bytes).toHaveLength(3 * 1024 * 1024);
  });

  it('reads what is there of a packed page that is cut short', async () => {
    const packed = gzipSync(`<p>${Array.from({ length: 30_000 }, (_, one) => one).join(' ')}</p>`);
    const web = await fakeWeb({
      'cut.example': (_, response) => {
        response.writeHead(206, { 'content-encoding': 'gzip' }).end(packed.subarray(0, 20_000));
      },
    });
    const got = await web.fetch('https://cut.example/', START);
    if (got.kind !== 'answered') throw new Error(got.why);
    expect(got.bytes.toString()).toMatch(/^<p>0 1 2 3 /);
  });

  it('gives up on a server that says nothing, or never ends', async () => {
    const web = await fakeWeb(
      {
        'mute.example': () => {},
        'slow.example': (_, response) => {
          response.writeHead(200).write('a');
        },
      },
      { timeoutMs: 150 },
    );
    const late = { kind: 'failed', why: 'did not answer within 0.15 seconds' };
    expect(await web.fetch('https://mute.example/', START)).toEqual(late);
    expect(await web.fetch('https://slow.example/', START)).toEqual(late);
  });

  it('gives up on a resolver that says nothing', async () => {
    const web = await fakeWeb({}, { names: { 'post.example': () => new Promise(() => {}) }, timeoutMs: 50 });
    expect(await web.fetch('https://post.example/', START)).toMatchObject({ kind: 'failed' });
    expect(web.dialled).toEqual([]);
  });

  it('says so when there is no such name, or when the connection breaks', async () => {
    const web = await fakeWeb({ 'post.example': (request) => request.destroy() });
    expect(await web.fetch('https://gone.example/', START)).toMatchObject({ kind: 'failed' });
    expect(await web.fetch('https://post.example/', START)).toEqual({
      kind: 'failed',
      why: 'the connection was closed',
    });
  });

  it('tries the other family of addresses when one is not answered', async () => {
    const web = await fakeWeb(
      { 'post.example': answering(200) },
      { names: { 'post.example': () => Promise.resolve(['2606:4700::1111', PUBLIC, '93.184.216.35']) } },
    );
    let first = true;
    const fetch = createFetch({
      ...web.reach,
      gate: new HostGate(0, web.reach.pause),
      dial: (target) => {
        const socket = web.reach.dial(target);
        if (first) socket.destroy(new Error('no way'));
        first = false;
        return socket;
      },
    });
    expect(await fetch('https://post.example/', START)).toMatchObject({ kind: 'answered', status: 200 });
    expect(web.dialled.map(({ ip }) => ip)).toEqual([PUBLIC, '2606:4700::1111']);
  });
});

describe('the guard', () => {
  it.each([
    ['2130706433'],
    ['0x7f.1'],
    ['[::ffff:127.0.0.1]'],
    ['0.0.0.0'],
    ['0177.0.0.1'],
    ['127.1'],
    ['[::]'],
    ['[fd00::1]'],
    ['169.254.169.254'],
    ['localhost'],
  ])('refuses %s, asked for or redirected to, before any name is resolved', async (host) => {
    const web = await fakeWeb({ 'post.example': redirecting(301, `https://${host}/admin`) });
    expect(await web.fetch(`https://${host}/`, START)).toMatchObject({ kind: 'refused' });
    expect(web.dialled).toEqual([]);
    const got = await web.fetch('https://post.example/', START);
    expect(got).toMatchObject({ kind: 'refused', why: expect.stringContaining('redirects to https://') });
    expect(web.dialled).toHaveLength(1);
  });

  it('refuses a redirect to plain http, to another port and to another scheme', async () => {
    for (const to of [
      'http://post.example/',
      'https://post.example:8080/',
      'file:///etc/passwd',
      'https://',
    ]) {
      const web = await fakeWeb({ 'post.example': redirecting(302, to) });
      expect(await web.fetch('https://post.example/', START)).toMatchObject({ kind: 'refused' });
      expect(web.dialled).toHaveLength(1);
    }
  });

  it('refuses a name that resolves to private addresses, also when others are public', async () => {
    const answers = [
      ['10.0.0.5'],
      [PUBLIC, '127.0.0.1'],
      ['127.0.0.1', PUBLIC],
      [PUBLIC, 'fd00::1'],
      ['::ffff:10.0.0.1'],
    ];
    for (const ips of answers) {
      const web = await fakeWeb(
        { 'post.example': answering(200, 'secret') },
        { names: { 'post.example': () => Promise.resolve(ips) } },
      );
      expect(await web.fetch('https://post.example/', START)).toMatchObject({ kind: 'refused' });
      expect(web.dialled).toEqual([]);
    }
  });

  it('connects to the very address that it checked when the name changes its answer', async () => {
    let calls = 0;
    const web = await fakeWeb(
      { 'rebind.example': answering(200) },
      { names: { 'rebind.example': () => Promise.resolve([calls++ === 0 ? PUBLIC : '127.0.0.1']) } },
    );
    expect(await web.fetch('https://rebind.example/', START)).toMatchObject({ kind: 'answered' });
    expect(calls).toBe(1);
    expect(web.dialled).toEqual([{ ip: PUBLIC, host: 'rebind.example', port: 443 }]);
    expect(await web.fetch('https://rebind.example/', START)).toMatchObject({ kind: 'refused' });
    expect(web.dialled).toHaveLength(1);
  });

  it('checks a name again at each redirect', async () => {
    let calls = 0;
    const web = await fakeWeb(
      { 'rebind.example': redirecting(302, 'https://rebind.example/next') },
      { names: { 'rebind.example': () => Promise.resolve([calls++ === 0 ? PUBLIC : '169.254.169.254']) } },
    );
    expect(await web.fetch('https://rebind.example/', START)).toMatchObject({ kind: 'refused' });
    expect(web.dialled).toHaveLength(1);
  });

  it('ends a chain of redirects after five, and a circle at once', async () => {
    const web = await fakeWeb({
      'long.example': ({ url = '' }, response) => {
        response.writeHead(302, { location: `/${Number(url.slice(1)) + 1}` }).end();
      },
      'round.example': ({ url }, response) => {
        response.writeHead(302, { location: url === '/a' ? '/b' : '/a' }).end();
      },
    });
    expect(await web.fetch('https://long.example/0', START)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('more than 5'),
    });
    expect(web.asked).toHaveLength(6);
    expect(await web.fetch('https://round.example/a', START)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('circle'),
    });
    expect(web.asked).toHaveLength(8);
  });

  it('follows five redirects, and gives them in order', async () => {
    const web = await fakeWeb({
      'post.example': ({ url = '' }, response) => {
        const step = Number(url.slice(1));
        response.writeHead(step < 5 ? 301 : 200, step < 5 ? { location: `/${step + 1}` } : {}).end();
      },
    });
    const got = await web.fetch('https://post.example/0', START);
    if (got.kind !== 'answered') throw new Error(got.why);
    expect(got.hops.map(({ to }) => to)).toEqual(
      [1, 2, 3, 4, 5].map((step) => `https://post.example/${step}`),
    );
  });
});

describe('the environment', () => {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'NODE_USE_ENV_PROXY'];
  const before = names.map((name) => [name, process.env[name]] as const);
  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it('can not name a proxy', async () => {
    const web = await fakeWeb({ 'post.example': answering(200) });
    for (const name of names) process.env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : 'http://127.0.0.1:9/';
    expect(await web.fetch('https://post.example/', START)).toMatchObject({ kind: 'answered', status: 200 });
    expect(web.asked).toEqual(['post.example/']);
  });
});

describe('outside of tests', () => {
  it('TLS is spoken to the IP address, and the name goes to the server and not to a resolver', async () => {
    const hello = new Promise<Buffer>((resolve) => {
      const server = createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', (bytes) => {
          resolve(bytes);
          socket.destroy();
        });
      });
      onTestFinished(() => {
        server.close();
      });
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        const port = typeof address === 'object' && address ? address.port : 0;
        dialTls({ ip: '127.0.0.1', host: 'no-such-name.example', port }).on('error', () => {});
      });
    });
    const bytes = await hello;
    expect(bytes[0]).toBe(22);
    expect(bytes.toString('latin1')).toContain('no-such-name.example');
  });
});
