import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Store } from '../core/ports.ts';
import type { Task, TaskChange } from '../core/tasks.ts';
import { readSchedule, readTask } from './rows.ts';
import type { Database, Tables } from './tables.ts';

/** Each opens the store where it is not open yet, and puts what goes wrong into its words. */
export interface Asking {
  use<T>(work: (db: Kysely<Tables>, database: Database) => Promise<T>): Promise<T>;
  /** What one statement gives. */
  rows<Row>(statement: RawBuilder<Row>): Promise<readonly Row[]>;
  run(statement: RawBuilder<unknown>): Promise<void>;
  transact<T>(work: (trx: Transaction<Tables>, database: Database) => Promise<T>): Promise<T>;
}

/** Schedules, and the tasks that come of them. */
export function taskQueries({
  rows,
  run,
  transact,
}: Asking): Pick<
  Store,
  'schedules' | 'saveSchedule' | 'dropSchedule' | 'addTask' | 'openTasks' | 'tasksIn' | 'changeTask'
> {
  return {
    schedules: async () =>
      (await rows(sql`select * from schedules`))
        .flatMap(readSchedule)
        .sort(by(({ workspace, channel }) => `${workspace} ${channel}`)),
    saveSchedule: ({ workspace, channel, company, days, time, zone, language, since }) =>
      transact(async (trx) => {
        await dropUntried(workspace, channel).execute(trx);
        await sql`insert into schedules (workspace, channel, company, days, time, zone, language, since)
          values (${workspace}, ${channel}, ${company}, ${days}, ${time}, ${zone}, ${language}, ${since.getTime()})
          on conflict (workspace, channel) do update set company = excluded.company, days = excluded.days,
            time = excluded.time, zone = excluded.zone, language = excluded.language, since = excluded.since`.execute(
          trx,
        );
      }),
    dropSchedule: (workspace, channel) =>
      transact(async (trx) => {
        await dropUntried(workspace, channel).execute(trx);
        await sql`delete from schedules where workspace = ${workspace} and channel = ${channel}`.execute(trx);
      }),
    addTask: (task) => {
      const { id, kind, workspace, channel, due } = task;
      const { state, open, next, tries, why } = columns(task);
      const [at, post] = [due.getTime(), task.post ?? null];
      const source =
        post === null
          ? sql`schedules where workspace = ${workspace} and channel = ${channel} and since < cast(${at} as bigint)`
          : sql`posts where id = ${post}`;
      // One statement: a schedule or a card that goes at this moment leaves no task behind.
      return run(sql`insert into tasks (id, kind, workspace, channel, due, state, open, next, tries, why, post)
        select ${id}, ${kind}, workspace, channel, cast(${at} as bigint), ${state},
          cast(${open} as integer), cast(${next} as bigint), cast(${tries} as integer),
          cast(${why} as text), cast(${post} as text)
        from ${source} on conflict (id) do nothing`);
    },
    openTasks: async (now, kinds) => {
      const found = await rows(sql`select * from tasks
        where kind in (${sql.join(kinds)}) and open = 1 and next <= ${now.getTime()} order by due, id`);
      return found.flatMap(readTask);
    },
    tasksIn: async (workspace, channel) => {
      const found = await rows(sql`select * from tasks
        where workspace = ${workspace} and channel = ${channel} order by due desc`);
      return found.flatMap(readTask);
    },
    changeTask: async (before, change) => {
      const [was, is] = [columns(before), columns(change)];
      const changed = await rows(sql`update tasks
        set state = ${is.state}, open = ${is.open}, next = ${is.next}, tries = ${is.tries}, why = ${is.why}
        where id = ${before.id} and state = ${was.state} and open = ${was.open} and next = ${was.next}
          and tries = ${was.tries}
        returning id`);
      return changed.length === 1;
    },
  };
}

function columns({ state, open, next, tries, why }: TaskChange) {
  return { state, open: open ? 1 : 0, next: next.getTime(), tries, why: why ?? null };
}

/** What was due by a schedule that goes, and not tried yet. */
function dropUntried(workspace: Task['workspace'], channel: string): RawBuilder<unknown> {
  return sql`delete from tasks
    where workspace = ${workspace} and channel = ${channel} and kind = 'schedule' and state = 'pending'`;
}

/** In the order of a key's letters: a database's order depends on its language. */
export function by<Thing>(key: (thing: Thing) => string): (a: Thing, b: Thing) => number {
  return (a, b) => (key(a) < key(b) ? -1 : 1);
}
