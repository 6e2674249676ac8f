import { join } from 'node:path';
import Libsql from 'libsql';
import type { Store } from '../../src/core/ports.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { newFolder } from '../folders.ts';

/** A file that does not exist yet, in a folder that doesn't either; gone after the test. */
export function newPath(): string {
  return join(newFolder(), 'var', 'receipts.db');
}

export function openAt(path: string, now?: () => Date): Store {
  return openStore(`file:${path}`, DEFAULT_SETTINGS, now);
}

export async function openAndClose(path: string, now?: () => Date): Promise<void> {
  const store = openAt(path, now);
  await store.ping();
  await store.close();
}

/** What stands in the file, read by the driver alone. */
export function rowsOf(path: string, query: string): unknown[] {
  const database = new Libsql(path);
  try {
    return database.prepare(query).all();
  } finally {
    database.close();
  }
}
