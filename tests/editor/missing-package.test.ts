import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { missingPackage } from '../../editor/missing-package.ts';
import { BotError } from '../../src/core/errors.ts';

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
