import type { Store } from '../../src/core/ports.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';

/** Keeps nothing at all: what a bot in a page, or one that only writes pages, has for a memory. */
export const noStore: Store = {
  settings: async () => DEFAULT_SETTINGS,
  saveSettings: async () => {},
  install: async () => undefined,
  saveInstall: async () => {},
  forget: async () => {},
  claimPost: async () => ({ kind: 'claimed', id: '' }),
  confirmPost: async () => {},
  releasePost: async () => {},
  postsOf: async () => [],
  postsIn: async () => [],
  schedules: async () => [],
  saveSchedule: async () => {},
  dropSchedule: async () => {},
  countFeedback: async () => {},
  feedback: async () => [],
  firstSight: async () => true,
  ping: async () => {},
  close: async () => {},
};
