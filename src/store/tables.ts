import type { Kysely, Transaction } from 'kysely';
import { storeDown } from './failures.ts';

/** Milliseconds since 1970. Postgres gives a bigint back as text. */
type Moment = number | string;

/** Every table, the same on both engines. Nothing in them says who asked or who posted. */
export interface Tables {
  /** One row: how many of MIGRATIONS were run. */
  receipts_schema: { version: number };
  settings: { workspace: string; settings: string };
  installs: { workspace: string; sealed: string };
  /** The hash of an event's id, and when it was seen. */
  sights: { id: string; at: Moment };
  /** `call` and `facts` are JSON; `message` is null until a post is confirmed, and where it can't be edited. */
  posts: {
    id: string;
    workspace: string;
    channel: string;
    message: string | null;
    call: string;
    facts: string;
    language: string;
    at: Moment;
  };
  /** `posts.facts` the other way round, so that a correction finds its cards without reading all of them. */
  shown: { fact: string; post: string };
  feedback: { fact: string; reason: string; count: number };
  /** At most one in a channel. */
  schedules: {
    workspace: string;
    channel: string;
    company: string;
    days: string;
    time: string;
    zone: string;
    language: string;
    since: Moment;
  };
}

/** What differs between two engines. */
export interface Engine {
  readonly db: Kysely<Tables>;
  /** Until the transaction ends, no other one gets past here with the same name; also not in another process. */
  serialize(trx: Transaction<Tables>, name: string): Promise<void>;
  close(): Promise<void>;
}

type Step = (trx: Transaction<Tables>) => Promise<void>;

/** One for each version of the tables, oldest first. Never changed once released: the next change is a further step. */
export const MIGRATIONS: readonly Step[] = [
  async ({ schema }) => {
    await schema
      .createTable('settings')
      .addColumn('workspace', 'text', (column) => column.primaryKey())
      .addColumn('settings', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createTable('installs')
      .addColumn('workspace', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createTable('sights')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
    await schema.createIndex('sights_by_age').on('sights').column('at').execute();
  },
  async ({ schema }) => {
    await schema
      .createTable('posts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('message', 'text')
      .addColumn('call', 'text', (column) => column.notNull())
      .addColumn('facts', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
    await schema
      .createIndex('posts_by_channel')
      .on('posts')
      .columns(['workspace', 'channel', 'at'])
      .execute();
    await schema
      .createTable('shown')
      .addColumn('fact', 'text', (column) => column.notNull())
      .addColumn('post', 'text', (column) => column.notNull().references('posts.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('shown_once', ['fact', 'post'])
      .execute();
    await schema.createIndex('shown_by_post').on('shown').column('post').execute();
    await schema
      .createTable('feedback')
      .addColumn('fact', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('counted_once', ['fact', 'reason'])
      .execute();
  },
  async ({ schema }) => {
    await schema
      .createTable('schedules')
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('company', 'text', (column) => column.notNull())
      .addColumn('days', 'text', (column) => column.notNull())
      .addColumn('time', 'text', (column) => column.notNull())
      .addColumn('zone', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('scheduled_once', ['workspace', 'channel'])
      .execute();
  },
];

/** Brings the tables up to the last of `steps`, all of it or nothing; two processes that start at once take turns.
    Rejects with BotError `store_down` when a newer version of the bot wrote them: it alone knows what they mean. */
export async function migrate({ db, serialize }: Engine, steps = MIGRATIONS): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await serialize(trx, 'receipts_schema');
    await trx.schema
      .createTable('receipts_schema')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    const found = await trx.selectFrom('receipts_schema').select('version').executeTakeFirst();
    const version = found?.version ?? 0;
    if (version > steps.length) {
      throw storeDown(
        `The store is of version ${version}, and this bot knows version ${steps.length} at most. Nothing in it was changed.`,
        'Run the newer version of the bot again, or point STORE_URL elsewhere.',
      );
    }
    if (version === steps.length) return;
    for (const step of steps.slice(version)) await step(trx);
    await trx.deleteFrom('receipts_schema').execute();
    await trx.insertInto('receipts_schema').values({ version: steps.length }).execute();
  });
}
