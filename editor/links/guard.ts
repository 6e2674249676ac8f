import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Why an address may not be asked: only https, no user name, no port, and no bare IP address however it is spelt
    (`2130706433`, `0x7f.1`). Undefined when it may be. What the name resolves to is `guarded`'s to check. */
export function refusedUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return 'is no address';
  const { protocol, username, password, port, hostname } = new URL(text);
  if (protocol !== 'https:') return `is not https but ${protocol.replace(':', '')}`;
  if (username !== '' || password !== '') return 'holds a user name';
  if (port !== '') return `names the port ${port}`;
  // `new URL` has turned numbers of every spelling into an IP address.
  const isBare = hostname.startsWith('[') || ipaddr.isValid(hostname);
  return isBare ? 'is a bare IP address and no name' : undefined;
}

/** IPv6 in use on the internet begins so (RFC 4291); all else is refused. */
const GLOBAL_IPV6 = ipaddr.IPv6.parse('2000::');

/** Whether a connection may be made to an IP address. Refused are loopback, private, link-local, shared (CGNAT), multicast,
    documentation and reserved ranges, `0.0.0.0/8`, and IPv6 addresses that stand for an IPv4 one. */
export function isPublic(ip: string): boolean {
  // A zone (`fe80::1%eth0`) and short or octal spellings of IPv4 have no business in a resolver's answer.
  if (ipaddr.IPv4.isValidFourPartDecimal(ip)) return ipaddr.IPv4.parse(ip).range() === 'unicast';
  if (ip.includes('%') || !ipaddr.IPv6.isValid(ip)) return false;
  const address = ipaddr.IPv6.parse(ip);
  return address.range() === 'unicast' && address.match(GLOBAL_IPV6, 3);
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
      const all = typeof found === 'string' ? [{ address: found, family: 4 }] : found;
      const wrong = all.find(({ address }) => !isPublic(address));
      if (wrong) return callback(new RefusedName(`${host} resolves to ${wrong.address}, which is not public`), '');
      const [first] = all;
      if (options.all || !first) return callback(null, all);
      callback(null, first.address, first.family);
    });
  };
}
