import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import type { Answer } from '../../src/core/answer.ts';
import { createBot } from '../../src/core/bot.ts';
import type { Log, Platform } from '../../src/core/ports.ts';
import type { Schedule } from '../../src/core/schedule.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { createPosting, dueSlot, runSchedules, startSchedules } from '../../src/posting/index.ts';
import { openStore } from '../../src/store/index.ts';
import { entity, knowledge } from '../base.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Tuesday. */
const NINE = Date.UTC(2026, 2, 10, 9);

const weekdays: Schedule = {
  workspace: 'slack:T1',
  channel: 'C1',
  company: entity('norvane').id,
  days: 'weekdays',
  time: '09:00',
  zone: 'UTC',
  language: 'en',
  since: new Date(NINE - HOUR),
};

type Posted = Awaited<ReturnType<Platform['post']>>;

/** A workspace whose channels are posted into by a platform that answers as it is told. */
function scene(
  post: () => Posted = () => ({ kind: 'sent', message: 'M1' }),
  health: () => 'ready' | 'down' = () => 'ready',
) {
  let time = NINE;
  const now = () => new Date(time);
  const store = openStore('memory:', DEFAULT_SETTINGS, now);
  const cards: { readonly channel: string; readonly card: Answer }[] = [];
  const warned: string[] = [];
  const log: Log = {
    info: () => {},
    warn: (event) => void warned.push(event),
    error: (event) => void warned.push(event),
  };
  const bot = createBot({
    knowledge: () => knowledge,
    commands,
    store,
    report: () => {},
    now,
    defaults: DEFAULT_SETTINGS,
  });
  const platform = {
    name: 'slack',
    health,
    async post({ channel }: { readonly channel: string }, card: Answer) {
      cards.push({ channel, card });
      return post();
    },
  };
  const by = {
    store,
    posting: createPosting(store, () => {}),
    platforms: [platform],
    bot,
    facts: () => knowledge.facts,
    log,
    now,
  };
  return {
    by,
    store,
    cards,
    warned,
    at(moment: number) {
      time = moment;
      return runSchedules(by);
    },
  };
}

describe('dueSlot', () => {
  it.each([
    [NINE - 1, undefined, 'before its time'],
    [NINE, NINE, 'at its time'],
    [NINE + 5 * MINUTE, NINE, 'a little later'],
    [NINE + DAY, NINE + DAY, 'only the last of two that were missed'],
    [NINE + 5 * DAY - HOUR, NINE + 3 * DAY, 'not on a Saturday or Sunday'],
  ])('at %d is %s: %s', (now, slot, _why) => {
    expect(dueSlot(weekdays, new Date(now))?.getTime()).toBe(slot);
  });

  it('keeps to the clock of its zone, also when that changes', () => {
    const berlin = { ...weekdays, zone: 'Europe/Berlin', days: 'daily' as const };
    const before = dueSlot(
      { ...berlin, since: new Date('2026-03-27T12:00:00Z') },
      new Date('2026-03-28T23:00:00Z'),
    );
    const after = dueSlot(
      { ...berlin, since: new Date('2026-03-28T12:00:00Z') },
      new Date('2026-03-29T23:00:00Z'),
    );
    expect(before?.toISOString()).toBe('2026-03-28T08:00:00.000Z');
    expect(after?.toISOString()).toBe('2026-03-29T07:00:00.000Z');
  });
});

describe('a schedule', () => {
  it('posts one fact when it is due, once, and another one the next day', async () => {
    const { store, cards, at } = scene();
    await store.saveSchedule(weekdays);
    await at(NINE - MINUTE);
    expect(cards).toEqual([]);
    await at(NINE);
    await at(NINE + MINUTE);
    await at(NINE + DAY);
    expect(cards.map(({ channel }) => channel)).toEqual(['C1', 'C1']);
    const [one, other] = cards.map(({ card }) => card.facts[0]);
    expect(one).not.toBe(other);
    for (const { card } of cards) {
      expect(card.outcome).toBe('answered');
      expect(card.citations.length).toBeGreaterThan(0);
    }
    if (!one) throw new Error('a card shows a fact');
    expect(await store.postsOf(one)).toMatchObject([{ channel: 'C1', message: 'M1' }]);
  });

  it('lets go what an outage kept from being posted for more than an hour', async () => {
    const { store, cards, at } = scene();
    await store.saveSchedule(weekdays);
    await at(NINE + 61 * MINUTE);
    expect(cards).toEqual([]);
    await at(NINE + DAY + 59 * MINUTE);
    expect(cards).toHaveLength(1);
  });

  it('waits for a platform that is down, and posts nothing for one that is not there', async () => {
    let up = false;
    const { store, cards, at } = scene(undefined, () => (up ? 'ready' : 'down'));
    await store.saveSchedule(weekdays);
    await store.saveSchedule({ ...weekdays, workspace: 'discord:1' });
    await at(NINE);
    expect(cards).toEqual([]);
    up = true;
    await at(NINE + 10 * MINUTE);
    expect(cards).toHaveLength(1);
  });

  it('keeps to what the workspace has set: paused, posting off, another channel', async () => {
    for (const change of [{ paused: true }, { posting: 'nobody' }, { channels: ['C2'] }] as const) {
      const { store, cards, at } = scene();
      await store.saveSchedule(weekdays);
      await store.saveSettings('slack:T1', { ...DEFAULT_SETTINGS, ...change });
      await at(NINE);
      expect(cards).toEqual([]);
    }
  });

  it('posts nothing within a minute of another card', async () => {
    const { store, cards, at } = scene();
    await store.saveSchedule(weekdays);
    const call = { command: 'boycott', text: 'brasko' };
    await store.claimPost({ workspace: 'slack:T1', channel: 'C1', call, facts: [], language: 'en' }, false);
    await at(NINE + MINUTE / 2);
    expect(cards).toEqual([]);
  });

  it('gives the place back when the platform took nothing, and keeps it when the card may have arrived', async () => {
    for (const [kind, kept] of [
      ['refused', 0],
      ['unsure', 1],
    ] as const) {
      const { store, at } = scene(() => ({ kind }));
      await store.saveSchedule(weekdays);
      await at(NINE);
      expect(await store.postsIn('slack:T1', 'C1')).toHaveLength(kept);
    }
  });

  it('does not stop at one that fails, nor at a store that is down', async () => {
    let first = true;
    const { store, cards, warned, at } = scene(() => {
      if (first) {
        first = false;
        throw new Error('a bug');
      }
      return { kind: 'sent', message: 'M2' };
    });
    await store.saveSchedule(weekdays);
    await store.saveSchedule({ ...weekdays, channel: 'C2' });
    await at(NINE);
    // What failed is not tried again: it may be there.
    await at(NINE + 5 * MINUTE);
    expect(cards.map(({ channel }) => channel)).toEqual(['C1', 'C2']);
    await store.close();
    await at(NINE + DAY);
    expect(warned).toEqual(['schedule failed', 'schedules not read']);
  });

  it('is looked for until it is stopped', async () => {
    const { by, store, cards } = scene();
    await store.saveSchedule(weekdays);
    const running = startSchedules(by, 5);
    while (cards.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await running.stop();
    expect(cards).toHaveLength(1);
  });
});
