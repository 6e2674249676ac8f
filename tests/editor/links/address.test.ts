import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeUrl, refusedIp } from '../../../editor/links/address.ts';

describe('an address', () => {
  it.each([
    'https://example.org/',
    'https://www.example.org/a?b=c#d',
    'https://xn--bcher-kva.example/',
    'https://example.org:443/',
  ])('may be asked: %s', (url) => expect(judgeUrl(url).ok).toBe(true));

  it.each([
    'http://example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'data:text/html,hi',
    'https://user@example.org/',
    'https://user:secret@example.org/',
    'https://example.org:8443/',
    'https://example.org:80/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://127.0.0.1/',
    'https://0.0.0.0/',
    'https://0/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'https://8.8.8.8/',
    'https://[::]/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[2606:4700::1111]/',
    'https://localhost/',
    'https://LOCALHOST/',
    'https://a.localhost/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://intranet/',
    'https://router.lan/',
    'https://1.0.0.127.in-addr.arpa/',
    'https://example.org./',
    'https://localhost./',
    'https://127.0.0.1./',
    'https://①②⑦.⓪.⓪.①/',
    'https://ｌｏｃａｌｈｏｓｔ/',
    'https://127。0。0。1/',
    'https://loc\u00adalhost/',
    'https://example.123/',
    'https://exa_mple-.org/',
    'https://',
    'no address',
    '',
  ])('may not be asked: %s', (url) => expect(judgeUrl(url).ok).toBe(false));
});

describe('an IP address', () => {
  it.each([
    '8.8.8.8',
    '93.184.216.34',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '2606:4700::1111',
    '64:ff9b::808:808',
  ])('is public: %s', (ip) => expect(refusedIp(ip)).toBeUndefined());

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    '3fff::1',
    '4000::1',
    'fc00::1',
    'fd00::1',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1111%eth0',
    'fec0::1',
    'ff02::1',
    '0177.0.0.1',
    '010.8.8.8',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    'example.org',
    '',
  ])('is refused: %s', (ip) => expect(refusedIp(ip)).toMatch(/^is no/));
});

const byte = fc.integer({ min: 0, max: 255 });
/** Four bytes of a range that is not public. */
const privateBytes = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127), byte, byte, byte),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
  fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
  fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
  fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
);
const hex = (...bytes: number[]) => bytes.map((one) => one.toString(16).padStart(2, '0')).join('');

/** The same four bytes in a spelling that some program somewhere understands. */
const spelt = fc.tuple(privateBytes, fc.integer({ min: 0, max: 9 })).map(([[a, b, c, d], form]) => {
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const pair = `${hex(a, b)}:${hex(c, d)}`;
  return (
    [
      `${a}.${b}.${c}.${d}`,
      String(whole),
      `0x${whole.toString(16)}`,
      `0${whole.toString(8)}`,
      `0x${a.toString(16)}.0${b.toString(8)}.${c * 256 + d}`,
      `${a}.${(b * 256 + c) * 256 + d}`,
      `[::ffff:${pair}]`,
      `[::${pair}]`,
      `[2002:${pair}::1]`,
      `[64:ff9b::${pair}]`,
    ][form] ?? ''
  );
});

describe('whatever the spelling', () => {
  it('of a private address, it is never asked', () => {
    fc.assert(
      fc.property(spelt, (host) => {
        expect(judgeUrl(`https://${host}/`)).toMatchObject({ ok: false });
        expect(refusedIp(host.replace(/^\[|\]$/g, ''))).toMatch(/^is no/);
      }),
      { numRuns: 300 },
    );
  });

  it('of any text, an answer is given and nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.ipV4Extended(),
          fc.ipV6(),
          fc.string().map((host) => `https://${host}/`),
        ),
        (text) => {
          expect(typeof judgeUrl(text).ok).toBe('boolean');
          expect(['string', 'undefined']).toContain(typeof refusedIp(text));
        },
      ),
    );
  });
});
