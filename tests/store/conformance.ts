import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/core/ports.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { packId } from '../../src/facts/schema/values.ts';
import { A, card, daily, postsConformance, Scene } from './conformance-posts.ts';

const DAY = 24 * 60 * 60 * 1000;
const spanish: Settings = { ...DEFAULT_SETTINGS, language: 'es' };
const defaults: Settings = { ...DEFAULT_SETTINGS, audience: 'asker' };

/** Where a store keeps its rows: everything opened on it sees the same. */
export interface Place {
  open(defaults: Settings, now: () => Date): Store;
  /** Removes the place and what is in it; the stores on it are closed by then. */
  clear(): Promise<void>;
}

/** What every store does. `place` gives an empty one for each test. `lasts`: whether rows outlive a store. */
export function storeConformance(place: () => Promise<Place>, { lasts }: { readonly lasts: boolean }): void {
  const scene = new Scene();
  const stores: Store[] = [];
  let here: Place;
  const another = (): Store => {
    const opened = here.open(defaults, () => new Date(scene.time));
    stores.push(opened);
    return opened;
  };
  beforeEach(async () => {
    here = await place();
    scene.begin(another());
  });
  afterEach(async () => {
    for (const one of stores.splice(0)) await one.close();
    await here.clear();
  });

  describe('settings', () => {
    it('gives the defaults where nothing was saved', async () => {
      expect(await scene.store.settings('slack:T1')).toEqual(defaults);
    });

    it('keeps what one workspace saved last, and only there', async () => {
      const full: Settings = {
        language: 'es',
        packs: ['norvane', 'brasko'].map((id) => packId.parse(id)),
        audience: 'everyone',
        posting: 'admins',
        channels: ['C1', 'C2'],
        paused: true,
      };
      await scene.store.saveSettings('slack:T1', spanish);
      await scene.store.saveSettings('slack:T1', full);
      expect(await scene.store.settings('slack:T1')).toEqual(full);
      expect(await scene.store.settings('slack:T2')).toEqual(defaults);
    });
  });

  it('forgets a workspace whole and leaves the others', async () => {
    const theirs = card([A], { workspace: 'slack:T2' });
    for (const workspace of ['slack:T1', 'slack:T2'] as const) {
      await scene.store.saveSettings(workspace, spanish);
      await scene.store.saveSchedule(daily({ workspace }));
    }
    await scene.posted(card([A]));
    await scene.posted(theirs);
    await scene.store.forget('slack:T1');
    expect(await scene.store.settings('slack:T1')).toEqual(defaults);
    expect(await scene.store.settings('slack:T2')).toEqual(spanish);
    expect(await scene.store.schedules()).toEqual([daily({ workspace: 'slack:T2' })]);
    expect((await scene.store.postsOf(A)).map(({ workspace }) => workspace)).toEqual(['slack:T2']);
    expect(await scene.store.claimPost(card([A]), false)).toMatchObject({ kind: 'claimed' });
  });

  postsConformance(scene);

  describe('firstSight', () => {
    it('is true once in 24 hours', async () => {
      expect(await scene.store.firstSight('Ev1')).toBe(true);
      expect(await scene.store.firstSight('Ev1')).toBe(false);
      expect(await scene.store.firstSight('Ev2')).toBe(true);
      scene.time += DAY;
      expect(await scene.store.firstSight('Ev1')).toBe(false);
      scene.time += 1;
      expect(await scene.store.firstSight('Ev1')).toBe(true);
      expect(await scene.store.firstSight('Ev1')).toBe(false);
    });

    it('lets one of many at the same moment through', async () => {
      const all = await Promise.all(Array.from({ length: 8 }, () => scene.store.firstSight('Ev1')));
      expect(all.filter(Boolean)).toHaveLength(1);
    });
  });

  it('keeps hostile text as it is', async () => {
    const text = `'; drop table posts; -- " \\ %_ \u202e ñ 🙂 \n`;
    await scene.store.saveSettings(`slack:${text}`, { ...defaults, channels: [text] });
    await scene.posted(card([A], { channel: text, call: { command: 'fact', text } }), text);
    expect(await scene.store.settings(`slack:${text}`)).toEqual({ ...defaults, channels: [text] });
    expect(await scene.store.postsOf(A)).toMatchObject([{ channel: text, call: { text }, message: text }]);
  });

  it('answers a ping while open', async () => {
    await expect(scene.store.ping()).resolves.toBeUndefined();
  });

  it.each([true, false])('rejects everything with store_down once closed; was used: %s', async (used) => {
    if (used) await scene.store.ping();
    await scene.store.close();
    await scene.store.close();
    const calls = [
      scene.store.settings('slack:T1'),
      scene.store.saveSettings('slack:T1', spanish),
      scene.store.forget('slack:T1'),
      scene.store.claimPost(card([A]), false),
      scene.store.confirmPost('id', 'm1'),
      scene.store.releasePost('id'),
      scene.store.postsOf(A),
      scene.store.postsIn('slack:T1', 'C1'),
      scene.store.schedules(),
      scene.store.saveSchedule(daily({})),
      scene.store.dropSchedule('slack:T1', 'C1'),
      scene.store.countFeedback(A, 'wrong'),
      scene.store.feedback(),
      scene.store.firstSight('Ev1'),
      scene.store.ping(),
    ];
    for (const call of calls)
      await expect(call).rejects.toMatchObject({ name: 'BotError', code: 'store_down' });
  });

  describe.skipIf(!lasts)('what outlives the store', () => {
    it('is everything, when it is opened again', async () => {
      await scene.store.saveSettings('slack:T1', spanish);
      await scene.store.saveSchedule(daily({}));
      await scene.posted(card([A]));
      await scene.store.countFeedback(A, 'wrong');
      await scene.store.firstSight('Ev1');
      const cards = await scene.store.postsOf(A);
      await scene.store.close();

      const again = another();
      expect(await again.settings('slack:T1')).toEqual(spanish);
      expect(await again.schedules()).toEqual([daily({})]);
      expect(await again.postsOf(A)).toEqual(cards);
      expect(await again.claimPost(card([A]), false)).toMatchObject({ kind: 'repeated' });
      expect(await again.feedback()).toEqual([{ fact: A, reason: 'wrong', count: 1 }]);
      expect(await again.firstSight('Ev1')).toBe(false);
    });

    it('is seen at once by another store on the same place', async () => {
      const other = another();
      await other.ping();
      await scene.store.saveSettings('slack:T1', spanish);
      expect(await other.settings('slack:T1')).toEqual(spanish);
      await other.forget('slack:T1');
      expect(await scene.store.settings('slack:T1')).toEqual(defaults);
    });

    it('lets one of two stores have a place, and one see an event first', async () => {
      const other = another();
      for (let round = 0; round < 10; round++) {
        const wanted = card([A], { channel: `C${round}` });
        const claims = await Promise.all([scene.store, other].map((one) => one.claimPost(wanted, true)));
        expect(claims.map(({ kind }) => kind).sort()).toEqual(['busy', 'claimed']);
        const sights = await Promise.all([scene.store, other].map((one) => one.firstSight(`Ev${round}`)));
        expect(sights.sort()).toEqual([false, true]);
      }
    });
  });
}
