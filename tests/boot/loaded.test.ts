import { describe, expect, it } from 'vitest';
import { loaded, nameOfMissing } from '../../src/boot/loaded.ts';

const thrown = (message: string, code?: string): Error => Object.assign(new Error(message), code && { code });

describe('a missing package', () => {
  it.each([
    ["Cannot find package 'zod' imported from /a/dist/main.js", 'zod'],
    ["Cannot find package '@slack/bolt' imported from /a/dist/app.js", '@slack/bolt'],
    ["Cannot find package '/a/node_modules/zod/index.js' imported from /a/dist/main.js", 'zod'],
    ["Cannot find module '/a/node_modules/@slack/bolt/dist/index.js' imported from /a", '@slack/bolt'],
  ])('%s is named', (message, name) => {
    expect(nameOfMissing(thrown(message, 'ERR_MODULE_NOT_FOUND'))).toBe(name);
  });

  it('is nothing else that went wrong: that is thrown on', async () => {
    const other = thrown("Cannot find package 'zod'", 'EACCES');
    expect(nameOfMissing(other)).toBeUndefined();
    await expect(loaded(() => Promise.reject(other))).rejects.toBe(other);
  });
});
