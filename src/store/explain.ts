import type { BotError } from '../core/errors.ts';
import { codeOf, storeDown } from './failures.ts';

/* What a driver threw, in words for the operator. Neither an address nor a row stands in them. */

type Explained = readonly [codes: RegExp, message: string, hint: string];

const FOREIGN: Explained = [
  /^(FOREIGN|42P07)$/,
  'The database of STORE_URL holds tables of another program. Nothing in it was changed.',
  'Give the bot a database of its own.',
];

const FILE: readonly Explained[] = [
  FOREIGN,
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
];

const POSTGRES: readonly Explained[] = [
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
];

/** For the file at `path`, which is named: it is the operator's own, and holds no password. */
export function explainFile(path: string): (error: unknown) => BotError {
  return (error) => {
    const [, message, hint] = matching(FILE, error) ?? UNKNOWN;
    return storeDown(message.replace('STORE_URL', `STORE_URL (${path})`), hint, error);
  };
}

export function explainPostgres(error: unknown): BotError {
  const [, message, hint] = matching(POSTGRES, error) ?? UNREACHED;
  return storeDown(message, hint, error);
}

const UNKNOWN: Explained = [
  /^/,
  'The file of STORE_URL can’t be used.',
  'Move it away and start again; if that does not help, report it.',
];

const UNREACHED: Explained = [
  /^/,
  'The database of STORE_URL does not answer.',
  'Start it, and check the host and the port in STORE_URL.',
];

function matching(known: readonly Explained[], error: unknown): Explained | undefined {
  return known.find(([codes]) => codes.test(codeOf(error)));
}
