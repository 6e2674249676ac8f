import { readConfig } from '../src/config.ts';
import type { Knowledge } from '../src/core/bot.ts';
import { BotError } from '../src/core/errors.ts';
import { nearest } from '../src/facts/problems.ts';
import { openKnowledge } from '../src/knowledge.ts';

/** The base that DATA_DIR names, and that folder. No other variable matters: a half-set token must not keep an editor from
    working. Throws BotError `bad_data` as loading does. */
export async function opened(): Promise<{ readonly knowledge: Knowledge; readonly dir: string }> {
  const config = readConfig();
  return { knowledge: await openKnowledge(config), dir: config.dataDir };
}

/** The pack that somebody typed, if any. Throws BotError `bad_config` with which may have been meant for one that is
    not there. */
export function knownPack<Id extends string>(typed: string | undefined, all: ReadonlyMap<Id, unknown>): Id | undefined {
  const ids = [...all.keys()];
  const found = ids.find((id) => id === typed);
  if (found !== undefined || typed === undefined) return found;
  const near = nearest(typed, ids);
  const hint = near === undefined ? `Packs are: ${ids.join(', ')}.` : `Did you mean ${near}?`;
  throw new BotError('bad_config', `There is no pack ${JSON.stringify(typed)}.`, hint);
}

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A place as somebody in this folder would type it: `data/packs/acme/pack.yaml:3:1`. */
export function fromHere(place: string): string {
  const here = `${process.cwd()}/`;
  return place.startsWith(here) ? place.slice(here.length) : place;
}

/** `12.5 %`, of a share from 0 to 1. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Rows of cells as a table for a terminal: the first column to the left, the others to the right. */
export function columns(rows: readonly (readonly string[])[]): string {
  const width = (at: number): number => Math.max(...rows.map((row) => row[at]?.length ?? 0));
  const padded = (cell: string, at: number): string => (at === 0 ? cell.padEnd(width(at)) : cell.padStart(width(at)));
  return rows.map((row) => row.map(padded).join('  ')).join('\n');
}
