import { createHash, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { BotError } from '../core/errors.ts';
import type { Store } from '../core/ports.ts';
import { POST_AGAIN, turnOf } from '../core/posting.ts';
import type { Settings } from '../core/settings.ts';
import { storeClosed } from './explain.ts';
import { SIGHT_MS, SIGHTS } from './memory.ts';
import { readFeedback, readPost, readSettings, writeSettings } from './rows.ts';
import { by, taskQueries } from './sql-tasks.ts';
import type { Database, Tables } from './tables.ts';

/** How long it is known what came of a task, in milliseconds: longer than a schedule looks back. */
const TASK_MS = 90 * 24 * 60 * 60 * 1000;
/** How often old rows are dropped, in milliseconds, and after how many sights at the latest. */
const TIDY_MS = 60 * 60 * 1000;
const TIDY_SIGHTS = 1_000;

/** A store on a database that `open` opens when the store is first used, and again at the next use after that failed.
    Every query is the same on both kinds of database. What a driver throws comes out as BotError `store_down`, in `explain`'s words. */
export function sqlStore(
  open: () => Promise<Database>,
  explain: (error: unknown) => BotError,
  defaults: Settings,
  now: () => Date,
): Store {
  let opening: Promise<Database> | undefined;
  let closed = false;
  let hourly: NodeJS.Timeout | undefined;
  let sightsSinceTidy = 0;

  const opened = async (): Promise<Database> => {
    const database = await open();
    try {
      await (await import('./tables.ts')).migrate(database);
      await tidy(database.db, now());
    } catch (error) {
      await database.close().catch(() => {});
      throw error;
    }
    // A store that fails here fails for the next question too, which says so.
    hourly = setInterval(() => void tidy(database.db, now()).catch(() => {}), TIDY_MS).unref();
    return database;
  };

  const use = async <T>(work: (db: Kysely<Tables>, database: Database) => Promise<T>): Promise<T> => {
    if (closed) throw storeClosed();
    opening ??= opened();
    const mine = opening;
    try {
      const database = await mine.catch((error: unknown) => {
        if (opening === mine) opening = undefined;
        throw error;
      });
      return await work(database.db, database);
    } catch (error) {
      if (closed) throw storeClosed();
      throw error instanceof BotError ? error : explain(error);
    }
  };

  return {
    settings: (workspace) =>
      use(async (db) => {
        const row = await db
          .selectFrom('settings')
          .select('settings')
          .where('workspace', '=', workspace)
          .executeTakeFirst();
        return row ? readSettings(row.settings, defaults) : defaults;
      }),
    saveSettings: (workspace, saved) =>
      use((db) =>
        db.transaction().execute(async (trx) => {
          const before = await trx
            .selectFrom('settings')
            .select('settings')
            .where('workspace', '=', workspace)
            .executeTakeFirst();
          const settings = writeSettings(saved, before?.settings);
          await trx
            .insertInto('settings')
            .values({ workspace, settings })
            .onConflict((row) => row.column('workspace').doUpdateSet({ settings }))
            .execute();
        }),
      ),
    forget: (workspace) =>
      use((db) =>
        db.transaction().execute(async (trx) => {
          for (const table of ['settings', 'posts', 'schedules', 'tasks'] as const)
            await trx.deleteFrom(table).where('workspace', '=', workspace).execute();
        }),
      ),
    claimPost: (wanted, insisted) =>
      use((db, database) =>
        db.transaction().execute(async (trx) => {
          const { workspace, channel, language } = wanted;
          await database.serialize(trx, `${workspace} ${channel}`);
          const at = now();
          const rows = await trx
            .selectFrom('posts')
            .selectAll()
            .where('workspace', '=', workspace)
            .where('channel', '=', channel)
            .where('at', '>', at.getTime() - POST_AGAIN)
            .execute();
          const turn = turnOf(rows.flatMap(readPost), wanted, insisted, at);
          if (turn.kind !== 'free') return turn;
          const id = randomUUID();
          const [call, facts] = [JSON.stringify(wanted.call), JSON.stringify(wanted.facts)];
          await trx
            .insertInto('posts')
            .values({ id, workspace, channel, message: null, call, facts, language, at: at.getTime() })
            .execute();
          for (const fact of new Set(wanted.facts))
            await trx.insertInto('shown').values({ fact, post: id }).execute();
          return { kind: 'claimed', id };
        }),
      ),
    confirmPost: (id, message) =>
      use(async (db) => {
        if (message !== undefined)
          await db.updateTable('posts').set({ message }).where('id', '=', id).execute();
      }),
    releasePost: (id) =>
      use(async (db) => {
        await db.deleteFrom('posts').where('id', '=', id).execute();
      }),
    postsOf: (fact) =>
      use(async (db) => {
        const rows = await db
          .selectFrom('posts')
          .innerJoin('shown', 'shown.post', 'posts.id')
          .selectAll('posts')
          .where('shown.fact', '=', fact)
          .where('posts.message', 'is not', null)
          .orderBy('posts.at')
          .orderBy('posts.id')
          .execute();
        return rows.flatMap(readPost);
      }),
    postsIn: (workspace, channel) =>
      use(async (db) => {
        const rows = await db
          .selectFrom('posts')
          .selectAll()
          .where('workspace', '=', workspace)
          .where('channel', '=', channel)
          .where((row) =>
            row.or([row('message', 'is not', null), row('at', '>=', now().getTime() - POST_AGAIN)]),
          )
          .orderBy('at')
          .orderBy('id')
          .execute();
        return rows.flatMap(readPost);
      }),
    ...taskQueries(use),
    countFeedback: (fact, reason) =>
      use(async (db) => {
        await db
          .insertInto('feedback')
          .values({ fact, reason, count: 1 })
          .onConflict((row) =>
            row.columns(['fact', 'reason']).doUpdateSet((old) => ({ count: old('feedback.count', '+', 1) })),
          )
          .execute();
      }),
    feedback: () =>
      use(async (db) => {
        const rows = await db.selectFrom('feedback').selectAll().execute();
        return rows.flatMap(readFeedback).sort(by(({ fact, reason }) => `${fact} ${reason}`));
      }),
    firstSight: (questionId) =>
      use(async (db) => {
        const at = now().getTime();
        const row = await db
          .insertInto('sights')
          .values({ id: hashed(questionId), at })
          .onConflict((old) =>
            old
              .column('id')
              .doUpdateSet({ at })
              .where('sights.at', '<', at - SIGHT_MS),
          )
          .returning('id')
          .executeTakeFirst();
        sightsSinceTidy += 1;
        if (sightsSinceTidy >= TIDY_SIGHTS) {
          sightsSinceTidy = 0;
          await tidy(db, now());
        }
        return row !== undefined;
      }),
    ping: () =>
      use(async (db) => {
        // A disk that is full still lets itself be read.
        await db
          .updateTable('receipts_schema')
          .set((old) => ({ version: old.ref('version') }))
          .execute();
      }),
    async close() {
      if (closed) return;
      closed = true;
      clearInterval(hourly);
      const database = await opening?.catch(() => undefined);
      clearInterval(hourly);
      await database?.close().catch((error: unknown) => {
        throw explain(error);
      });
    },
  };
}

/** Drops what is no longer looked at. */
async function tidy(db: Kysely<Tables>, now: Date): Promise<void> {
  const time = now.getTime();
  await db
    .deleteFrom('posts')
    .where('message', 'is', null)
    .where('at', '<', time - POST_AGAIN)
    .execute();
  await db
    .deleteFrom('tasks')
    .where('due', '<', time - TASK_MS)
    .execute();
  await db
    .deleteFrom('sights')
    .where((row) =>
      row.or([
        row('at', '<', time - SIGHT_MS),
        row('at', '<', row.selectFrom('sights').select('at').orderBy('at', 'desc').limit(1).offset(SIGHTS)),
      ]),
    )
    .execute();
}

/** An id may name a channel and a moment: of what is on a disk, nobody should read when a channel asked something.
    128 bits, so that two ids never meet. */
function hashed(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 22);
}
