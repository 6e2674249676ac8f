import { createRequire } from 'node:module';
import type { Config } from '../config.ts';

/** Sends what goes out from now on through the operator's proxy: requests by what `fetch` and both SDKs ask for the way
    out, and sockets too. To be called before an SDK is loaded. */
export async function useProxy({ proxy }: Pick<Config, 'proxy'>): Promise<void> {
  if (!proxy) return;
  const undici = await import('undici');
  undici.setGlobalDispatcher(new undici.EnvHttpProxyAgent({ ...proxy, proxyTunnel: true }));
  // What discord.js opens its gateway with, and requires, knows no proxy; undici's socket is made like it, and does.
  Reflect.set(createRequire(import.meta.url)('ws'), 'WebSocket', undici.WebSocket);
}
