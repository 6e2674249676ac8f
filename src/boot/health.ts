import type { Config } from '../config.ts';
import type { Platform, Store } from '../core/ports.ts';
import { probeOf, serveHealth } from '../ops/health.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { LiveBase } from './base.ts';

export interface Health {
  readonly metrics: Metrics;
  /** Where it is served. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Serves health and metrics about what is running; undefined where there is no address for them: nobody can ask then, and
    nothing is counted. Rejects with BotError `bad_config`. */
export async function openHealth(
  at: Config['health'],
  { base, store, platforms }: { base: LiveBase; store: Store; platforms: readonly Platform[] },
  now: () => Date,
): Promise<Health | undefined> {
  if (!at) return undefined;
  const { createMetrics } = await import('../ops/metrics.ts');
  const running = {
    facts: () => base.current().facts,
    languages: () => base.current().languages.map(({ tag }) => tag),
    baseReadAt: base.readAt,
    baseIsRefused: base.isRefused,
    storeIsUp: probeOf(store),
    platforms: () => platforms,
    now,
  };
  const metrics = createMetrics(running, true);
  return { metrics, ...(await serveHealth(at, running, metrics)) };
}
