import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Failure, failedAgain, readTries, writeTries } from '../../../editor/links/tries.ts';

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tries-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

it('keeps failed tries from run to run, and no address without one', () => {
  const file = join(folder(), 'var', 'links.json');
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
  '',
  'not JSON',
  '[]',
  '{"version":2,"failed":{}}',
  '{"version":1,"failed":{"https://a.example/":[{"on":"yesterday","why":"x"}]}}',
  '{"version":1,"failed":{"https://a.example/":[{"on":"2026-02-31","why":"x"}]}}',
  '{"version":1,"failed":{},"more":1}',
])('leaves a damaged file as it is, and says what to do: %s', (text) => {
  const file = join(folder(), 'links.json');
  writeFileSync(file, text);
  expect(() => readTries(file)).toThrow(
    expect.objectContaining({ code: 'bad_data', hint: expect.stringContaining('move it away') }),
  );
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('says so when it can not write, or when a folder stands in its place', () => {
  const dir = folder();
  writeFileSync(join(dir, 'file'), '');
  expect(() => writeTries(join(dir, 'file', 'links.json'), new Map())).toThrow(
    expect.objectContaining({ code: 'bad_config' }),
  );
  expect(() => readTries(dir)).toThrow(expect.objectContaining({ code: 'bad_data' }));
});

it('counts a clock that went back as no new try', () => {
  const before = [{ on: '2026-11-10', why: 'a' }] as const;
  expect(failedAgain(before, { on: '2026-11-01', why: 'b' })).toEqual(before);
  expect(failedAgain(before, { on: '2026-11-12', why: 'b' })).toHaveLength(2);
});
