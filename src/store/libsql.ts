import { statSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  type SqliteDialectConfig,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import Libsql from 'libsql';
import { codeOf } from './explain.ts';
import { type Database, PATIENCE, type Tables } from './tables.ts';

/** Milliseconds between two looks at a file that another process is writing. */
const LOOK = 10;
/** Milliseconds for which it is tried to empty the log after something was forgotten. */
const SCRUBBING = 50_000;

/** Opens a database in a file, or for `:memory:` in none, and makes the file and its folder when they are missing:
    both for this user alone. What is
    there and is no sound database is left as it is. Rejects with what Node or the driver throws. */
export async function openFile(path: string): Promise<Database> {
  if (path !== ':memory:') {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // SQLite gives the files that it adds beside it the same mode.
    await (await open(path, 'a', 0o600)).close();
  }
  const database = new Libsql(path);
  try {
    await patiently(() => prepare(database));
  } catch (error) {
    database.close();
    throw error;
  }
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new PatientDriver({ database: preparedOnce(database) }, stillThere(path)),
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  return {
    db,
    // A transaction here has the only right to write from its first moment.
    serialize: async () => {},
    scrub: () => patiently(() => emptyLog(database), SCRUBBING).catch(() => {}),
    close: () => db.destroy(),
  };
}

/** What was deleted is overwritten in the file when the log is written back to it, and the log is cut to nothing. */
function emptyLog(database: Libsql.Database): void {
  const [row] = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').raw().all();
  if (!Array.isArray(row) || row[0] !== 0) throw unusable('SQLITE_BUSY');
}

function prepare(database: Libsql.Database): void {
  // The driver would wait inside a call and hold up every answer: we wait outside of it.
  database.pragma('busy_timeout = 0');
  const [check] = database.prepare('PRAGMA quick_check(1)').raw().all();
  if (!Array.isArray(check) || check[0] !== 'ok') throw unusable('SQLITE_CORRUPT');
  const tables = database.prepare("select name from sqlite_master where type = 'table'").raw().all().flat();
  if (tables.length > 0 && !tables.includes('receipts_schema')) throw unusable('FOREIGN');
  database.pragma('journal_mode = WAL');
  // Power that fails may take the last second's rows with it, and never the file.
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  // Else the ids of a workspace that was forgotten stand in the file until something is written over them.
  database.pragma('secure_delete = ON');
}

/** With a code, as the driver's own errors have. */
const unusable = (code: 'SQLITE_BUSY' | 'SQLITE_CORRUPT' | 'FOREIGN' | 'GONE'): Error =>
  Object.assign(new Error(code), { code });

/** Throws when the file that was opened, or its log, is not there any more: what is written to it would be lost. Another
    process may have the database open, and only the last one that closes it removes the log. */
function stillThere(path: string): () => void {
  const opened = new Map<string, number>();
  const check = (): void => {
    for (const file of [path, `${path}-wal`]) {
      const found = statSync(file, { throwIfNoEntry: false })?.ino;
      const before = opened.get(file);
      if (before !== undefined && found !== before) throw unusable('GONE');
      if (found !== undefined) opened.set(file, found);
    }
  };
  check();
  return check;
}

class PatientDriver extends SqliteDriver {
  readonly #check: () => void;

  constructor(config: SqliteDialectConfig, check: () => void) {
    super(config);
    this.#check = check;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#check();
    const connection = await super.acquireConnection();
    return {
      executeQuery: (query) => patiently(() => connection.executeQuery(query)),
      streamQuery: (query, size) => connection.streamQuery(query, size),
    };
  }

  /** Takes the right to write at once: a transaction that read first and asked for it later could not get it any more. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** On a full disk SQLite has rolled back by itself, and what it says to this would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => {});
  }
}

/** Tries again while another process writes, for so many milliseconds; other answers go on meanwhile. */
async function patiently<T>(work: () => T | Promise<T>, most: number = PATIENCE): Promise<T> {
  const until = performance.now() + most;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!codeOf(error).startsWith('SQLITE_BUSY') || performance.now() > until) throw error;
      await pause(LOOK);
    }
  }
}

/** Preparing takes longer than running. The texts of our queries are few and fixed, so all can be kept. */
function preparedOnce(database: Libsql.Database): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) return known;
      const statement: SqliteStatement = database.prepare(sql);
      prepared.set(sql, statement);
      return statement;
    },
    close() {
      try {
        // So that the file alone is whole when somebody copies it while the bot is stopped.
        database.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        database.close();
      }
    },
  };
}
