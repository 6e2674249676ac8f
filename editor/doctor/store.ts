import { existsSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BotError } from '../../src/core/errors.ts';
import { explainFile, explainPostgres } from '../../src/store/explain.ts';
import { pathIn } from '../../src/store/index.ts';
import { type Database, MIGRATIONS } from '../../src/store/tables.ts';
import { type Outcome, ok, problem, warning } from './outcome.ts';

/** Whether what must outlive a restart can be kept where STORE_URL says. What is written to see that is taken back. */
export async function examineStore(url: string): Promise<Outcome> {
  if (url === 'memory:') {
    const says = 'STORE_URL is "memory:": settings, schedules and posted cards are forgotten at every restart.';
    return warning('store', says, 'Leave STORE_URL empty for a file, unless that is what you want.');
  }
  const path = pathIn(url);
  try {
    if (path !== undefined) return await examineFile(path);
    const { openPostgres } = await import('../../src/store/postgres.ts');
    return judgeVersion(await versionOf(openPostgres(url)));
  } catch (error) {
    const explain = path === undefined ? explainPostgres : explainFile(path);
    const { message, hint } = error instanceof BotError ? error : explain(error);
    return problem('store', message, hint);
  }
}

async function examineFile(path: string): Promise<Outcome> {
  let folder = dirname(path);
  while (!existsSync(folder)) folder = dirname(folder);
  await access(folder, constants.W_OK | constants.X_OK);
  if (!existsSync(path)) return ok('store', 'The store’s file is not there yet, and can be made at the first start.');
  await access(path, constants.R_OK | constants.W_OK);
  const { openFile } = await import('../../src/store/libsql.ts');
  return judgeVersion(await versionOf(await openFile(path)));
}

/** The version of its tables; 0 where they are not made yet. Rejects where nothing can be written. */
async function versionOf({ db, close }: Database): Promise<number> {
  const isThere = async () => (await db.introspection.getTables()).some(({ name }) => name === 'receipts_schema');
  try {
    const made = await isThere();
    const trx = await db.startTransaction().execute();
    try {
      if (!made) await trx.schema.createTable('receipts_examined').addColumn('a', 'integer').execute();
      const row = made ? await trx.selectFrom('receipts_schema').select('version').executeTakeFirst() : undefined;
      if (row) await trx.updateTable('receipts_schema').set(row).execute();
      return row?.version ?? 0;
    } finally {
      await trx.rollback().execute();
    }
  } finally {
    await close().catch(() => {});
  }
}

/** `newest`: what this bot knows. */
export function judgeVersion(found: number, newest = MIGRATIONS.length): Outcome {
  const newer = `A newer bot wrote the store (version ${found}; this one knows ${newest}).`;
  if (found > newest) return problem('store', newer, 'Run the newer version again, or point STORE_URL elsewhere.');
  const older = `will be brought from version ${found} to ${newest} at the next start: make a copy before`;
  const next = found === newest ? 'is up to date' : found === 0 ? 'gets its tables at the next start' : older;
  return ok('store', `The store opens, can be written, and ${next}.`);
}
