import { createServer, type LookupFunction } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createFetch, guarded, internet, isPublic, refusedUrl } from '../../../editor/links/fetch.ts';
import { addressesOf, answering, fakeWeb, PUBLIC_IP, redirecting, type Site } from './fake-web.ts';

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
  const slow: Site = (_, response) => void response.writeHead(200).write('<p>here');
  const web = await fakeWeb({ 'slow.example': slow }, { timeoutMs: 300 });
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
  expect(await web.fetch('https://gone.example/')).toEqual({ why: 'the connection failed (ENOTFOUND)' });
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
        const host = 'no-such-name.example';
        connector(giving('127.0.0.1'))({ hostname: host, host, protocol: 'https:', port }, () => {});
      });
      onTestFinished(() => void server.close());
    });
    const bytes = await hello;
    expect(bytes[0]).toBe(22);
    expect(bytes.toString('latin1')).toContain('no-such-name.example');
    const fetch = createFetch({
      ...internet('Receipts (test)'),
      resolve: giving('127.0.0.1'),
    });
    expect(await fetch(URL_OF_POST)).toMatchObject({ why: 'post.example resolves to 127.0.0.1, which is not public' });
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

const words = (text: string): string[] => text.trim().split(/\s+/);

it.each(
  words('https://example.org/ https://www.example.org/a?b=c#d https://xn--bcher-kva.example/ https://example.org:443/'),
)('%s may be asked', (url) => expect(refusedUrl(url)).toBeUndefined());

const REFUSED = `http://example.org/ ftp://example.org/ file:///etc/passwd data:text/html,hi https:// text
  https://user@example.org/ https://user:secret@example.org/ https://example.org:8443/ https://example.org:80/
  https://2130706433/ https://0x7f.1/ https://0177.0.0.1/ https://127.1/ https://127.0.0.1/ https://0.0.0.0/ https://0/
  https://169.254.169.254/latest/meta-data/ https://10.0.0.1/ https://8.8.8.8/ https://[::]/ https://[::1]/
  https://[::ffff:127.0.0.1]/ https://[fd00::1]/ https://[2606:4700::1111]/ https://127.0.0.1./ https://127。0。0。1/
  https://①②⑦.⓪.⓪.①/ https://example.123/`;
it.each(['', 'no address', ...words(REFUSED)])('%s may not be asked', (url) => {
  expect(refusedUrl(url)).toMatch(/./);
});

it.each(words('8.8.8.8 93.184.216.34 172.15.0.1 172.32.0.1 100.63.0.1 2606:4700::1111'))('%s is public', (ip) =>
  expect(isPublic(ip)).toBe(true),
);

const NOT_PUBLIC = `0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 192.0.0.1
  192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1
  ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1
  2001:db8::1 2002:7f00:1::1 3fff::1 4000::1 fc00::1 fd00::1 fe80::1 fe80::1%eth0 2606:4700::1111%eth0 fec0::1 ff02::1
  0177.0.0.1 010.8.8.8 127.1 2130706433 0x7f.0.0.1 example.org`;
it.each(['', ...words(NOT_PUBLIC)])('%s is not public', (ip) => expect(isPublic(ip)).toBe(false));

const giving =
  (...ips: readonly string[]): LookupFunction =>
  (_host, _options, callback) =>
    callback(null, addressesOf(ips));
const resolved = (ips: readonly string[], options: { all?: boolean } = {}) =>
  new Promise((resolve) => {
    guarded(giving(...ips))('post.example', options, (error, found) => resolve(error ? error.message : found));
  });

it('a resolver that is guarded gives what it checked, in either form that a socket asks for', async () => {
  expect(await resolved(['8.8.8.8', '2606:4700::1111'], { all: true })).toEqual([
    { address: '8.8.8.8', family: 4 },
    { address: '2606:4700::1111', family: 6 },
  ]);
  expect(await resolved(['8.8.8.8', '1.1.1.1'])).toBe('8.8.8.8');
});

it.each([['10.0.0.5'], ['8.8.8.8 127.0.0.1'], ['127.0.0.1 8.8.8.8'], ['8.8.8.8 fd00::1'], ['::ffff:10.0.0.1']])(
  'a resolver that is guarded refuses a name with one address that is not public: %s',
  async (ips) => {
    for (const all of [true, false]) {
      expect(await resolved(words(ips), { all })).toMatch(/^post\.example resolves to .*, which is not public/);
    }
  },
);
