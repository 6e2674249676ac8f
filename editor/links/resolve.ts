import { lookup } from 'node:dns/promises';
import { isIPv4, isIPv6 } from 'node:net';
import { refusedIp } from './address.ts';

/** Every IP address of a name. Rejects when there is none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export type Resolved =
  /** The first of each family, to be tried one after the other: some networks have one of the two only. */
  | { readonly ok: true; readonly ips: readonly string[] }
  /** `unsafe`: it resolves, but not to the public internet alone. */
  | { readonly ok: false; readonly unsafe: boolean; readonly why: string };

/** What the system's resolver says. */
export const systemResolve: Resolve = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
};

/** The IP addresses to connect to. A name is refused as soon as one of its addresses is not public: an honest site
    has no private ones, and which one is asked must not be left to chance. Nobody may resolve the name again afterwards. */
export async function resolvePublic(host: string, resolve: Resolve): Promise<Resolved> {
  let ips: readonly string[];
  try {
    ips = await resolve(host);
  } catch (error) {
    return { ok: false, unsafe: false, why: `${host} is not known to the resolver${codeOf(error)}` };
  }
  for (const ip of ips) {
    const why = refusedIp(ip);
    if (why !== undefined) return { ok: false, unsafe: true, why: `${host} resolves to ${ip}, which ${why}` };
  }
  const firsts = [ips.find((ip) => isIPv4(ip)), ips.find((ip) => isIPv6(ip))].filter(
    (ip) => ip !== undefined,
  );
  return firsts.length === 0
    ? { ok: false, unsafe: false, why: `${host} has no IP address` }
    : { ok: true, ips: firsts };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? ` (${error.code})`
    : '';
}
