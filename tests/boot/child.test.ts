import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { replyOf, runChild } from '../../src/boot/child.ts';
import { loaded, nameOfMissing } from '../../src/boot/loaded.ts';
import { BotError } from '../../src/core/errors.ts';
import { BadData } from '../../src/facts/problems.ts';
import { newFolder } from '../folders.ts';

/** A program of its own. */
function script(code: string): URL {
  const file = join(newFolder(), 'script.mjs');
  writeFileSync(file, code);
  return pathToFileURL(file);
}

const caught = (running: Promise<void>): Promise<unknown> =>
  running.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );

it('runChild gives the script its arguments, and none of our environment', async () => {
  const env = 'Object.keys(process.env).filter((name) => !name.startsWith("__"))';
  const told = `JSON.stringify({ code: 'bad_data', message: process.argv[2] + ${env}.join(), hint: 'h' })`;
  const error = await caught(runChild(script(`process.stdout.write(${told})`), ['an argument']));
  expect(error).toMatchObject({ code: 'bad_data', message: 'an argument', hint: 'h' });
});

it.each([
  ['aborts', 'process.abort()'],
  ['says nothing', ''],
  ['says junk', 'process.stdout.write("null")'],
  ['never ends', 'setInterval(() => {}, 1000)'],
])('runChild lives on when the script %s', async (_, code) => {
  const error = await caught(runChild(script(code), [], code.includes('setInterval') ? 300 : 60_000));
  expect(error).toBeInstanceOf(BotError);
  expect(error).toMatchObject({ code: 'bad_data', message: expect.stringContaining('to the end') });
});

it('replyOf holds every problem with its place', () => {
  const where = 'packs/acme/pack.yaml:1:2';
  const problems = [{ level: 'error' as const, where, message: 'is missing', tip: 'Write it.' }];
  expect(replyOf(new BadData(problems))).toMatchObject({
    code: 'bad_data',
    problems: [{ where, message: 'is missing', tip: 'Write it.' }],
  });
});

it('replyOf throws what is no fault of the data', () => {
  for (const bug of [new Error('x'), new BotError('bad_config', 'x', 'y')]) expect(() => replyOf(bug)).toThrow(bug);
});

const thrown = (message: string, code?: string): Error => Object.assign(new Error(message), code && { code });

it.each([
  ["Cannot find package 'zod' imported from /a/dist/main.js", 'zod'],
  ["Cannot find package '@slack/bolt' imported from /a/dist/app.js", '@slack/bolt'],
  ["Cannot find package '/a/node_modules/zod/index.js' imported from /a/dist/main.js", 'zod'],
  ["Cannot find module '/a/node_modules/@slack/bolt/dist/index.js' imported from /a", '@slack/bolt'],
])('a missing package: %s is named', (message, name) =>
  expect(nameOfMissing(thrown(message, 'ERR_MODULE_NOT_FOUND'))).toBe(name),
);

it('a missing package is nothing else that went wrong: that is thrown on', async () => {
  const other = thrown("Cannot find package 'zod'", 'EACCES');
  expect(nameOfMissing(other)).toBeUndefined();
  await expect(loaded(() => Promise.reject(other))).rejects.toBe(other);
});
