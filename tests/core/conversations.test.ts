import { expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import { createConversations } from '../../src/core/conversations.ts';
import type { Conversations, Shown } from '../../src/core/ports.ts';
import { botWith, entity, fact, question } from '../base.ts';

const MINUTE = 60_000;
const shown: Shown = { facts: [fact('norvane.ctb-spent').id], subject: entity('norvane').id };

/** Asks one thing after another; what is in no thread is given as `undefined`. */
function talking(conversations: Conversations = createConversations()) {
  const bot = botWith({}, { conversations });
  return (text: string, thread?: string, command = 'ask'): Promise<Answer> =>
    bot.answer(question(command, text, thread === undefined ? {} : { thread }));
}

it('what is remembered is forgotten after 15 minutes, and the oldest when there are too many', () => {
  let now = 1;
  const kept = createConversations({ now: () => now, most: 2 });
  kept.showed('a', shown);
  now += 15 * MINUTE - 1;
  expect(kept.last('a')).toEqual(shown);
  now += 2;
  expect(kept.last('a')).toBeUndefined();
  for (const place of ['a', 'b', 'c']) kept.showed(place, shown);
  expect([kept.last('a'), kept.last('b'), kept.last('c')]).toEqual([undefined, shown, shown]);
});

it('what is remembered holds no word that was typed, nobody and no place, under another hash in every process', async () => {
  const keys: unknown[] = [];
  for (let process = 0; process < 2; process++) {
    const inner = createConversations();
    const held: unknown[] = [];
    const ask = talking({
      last: inner.last,
      showed: (place, what) => void held.push(...writtenBy(() => inner.showed(place, what)), what),
    });
    await ask('norvane canaryword contracts', 'C0CANARY 1.1 U0CANARY', 'boycott');
    await ask('how much did the coastal transit bureau pay norvane, canaryword?', 'C0CANARY 1.1 U0CANARY');
    expect(held.length).toBeGreaterThan(1);
    expect(JSON.stringify(held)).not.toMatch(/canary|how much|coastal|somebody|console/iu);
    keys.push(held[0]);
  }
  expect(keys[0]).toMatch(/^[\w+/=]{44}$/u);
  expect(keys[0]).not.toBe(keys[1]);
});

/** The keys and values that maps take in meanwhile. */
function writtenBy(act: () => void): unknown[] {
  const written: unknown[] = [];
  const set = Map.prototype.set;
  Map.prototype.set = function (this: Map<unknown, unknown>, key: unknown, value: unknown) {
    written.push(key, value);
    return set.call(this, key, value);
  };
  try {
    act();
  } finally {
    Map.prototype.set = set;
  }
  return written;
}

it('a follow-up is read with what its own thread was shown, whoever asks, and with no other’s', async () => {
  const ask = talking();
  await ask('fact norvane.ctb-spent', 'one');
  await ask('fact norvane.letter-2019-signers', 'two');
  expect((await ask('source?', 'one')).facts[0]).toBe('norvane.ctb-spent');
  expect((await ask('source?', 'two')).facts[0]).toBe('norvane.letter-2019-signers');
  for (const nowhere of [await ask('source?', 'three'), await ask('source?')])
    expect(nowhere).toMatchObject({ outcome: 'told', facts: [] });
});

it('a follow-up of two workspaces with one thread’s key is never shared', async () => {
  const conversations = createConversations();
  const ask = talking(conversations);
  await ask('fact norvane.ctb-spent', 'one');
  expect(conversations.last('console:test one')).toBeDefined();
  expect(conversations.last('one')).toBeUndefined();
});
