import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { RULES } from '../../../../editor/lint/rules/index.ts';

const names = (folder: string, ending: string) =>
  readdirSync(fileURLToPath(new URL(folder, import.meta.url)))
    .filter((name) => name.endsWith(ending) && !name.startsWith('index.'))
    .map((name) => name.slice(0, -ending.length))
    .sort();

it('lists every rule, by the name of its file, and each has a test', () => {
  const files = names('../../../../editor/lint/rules', '.ts');
  expect(RULES.map(({ name }) => name)).toEqual(files);
  expect(names('.', '.test.ts')).toEqual(files);
});

it('says in one sentence why each rule asks', () => {
  for (const { why } of RULES) expect(why).toMatch(/^[A-Z][^\n]{20,200}\.$/);
});
