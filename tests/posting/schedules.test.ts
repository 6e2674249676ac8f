import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import type { Place, Posted } from '../../src/core/posting.ts';
import { repeat } from '../../src/core/repeat.ts';
import type { Schedule } from '../../src/core/schedule.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { TASK_KINDS } from '../../src/core/tasks.ts';
import { lastDue, runSchedules } from '../../src/posting/schedules.ts';
import { openStore } from '../../src/store/index.ts';
import { baseWith, changed, entity, knowledge } from '../base.ts';
import { fakeTools } from '../platforms/harness.ts';
import { botOf } from './corrected.ts';

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

/** A workspace whose channels are posted into by a platform that answers as it is told. */
function scene(
  post: () => Posted = () => ({ kind: 'sent', message: 'M1' }),
  health: () => 'ready' | 'down' = () => 'ready',
) {
  let time = NINE;
  const now = () => new Date(time);
  const tools = fakeTools({ store: openStore('memory:', DEFAULT_SETTINGS, now), now });
  const { store } = tools;
  const cards: { readonly channel: string; readonly card: Answer }[] = [];
  const notices: string[] = [];
  let deaf = false;
  const platform = {
    name: 'slack',
    health,
    async post(place: Place, card: Answer): Promise<Posted> {
      if (place.kind === 'channel') {
        cards.push({ channel: place.channel, card });
        return post();
      }
      if (deaf) return { kind: 'refused' };
      notices.push(JSON.stringify(card.body));
      return { kind: 'sent', message: undefined };
    },
  };
  const by = { ...tools, platforms: [platform], bot: botOf(store, now), knowledge: () => knowledge };
  const at = (moment: number) => {
    time = moment;
    return runSchedules(by);
  };
  const silence = (isDeaf: boolean): void => {
    deaf = isDeaf;
  };
  return { by, store, cards, notices, written: tools.written, at, silence };
}

describe('a workspace that chose its packs', () => {
  it('gets no card of another pack, even where that names the company first', async () => {
    const { store, cards, at, by } = scene();
    const packs = [...knowledge.facts.packs.keys()].filter((id) => id !== 'norvane');
    await store.saveSettings('slack:T1', { ...DEFAULT_SETTINGS, packs });
    await store.saveSchedule(weekdays);
    await at(NINE);
    expect(cards).toEqual([]);
    // What a chosen pack says of the company is not waited for behind what the others say.
    const facts = baseWith(changed('brasko.ohi-trucks', { about: [entity('norvane').id], weight: 1 }));
    await store.saveSchedule(weekdays);
    await runSchedules({ ...by, knowledge: () => ({ ...knowledge, facts }) });
    expect(cards.map(({ card }) => card.facts[0])).toEqual(['brasko.ohi-trucks']);
    await store.saveSettings('slack:T1', DEFAULT_SETTINGS);
    await at(NINE + DAY);
    expect(cards).toHaveLength(2);
  });
});

