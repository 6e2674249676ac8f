import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { renderSchemas, writeSchemas } from '../../../editor/schema/json-schema.ts';
import { readYaml } from '../../../src/facts/yaml.ts';
import { dataFolder, fact, GERMAN, language, source } from '../../facts/data-folder.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SCHEMAS = renderSchemas();
const ajv = new Ajv.default({ strict: false, useDefaults: false });
formats.default(ajv);
const validators = new Map(
  [...SCHEMAS].map(([name, text]) => [name.replace('.schema.json', ''), ajv.compile(JSON.parse(text))]),
);

function refusals(name: string, value: unknown): unknown {
  const validate = validators.get(name);
  return validate?.(value) === true ? [] : (validate?.errors ?? `there is no schema ${name}`);
}

/** Which schema a file below data/ is written by, told from its place alone. */
function schemaFor(file: string): string {
  const name = basename(file, '.yaml');
  if (/^packs\/[^/]+\/facts\//.test(file)) return name.includes('.') ? 'wordings' : 'facts';
  return file.startsWith('languages/') ? 'language' : name;
}

const FILES = readdirSync(join(ROOT, 'data'), { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.yaml'));
const textOf = (file: string): string => readFileSync(join(ROOT, 'data', file), 'utf8');

it('every file below data/ is what its schema asks for', () => {
  const wrong = FILES.flatMap((file) => {
    const read = readYaml(textOf(file));
    const found = refusals(schemaFor(file), read.ok ? (read.value ?? []) : undefined);
    return Array.isArray(found) && found.length === 0 ? [] : [{ file, found }];
  });
  expect(FILES.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

it('every file below data/ names its schema in its first line, which editors take before anything else', () => {
  const wrong = FILES.filter((file) => {
    const up = '../'.repeat(file.split('/').length - 1) || './';
    const line = `# yaml-language-server: $schema=${up}schema/${schemaFor(file)}.schema.json`;
    return textOf(file).split(/\r?\n/)[0] !== line;
  });
  expect(wrong).toEqual([]);
});

const record = z.record(z.string(), z.unknown());
type Part = { readonly path: string; readonly value: z.output<typeof record>; readonly isKey: boolean };

/** Every part of a schema: keys, entries of lists, alternatives. Only keys need an explanation of their own. */
function partsOf(value: unknown, path: string, isKey = false): readonly Part[] {
  const fields = record.safeParse(value);
  if (!fields.success) return [];
  const { properties, items, additionalProperties, anyOf } = fields.data;
  const keys = Object.entries(record.parse(properties ?? {}));
  const others = [items, additionalProperties, ...(Array.isArray(anyOf) ? anyOf : [])];
  return [
    { path, value: fields.data, isKey },
    ...keys.flatMap(([key, inner]) => partsOf(inner, `${path}.${key}`, true)),
    ...others.flatMap((one) => partsOf(one, `${path}[]`)),
  ];
}

const TOLD: unknown = parse(readFileSync(join(ROOT, 'editor', 'schema', 'keys.yaml'), 'utf8'));
const KEYS = Object.entries(z.record(z.string(), record).parse(TOLD));
const PARTS = [...SCHEMAS].flatMap(([name, text]) => partsOf(JSON.parse(text), name));

it('what editors show explains every key in a sentence', () => {
  const keys = PARTS.filter(({ isKey }) => isKey);
  const bare = keys.filter(({ value }) => !/^\p{Lu}.*[.?:)\]]$/su.test(String(value['description'] ?? '')));
  expect(keys.length).toBeGreaterThan(120);
  expect(bare.map(({ path }) => path)).toEqual([]);
});

it('what editors show explains no key that there is not', () => {
  const place = (path: string): string => path.replace('.schema.json', '').replaceAll('[]', '');
  const keys = new Set(PARTS.filter(({ isKey }) => isKey).map(({ path }) => place(path)));
  const kinds = [...SCHEMAS.keys()].map(place);
  const told = KEYS.flatMap(([kind, own]) =>
    Object.keys(own).filter((key) => !(kind === 'shared' ? kinds : [kind]).some((one) => keys.has(`${one}.${key}`))),
  );
  expect(told).toEqual([]);
});

it('what editors show explains every word that one chooses among', () => {
  const lists = PARTS.filter(({ value }) => Array.isArray(value['enum']));
  const bare = lists.filter(({ value }) => {
    const told = z.array(z.string().min(5)).safeParse(value['enumDescriptions']);
    return !told.success || told.data.length !== z.array(z.unknown()).parse(value['enum']).length;
  });
  expect(lists.length).toBeGreaterThan(8);
  expect(bare.map(({ path }) => path)).toEqual([]);
});

it('what editors show gives examples that are YAML, below the sentence and with their key', () => {
  const shown = PARTS.flatMap(({ path, value }) => {
    const markdown = value['markdownDescription'];
    return typeof markdown === 'string' ? [{ path, markdown, description: value['description'] }] : [];
  });
  for (const { path, markdown, description } of shown) {
    const [before, example = ''] = markdown.split('\n\n');
    expect(before).toBe(description);
    expect(Object.keys(parse(example.slice(1, -1)))).toEqual([path.split('.').at(-1)]);
  }
  expect(shown.length).toBeGreaterThan(50);
});

it.each([
  ['facts', [fact({ claim: 'x'.repeat(401) })]],
  ['facts', [fact({ kind: 'rumour' })]],
  ['facts', [fact({ colour: 'red' })]],
  ['facts', [fact({ asOf: '2026-02-30' })]],
  ['sources', [source({ id: 'Not An Id' })]],
  ['language', language('de', {}, { grammar: { ...GERMAN, relations: { bribes: { forward: ['x'] } } } })],
])('the schema of %s refuses what it can see is wrong', (name, value) => expect(refusals(name, value)).not.toEqual([]));

it('writes every schema into a folder of its own', () => {
  const dir = dataFolder();
  const names = writeSchemas(dir);
  expect(names).toEqual([...SCHEMAS.keys()]);
  for (const name of names) expect(readFileSync(`${dir}/schema/${name}`, 'utf8')).toBe(SCHEMAS.get(name));
});

it('was run after the last change: npm run schema', () => {
  expect(readdirSync(join(ROOT, 'data', 'schema')).sort()).toEqual([...SCHEMAS.keys()].sort());
  for (const [name, text] of SCHEMAS) expect(readFileSync(join(ROOT, 'data', 'schema', name), 'utf8')).toBe(text);
});
