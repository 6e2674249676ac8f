import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Libsql from 'libsql';
import { Client } from 'pg';
import { beforeEach, onTestFinished } from 'vitest';
import type { FactId } from '../../src/core/fact.ts';
import type { Store } from '../../src/core/ports.ts';
import { type NewPost, POST_GAP } from '../../src/core/posting.ts';
import type { Schedule } from '../../src/core/schedule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { entityId, factId } from '../../src/facts/schema/values.ts';
import { openStore } from '../../src/store/index.ts';
import { openFile } from '../../src/store/libsql.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import type { Database } from '../../src/store/tables.ts';
import { newFolder } from '../folders.ts';

export const START = Date.UTC(2026, 10, 22);
export const A = factId.parse('norvane.letter');
export const B = factId.parse('norvane.contract');
export const POSTGRES = process.env['TEST_POSTGRES_URL'] ?? '';

/** Where a store keeps its rows: everything opened on it sees the same. */
export interface Place {
  readonly url: string;
  /** What stands in it, read and changed by the driver alone. */
  rows(query: string): Promise<unknown[]>;
  /** The tables that are in it. */
  readonly tables: string;
  engine(): Promise<Database>;
}

/** A file that does not exist yet, in a folder that doesn't either; gone after the test. */
export function newPath(): string {
  return join(newFolder(), 'var', 'receipts.db');
}

/** What stands in a file, read by the driver alone. */
export function rowsOf(path: string, query: string): unknown[] {
  const database = new Libsql(path);
  try {
    const statement = database.prepare(query);
    return statement.reader ? statement.all() : [statement.run()];
  } finally {
    database.close();
  }
}

function filePlace(): Place {
  const path = newPath();
  return {
    url: `file:${path}`,
    rows: async (query) => rowsOf(path, query),
    tables: "select name from sqlite_master where type = 'table'",
    engine: () => openFile(path),
  };
}

async function postgresRows(query: string, url = POSTGRES): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

/** A schema of its own in the test's database. */
async function postgresPlace(): Promise<Place> {
  const schema = `receipts_${randomUUID().replaceAll('-', '')}`;
  await postgresRows(`create schema ${schema}`);
  onTestFinished(async () => void (await postgresRows(`drop schema ${schema} cascade`)));
  const address = new URL(POSTGRES);
  address.searchParams.set('options', `-c search_path=${schema}`);
  return {
    url: address.href,
    rows: (query) => postgresRows(query, address.href),
    tables: `select table_name as name from information_schema.tables where table_schema = '${schema}'`,
    engine: async () => openPostgres(address.href),
  };
}

/** The kinds of place whose rows outlive a store; what is kept in memory is kept as in a file. */
export const LASTING: readonly (readonly [kind: string, make: () => Promise<Place | undefined>])[] = [
  ['file:', async () => filePlace()],
  ['postgres: (with TEST_POSTGRES_URL)', async () => (POSTGRES === '' ? undefined : postgresPlace())],
];

export const card = (facts: readonly FactId[], more: Partial<NewPost> = {}): NewPost => ({
  workspace: 'slack:T1',
  channel: 'C1',
  call: { command: 'fact', text: facts.join(' ') },
  facts,
  language: 'en',
  ...more,
});

export const daily = (more: Partial<Schedule>): Schedule => ({
  workspace: 'slack:T1',
  channel: 'C1',
  company: entityId.parse('norvane'),
  days: 'daily',
  time: '09:00',
  zone: 'UTC',
  language: 'en',
  since: new Date(START),
  ...more,
});

/** A store on a clock of the test's; it is closed when the test is over. */
export function openAt(url: string, now?: () => Date, defaults: Settings = DEFAULT_SETTINGS): Store {
  const store = openStore(url, defaults, now);
  onTestFinished(() => store.close());
  return store;
}

export async function openAndClose(path: string, now?: () => Date): Promise<void> {
  const store = openAt(`file:${path}`, now);
  await store.ping();
  await store.close();
}

/** What the operator chose for workspaces that saved nothing. */
export const defaults: Settings = { ...DEFAULT_SETTINGS, audience: 'asker' };

/** An empty store for each test of a file, and the time on its clock, in milliseconds. */
export class Scene {
  time = START;
  #place: Place | undefined;
  #store: Store | undefined;

  constructor(make: () => Promise<Place | undefined> = async () => filePlace()) {
    beforeEach(async ({ skip }) => {
      this.#place = await make();
      if (!this.#place) return skip();
      this.time = START;
      this.#store = this.another();
    });
  }

  get store(): Store {
    if (!this.#store) throw new Error('no test has begun');
    return this.#store;
  }

  get place(): Place {
    if (!this.#place) throw new Error('no test has begun');
    return this.#place;
  }

  another(): Store {
    return openAt(this.place.url, () => new Date(this.time), defaults);
  }

  /** The id of a card that was posted; the next one is due at once. `message` is null where it can't be edited. */
  async posted(
    post: NewPost,
    message: string | null = 'm1',
    marks: readonly (readonly [FactId, string])[] = [],
  ): Promise<string> {
    const claim = await this.store.claimPost(post, false, new Map(marks));
    if (claim.kind !== 'claimed') throw new Error(`the place was not free: ${claim.kind}`);
    await this.store.confirmPost(claim.id, message ?? undefined);
    this.time += POST_GAP;
    return claim.id;
  }
}
