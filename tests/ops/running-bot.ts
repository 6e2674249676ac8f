import type { RunningBot } from '../../src/ops/metrics.ts';
import { base } from '../base.ts';

export const NOW = 1_700_000_000_000;

export const platform = (name: string, health: 'starting' | 'ready' | 'down', sign?: number) => ({
  name,
  health: () => health,
  lastSign: () => sign,
});

/** A bot that is well, but for what a test changes. */
export const running = (changes: Partial<RunningBot> = {}): RunningBot => ({
  facts: () => base,
  languages: () => ['en', 'es'],
  baseReadAt: () => new Date(NOW),
  baseIsRefused: () => false,
  storeIsUp: async () => true,
  platforms: () => [platform('slack', 'ready', NOW - 3_000)],
  now: () => new Date(NOW),
  ...changes,
});
