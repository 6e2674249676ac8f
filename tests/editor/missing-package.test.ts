import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { missingPackage } from '../../editor/missing-package.ts';
import { BotError } from '../../src/core/errors.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MANIFEST = z.object({ dependencies: z.record(z.string(), z.string()) });

/** What node itself throws when `name` is imported where no package is. */
function thrownFor(name: string): unknown {
  const cwd = mkdtempSync(join(tmpdir(), 'receipts-bare-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const script = `import(${JSON.stringify(name)}).catch(({ message, code }) => console.log(JSON.stringify({ message, code })))`;
  const told = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd });
  const { message, code } = z.object({ message: z.string(), code: z.string() }).parse(JSON.parse(`${told}`));
  return Object.assign(new Error(message), { code });
}

it.each([
  ['papaparse', 'papaparse'],
  ['@clack/prompts', '@clack/prompts'],
  ['react-dom/server', 'react-dom'],
])('says which package is missing when %s is imported, and what to type', (name, told) => {
  const said = missingPackage(thrownFor(name));
  expect(said).toBeInstanceOf(BotError);
  expect(said?.message).toBe(`This command needs the package ${told}, which is not installed.`);
  expect(said?.hint).toBe('Run npm ci, without --omit=dev.');
});

it('leaves every other error alone', () => {
  expect(missingPackage(thrownFor('./gone.ts'))).toBeUndefined();
  expect(missingPackage(new Error("Cannot find package 'x'"))).toBeUndefined();
  expect(missingPackage('x')).toBeUndefined();
});

/** What is imported when a file of src/ is, at once and not later: packages by the file that names them. */
function neededAtOnce(entry: string): ReadonlyMap<string, string> {
  const seen = new Set<string>();
  const packages = new Map<string, string>();
  const waiting = [join(ROOT, 'src', entry)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(
      /^(?:import|export) (?!type\b)(?:[^;=('"`]*? from )?'([^'\n]+)';$/gm,
    );
    for (const [, name = ''] of imports) {
      if (name.startsWith('.')) waiting.push(join(dirname(file), name));
      else
        packages.set(
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
          relative(ROOT, file),
        );
    }
  }
  return packages;
}

it('is heard by whoever needs such a package alone: the command line itself starts without them', () => {
  const { dependencies } = MANIFEST.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  const needed = neededAtOnce('cli.ts');
  expect([...needed.keys()]).toContain('commander');
  const strange = [...needed].filter(
    ([name]) => !(name in dependencies) && !name.startsWith('node:') && !builtinModules.includes(name),
  );
  expect(strange).toEqual([]);
});
