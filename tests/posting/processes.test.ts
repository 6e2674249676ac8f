import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Task } from '../../src/core/tasks.ts';
import { newFolder } from '../folders.ts';
import { until } from '../loopback.ts';
import { daily, LASTING, Scene } from '../store/places.ts';

const NINE = Date.UTC(2026, 10, 22, 9);
const CHANNELS = Array.from({ length: 60 }, (_, at) => `C${at}`);
const PROGRAM = fileURLToPath(new URL('process.ts', import.meta.url));
/** A minute of the bots' clock in milliseconds of ours: slow enough for 60 cards within their hour. */
const MINUTE = 1_000;

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

describe.each(LASTING)('several processes on one %s', (_, make) => {
  const scene = new Scene(make);

  /** Sixty channels with something due, and a place for what their people see. */
  async function channels() {
    const file = join(newFolder(), 'seen');
    const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
    const seen = () => lines().filter((line) => line.startsWith('C'));
    for (const channel of CHANNELS) await scene.store.saveSchedule(daily({ channel }));
    let begun = Date.now() + 1e9;
    const start = async (): Promise<ChildProcess> => {
      const before = lines().length;
      begun = Math.min(begun, Date.now());
      const about = [scene.place.url, file, begun, NINE, 60_000 / MINUTE].map(String);
      const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...about], { stdio: 'inherit' });
      children.add(child);
      await until(() => lines().slice(before).includes('ready'));
      return child;
    };
    const tasks = async (): Promise<readonly Task[]> =>
      (await Promise.all(CHANNELS.map((channel) => scene.store.tasksIn('slack:T1', channel)))).flat();
    /** Until nothing is open any more: nobody waits for a card, nor for word of one. */
    const settle = async (): Promise<readonly Task[]> => {
      for (let tries = 0; tries < 1_200; tries++) {
        const all = await tasks();
        if (all.length === CHANNELS.length && all.every(({ open }) => !open)) return all;
        await pause(50);
      }
      throw new Error('something stays open');
    };
    /** The channels that an admin was told of. */
    const told = () => [
      ...new Set(lines().flatMap((line) => /^admin .*channel (C\d+) /.exec(line)?.[1] ?? [])),
    ];
    return { start, seen, settle, told };
  }

  it('post each card once, though one of three pauses for minutes in its round', async () => {
    const { start, seen, settle, told } = await channels();
    const [first] = await Promise.all([start(), start(), start()]);
    await until(() => seen().length > 5);
    first.kill('SIGSTOP');
    await pause(2 * MINUTE);
    first.kill('SIGCONT');
    const tasks = await settle();
    await pause(100);
    expect(seen().toSorted()).toEqual(CHANNELS.toSorted());
    expect(told()).toEqual([]);
    expect(new Set(tasks.map(({ state }) => state))).toEqual(new Set(['sent']));
  });

  it('double nothing and lose nothing without a word when they are killed', async () => {
    const { start, seen, settle, told } = await channels();
    for (const count of [3, 11, 17, 26, 33, 41]) {
      const child = await start();
      await until(() => seen().length >= count);
      child.kill('SIGKILL');
    }
    await start();
    const tasks = await settle();
    expect(new Set(seen()).size).toBe(seen().length);
    const sent = tasks.filter(({ state }) => state === 'sent').map(({ channel }) => channel);
    expect(seen()).toEqual(expect.arrayContaining(sent));
    const lost = tasks.filter(({ state }) => state !== 'sent').map(({ channel }) => channel);
    expect(lost.length).toBeGreaterThan(0);
    expect(told().toSorted()).toEqual(lost.toSorted());
    expect(sent.length).toBeGreaterThan(CHANNELS.length / 2);
  });
});
