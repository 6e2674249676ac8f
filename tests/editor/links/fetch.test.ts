import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createFetch, internet } from '../../../editor/links/fetch.ts';
import { answering, fakeWeb, PUBLIC_IP, redirecting } from './fake-web.ts';

const URL_OF_POST = 'https://post.example/';
const LIMIT = 3 * 1024 * 1024;

afterEach(() => vi.unstubAllEnvs());

it('asking is one GET with an honest name and no cookies, whatever proxy the environment names', async () => {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy'])
    vi.stubEnv(name, 'http://127.0.0.1:9/');
  vi.stubEnv('NODE_USE_ENV_PROXY', '1');
  const web = await fakeWeb({ 'post.example': answering(200, '<p>here</p>') });
  const url = `${URL_OF_POST}a?b=1#part`;
  expect(await web.fetch(url)).toMatchObject({ contentType: 'text/html' });
  expect(web.asked).toEqual(['post.example/a?b=1']);
  expect(web.headers[0]).toMatchObject({ 'user-agent': 'Receipts (test)' });
  expect(web.headers[0]).not.toHaveProperty('cookie');
});

it('asking reads three megabytes at most, of a page that never ends as of a small one that unpacks to more', async () => {
  const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));
  const web = await fakeWeb({
    'endless.example': (_, response) => {
      const more = () => response.write('x'.repeat(65_536), () => setImmediate(more));
      more();
    },
    'bomb.example': (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    },
  });
  for (const host of ['endless', 'bomb']) {
    const got = await web.fetch(`https://${host}.example/`);
    expect('bytes' in got && got.bytes.length).toBe(LIMIT);
  }
});

it('asking keeps what came of a page that breaks off', async () => {
  const web = await fakeWeb(
    {
      'slow.example': (_, response) => {
        response.writeHead(200).write('<p>here');
      },
    },
    { timeoutMs: 300 },
  );
  const got = await web.fetch('https://slow.example/');
  expect('bytes' in got && Buffer.from(got.bytes).toString()).toBe('<p>here');
});

it('asking gives up on a server and on a resolver that say nothing', async () => {
  const web = await fakeWeb({ 'mute.example': () => {} }, { timeoutMs: 150 });
  const late = { why: 'did not answer within 0.15 seconds' };
  expect(await web.fetch('https://mute.example/')).toEqual(late);
  const fetch = createFetch({ ...web.reach, resolve: () => {} });
  expect(await fetch(URL_OF_POST)).toEqual(late);
});

it('asking says so when there is no such name, or when the connection breaks', async () => {
  const web = await fakeWeb({ 'post.example': (request) => request.destroy() });
  expect(await web.fetch('https://gone.example/')).toEqual({
    why: 'the connection failed (ENOTFOUND)',
  });
  expect(await web.fetch(URL_OF_POST)).toMatchObject({ why: expect.stringContaining('connection failed') });
});

describe('the guard', () => {
  it.each('2130706433 0x7f.1 [::ffff:127.0.0.1] 0.0.0.0 [fd00::1] 169.254.169.254 post.example:8080'.split(' '))(
    'refuses %s, asked for or redirected to, before any name is resolved',
    async (host) => {
      const web = await fakeWeb({ 'post.example': redirecting(301, `https://${host}/admin`) });
      expect(await web.fetch(`https://${host}/`)).toHaveProperty('why');
      expect(web.dialled).toEqual([]);
      const why = expect.stringContaining('redirects to https://');
      expect(await web.fetch(URL_OF_POST)).toMatchObject({ why });
      expect(web.dialled).toHaveLength(1);
    },
  );

  it.each(['http://post.example/', 'file:///etc/passwd', 'https://'])('refuses a redirect to %s', async (to) => {
    const web = await fakeWeb({ 'post.example': redirecting(302, to) });
    expect(await web.fetch(URL_OF_POST)).toHaveProperty('why');
    expect(web.dialled).toHaveLength(1);
  });

  it('checks a name at each request and at each redirect, and connects to what it checked', async () => {
    const names = { 'post.example': [[PUBLIC_IP], ['127.0.0.1'], [PUBLIC_IP], ['169.254.169.254']] };
    let to: string | undefined;
    const web = await fakeWeb(
      { 'post.example': (...both) => (to ? redirecting(302, to) : answering(200))(...both) },
      { names },
    );
    expect(await web.fetch(URL_OF_POST)).toHaveProperty('bytes');
    expect(await web.fetch(URL_OF_POST)).toHaveProperty('why');
    to = '/next';
    expect(await web.fetch(URL_OF_POST)).toHaveProperty('why');
    expect(web.dialled).toEqual([PUBLIC_IP, PUBLIC_IP]);
    expect(names['post.example']).toEqual([]);
  });

  it('is what the real connections resolve by, and they speak TLS', async () => {
    let connections = 0;
    const hello = new Promise<Buffer>((resolve) => {
      const server = createServer((socket) => {
        connections += 1;
        socket
          .on('error', () => {})
          .once('data', (bytes) => {
            resolve(bytes);
            socket.destroy();
          });
      }).listen(0, '127.0.0.1', () => {
        const address = server.address();
        const port = typeof address === 'object' && address ? String(address.port) : '';
        const { connector } = internet('Receipts (test)');
        // What the guard lets through is connected to, and the name goes to the server alone.
        connector((_host, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]))(
          { hostname: 'no-such-name.example', host: 'no-such-name.example', protocol: 'https:', port },
          () => {},
        );
      });
      onTestFinished(() => void server.close());
    });
    const bytes = await hello;
    expect(bytes[0]).toBe(22);
    expect(bytes.toString('latin1')).toContain('no-such-name.example');
    const fetch = createFetch({
      ...internet('Receipts (test)'),
      resolve: (_host, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    expect(await fetch(URL_OF_POST)).toMatchObject({
      why: 'post.example resolves to 127.0.0.1, which is not public',
    });
    expect(connections).toBe(1);
  });

  it('follows five redirects, and ends a longer chain', async () => {
    const web = await fakeWeb({
      'post.example': ({ url = '' }, response) => {
        const step = Number(url.slice(1));
        response.writeHead(step < 5 ? 301 : 200, step < 5 ? { location: `/${step + 1}` } : {}).end();
      },
      'long.example': ({ url = '' }, response) => {
        response.writeHead(302, { location: `/${Number(url.slice(1)) + 1}` }).end();
      },
    });
    expect(await web.fetch(`${URL_OF_POST}0`)).toHaveProperty('bytes');
    expect(await web.fetch('https://long.example/0')).toEqual({ why: 'redirects more than 5 times' });
    expect(web.asked.filter((one) => one.startsWith('long'))).toHaveLength(6);
  });
});
