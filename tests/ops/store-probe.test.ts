import { expect, it, onTestFinished } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import { probeOf, watchStore } from '../../src/ops/store-probe.ts';
import { until } from '../loopback.ts';
import { fakeTools } from '../platforms/harness.ts';

it('probeOf asks a store that hangs once, and does not wait for it', async () => {
  let asked = 0;
  const ping = (): Promise<void> => {
    asked += 1;
    return new Promise(() => undefined);
  };
  const probe = probeOf({ ping }, 20);
  expect(await Promise.all([probe(), probe(), probe()])).toEqual([false, false, false]);
  expect(asked).toBe(1);
  expect(await probe()).toBe(false);
  expect(asked).toBe(2);
});

it('probeOf tells one that answers from one that refuses', async () => {
  expect(await probeOf({ ping: async () => undefined })()).toBe(true);
  expect(await probeOf({ ping: () => Promise.reject(new Error('x')) })()).toBe(false);
});

it('says once that the store can’t be written, with what to do, and once that it can again', async () => {
  let [asked, isUp] = [0, false];
  const ping = async (): Promise<void> => {
    asked += 1;
    if (!isUp) throw new BotError('store_down', 'The disk is full.', 'Make room.');
  };
  const tools = fakeTools();
  const watching = watchStore({ ping }, tools, 2);
  onTestFinished(() => watching.stop());
  await until(() => asked > 3);
  isUp = true;
  await until(() => tools.announced.length > 1);
  await until(() => asked > 10);
  expect(tools.announced).toEqual(['The disk is full.\n-> Make room.', 'The store can be written again.']);
  expect(tools.written.map(({ event }) => event)).toEqual(['store down']);
});
