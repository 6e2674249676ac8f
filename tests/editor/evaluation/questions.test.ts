import { expect, it } from 'vitest';
import { loadEvaluation } from '../../../editor/evaluation/questions.ts';
import { loadFacts } from '../../../src/facts/load.ts';
import { dataFolder, type Files } from '../../facts/data-folder.ts';

function load(files: Files) {
  const dir = dataFolder(files);
  return loadEvaluation(dir, loadFacts(dir).base);
}

const FILES = {
  'packs/acme/evaluation.yaml': [
    {
      question: 'how old is that anvil firm <@U1>',
      language: 'en',
      expects: ['acme.founded-1949'],
      tags: ['vague'],
      split: 'tune',
    },
  ],
  'evaluation/out-of-scope.yaml': [
    { question: 'is bolt listed', language: 'en', tags: ['other-company'], split: 'report' },
  ],
  'evaluation/near-traps.yaml': [
    { question: 'when was acme sold', language: 'en', near: ['acme.founded-1949'], differs: 'verb', split: 'report' },
  ],
  'evaluation/strangers.yaml': { names: ['Bolt'], shapes: [{ shape: 'boycott {name}', language: 'en' }] },
};

it('loadEvaluation reads all four files', () => {
  const { inScope, outOfScope, nearTraps, strangers, asked } = load(FILES);
  expect([...inScope]).toEqual([['acme', FILES['packs/acme/evaluation.yaml']]]);
  expect(outOfScope).toEqual([
    { question: 'is bolt listed', language: 'en', expects: [], tags: ['other-company'], split: 'report' },
  ]);
  expect(nearTraps).toEqual(FILES['evaluation/near-traps.yaml']);
  expect(strangers).toEqual(FILES['evaluation/strangers.yaml']);
  expect(asked.map(({ question }) => question)).toEqual([
    'how old is that anvil firm <@U1>',
    'is bolt listed',
    'when was acme sold',
  ]);
});

it('loadEvaluation takes a file that is not there for empty', () => {
  expect(load({})).toMatchObject({ outOfScope: [], nearTraps: [], strangers: { names: [], shapes: [] }, asked: [] });
});

const one = { question: 'q', language: 'en', split: 'tune' };
it.each([
  ['packs/acme/evaluation.yaml', [{ ...one, expects: ['acme.none'] }], /:1:\d+ {2}error: no fact is called acme\.none/],
  ['packs/acme/evaluation.yaml', [{ ...one, expects: [] }], /expects has 0 entries: at least 1/],
  ['evaluation/near-traps.yaml', [{ ...one, near: ['acme.none'], differs: 'x' }], /no fact is called acme\.none/],
  [
    'evaluation/near-traps.yaml',
    [{ ...one, near: ['acme.founded-1949'], differs: 'x', split: 'both' }],
    /split must be one of report, tune/,
  ],
  [
    'evaluation/strangers.yaml',
    { names: ['a'], shapes: [{ shape: 'boycott', language: 'en' }] },
    /must hold \{name\} once/,
  ],
  ['evaluation/out-of-scope.yaml', [{ ...one, expects: ['acme.a'] }], /nothing here is called expects/],
  ['evaluation/in-scope.yaml', [], /in-scope\.yaml:1:1 {2}error: is no file that anybody reads/],
])('loadEvaluation refuses %s with %j', (file, content, message) =>
  expect(() => load({ [file]: content })).toThrow(message),
);
