import { BotError } from '../core/errors.ts';
import type { Store } from '../core/ports.ts';
import type { Settings } from '../core/settings.ts';
import { memoryStore } from './memory.ts';

/** Opens what STORE_URL names. `defaults` are the settings of a workspace that saved none. Throws BotError `bad_config`
    for a kind of store that does not exist; the address is not repeated, since it may hold a password. */
export function openStore(url: string, defaults: Settings, now: () => Date = () => new Date()): Store {
  if (url === 'memory:') return memoryStore(defaults, now);
  throw new BotError(
    'bad_config',
    'STORE_URL names a kind of store that I do not have.',
    'Set STORE_URL to "memory:", or leave it empty.',
  );
}
