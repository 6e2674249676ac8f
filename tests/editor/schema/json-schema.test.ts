import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { renderSchemas, writeSchemas } from '../../../editor/schema/json-schema.ts';
import { readYaml } from '../../../src/facts/yaml.ts';
import { dataFolder, fact, language, source } from '../../facts/data-folder.ts';
import { GERMAN } from '../../facts/small-grammar.ts';

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

describe('every file below data/', () => {
  it('is what its schema asks for', () => {
    const wrong = FILES.flatMap((file) => {
      const read = readYaml(textOf(file));
      const found = refusals(schemaFor(file), read.ok ? (read.value ?? []) : undefined);
      return Array.isArray(found) && found.length === 0 ? [] : [{ file, found }];
    });
    expect(FILES.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });

  it('names its schema in its first line, which editors take before anything else', () => {
    const wrong = FILES.filter((file) => {
      const up = '../'.repeat(file.split('/').length - 1) || './';
      const line = `# yaml-language-server: $schema=${up}schema/${schemaFor(file)}.schema.json`;
      return textOf(file).split(/\r?\n/)[0] !== line;
    });
    expect(wrong).toEqual([]);
  });

  it('is given that schema, and no other, by the settings of VS Code', () => {
    const given = settings();
    const wrong = FILES.flatMap((file) => {
      const names = given.filter(({ holds }) => holds.test(`data/${file}`)).map(({ name }) => name);
      return names.join() === schemaFor(file) ? [] : [{ file, names }];
    });
    expect(wrong).toEqual([]);
    expect(given.map(({ name }) => `${name}.schema.json`).sort()).toEqual([...SCHEMAS.keys()].sort());
  });
});

/** The globs of .vscode/settings.json. Of all that globs can say they use `*` and `+([a-z0-9-])`, which every version of the
    editor's YAML understands. */
function settings(): readonly { readonly name: string; readonly holds: RegExp }[] {
  const text = readFileSync(join(ROOT, '.vscode', 'settings.json'), 'utf8');
  const read = z.looseObject({ 'yaml.schemas': z.record(z.string(), z.string()) }).parse(JSON.parse(text));
  return Object.entries(read['yaml.schemas']).map(([schema, glob]) => {
    const name = basename(schema, '.schema.json');
    expect(schema).toBe(`./data/schema/${name}.schema.json`);
    expect(glob.replaceAll('+([a-z0-9-])', '')).toMatch(/^[a-z0-9/.*-]+$/);
    const pattern = glob
      .split('+([a-z0-9-])')
      .map((part) => part.replaceAll('.', '\\.').replaceAll('*', '[^/]*'))
      .join('[a-z0-9-]+');
    return { name, holds: new RegExp(`^${pattern}$`) };
  });
}

interface Key {
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Every part of a schema: keys, entries of lists, alternatives. Only keys need an explanation of their own. */
function partsOf(value: unknown, path: string): readonly (Key & { readonly isKey: boolean })[] {
  const fields = z.record(z.string(), z.unknown()).safeParse(value);
  if (!fields.success) return [];
  const { properties, items, additionalProperties, anyOf } = fields.data;
  const keys = Object.entries(z.record(z.string(), z.unknown()).parse(properties ?? {}));
  return [
    { path, value: fields.data, isKey: false },
    ...keys.flatMap(([key, inner]) =>
      partsOf(inner, `${path}.${key}`).map((one, index) => (index === 0 ? { ...one, isKey: true } : one)),
    ),
    ...[items, additionalProperties, ...(Array.isArray(anyOf) ? anyOf : [])].flatMap((one) =>
      partsOf(one, `${path}[]`),
    ),
  ];
}

const PARTS = [...SCHEMAS].flatMap(([name, text]) => partsOf(JSON.parse(text), name));

describe('what editors show', () => {
  it('explains every key in a sentence', () => {
    const keys = PARTS.filter(({ isKey }) => isKey);
    const bare = keys.filter(({ value }) => !/^\p{Lu}.*[.?:)\]]$/su.test(String(value['description'] ?? '')));
    expect(keys.length).toBeGreaterThan(120);
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  it('explains every word that one chooses among', () => {
    const lists = PARTS.filter(({ value }) => Array.isArray(value['enum']));
    const bare = lists.filter(({ value }) => {
      const told = z.array(z.string().min(5)).safeParse(value['enumDescriptions']);
      return !told.success || told.data.length !== z.array(z.unknown()).parse(value['enum']).length;
    });
    expect(lists.length).toBeGreaterThan(8);
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  it('gives examples that are YAML, below the sentence and with their key', () => {
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
});

/** A snippet as it is inserted and left: each place holds its text, each choice its first word. */
function inserted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inserted);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inserted(inner)]));
  const text = String(value)
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1');
  return /^\d+$/.test(text) ? Number(text) : text;
}

const snippets = z.object({ defaultSnippets: z.array(z.object({ body: z.unknown() })).min(1) });

it.each([...SCHEMAS.keys()].map((file) => file.replace('.schema.json', '')))(
  'what is offered for %s is what the schema asks for',
  (name) => {
    const schema = z
      .looseObject({ items: z.unknown().optional() })
      .parse(JSON.parse(SCHEMAS.get(`${name}.schema.json`) ?? ''));
    const { data } = snippets.safeParse(schema.items ?? schema);
    expect(data === undefined).toBe(['language', 'strangers'].includes(name));
    for (const { body } of data?.defaultSnippets ?? [])
      expect(refusals(name, schema.items ? [inserted(body)] : inserted(body))).toEqual([]);
  },
);

it.each([
  ['facts', [fact({ claim: 'x'.repeat(401) })]],
  ['facts', [fact({ kind: 'rumour' })]],
  ['facts', [fact({ colour: 'red' })]],
  ['facts', [fact({ asOf: '2026-02-30' })]],
  ['sources', [source({ id: 'Not An Id' })]],
  ['language', language('de', {}, { grammar: { ...GERMAN, relations: { bribes: { forward: ['x'] } } } })],
])('the schema of %s refuses what it can see is wrong', (name, value) => {
  expect(refusals(name, value)).not.toEqual([]);
});

it('writes every schema into a folder of its own', () => {
  const dir = dataFolder();
  const names = writeSchemas(dir);
  expect(names).toEqual([...SCHEMAS.keys()]);
  for (const name of names) expect(readFileSync(`${dir}/schema/${name}`, 'utf8')).toBe(SCHEMAS.get(name));
});

it('was run after the last change: npm run schema', () => {
  expect(readdirSync(join(ROOT, 'data', 'schema')).sort()).toEqual([...SCHEMAS.keys()].sort());
  for (const [name, text] of SCHEMAS)
    expect(readFileSync(join(ROOT, 'data', 'schema', name), 'utf8')).toBe(text);
});
