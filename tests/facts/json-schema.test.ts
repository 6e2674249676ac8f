import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { expect, it } from 'vitest';
import { renderSchemas, writeSchemas } from '../../src/facts/json-schema.ts';
import { dataFolder, entity, fact, language, pack, source } from './data-folder.ts';
import { GERMAN } from './small-grammar.ts';

function validator(name: string) {
  const ajv = new Ajv.default({ strict: false, useDefaults: false });
  formats.default(ajv);
  return ajv.compile(JSON.parse(renderSchemas().get(`${name}.schema.json`) ?? ''));
}

it.each([
  ['facts', [fact({ period: { from: 2018, to: '2018-06' } })]],
  ['sources', [source()]],
  ['entities', [entity()]],
  ['pack', pack()],
  ['language', language('de', {}, { grammar: GERMAN })],
  ['evaluation', [{ question: 'q', language: 'en', expects: ['a.b'], split: 'tune' }]],
  [
    'listings',
    [
      {
        id: 'a.b',
        company: 'a',
        by: 'b',
        grounds: { en: 'x' },
        cites: [{ source: 's' }],
        asOf: '2026-01-01',
      },
    ],
  ],
])('the schema of %s accepts what an author writes, defaults left out', (name, value) => {
  const validate = validator(name);
  validate(value);
  expect(validate.errors).toBeNull();
});

it.each([
  ['facts', [fact({ claim: 'x'.repeat(401) })]],
  ['facts', [fact({ kind: 'rumour' })]],
  ['facts', [fact({ colour: 'red' })]],
  ['facts', [fact({ asOf: '2026-02-30' })]],
  ['sources', [source({ id: 'Not An Id' })]],
  ['language', language('de', {}, { grammar: { ...GERMAN, relations: { bribes: { forward: ['x'] } } } })],
])('the schema of %s refuses what it can see is wrong', (name, value) => {
  expect(validator(name)(value)).toBe(false);
});

it('tells editors what a key is for', () => {
  expect(renderSchemas().get('facts.schema.json')).toContain('naming who says so');
});

it('writes every schema into a folder of its own', () => {
  const dir = dataFolder();
  const names = writeSchemas(dir);
  expect(names).toEqual([...renderSchemas().keys()]);
  for (const name of names)
    expect(readFileSync(`${dir}/schema/${name}`, 'utf8')).toBe(renderSchemas().get(name));
});
