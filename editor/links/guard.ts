import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Last labels of names that never lead out of the own house or machine. */
const HOME_NAMES: ReadonlySet<string> = new Set(
  'localhost local localdomain internal intranet private corp home lan arpa onion test invalid alt'.split(
    ' ',
  ),
);

/** Why an address may not be asked: only https, no user name, no port, a public name and no bare IP address however it is
    spelt (`2130706433`, `0x7f.1`). Undefined when it may be. What the name resolves to is `guarded`'s to check. */
export function refusedUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return 'is no address';
  const url = new URL(text);
  if (url.protocol !== 'https:') return `is not https but ${url.protocol.replace(':', '')}`;
  if (url.username !== '' || url.password !== '') return 'holds a user name';
  if (url.port !== '') return `names the port ${url.port}`;
  // `new URL` has turned numbers of every spelling into an IP address, and letters of other scripts into `xn--`.
  const labels = url.hostname.split('.');
  const last = labels.at(-1) ?? '';
  if (url.hostname.startsWith('[') || ipaddr.isValid(url.hostname)) return 'is a bare IP address and no name';
  if (labels.length < 2 || HOME_NAMES.has(last)) return 'has a host that is not on the public internet';
  const isName =
    url.hostname.length <= 253 &&
    labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)) &&
    /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(last);
  return isName ? undefined : 'has a host that is no name';
}

/** IPv6 in use on the internet begins so (RFC 4291); all else is refused. */
const GLOBAL_IPV6 = ipaddr.IPv6.parse('2000::');
/** Where a network without IPv4 of its own shows the IPv4 internet (RFC 6052). */
const NAT64 = ipaddr.IPv6.parse('64:ff9b::');

/** Why no connection may be made to an IP address; undefined for a public one. Refused are loopback, private,
    link-local, shared (CGNAT), multicast, documentation and reserved ranges, `0.0.0.0/8`, and IPv6 addresses that stand
    for an IPv4 one (mapped, compatible, 6to4, Teredo). NAT64 is judged by the IPv4 address in it. */
export function refusedIp(ip: string): string | undefined {
  // A zone (`fe80::1%eth0`) and short or octal spellings of IPv4 have no business in a resolver's answer.
  const isFour = ipaddr.IPv4.isValidFourPartDecimal(ip);
  if (!isFour && (ip.includes('%') || !ipaddr.IPv6.isValid(ip))) return 'is no IP address';
  const address = isFour ? ipaddr.IPv4.parse(ip) : ipaddr.IPv6.parse(ip);
  if (address instanceof ipaddr.IPv6 && address.match(NAT64, 96)) {
    return refusedIp(address.toByteArray().slice(12).join('.'));
  }
  const isReserved = address instanceof ipaddr.IPv6 && !address.match(GLOBAL_IPV6, 3);
  const range = address.range();
  if (range === 'unicast' && !isReserved) return undefined;
  return `is not a public address (${range === 'unicast' ? 'reserved' : range})`;
}

/** A name that does not lead to the public internet alone. */
export class RefusedName extends Error {}

/** Resolves names for a socket, which connects to the very addresses that were checked here. A name is refused as soon as
    one of its addresses is not public: an honest site has no private ones, and which one is asked must not be left to
    chance. */
export function guarded(resolve: LookupFunction): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const all =
        typeof found === 'string' ? [{ address: found, family: found.includes(':') ? 6 : 4 }] : found;
      for (const { address } of all) {
        const why = refusedIp(address);
        if (why) return callback(new RefusedName(`${host} resolves to ${address}, which ${why}`), '');
      }
      const [first] = all;
      if (options.all || !first) return callback(null, all);
      callback(null, first.address, first.family);
    });
  };
}
