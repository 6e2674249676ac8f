import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newPath, rowsOf } from './file.ts';

describe('two processes on one file', () => {
  const ROOT = fileURLToPath(new URL('../..', import.meta.url));
  const CHANNELS = 40;

  /** Another process that opens the store, says so, and at a line of input claims every channel and sees every event. */
  const PROGRAM = `
    import { openStore } from './src/store/index.ts';
    import { DEFAULT_SETTINGS } from './src/core/settings.ts';
    const [path, channels] = process.argv.slice(1);
    const store = openStore('file:' + path, DEFAULT_SETTINGS);
    await store.ping();
    process.stdout.write('open\\n');
    await new Promise((resolve) => process.stdin.once('data', resolve));
    const card = { workspace: 'slack:T1', call: { command: 'fact', text: 'a.b' }, facts: ['a.b'], language: 'en' };
    const got = { claims: 0, sights: 0 };
    for (let i = 0; i < Number(channels); i++) {
      if ((await store.claimPost({ ...card, channel: 'C' + i }, true)).kind === 'claimed') got.claims += 1;
      if (await store.firstSight('Ev' + i)) got.sights += 1;
      await store.countFeedback('a.b', 'wrong');
    }
    await store.close();
    process.stdout.write(JSON.stringify(got));
    process.exit(0);`;

  function start(path: string) {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', PROGRAM, path, String(CHANNELS)],
      { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] },
    );
    let out = '';
    const opened = new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        if (out.startsWith('open')) resolve();
      });
      child.on('close', () => resolve());
    });
    const ended = new Promise<unknown>((resolve) => {
      child.on('close', () => resolve(JSON.parse(out.replace('open\n', ''))));
    });
    return { opened, ended, go: () => child.stdin.write('go\n') };
  }

  it('share it: each place and each event goes to one of them, and nothing is lost', async () => {
    const path = newPath();
    const both = [start(path), start(path)];
    await Promise.all(both.map(({ opened }) => opened));
    for (const { go } of both) go();
    const got = z
      .array(z.object({ claims: z.number(), sights: z.number() }))
      .parse(await Promise.all(both.map(({ ended }) => ended)));
    const sum = (of: (one: (typeof got)[number]) => number) => got.reduce((all, one) => all + of(one), 0);
    expect(sum(({ claims }) => claims)).toBe(CHANNELS);
    expect(sum(({ sights }) => sights)).toBe(CHANNELS);
    expect(rowsOf(path, 'select count from feedback')).toEqual([{ count: 2 * CHANNELS }]);
  });
});
