import type { LookupFunction } from 'node:net';
import { expect, it } from 'vitest';
import { guarded, isPublic, refusedUrl } from '../../../editor/links/guard.ts';

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

const resolving = (ips: readonly string[]): LookupFunction =>
  guarded((_host, _options, callback) =>
    callback(
      null,
      ips.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    ),
  );
const resolved = (ips: readonly string[], options: { all?: boolean } = {}) =>
  new Promise((resolve) => {
    resolving(ips)('post.example', options, (error, found) => resolve(error ? error.message : found));
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
