import { BotError } from '../src/core/errors.ts';
import { nearest } from '../src/facts/nearest.ts';

/** The pack that somebody typed behind an option; undefined when nothing was typed. Throws BotError `bad_config` for one
    that is not there, which says which may have been meant. */
export function knownPack<Id extends string>(
  typed: string | undefined,
  all: ReadonlyMap<Id, unknown>,
): Id | undefined {
  const ids = [...all.keys()];
  const found = ids.find((id) => id === typed);
  if (found !== undefined || typed === undefined) return found;
  const near = nearest(typed, ids);
  const hint = near === undefined ? `Packs are: ${ids.join(', ')}.` : `Did you mean ${near}?`;
  throw new BotError('bad_config', `There is no pack ${JSON.stringify(typed)}.`, hint);
}
