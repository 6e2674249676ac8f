import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from '../../../src/platforms/discord/turns.ts';
import { until } from '../../loopback.ts';
import { card, saved } from './cards.ts';
import { stages } from './stage.ts';

const staged = stages();

/** Keeps the processor for so many milliseconds. */
function busy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

it('200 commands at once are all answered, and those who would wait long are told so before', async () => {
  const one = await staged(() => {
    busy(12);
    return card();
  });
  /** By interaction, how many answers were made before it had its first response. */
  const first = new Map<string, number>();
  one.discord.heard = ({ path }) => {
    const [, kind, id = ''] = path.split('/');
    if (kind === 'interactions' && !first.has(id)) first.set(id, one.bot.questions.length);
  };
  for (let id = 0; id < 200; id += 1) {
    const token = `aW50ZXJhY3Rpb246${id}`.padEnd(200, 'x');
    one.discord.dispatch(saved('command', `${7_000_000_000_000 + id}`, { token }));
  }
  await until(() => one.tools.counted.length === 200, 'all answers');
  expect(one.tools.counted).toEqual(Array.from({ length: 200 }, () => 'discord sent'));
  expect(first.size).toBe(200);
  expect(Math.max(...first.values())).toBeLessThan(100);
});

it('turns come in order, one at a time, and say which are far; what must go out goes before the next one', async () => {
  const turns = createTurns();
  const made: string[] = [];
  const all = Array.from({ length: 100 }, (_, index) =>
    turns.take(async () => {
      made.push(`answer ${index}`);
    }),
  );
  // At first guess 20 ms each: a second is 50 of them.
  expect(all.map(({ far }) => far)).toEqual(all.map((_, index) => index > 50));
  await turns.first(pause(20).then(() => made.push('told')));
  await Promise.all(all.map(({ result }) => result));
  expect(made).toEqual(['told', ...all.map((_, index) => `answer ${index}`)]);
  // They were quick: now a hundred are no wait.
  expect(Array.from({ length: 100 }, () => turns.take(async () => undefined)).some(({ far }) => far)).toBe(false);
});

it('one that never ends, or fails, keeps nobody else from being answered', async () => {
  const turns = createTurns();
  turns.take(() => new Promise(() => undefined));
  const failed = turns.take(() => Promise.reject(new Error('x'))).result;
  const next = turns.take(async () => 'answered').result;
  await expect(failed).rejects.toThrow('x');
  await expect(next).resolves.toBe('answered');
});
