import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Failure, readTries, triesAfter, writeTries } from '../../../editor/links/tries.ts';
import { newFolder } from '../../folders.ts';

it('keeps failed tries from run to run, and no address without one', () => {
  const file = join(newFolder(), 'var', 'links.json');
  expect(readTries(file)).toEqual(new Map());
  const failures: readonly Failure[] = [{ on: '2026-11-01', why: 'answers 404' }];
  writeTries(
    file,
    new Map([
      ['https://gone.example/', failures],
      ['https://fine.example/', []],
    ]),
  );
  expect([...readTries(file)]).toEqual([['https://gone.example/', failures]]);
  expect(readdirSync(join(file, '..'))).toEqual(['links.json']);
});

it.each([
  'not JSON',
  '[]',
  '{"version":2,"failed":{}}',
  '{"version":1,"failed":{"https://a.example/":[{"on":"2026-02-31","why":"x"}]}}',
  '{"version":1,"failed":{},"more":1}',
])('leaves a damaged file as it is, and says what to do: %s', (text) => {
  const file = join(newFolder(), 'links.json');
  writeFileSync(file, text);
  const hint = expect.stringContaining('move it away');
  expect(() => readTries(file)).toThrow(expect.objectContaining({ code: 'bad_data', hint }));
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('says so when it can not write', () => {
  const dir = newFolder();
  writeFileSync(join(dir, 'file'), '');
  expect(() => writeTries(join(dir, 'file', 'links.json'), new Map())).toThrow(
    expect.objectContaining({ code: 'bad_config' }),
  );
});

it('counts a try two days after the last that counted, three in all; a page that is there has none', () => {
  const failing = { kind: 'failing', why: 'answers 404' } as const;
  let tries: readonly Failure[] = [];
  const counts = (['01', '01', '02', '03', '01', '04', '05', '09'] as const).map((day) => {
    tries = triesAfter(tries, failing, `2026-11-${day}`);
    return tries.length;
  });
  expect(counts).toEqual([1, 1, 1, 2, 2, 2, 3, 3]);
  for (const kind of ['asks', 'look', 'later'] as const) {
    expect(triesAfter(tries, { kind, why: 'answers 403' }, '2026-12-01')).toEqual(tries);
  }
  expect(triesAfter(tries, { kind: 'fine' }, '2026-12-01')).toEqual([]);
});
