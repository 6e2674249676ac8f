import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openChats } from '../../src/boot/platforms.ts';
import { BotError } from '../../src/core/errors.ts';
import type { Bot, PlatformModule, PlatformTools } from '../../src/core/ports.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { createPosting } from '../../src/posting/index.ts';
import { openStore } from '../../src/store/index.ts';
import { english } from '../base.ts';
import { MINUTE, pass, stopTheClock } from '../platforms/harness.ts';

const bot: Bot = { answer: () => Promise.reject(new Error('nobody asks')), suggest: async () => [] };

beforeEach(() => stopTheClock());
afterEach(() => void vi.useRealTimers());

/** A chat platform that is ready, down, or refuses its token; it is wanted when `wanted` says so. */
function chat(name: string, world: { health: 'ready' | 'down' | 'revoked'; wanted?: boolean }): PlatformModule {
  return {
    name,
    keys: [],
    nextStep: () => `How to turn ${name} on.`,
    async open(_env, { announce }) {
      if (world.wanted === false) return undefined;
      return {
        name,
        async start() {
          announce(`invite ${name}`);
          if (world.health === 'revoked') throw new BotError('bad_config', 'refused', 'Copy it again.');
        },
        stop: async () => undefined,
        health: () => (world.health === 'ready' ? 'ready' : 'down'),
        lastSign: () => undefined,
        post: async () => ({ kind: 'refused' }),
      };
    },
  };
}

const half: PlatformModule = {
  name: 'half',
  keys: [],
  nextStep: () => '',
  open: () => Promise.reject(new BotError('bad_config', 'HALF_TOKEN is missing.', 'Set it.')),
};

async function opened(...modules: PlatformModule[]) {
  const announced: string[] = [];
  const ended: number[] = [];
  const restarted: string[] = [];
  const store = openStore('memory:', DEFAULT_SETTINGS);
  const tools: PlatformTools = {
    store,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    commands: [],
    posting: createPosting(
      store,
      () => undefined,
      () => ({ facts: new Map() }),
    ),
    say: () => english.say,
    announce: (line) => void announced.push(line),
    now: () => new Date(),
  };
  const by = {
    restarted: (name: string) => void restarted.push(name),
    end: (code: number) => void ended.push(code),
  };
  const platforms = await openChats({ env: {} }, tools, by, modules);
  const start = async () => void (await Promise.all(platforms.map((one) => one.start(bot))));
  const stop = async () => void (await Promise.all(platforms.map((one) => one.stop())));
  return { platforms, announced, ended, restarted, start, stop };
}

it('openChats opens what is wanted, and says how to turn on what is not', async () => {
  const made = await opened(chat('slack', { health: 'ready' }), chat('discord', { health: 'ready', wanted: false }));
  expect(made.platforms.map(({ name }) => name)).toEqual(['slack']);
  expect(made.announced).toEqual(['Discord is off; .env.example says how to turn it on.']);
});

it('openChats names everything that is half set, and says nothing else', async () => {
  await expect(opened(half, chat('slack', { health: 'ready', wanted: false }), half)).rejects.toThrow(
    'HALF_TOKEN is missing.\nHALF_TOKEN is missing.',
  );
});

it('openChats opens one that has gone silent anew, without inviting again, and ends when it stays so', async () => {
  const world = { health: 'ready' as 'ready' | 'down' };
  const made = await opened(chat('slack', world), chat('discord', { health: 'ready' }));
  await made.start();
  world.health = 'down';
  await pass(29 * MINUTE);
  expect(made.restarted).toHaveLength(5);
  expect(made.announced.filter((line) => line === 'invite slack')).toHaveLength(1);
  expect(made.ended).toEqual([]);
  await pass(5 * MINUTE);
  expect(made.ended).toEqual([75]);
  await made.stop();
});

it.each([
  ['goes on for the others', 'ready', []],
  ['ends where no other is well', 'down', [75]],
] as const)('openChats with a token that is refused from now on %s', async (_, other, ended) => {
  const world = { health: 'ready' as 'ready' | 'revoked' };
  const neighbour = { health: 'ready' as 'ready' | 'down' };
  const made = await opened(chat('slack', world), chat('discord', neighbour));
  await made.start();
  world.health = 'revoked';
  await pass(29 * MINUTE);
  // Not long enough to be given up itself.
  neighbour.health = other;
  await pass(2 * MINUTE);
  expect([...new Set(made.ended)]).toEqual(ended);
  await made.stop();
});
