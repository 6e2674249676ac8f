import { existsSync, readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { BotError } from '../../src/core/errors.ts';
import { nearest } from '../../src/facts/nearest.ts';
import type { Problem } from '../lint/rule.ts';

/** Whether a problem is somebody's business. */
export type Scope = (problem: Problem) => boolean;

/** What an editor wants to hear of: one pack, some files, or all. Every rule has seen the whole base by then. What keeps
    the base from loading is everybody's business. Throws BotError `bad_config` for a pack or a file that is not there. */
export function scopeOf(dir: string, files: readonly string[], pack: string | undefined): Scope {
  const wanted = [
    ...files.map((file) => fileIn(dir, file)),
    ...(pack === undefined ? [] : [folderOf(dir, pack)]),
  ];
  if (wanted.length === 0) return () => true;
  return ({ where, message, tip, rule }) =>
    rule === undefined ||
    wanted.some((path) => where.startsWith(path)) ||
    (pack !== undefined && `${message} ${tip}`.includes(` ${pack}.`));
}

function fileIn(dir: string, typed: string): string {
  const file = resolve(typed);
  if (!existsSync(file)) {
    throw new BotError(
      'bad_config',
      `There is no file ${typed}.`,
      'Name a file below data/, as git status prints it.',
    );
  }
  if (!file.startsWith(resolve(dir) + sep)) {
    throw new BotError(
      'bad_config',
      `${typed} is not below ${dir}.`,
      'Name a file of the facts, such as data/packs/acme/sources.yaml.',
    );
  }
  return `${file}:`;
}

function folderOf(dir: string, pack: string): string {
  const names = existsSync(join(dir, 'packs')) ? readdirSync(join(dir, 'packs')) : [];
  const name = [pack, `_${pack}`].find((one) => names.includes(one));
  if (name !== undefined) return join(dir, 'packs', name) + sep;
  throw new BotError('bad_config', `There is no pack ${JSON.stringify(pack)}.`, packHint(pack, names));
}

/** What to type in place of a pack that is not there. */
export function packHint(typed: string, names: readonly string[]): string {
  const meant = nearest(typed, names);
  const listed = names.filter((name) => !name.startsWith('_')).join(', ');
  return `${meant === undefined ? '' : `Did you mean ${meant}? `}Packs are: ${listed}.`;
}