describe('lastDue', () => {
  it.each([
    [NINE - 1, undefined, 'before its time'],
    [NINE, NINE, 'at its time'],
    [NINE + 5 * MINUTE, NINE, 'a little later'],
    [NINE + DAY, NINE + DAY, 'only the last of two that were missed'],
    [NINE + 5 * DAY - HOUR, NINE + 3 * DAY, 'not on a Saturday or Sunday'],
  ])('at %d is %s: %s', (now, slot, _why) => {
    expect(lastDue(weekdays, new Date(now))?.getTime()).toBe(slot);
  });

  it('keeps to the clock of its zone, also when that changes', () => {
    const berlin = { ...weekdays, zone: 'Europe/Berlin', days: 'daily' as const };
    const due = [28, 29].map((day) => {
      const since = new Date(Date.UTC(2026, 2, day - 1, 12));
      return lastDue({ ...berlin, since }, new Date(Date.UTC(2026, 2, day, 23)))?.toISOString();
    });
    expect(due).toEqual(['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z']);
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

  it('lets go what an outage kept from being posted for more than an hour, and tells an admin', async () => {
    const { store, cards, notices, at } = scene();
    await store.saveSchedule(weekdays);
    await at(NINE + 61 * MINUTE);
    await at(NINE + 62 * MINUTE);
    expect(cards).toEqual([]);
    expect(notices).toEqual([expect.stringContaining('not posted (too_late)')]);
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

  it('posts nothing within a minute of another card', async () => {
    const { store, cards, at } = scene();
    await store.saveSchedule(weekdays);
    const call = { command: 'boycott', text: 'brasko' };
    await store.claimPost({ workspace: 'slack:T1', channel: 'C1', call, facts: [], language: 'en' }, false);
    await at(NINE + MINUTE / 2);
    expect(cards).toEqual([]);
    await at(NINE + 2 * MINUTE);
    expect(cards).toHaveLength(1);
  });

  it.each(['not_in_channel', 'invalid_auth', 'ratelimited', undefined])(
    'is tried again within the hour when it was refused for %s, and an admin is told when that ends',
    async (why) => {
      let refused = true;
      const { store, cards, notices, at } = scene(() =>
        refused ? { kind: 'refused', ...(why !== undefined && { why }) } : { kind: 'sent', message: 'M1' },
      );
      await store.saveSchedule(weekdays);
      await at(NINE);
      expect(await store.postsIn('slack:T1', 'C1')).toEqual([]);
      refused = false;
      await at(NINE + MINUTE);
      await at(NINE + 2 * MINUTE);
      expect(cards).toHaveLength(2);
      expect(notices).toEqual([]);
      refused = true;
      for (let minute = 0; minute <= 61; minute++) await at(NINE + DAY + minute * MINUTE);
      expect(cards.length).toBeGreaterThan(6);
      expect(notices).toEqual([expect.stringContaining(`not posted (${why ?? 'not_sent'})`)]);
      expect(await store.tasksIn('slack:T1', 'C1')).toMatchObject([
        { state: 'failed', open: false },
        { state: 'sent', open: false },
      ]);
    },
  );

  it('waits for as long as the platform says', async () => {
    const { store, cards, at } = scene(() => ({ kind: 'refused', retryAfter: 600 }));
    await store.saveSchedule(weekdays);
    await at(NINE);
    await at(NINE + 9 * MINUTE);
    expect(cards).toHaveLength(1);
    await at(NINE + 10 * MINUTE);
    expect(cards).toHaveLength(2);
  });

  it('is not tried again when the card may have arrived: its place is kept, and an admin is told', async () => {
    const { store, cards, notices, at } = scene(() => ({ kind: 'unsure' }));
    await store.saveSchedule(weekdays);
    for (const minute of [0, 1, 10, 59]) await at(NINE + minute * MINUTE);
    expect(cards).toHaveLength(1);
    expect(await store.postsIn('slack:T1', 'C1')).toHaveLength(1);
    expect(notices).toEqual([expect.stringContaining('I don’t post it again')]);
  });

  it('tells an admin later who can’t be told now, for a day', async () => {
    const { store, notices, at, silence } = scene(() => ({ kind: 'unsure' }));
    await store.saveSchedule(weekdays);
    silence(true);
    await at(NINE);
    await at(NINE + MINUTE);
    silence(false);
    await at(NINE + 59 * MINUTE);
    expect(notices).toEqual([]);
    await at(NINE + 62 * MINUTE);
    expect(notices).toHaveLength(1);
    silence(true);
    await at(NINE + DAY);
    await store.dropSchedule('slack:T1', 'C1');
    for (let hour = 0; hour < 30; hour++) await at(NINE + DAY + hour * HOUR);
    expect(await store.openTasks(new Date(NINE + 9 * DAY), TASK_KINDS)).toEqual([]);
  });

  it('is unknown when its process ended with it in hand, and comes no more once it is stopped', async () => {
    const { by, store, cards, notices, at } = scene();
    await store.saveSchedule(weekdays);
    const never = { ...by, posting: { ...by.posting, claim: () => new Promise<never>(() => undefined) } };
    void runSchedules(never);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await at(NINE + 4 * MINUTE);
    expect([cards, notices]).toEqual([[], []]);
    await at(NINE + 5 * MINUTE);
    await at(NINE + 6 * MINUTE);
    expect(notices).toEqual([expect.stringContaining('process_ended')]);
    await store.dropSchedule('slack:T1', 'C1');
    await at(NINE + DAY);
    expect(cards).toEqual([]);
  });

  it('does not stop at one that fails, nor at a store that is down', async () => {
    let first = true;
    const { store, cards, written, at } = scene(() => {
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
    expect(written.map(({ event }) => event)).toEqual(['task failed', 'task unknown', 'schedules stopped']);
  });

  it('is looked for until it is stopped', async () => {
    const { by, store, cards } = scene();
    await store.saveSchedule(weekdays);
    const running = repeat(() => runSchedules(by), 5);
    while (cards.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await running.stop();
    expect(cards).toHaveLength(1);
  });
});
