import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { TASK_KINDS, type Task } from '../../src/core/tasks.ts';
import { newFolder } from '../folders.ts';
import { until } from '../loopback.ts';
import { card, daily, LASTING, Scene, START } from '../store/places.ts';
import { SHOWN } from './corrected.ts';

const NINE = Date.UTC(2026, 10, 22, 9);
const CHANNELS = Array.from({ length: 60 }, (_, at) => `C${at}`);
const PROGRAM = fileURLToPath(new URL('process.ts', import.meta.url));
/** A minute of the bots' clock in milliseconds of ours: slow enough for 60 cards within their hour on a busy machine. */
const MINUTE = 4_000;

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

describe.each(LASTING)('several processes on one %s', (_, make) => {
  const scene = new Scene(make);

  /** A place for what people see. `start` lets a process begin; `later`: how far its clock is ahead of the first one's. */
  function stage(mode: 'schedules' | 'corrections', first: number) {
    const file = join(newFolder(), 'seen');
    const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
    let begun = Date.now() + 1e9;
    const start = async (later = 0): Promise<ChildProcess> => {
      const before = lines().length;
      begun = Math.min(begun, Date.now());
      const about = [scene.place.url, file, begun, first + later, 60_000 / MINUTE, mode].map(String);
      const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...about], { stdio: 'inherit' });
      children.add(child);
      await until(() => lines().slice(before).includes('ready'));
      return child;
    };
    /** The channels that an admin was told of. */
    const told = () => [...new Set(lines().flatMap((line) => /^admin .*channel (C\d+)[ ,]/.exec(line)?.[1] ?? []))];
    return { lines, start, told };
  }

  /** Sixty channels with something due. */
  async function channels() {
    const { lines, start, told } = stage('schedules', NINE);
    const seen = () => lines().filter((line) => line.startsWith('C'));
    for (const channel of CHANNELS) await scene.store.saveSchedule(daily({ channel }));
    const tasks = async (): Promise<readonly Task[]> =>
      (await Promise.all(CHANNELS.map((channel) => scene.store.tasksIn('slack:T1', channel)))).flat();
    /** Until nothing is open any more: nobody waits for a card, nor for word of one. */
    const settle = async (): Promise<readonly Task[]> => {
      for (let tries = 0; tries < 3_000; tries++) {
        const all = await tasks();
        if (all.length === CHANNELS.length && all.every(({ open }) => !open)) return all;
        await pause(50);
      }
      throw new Error('something stays open');
    };
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

  it('correct each of a thousand cards, or say of which they could not, when they are killed', async () => {
    const cards = Array.from({ length: 1_000 }, (_, at) => `C${at}`);
    for (const channel of cards) {
      await scene.posted(card([SHOWN], { channel, call: { command: 'fact', text: SHOWN } }), 'm', [[SHOWN, '0']]);
      scene.time = START;
    }
    const { lines, start, told } = stage('corrections', START + 60_000);
    const of = (kind: string) => lines().flatMap((line) => line.match(`^${kind} (C\\d+)$`)?.[1] ?? []);
    for (const count of [5, 120, 260, 400]) {
      const child = await start();
      await until(() => of('edit').length + of('reply').length >= count);
      child.kill('SIGKILL');
    }
    const open = async () => (await scene.store.openTasks(new Date(START * 2), TASK_KINDS)).length;
    const settled = async (most: number) => {
      for (let tries = 0; (await open()) > most; tries++) {
        if (tries > 1_200) throw new Error('something stays open');
        await pause(100);
      }
    };
    const last = await Promise.all([start(), start()]);
    // Those that have no thread are tried for a day.
    await settled(cards.length / 100);
    for (const child of last) child.kill('SIGKILL');
    await start(25 * 60 * 60_000);
    await settled(0);
    const replies = of('reply');
    expect(new Set(replies).size).toBe(replies.length);
    const right = new Set([...of('edit'), ...replies]);
    expect(cards.filter((channel) => !right.has(channel) && !told().includes(channel))).toEqual([]);
    expect(right.size).toBeGreaterThanOrEqual(cards.length * 0.99 - 10);
    const wrong = (await scene.store.marks()).filter(([fact, mark]) => fact === SHOWN && mark === '0');
    expect(wrong).toHaveLength(1);
  });
});
