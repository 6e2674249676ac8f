import { existsSync, readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { BotError } from '../../src/core/errors.ts';
import type { Problem } from '../../src/facts/problems.ts';
import { knownPack } from '../known-pack.ts';

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
  if (existsSync(file) && file.startsWith(resolve(dir) + sep)) return `${file}:`;
  throw new BotError(
    'bad_config',
    existsSync(file) ? `${typed} is not below ${dir}.` : `There is no file ${typed}.`,
    'Name a file below data/, as git status prints it, such as data/packs/acme/sources.yaml.',
  );
}

/** A folder that begins with `_` may be named without it. */
function folderOf(dir: string, pack: string): string {
  const names = existsSync(join(dir, 'packs')) ? readdirSync(join(dir, 'packs')) : [];
  const folders = new Map(names.map((name) => [name.replace(/^_/, ''), name]));
  return join(dir, 'packs', folders.get(knownPack(pack.replace(/^_/, ''), folders) ?? '') ?? '') + sep;
}
