import { BotError } from '../src/core/errors.ts';
import { nearest } from '../src/facts/nearest.ts';

/** The id that somebody typed behind an option; undefined when nothing was typed. Throws BotError `bad_config` for one that
    is not there, which says which may have been meant. */
export function knownId<Id extends string>(
  what: 'pack' | 'source',
  typed: string | undefined,
  all: ReadonlyMap<Id, unknown>,
): Id | undefined {
  const ids = [...all.keys()];
  const found = ids.find((id) => id === typed);
  if (found !== undefined || typed === undefined) return found;
  const near = nearest(typed, ids);
  const listed = what === 'pack' ? `Packs are: ${ids.join(', ')}.` : 'Their ids are in sources.yaml.';
  const hint = near === undefined ? listed : `Did you mean ${near}?`;
  throw new BotError('bad_config', `There is no ${what} ${JSON.stringify(typed)}.`, hint);
}
