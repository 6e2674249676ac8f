import { resolve } from 'node:path';
import { BotError } from '../core/errors.ts';
import type { Store } from '../core/ports.ts';
import type { Settings } from '../core/settings.ts';
import { explainFile, explainPostgres } from './explain.ts';
import { sqlStore } from './sql.ts';

/** Opens what STORE_URL names: `memory:`, `file:` and a path, or `postgres://…`. `defaults` are the settings of a workspace
    that saved none. A file or a database is first touched when the store is used: `ping` tells whether it works. Throws
    BotError `bad_config` for anything else; the address is not repeated, since it may hold a password. */
export function openStore(url: string, defaults: Settings, now: () => Date = () => new Date()): Store {
  const path = url === 'memory:' ? ':memory:' : pathIn(url);
  // A driver is loaded only where it is wanted.
  if (path !== undefined) {
    const open = async () => (await import('./libsql.ts')).openFile(path);
    return sqlStore(open, explainFile(path), defaults, now);
  }
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) {
    const open = async () => (await import('./postgres.ts')).openPostgres(url);
    return sqlStore(open, explainPostgres, defaults, now);
  }
  throw new BotError(
    'bad_config',
    'STORE_URL names a kind of store that I do not have.',
    'Set STORE_URL to "memory:", to "file:" and a path, or to "postgres://user:password@host/database"; or leave it empty.',
  );
}

/** `file:./var/receipts.db`, `file:/srv/receipts.db` and `file:///srv/receipts.db`; a host can't be named. */
export function pathIn(url: string): string | undefined {
  const [, path] = /^file:(?:\/\/(?=\/))?((?!\/\/).+)$/.exec(url) ?? [];
  return path === undefined ? undefined : resolve(path);
}
