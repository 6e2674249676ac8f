import { type Kysely, sql, type Transaction } from 'kysely';
import type { Store } from '../core/ports.ts';
import type { Task, TaskChange } from '../core/tasks.ts';
import { readSchedule, readTask } from './rows.ts';
import type { Database, Tables } from './tables.ts';

/** Opens the store where it is not open yet, and puts what goes wrong into its words. */
export type Use = <T>(work: (db: Kysely<Tables>, database: Database) => Promise<T>) => Promise<T>;

/** Schedules, and the tasks that come of them. */
export function taskQueries(
  use: Use,
): Pick<Store, 'schedules' | 'saveSchedule' | 'dropSchedule' | 'addTask' | 'openTasks' | 'tasksIn' | 'changeTask'> {
  return {
    schedules: () =>
      use(async (db) => {
        const rows = await db.selectFrom('schedules').selectAll().execute();
        return rows.flatMap(readSchedule).sort(by(({ workspace, channel }) => `${workspace} ${channel}`));
      }),
    saveSchedule: ({ since, ...schedule }) =>
      use((db) =>
        db.transaction().execute(async (trx) => {
          const row = { ...schedule, since: since.getTime() };
          await dropUntried(trx, schedule);
          await trx
            .insertInto('schedules')
            .values(row)
            .onConflict((old) => old.columns(['workspace', 'channel']).doUpdateSet(row))
            .execute();
        }),
      ),
    dropSchedule: (workspace, channel) =>
      use((db) =>
        db.transaction().execute(async (trx) => {
          await dropUntried(trx, { workspace, channel });
          await trx.deleteFrom('schedules').where('workspace', '=', workspace).where('channel', '=', channel).execute();
        }),
      ),
    addTask: (task) =>
      use(async (db) => {
        const { id, kind, workspace, channel, due } = task;
        const { state, open, next, tries, why } = columns(task);
        const [at, post] = [due.getTime(), task.post ?? null];
        const source =
          post === null
            ? sql`schedules where workspace = ${workspace} and channel = ${channel} and since < cast(${at} as bigint)`
            : sql`posts where id = ${post}`;
        // One statement: a schedule or a card that goes at this moment leaves no task behind.
        await sql`insert into tasks (id, kind, workspace, channel, due, state, open, next, tries, why, post)
          select ${id}, ${kind}, workspace, channel, cast(${at} as bigint), ${state},
            cast(${open} as integer), cast(${next} as bigint), cast(${tries} as integer),
            cast(${why} as text), cast(${post} as text)
          from ${source} on conflict (id) do nothing`.execute(db);
      }),
    openTasks: (now, kinds) =>
      use(async (db) => {
        const rows = await db
          .selectFrom('tasks')
          .selectAll()
          .where('kind', 'in', kinds)
          .where('open', '=', 1)
          .where('next', '<=', now.getTime())
          .orderBy('due')
          .orderBy('id')
          .execute();
        return rows.flatMap(readTask);
      }),
    tasksIn: (workspace, channel) =>
      use(async (db) => {
        const rows = await db
          .selectFrom('tasks')
          .selectAll()
          .where('workspace', '=', workspace)
          .where('channel', '=', channel)
          .orderBy('due', 'desc')
          .execute();
        return rows.flatMap(readTask);
      }),
    changeTask: (before, change) =>
      use(async (db) => {
        const was = columns(before);
        const { numUpdatedRows } = await db
          .updateTable('tasks')
          .set(columns(change))
          .where('id', '=', before.id)
          .where('state', '=', was.state)
          .where('open', '=', was.open)
          .where('next', '=', was.next)
          .where('tries', '=', was.tries)
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      }),
  };
}

function columns({ state, open, next, tries, why }: TaskChange) {
  return { state, open: open ? 1 : 0, next: next.getTime(), tries, why: why ?? null };
}

/** What was due by a schedule that goes, and not tried yet. */
async function dropUntried(
  trx: Transaction<Tables>,
  { workspace, channel }: Pick<Task, 'workspace' | 'channel'>,
): Promise<void> {
  await trx
    .deleteFrom('tasks')
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where('kind', '=', 'schedule')
    .where('state', '=', 'pending')
    .execute();
}

/** In the order of a key's letters: a database's order depends on its language. */
export function by<Thing>(key: (thing: Thing) => string): (a: Thing, b: Thing) => number {
  return (a, b) => (key(a) < key(b) ? -1 : 1);
}
