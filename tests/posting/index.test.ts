import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import type { Answer } from '../../src/core/answer.ts';
import { createBot } from '../../src/core/bot.ts';
import type { Platform } from '../../src/core/ports.ts';
import type { NewPost } from '../../src/core/posting.ts';
import type { Schedule } from '../../src/core/schedule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { createPosting, dueSlot, runSchedules, startSchedules } from '../../src/posting/index.ts';
import { openStore } from '../../src/store/index.ts';
import { baseWith, changed, entity, fact, knowledge } from '../base.ts';
import { fakeTools } from '../platforms/harness.ts';

const shown = fact('norvane.ctb-spent').id;
const post: NewPost = {
  workspace: 'slack:T1',
  channel: 'C1',
  call: { command: 'fact', text: shown },
  facts: [shown],
  language: 'en',
};
const anybody = { mayConfigure: false, insisted: false };

async function opened(changes: Partial<Settings> = {}) {
  const store = openStore('memory:', { ...DEFAULT_SETTINGS, ...changes });
  let lost = 0;
  const posting = createPosting(store, () => {
    lost += 1;
  });
  return { store, posting, lost: () => lost };
}

describe('posting', () => {
  it('gives one of two claims at one moment a place, and remembers the message that took it; the other waits', async () => {
    const { store, posting } = await opened();
    const [claim, other] = await Promise.all([posting.claim(post, anybody), posting.claim(post, anybody)]);
    if (claim.kind !== 'claimed') throw new Error(claim.kind);
    expect(other.kind).toBe('busy');
    await posting.posted(claim.id, 'M1');
    expect(await store.postsOf(shown)).toMatchObject([{ channel: 'C1', message: 'M1', call: post.call }]);
  });

  it('gives the place back when nothing was sent', async () => {
    const { posting } = await opened();
    const claim = await posting.claim(post, anybody);
    if (claim.kind === 'claimed') await posting.failed(claim.id);
    expect((await posting.claim(post, anybody)).kind).toBe('claimed');
  });

  it.each<[Partial<Settings>, boolean, string | undefined]>([
    [{ posting: 'nobody' }, true, 'nobody'],
    [{ posting: 'admins' }, false, 'admins'],
    [{ posting: 'admins' }, true, undefined],
    [{ channels: ['C2'] }, true, 'channel'],
    [{ channels: ['C2', 'C1'] }, false, undefined],
    [{ paused: true }, true, 'paused'],
  ])('keeps to the settings %j', async (settings, mayConfigure, why) => {
    const { posting } = await opened(settings);
    const claim = await posting.claim(post, { mayConfigure, insisted: false });
    expect(claim).toMatchObject(why === undefined ? { kind: 'claimed' } : { kind: 'refused', why });
  });

  it('posts nothing while the store is down, and tells when what was sent can’t be noted', async () => {
    const { store, posting, lost } = await opened();
    await store.close();
    expect(await posting.claim(post, anybody)).toEqual({ kind: 'refused', why: 'store' });
    await posting.posted('some', 'M1');
    await posting.failed('some');
    expect(lost()).toBe(2);
  });
});

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
  const tools = fakeTools({ store: openStore('memory:', DEFAULT_SETTINGS, now), now });
  const { store } = tools;
  const cards: { readonly channel: string; readonly card: Answer }[] = [];
  const platform = {
    name: 'slack',
    health,
    async post({ channel }: { readonly channel: string }, card: Answer) {
      cards.push({ channel, card });
      return post();
    },
  };
  const report = () => {};
  const bot = createBot({
    knowledge: () => knowledge,
    commands,
    store,
    report,
    now,
    defaults: DEFAULT_SETTINGS,
  });
  const by = { ...tools, platforms: [platform], bot, knowledge: () => knowledge };
  const at = (moment: number) => {
    time = moment;
    return runSchedules(by);
  };
  return { by, store, cards, written: tools.written, at };
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
    const due = [28, 29].map((day) => {
      const since = new Date(Date.UTC(2026, 2, day - 1, 12));
      return dueSlot({ ...berlin, since }, new Date(Date.UTC(2026, 2, day, 23)))?.toISOString();
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
    expect(written.map(({ event }) => event)).toEqual(['schedule failed', 'schedules not read']);
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
