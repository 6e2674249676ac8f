import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../../../src', import.meta.url));

/** Every file of src/ that a file leads to, by imports of any form; types as well. */
function reachedFrom(entry: string): Set<string> {
  const seen = new Set<string>();
  const waiting = [join(SRC, entry)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
      /\b(?:from|import)\s*\(?\s*['"](\.[^'"]+\.ts)['"]/g,
    )) {
      waiting.push(join(dirname(file), name));
    }
  }
  return new Set([...seen].map((file) => relative(SRC, file)));
}

it('the running bot never asks for pages: nothing that main.ts leads to imports what does', () => {
  const reached = reachedFrom('main.ts');
  expect(reached).toContain('facts/load.ts');
  // Started from its source, it compiles the facts with what the workbench has for that.
  const workbench = [...reached].filter((file) => /^(links|workbench)\//.test(file));
  expect(workbench).toEqual(['workbench/compile.ts']);
  expect(reachedFrom('cli.ts')).toContain('links/fetch.ts');
});
