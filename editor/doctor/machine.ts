import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Outcome, ok, problem, skipped, warning } from './outcome.ts';

const pack = z.object({
  dependencies: z.record(z.string(), z.string()),
  engines: z.object({ node: z.string() }),
});
const installed = z.object({ version: z.string() });

/** The Node that runs this, and whether the packages are those that package.json names. `root`: the folder of that file. */
export function examineMachine(root: string): readonly Outcome[] {
  const wanted = readJson(join(root, 'package.json'), pack);
  if (!wanted)
    return [skipped('packages', 'There is no package.json here.', 'Start it in the project’s folder.')];
  return [
    examineNode(process.versions.node, wanted.engines.node),
    examinePackages(root, wanted.dependencies),
  ];
}

/** `range`: as package.json has it, such as `>=20.20 <27`. */
export function examineNode(version: string, range: string): Outcome {
  const [, least = '0', leastMinor = '0', below = '999'] = /^>=(\d+)\.(\d+) <(\d+)$/.exec(range) ?? [];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const early = major < Number(least) || (major === Number(least) && minor < Number(leastMinor));
  if (!early && major < Number(below)) return ok('node', `Node ${version}.`);
  return problem(
    'node',
    `Node ${version} is ${early ? 'too old' : 'newer than anybody tried'}.`,
    `Install Node 24 from https://nodejs.org (${least}.${leastMinor} and later works, ${below} does not yet), then npm ci.`,
  );
}

function examinePackages(root: string, wanted: Readonly<Record<string, string>>): Outcome {
  const wrong = Object.entries(wanted).flatMap(([name, version]) => {
    const found = readJson(join(root, 'node_modules', name, 'package.json'), installed);
    return found?.version === version ? [] : [name];
  });
  return wrong.length === 0
    ? ok('packages', 'The packages are installed as package.json wants them.')
    : problem('packages', `Missing or of another version: ${wrong.join(', ')}.`, 'npm ci');
}

/** Whether others on this machine may read the tokens in `.env`. Nothing where there is no such file. */
export function examineEnvFile(file: string): readonly Outcome[] {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined || process.platform === 'win32') return [];
  return (mode & 0o077) === 0
    ? [ok('env-file', 'Nobody else on this machine may read .env.')]
    : [warning('env-file', 'Others on this machine may read the tokens in .env.', 'chmod 600 .env')];
}

function readJson<T>(file: string, form: z.ZodType<T>): T | undefined {
  try {
    return form.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
