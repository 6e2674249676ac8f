import { BotError } from '../core/errors.ts';

/** What every method of a store rejects with. `cause` is for a debugger: it may hold what was in a row. */
export function storeDown(message: string, hint: string, cause?: unknown): BotError {
  return new BotError('store_down', message, hint, cause);
}

export function storeClosed(): BotError {
  return storeDown('The store is closed.', 'The bot is stopping; start it again.');
}

/** What drivers and Node call the machine-readable part of an error; empty where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Which codes, and what an operator reads about them; neither text holds an address or a row. */
type Explanation = readonly [codes: RegExp, message: string, hint: string];

const FOREIGN: Explanation = [
  /^(FOREIGN|42P07)$/,
  'The database of STORE_URL holds tables of another program. Nothing in it was changed.',
  'Give the bot a database of its own.',
];

/** npm leaves the prebuilt part of a driver out where there is none for the machine, or with `--omit=optional`. */
const NO_DRIVER: Explanation = [
  /^(MODULE_NOT_FOUND|ERR_MODULE_NOT_FOUND|ERR_DLOPEN_FAILED)$/,
  'The driver of the store that STORE_URL names can’t be loaded on this machine.',
  'Run npm ci again, without --omit; or set STORE_URL to another kind of store.',
];

const FILE: readonly Explanation[] = [
  NO_DRIVER,
  FOREIGN,
  [
    /^GONE$/,
    'The file of STORE_URL was deleted or replaced while the bot runs. Nothing is saved any more.',
    'Stop the bot, put a copy of the file back, and start it again; without one settings, posted cards and feedback start empty.',
  ],
  [
    /^SQLITE_BUSY/,
    'The file of STORE_URL is locked by another program.',
    'Stop that program, or point STORE_URL at another file.',
  ],
  [
    /^SQLITE_(NOTADB|CORRUPT)/,
    'The file of STORE_URL is damaged, or no database. Nothing in it was changed.',
    'Put a copy of it back; or move it away and start again: then settings, posted cards and feedback start empty.',
  ],
  [
    /^(ENOENT|EACCES|EPERM|EROFS|EISDIR|ENOTDIR|EEXIST|SQLITE_(CANTOPEN|READONLY|PERM))/,
    'The file of STORE_URL can’t be opened and written.',
    'Give the path of a file that the user who runs the bot may write, in a folder that they may write too.',
  ],
  [
    /^(ENOSPC|EDQUOT|SQLITE_(FULL|IOERR))/,
    'The file of STORE_URL can’t be written: the disk is full or fails.',
    'Make room on the disk, and look whether it is sound.',
  ],
  [/^/, 'The file of STORE_URL can’t be used.', 'Move it away and start again; if that does not help, report it.'],
];

const POSTGRES: readonly Explanation[] = [
  NO_DRIVER,
  FOREIGN,
  [
    /^28/,
    'The database of STORE_URL refuses the user or the password.',
    'Correct the user and the password in STORE_URL; special characters in them are written as in links, @ as %40.',
  ],
  [/^3D000$/, 'The database that STORE_URL names does not exist.', 'Create it, or correct its name.'],
  [
    /^42501$/,
    'The user of STORE_URL may not create or use the bot’s tables.',
    'Grant that user CREATE on the schema, or make it the database’s owner.',
  ],
  [/^/, 'The database of STORE_URL does not answer.', 'Start it, and check the host and the port in STORE_URL.'],
];

/** For the file at `path`, which is named: it is the operator's own, and holds no password. */
export function explainFile(path: string): (error: unknown) => BotError {
  return (error) => explained(FILE, error, (message) => message.replace('STORE_URL', `STORE_URL (${path})`));
}

export function explainPostgres(error: unknown): BotError {
  return explained(POSTGRES, error, (message) => message);
}

function explained(known: readonly Explanation[], error: unknown, named: (message: string) => string): BotError {
  const [, message = '', hint = ''] = known.find(([codes]) => codes.test(codeOf(error))) ?? [];
  return storeDown(named(message), hint, error);
}
