import type { BotParts } from '../src/core/bot.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';

/** Keeps nothing at all: what a bot in a page, or one that only writes pages, has for a memory. */
export const noStore: BotParts['store'] = {
  settings: async () => DEFAULT_SETTINGS,
  saveSettings: async () => {},
  forget: async () => {},
  schedules: async () => [],
  saveSchedule: async () => {},
  dropSchedule: async () => {},
  countFeedback: async () => {},
};
