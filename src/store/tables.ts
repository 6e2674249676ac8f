import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { storeDown } from './explain.ts';

/** Milliseconds that a database may take to let us in or to answer; then the store counts as down. */
export const PATIENCE = 3_000;

/** The one table that is asked for by its columns' types; what others hold is checked row by row. */
export interface Tables {
  /** One row: how many of MIGRATIONS were run. */
  receipts_schema: { version: number };
}

/** What differs between the two kinds of database. */
export interface Database {
  readonly db: Kysely<Tables>;
  /** Until the transaction ends, no other one gets past here with the same name; also not in another process. */
  serialize(trx: Transaction<Tables>, name: string): Promise<void>;
  /** Leaves no byte of what was deleted, as soon as no other process stands in the way. Never rejects. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** The statements of each version of the tables, oldest first: the same in both kinds of database. Nothing in them says who
    asked or who posted. `sights.id` is the hash of an event's id. `posts.call` and `posts.facts` are JSON; `posts.message` is
    null until a post is confirmed, and where it can't be edited. `shown` is `posts.facts` the other way round, so that a
    correction finds its cards without reading all of them; its `mark`: see core/corrections.ts. `tasks`: see core/tasks.ts;
    `open` is 0 or 1. Moments are milliseconds since 1970, which Postgres gives back as text. Never changed once released: the next change is a further
    version. */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    'create table settings (workspace text primary key, settings text not null)',
    'create table installs (workspace text primary key, sealed text not null)',
    'create table sights (id text primary key, at bigint not null)',
    'create index sights_by_age on sights (at)',
  ],
  [
    `create table posts (
      id text primary key,
      workspace text not null,
      channel text not null,
      message text,
      call text not null,
      facts text not null,
      language text not null,
      at bigint not null
    )`,
    'create index posts_by_channel on posts (workspace, channel, at)',
    `create table shown (
      fact text not null,
      post text not null references posts (id) on delete cascade,
      constraint shown_once primary key (fact, post)
    )`,
    'create index shown_by_post on shown (post)',
    `create table feedback (
      fact text not null,
      reason text not null,
      count integer not null,
      constraint counted_once primary key (fact, reason)
    )`,
  ],
  [
    `create table schedules (
      workspace text not null,
      channel text not null,
      company text not null,
      days text not null,
      time text not null,
      zone text not null,
      language text not null,
      since bigint not null,
      constraint scheduled_once primary key (workspace, channel)
    )`,
  ],
  [
    `create table tasks (
      id text primary key,
      kind text not null,
      workspace text not null,
      channel text not null,
      due bigint not null,
      state text not null,
      open integer not null,
      next bigint not null,
      tries integer not null,
      why text
    )`,
    'create index tasks_by_turn on tasks (open, next)',
    'create index tasks_by_channel on tasks (workspace, channel, due)',
  ],
  [
    "alter table shown add column mark text not null default ''",
    'alter table tasks add column post text references posts (id) on delete cascade',
    'create index tasks_by_post on tasks (post)',
  ],
];

/** Brings the tables up to the last of `versions`, all of it or nothing; two processes that start at once take turns.
    Rejects with BotError `store_down` when a newer version of the bot wrote them: it alone knows what they mean. */
export async function migrate({ db, serialize }: Database, versions = MIGRATIONS): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const run = (statement: string) => trx.executeQuery(CompiledQuery.raw(statement));
    await serialize(trx, 'receipts_schema');
    await run('create table if not exists receipts_schema (version integer not null)');
    const found = await trx.selectFrom('receipts_schema').select('version').executeTakeFirst();
    const version = found?.version ?? 0;
    if (version > versions.length) {
      throw storeDown(
        `The store is of version ${version}, and this bot knows version ${versions.length} at most. Nothing in it was changed.`,
        'Run the newer version of the bot again, or point STORE_URL elsewhere.',
      );
    }
    if (version === versions.length) return;
    for (const statement of versions.slice(version).flat()) await run(statement);
    await trx.deleteFrom('receipts_schema').execute();
    await trx.insertInto('receipts_schema').values({ version: versions.length }).execute();
  });
}
