import { BotError } from '../core/errors.ts';

/** What to say when a command needs a package that is not installed, as after `npm ci --omit=dev`; undefined for every other
    error, also for a file of ours that is missing. */
export function missingPackage(error: unknown): BotError | undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) return undefined;
  const [, name] = /^Cannot find package '([^']+)'/.exec(error.message) ?? [];
  if (name === undefined) return undefined;
  return new BotError(
    'bad_config',
    `This command needs the package ${packageOf(name)}, which is not installed.`,
    'Run npm ci, without --omit=dev.',
    error,
  );
}

/** Some messages name a package, others the folder that it should be in. */
function packageOf(name: string): string {
  return name.split('node_modules/').at(-1) ?? name;
}
