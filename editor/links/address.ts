import ipaddr from 'ipaddr.js';

/** An address that may be asked, or why it may not. */
export type Judged = { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly why: string };

/** Names that never lead out of the own house or machine, as last labels. */
const HOME_NAMES = new Set([
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'arpa',
  'onion',
  'test',
  'invalid',
  'alt',
]);

/** Whether an address, as text, may be asked at all: https, no user name, no port, a public name and no bare IP address
    however it is spelt (`2130706433`, `0x7f.1`). Says nothing about what the name resolves to: see `refusedIp`. */
export function judgeUrl(text: string): Judged {
  if (!URL.canParse(text)) return refuse('is no address');
  const url = new URL(text);
  if (url.protocol !== 'https:') return refuse(`is not https but ${url.protocol.replace(':', '')}`);
  if (url.username !== '' || url.password !== '') return refuse('holds a user name');
  if (url.port !== '') return refuse(`names the port ${url.port}`);
  const why = refusedName(url.hostname);
  return why === undefined ? { ok: true, url } : refuse(why);
}

function refuse(why: string): Judged {
  return { ok: false, why };
}

/** Why a host may not be asked, by its name alone. `new URL` has already turned numbers of every spelling into an IP
    address, and letters of other scripts into `xn--`. */
function refusedName(host: string): string | undefined {
  if (host.startsWith('[') || ipaddr.isValid(host)) {
    return refusedIp(host.replace(/^\[|\]$/g, '')) ?? 'is a bare IP address and no name';
  }
  if (host.endsWith('.')) return 'has a host that ends in a dot';
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || HOME_NAMES.has(last)) return 'has a host that is not on the public internet';
  if (
    host.length > 253 ||
    !labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label))
  ) {
    return 'has a host that is no name';
  }
  return /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(last) ? undefined : 'has a host that is no name';
}

/** IPv6 in use on the internet begins so (RFC 4291); all else is refused, known to anybody or not. */
const GLOBAL_IPV6 = ipaddr.IPv6.parse('2000::');
/** Where a network without IPv4 of its own shows the IPv4 internet (RFC 6052). */
const NAT64 = ipaddr.IPv6.parse('64:ff9b::');

/** Why no connection may be made to an IP address; undefined for a public one. Refused are loopback, private,
    link-local, shared (CGNAT), multicast, documentation and reserved ranges, `0.0.0.0/8`, and IPv6 addresses that stand
    for an IPv4 one (mapped, compatible, 6to4, Teredo), whatever that is: a public site does not need them. NAT64 is as
    good as the IPv4 address in it. */
export function refusedIp(ip: string): string | undefined {
  // A zone (`fe80::1%eth0`) and short or octal spellings of IPv4 have no business in a resolver's answer.
  if (ipaddr.IPv4.isValidFourPartDecimal(ip)) {
    const range = ipaddr.IPv4.parse(ip).range();
    return range === 'unicast' ? undefined : said(range);
  }
  if (ip.includes('%') || !ipaddr.IPv6.isValid(ip)) return 'is no IP address';
  const address = ipaddr.IPv6.parse(ip);
  if (address.match(NAT64, 96)) return refusedIp(address.toByteArray().slice(12).join('.'));
  const range = address.range();
  if (range !== 'unicast') return said(range);
  return address.match(GLOBAL_IPV6, 3) ? undefined : said('reserved');
}

function said(range: string): string {
  return `is not a public address (${range})`;
}
