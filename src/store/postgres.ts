import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { type Database, PATIENCE, type Tables } from './tables.ts';

/** Connections at most: a question needs one, for a millisecond. */
const CONNECTIONS = 5;

/** Connects when it is first used. Its queries reject with what the driver throws. */
export function openPostgres(url: string): Database {
  const pool = new Pool({
    connectionString: url,
    application_name: 'receipts',
    max: CONNECTIONS,
    keepAlive: true,
    connectionTimeoutMillis: PATIENCE,
    statement_timeout: PATIENCE,
    // For a database that went away without a word; one that is only slow has ended the statement itself by then.
    query_timeout: PATIENCE + 1_000,
    idle_in_transaction_session_timeout: 10 * PATIENCE,
  });
  // A connection that breaks while no query is under way, in the pool or just taken out of it, would end the process
  // otherwise; the next query opens another.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    serialize: async (trx, name) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
    },
    // What a deleted row leaves on its disk is the database's own to clear: VACUUM does, and its log passes.
    scrub: async () => {},
    close: () => db.destroy(),
  };
}
