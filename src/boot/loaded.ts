/** Loads a program, which runs while it is loaded. Where a package is missing, standard error says which and what to do, in
    the place of Node's own page about it. Any other error is thrown on. */
export async function loaded(load: () => Promise<unknown>): Promise<void> {
  try {
    await load();
  } catch (error) {
    const name = nameOfMissing(error);
    if (name === undefined) throw error;
    process.stderr.write(
      `The package ${name} is not installed, or this user may not read it.\n-> Run npm ci; where the bot runs in a container, build its image anew.\n`,
    );
    process.exitCode = 1;
  }
}

/** Of what importing throws; undefined for anything else. */
export function nameOfMissing(error: unknown): string | undefined {
  if (!(error instanceof Error) || !/MODULE_NOT_FOUND$/.test(String(Reflect.get(error, 'code')))) return undefined;
  const [, found = ''] = /^Cannot find (?:package|module) '([^']+)'/.exec(error.message) ?? [];
  const [, name] = /^(?:.*node_modules[\\/])?((?:@[^\\/]+[\\/])?[^\\/.][^\\/]*)/.exec(found) ?? [];
  return name;
}
