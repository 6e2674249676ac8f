import type { LanguageTag, PackId } from './fact.ts';

export const AUDIENCES = ['everyone', 'asker'] as const;
export const POSTERS = ['everyone', 'admins', 'nobody'] as const;

export interface Settings {
  /** What it is answered in where neither the question nor the platform tells. */
  readonly language: LanguageTag;
  readonly packs: 'all' | readonly PackId[];
  /** Who sees the answer to a mention. */
  readonly audience: (typeof AUDIENCES)[number];
  /** Who may post a card into a channel. */
  readonly posting: (typeof POSTERS)[number];
  /** Where cards may be posted: the platform's own ids of channels. */
  readonly channels: 'all' | readonly string[];
  /** While it holds, nothing is answered but help, privacy, settings and forget. */
  readonly paused: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  language: 'en',
  packs: 'all',
  audience: 'everyone',
  posting: 'everyone',
  channels: 'all',
  paused: false,
};
