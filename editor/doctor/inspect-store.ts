import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { BotError } from '../../src/core/errors.ts';
import { explainFile, explainPostgres } from '../../src/store/explain.ts';
import { codeOf } from '../../src/store/failures.ts';
import { pathIn } from '../../src/store/index.ts';
import { type Engine, MIGRATIONS } from '../../src/store/tables.ts';

/** What there is where STORE_URL points. `found`: the version of its tables; 0 where they are not made yet. */
export type Inspected =
  | { readonly kind: 'memory' }
  | { readonly kind: 'none-yet'; readonly freeBytes: number | undefined }
  | {
      readonly kind: 'file' | 'database';
      readonly found: number;
      /** What this bot knows. */
      readonly newest: number;
      /** Left on the disk; undefined for a database, and where nobody can tell. */
      readonly freeBytes: number | undefined;
    };

/** Looks at a store and leaves it as it is: nothing is made, nothing is brought up to date, and what is written to see
    whether it can be is taken back. Rejects with BotError as opening does. */
export async function inspectStore(url: string): Promise<Inspected> {
  if (url === 'memory:') return { kind: 'memory' };
  const path = pathIn(url);
  if (path === undefined) return explained(explainPostgres, () => inspectDatabase(url));
  return explained(explainFile(path), () => inspectFile(path));
}

async function inspectFile(path: string): Promise<Inspected> {
  const size = await stat(path).then(
    (found) => found.size,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    },
  );
  if (size === undefined) {
    const folder = await nearestFolder(dirname(path));
    await access(folder, constants.W_OK | constants.X_OK);
    return { kind: 'none-yet', freeBytes: await freeBytes(folder) };
  }
  await access(path, constants.R_OK | constants.W_OK);
  await access(dirname(path), constants.W_OK | constants.X_OK);
  const { openFile } = await import('../../src/store/libsql.ts');
  const found = await inspectEngine(await openFile(path));
  return { kind: 'file', ...found, freeBytes: await freeBytes(dirname(path)) };
}

async function inspectDatabase(url: string): Promise<Inspected> {
  const { openPostgres } = await import('../../src/store/postgres.ts');
  return { kind: 'database', ...(await inspectEngine(openPostgres(url))), freeBytes: undefined };
}

async function inspectEngine(engine: Engine): Promise<{ found: number; newest: number }> {
  const newest = MIGRATIONS.length;
  try {
    const tables = await engine.db.introspection.getTables();
    const found = tables.some(({ name }) => name === 'receipts_schema') ? await versionIn(engine) : 0;
    await writeAndTakeBack(engine, found);
    return { found, newest };
  } finally {
    await engine.close().catch(() => {});
  }
}

/** A table of that name may stand in a schema of Postgres that is not ours. */
async function versionIn({ db }: Engine): Promise<number> {
  const row = await db
    .selectFrom('receipts_schema')
    .select('version')
    .executeTakeFirst()
    .catch((error: unknown) => {
      if (codeOf(error) === '42P01') return undefined;
      throw error;
    });
  return row?.version ?? 0;
}

class TakenBack extends Error {}

async function writeAndTakeBack({ db }: Engine, version: number): Promise<void> {
  await db
    .transaction()
    .execute(async (trx) => {
      if (version > 0) await trx.updateTable('receipts_schema').set({ version }).execute();
      else await sql`create table receipts_inspected (a integer)`.execute(trx);
      throw new TakenBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
}

/** The folder itself, or the one above that would hold it. */
async function nearestFolder(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    const there = await stat(at).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) === 'ENOENT') return false;
        throw error;
      },
    );
    if (there || at === dirname(at)) return at;
  }
}

async function freeBytes(folder: string): Promise<number | undefined> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => undefined,
  );
}

async function explained<T>(explain: (error: unknown) => BotError, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof BotError ? error : explain(error);
  }
}
