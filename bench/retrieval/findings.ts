import type { Turns } from './interleaved.ts';
import type { Quality } from './measure.ts';
import type { Peer } from './peer.ts';
import type { Timing } from './speed.ts';

/** What the figures were measured on. */
export interface Machine {
  /** A day in UTC: `2026-11-22`. */
  readonly date: string;
  readonly node: string;
  readonly cores: number;
  /** Load averages over 1, 5 and 15 minutes. */
  readonly load: readonly number[];
  readonly loadAfter: readonly number[];
}

/** All that one run measured. */
export interface Findings {
  readonly machine: Machine;
  readonly peers: readonly Pick<Peer, 'name' | 'use'>[];
  readonly qualities: readonly Quality[];
  /** The first engine once more on the samples of those that were given fewer questions. */
  readonly alike: readonly Quality[];
  readonly timings: readonly Timing[];
  readonly turns: Turns;
}
