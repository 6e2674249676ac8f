import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { BotError } from '../core/errors.ts';
import type { Store } from '../core/ports.ts';
import { POST_AGAIN, POST_KEPT } from '../core/posting.ts';
import type { Settings } from '../core/settings.ts';
import { storeClosed } from './explain.ts';
import { readFeedback, readSettings, writeSettings } from './rows.ts';
import { postQueries } from './sql-posts.ts';
import { by, taskQueries, type Use } from './sql-tasks.ts';
import type { Database, Tables } from './tables.ts';

/** How long an event's id is remembered: Slack repeats an event within hours, Discord within minutes. */
const SIGHT_MS = 24 * 60 * 60 * 1000;
/** Ids remembered, the oldest go first: about 10 MB, more than a day's questions of any workspace. */
const SIGHTS = 100_000;
/** How often old rows are dropped, in milliseconds, and after how many sights at the latest. */
const TIDY_MS = 60 * 60 * 1000;
const TIDY_SIGHTS = 1_000;
/** The row that is written to see whether rows can be; no hash of an event's id is as short. */
const PROBE = 'probe';

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
    const tidied = () => tidy(database.db, now()).then(database.scrub, () => {});
    hourly = setInterval(() => void tidied(), TIDY_MS).unref();
    return database;
  };

  const use: Use = async (work) => {
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
      use(async (db, database) => {
        await db.transaction().execute(async (trx) => {
          for (const table of ['settings', 'tasks', 'posts', 'schedules'] as const)
            await trx.deleteFrom(table).where('workspace', '=', workspace).execute();
        });
        // Another process may read for a while; nobody waits for it.
        void database.scrub();
      }),
    ...postQueries(use, now),
    ...taskQueries(use),
    install: (workspace) =>
      use(async (db) => {
        const found = db.selectFrom('installs').select('sealed').where('workspace', '=', workspace);
        return (await found.executeTakeFirst())?.sealed;
      }),
    saveInstall: (workspace, sealed) =>
      use(async (db) => {
        await db
          .insertInto('installs')
          .values({ workspace, sealed })
          .onConflict((row) => row.column('workspace').doUpdateSet({ sealed }))
          .execute();
      }),
    dropInstall: (workspace) =>
      use(async (db, database) => {
        await db.deleteFrom('installs').where('workspace', '=', workspace).execute();
        void database.scrub();
      }),
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
      use((db) =>
        // A full disk still lets itself be read.
        db.transaction().execute(async (trx) => {
          const row = { id: PROBE, at: now().getTime() };
          await trx
            .insertInto('sights')
            .values(row)
            .onConflict((old) => old.doNothing())
            .execute();
          await trx.deleteFrom('sights').where('id', '=', PROBE).execute();
        }),
      ),
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
    .where((row) =>
      row.or([
        row('at', '<', time - POST_KEPT),
        row.and([row('message', 'is', null), row('at', '<', time - POST_AGAIN)]),
      ]),
    )
    .execute();
  // Longer than a schedule looks back.
  await db
    .deleteFrom('tasks')
    .where('due', '<', time - POST_KEPT)
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
