import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { BotError } from '../core/errors.ts';
import type { Store } from '../core/ports.ts';
import { POST_AGAIN, POST_KEPT } from '../core/posting.ts';
import type { Settings } from '../core/settings.ts';
import { storeClosed } from './explain.ts';
import { readFeedback, readSettings, writeSettings } from './rows.ts';
import { postQueries } from './sql-posts.ts';
import { type Asking, by, taskQueries } from './sql-tasks.ts';
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

type Saved = { readonly settings: string };

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

  const use: Asking['use'] = async (work) => {
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

  const asking: Asking = {
    use,
    rows: (statement) => use(async (db) => (await statement.execute(db)).rows),
    run: (statement) => use(async (db) => void (await statement.execute(db))),
    transact: (work) => use((db, database) => db.transaction().execute((trx) => work(trx, database))),
  };
  const { rows, run, transact } = asking;
  /** Another process may read for a while; nobody waits for it. */
  const scrub = () => use(async (_, database) => void database.scrub());

  return {
    settings: async (workspace) => {
      const [row] = await rows(sql<Saved>`select settings from settings where workspace = ${workspace}`);
      return row ? readSettings(row.settings, defaults) : defaults;
    },
    saveSettings: (workspace, saved) =>
      transact(async (trx) => {
        const before = await sql<Saved>`select settings from settings where workspace = ${workspace}`.execute(trx);
        const settings = writeSettings(saved, before.rows[0]?.settings);
        await sql`insert into settings (workspace, settings) values (${workspace}, ${settings})
          on conflict (workspace) do update set settings = excluded.settings`.execute(trx);
      }),
    forget: async (workspace) => {
      await transact(async (trx) => {
        for (const table of ['settings', 'tasks', 'posts', 'schedules'])
          await sql`delete from ${sql.table(table)} where workspace = ${workspace}`.execute(trx);
      });
      await scrub();
    },
    ...postQueries(asking, now),
    ...taskQueries(asking),
    install: async (workspace) => {
      const found = await rows(sql<{ sealed: string }>`select sealed from installs where workspace = ${workspace}`);
      return found[0]?.sealed;
    },
    saveInstall: (workspace, sealed) =>
      run(sql`insert into installs (workspace, sealed) values (${workspace}, ${sealed})
        on conflict (workspace) do update set sealed = excluded.sealed`),
    dropInstall: async (workspace) => {
      await run(sql`delete from installs where workspace = ${workspace}`);
      await scrub();
    },
    countFeedback: (fact, reason) =>
      run(sql`insert into feedback (fact, reason, count) values (${fact}, ${reason}, 1)
        on conflict (fact, reason) do update set count = feedback.count + 1`),
    feedback: async () =>
      (await rows(sql`select * from feedback`))
        .flatMap(readFeedback)
        .sort(by(({ fact, reason }) => `${fact} ${reason}`)),
    firstSight: (questionId) =>
      use(async (db) => {
        const at = now().getTime();
        const { rows: first } = await sql`insert into sights (id, at) values (${hashed(questionId)}, ${at})
          on conflict (id) do update set at = excluded.at where sights.at < ${at - SIGHT_MS} returning id`.execute(db);
        sightsSinceTidy += 1;
        if (sightsSinceTidy >= TIDY_SIGHTS) {
          sightsSinceTidy = 0;
          await tidy(db, now());
        }
        return first.length > 0;
      }),
    ping: () =>
      // A full disk still lets itself be read.
      transact(async (trx) => {
        await sql`insert into sights (id, at) values (${PROBE}, ${now().getTime()}) on conflict do nothing`.execute(
          trx,
        );
        await sql`delete from sights where id = ${PROBE}`.execute(trx);
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
  await sql`delete from posts
    where at < ${time - POST_KEPT} or (message is null and at < ${time - POST_AGAIN})`.execute(db);
  // Longer than a schedule looks back.
  await sql`delete from tasks where due < ${time - POST_KEPT}`.execute(db);
  await sql`delete from sights where at < ${time - SIGHT_MS}
    or at < (select at from sights order by at desc limit 1 offset ${SIGHTS})`.execute(db);
}

/** An id may name a channel and a moment: of what is on a disk, nobody should read when a channel asked something.
    128 bits, so that two ids never meet. */
function hashed(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 22);
}
