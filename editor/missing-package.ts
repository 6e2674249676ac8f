import { nameOfMissing } from '../src/boot/loaded.ts';
import { BotError } from '../src/core/errors.ts';

/** What to say when a command needs a package that is not installed, as after `npm ci --omit=dev`; undefined for every other
    error, also for a file of ours that is missing. */
export function missingPackage(error: unknown): BotError | undefined {
  const name = nameOfMissing(error);
  if (name === undefined) return undefined;
  return new BotError(
    'bad_config',
    `This command needs the package ${name}, which is not installed.`,
    'Run npm ci, without --omit=dev.',
    error,
  );
}
