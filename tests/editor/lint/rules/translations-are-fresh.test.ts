import { expect, it } from 'vitest';
import { markWording } from '../../../../editor/lint/mark-wording.ts';
import { translationsAreFresh } from '../../../../editor/lint/rules/translations-are-fresh.ts';
import { everyPhrase, fact, findingsOf, language, pack } from '../../../facts/data-folder.ts';

const CLAIM = 'The Toledo Post reports that Acme was founded in Toledo in 1949.';

const translated = (made: Record<string, unknown>, fields: Record<string, unknown> = {}) =>
  findingsOf(translationsAreFresh, {
    'languages/es.yaml': language('es', everyPhrase()),
    'packs/acme/pack.yaml': pack({ languages: ['en', 'es'] }),
    'packs/acme/facts/history.yaml': [fact(fields)],
    'packs/acme/facts/history.es.yaml': [
      { id: 'acme.founded-1949', claim: 'El Post informa de 1949.', questions: ['a', 'b', 'c'], ...made },
    ],
  });

it('lets a translation of the present wording pass', () => {
  expect(translated({ of: markWording({ claim: CLAIM }) })).toEqual([]);
});

it('warns when the wording has changed since, and says what to write', () => {
  const of = markWording({ claim: 'Older.' });
  expect(translated({ of })).toMatchObject([
    {
      level: 'warning',
      message: 'acme.founded-1949 has changed since it was worded in es',
      tip: expect.stringContaining(`of: ${markWording({ claim: CLAIM })}`),
    },
  ]);
});

it('counts a changed caveat as a change, and wants one in both', () => {
  const caveat = 'The Post names no source.';
  expect(translated({ of: markWording({ claim: CLAIM, caveat }) }, { caveat })).toMatchObject([
    { level: 'error', message: 'acme.founded-1949 has a caveat in its first wording only' },
  ]);
  expect(translated({ of: markWording({ claim: CLAIM }), caveat: 'Sin fuente.' })).toMatchObject([
    { level: 'error', message: 'acme.founded-1949 has a caveat in es only' },
  ]);
  expect(translated({ of: markWording({ claim: CLAIM }), caveat: 'Sin fuente.' }, { caveat })).toMatchObject([
    { level: 'warning' },
  ]);
});

it('marks with letters alone, which no reader of YAML takes for a number', () => {
  for (let index = 0; index < 200; index += 1)
    expect(markWording({ claim: String(index) })).toMatch(/^[a-p]{8}$/);
});
