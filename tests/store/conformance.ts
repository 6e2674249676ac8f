import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FactId } from '../../src/core/fact.ts';
import type { Store } from '../../src/core/ports.ts';
import { type NewPost, POST_AGAIN, POST_GAP } from '../../src/core/posting.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { factId, packId } from '../../src/facts/schema/ids.ts';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 10, 22);
const spanish: Settings = { ...DEFAULT_SETTINGS, language: 'es' };
const defaults: Settings = { ...DEFAULT_SETTINGS, audience: 'asker' };

const A = factId.parse('norvane.letter');
const B = factId.parse('norvane.contract');

const card = (facts: readonly FactId[], more: Partial<NewPost> = {}): NewPost => ({
  workspace: 'slack:T1',
  channel: 'C1',
  call: { command: 'fact', text: facts.join(' ') },
  facts,
  language: 'en',
  ...more,
});

/** Where a store keeps its rows: everything opened on it sees the same. */
export interface Place {
  open(defaults: Settings, now: () => Date): Store;
  /** Removes the place and what is in it; the stores on it are closed by then. */
  clear(): Promise<void>;
}

/** What every store does. `place` gives an empty one for each test. `lasts`: whether rows outlive a store. */
export function storeConformance(place: () => Promise<Place>, { lasts }: { readonly lasts: boolean }): void {
  let time = START;
  let here: Place;
  let store: Store;
  const stores: Store[] = [];
  const another = (): Store => {
    const opened = here.open(defaults, () => new Date(time));
    stores.push(opened);
    return opened;
  };
  beforeEach(async () => {
    time = START;
    here = await place();
    store = another();
  });
  afterEach(async () => {
    for (const one of stores.splice(0)) await one.close();
    await here.clear();
  });

  /** The id of a card that was posted and can be edited; the next card is due at once. */
  const posted = async (post: NewPost, message: string | null = 'm1'): Promise<string> => {
    const claim = await store.claimPost(post, false);
    if (claim.kind !== 'claimed') throw new Error(`the place was not free: ${claim.kind}`);
    await store.confirmPost(claim.id, message ?? undefined);
    time += POST_GAP;
    return claim.id;
  };

  describe('settings', () => {
    it('gives the defaults where nothing was saved', async () => {
      expect(await store.settings('slack:T1')).toEqual(defaults);
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
      await store.saveSettings('slack:T1', spanish);
      await store.saveSettings('slack:T1', full);
      expect(await store.settings('slack:T1')).toEqual(full);
      expect(await store.settings('slack:T2')).toEqual(defaults);
    });
  });

  describe('installs', () => {
    it('gives back what was sealed last', async () => {
      expect(await store.install('slack:T1')).toBeUndefined();
      await store.saveInstall('slack:T1', 'first');
      await store.saveInstall('slack:T1', 'sealed');
      expect(await store.install('slack:T1')).toBe('sealed');
      expect(await store.install('slack:T2')).toBeUndefined();
    });
  });

  it('forgets a workspace whole and leaves the others', async () => {
    const theirs = card([A], { workspace: 'slack:T2' });
    for (const workspace of ['slack:T1', 'slack:T2'] as const) {
      await store.saveSettings(workspace, spanish);
      await store.saveInstall(workspace, 'sealed');
    }
    await posted(card([A]));
    await posted(theirs);
    await store.forget('slack:T1');
    expect(await store.settings('slack:T1')).toEqual(defaults);
    expect(await store.install('slack:T1')).toBeUndefined();
    expect(await store.settings('slack:T2')).toEqual(spanish);
    expect(await store.install('slack:T2')).toBe('sealed');
    expect((await store.postsOf(A)).map(({ workspace }) => workspace)).toEqual(['slack:T2']);
    expect(await store.claimPost(card([A]), false)).toMatchObject({ kind: 'claimed' });
  });

  describe('claimPost', () => {
    it('gives each free place an id of its own', async () => {
      const first = await posted(card([A]));
      const second = await posted(card([B]));
      expect(first).toMatch(/\S/);
      expect(second).not.toBe(first);
    });

    it('keeps a minute between two cards of a channel, settled or not', async () => {
      await store.claimPost(card([A]), false);
      time += POST_GAP - 1;
      expect(await store.claimPost(card([B]), true)).toEqual({ kind: 'busy', ms: 1 });
      time += 1;
      expect(await store.claimPost(card([B]), false)).toMatchObject({ kind: 'claimed' });
    });

    it('looks at one channel of one workspace only', async () => {
      await store.claimPost(card([A]), false);
      for (const elsewhere of [{ channel: 'C2' }, { workspace: 'discord:T1' }] as const)
        expect(await store.claimPost(card([A], elsewhere), false)).toMatchObject({ kind: 'claimed' });
    });

    it('shows nothing twice in a day unless somebody insists', async () => {
      await posted(card([A, B]), null);
      expect(await store.claimPost(card([B]), false)).toEqual({ kind: 'repeated', ms: POST_GAP });
      expect(await store.claimPost(card([B]), true)).toMatchObject({ kind: 'claimed' });
    });

    it.each(['m1', null])('lets the same card come again after a day: message %s', async (message) => {
      await posted(card([A]), message);
      time = START + POST_AGAIN - 1;
      expect(await store.claimPost(card([A]), false)).toEqual({ kind: 'repeated', ms: POST_AGAIN - 1 });
      time += 1;
      expect(await store.claimPost(card([A]), false)).toMatchObject({ kind: 'claimed' });
    });

    it('lets one of many at the same moment through', async () => {
      const claims = await Promise.all(Array.from({ length: 8 }, () => store.claimPost(card([A]), true)));
      expect(claims.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
      expect(claims.filter(({ kind }) => kind === 'busy')).toHaveLength(7);
    });

    it('has the place free again once it was released', async () => {
      const claim = await store.claimPost(card([A]), false);
      if (claim.kind === 'claimed') await store.releasePost(claim.id);
      expect(await store.claimPost(card([A]), false)).toMatchObject({ kind: 'claimed' });
    });

    it('ignores an id that it does not know', async () => {
      await expect(store.confirmPost('nobody', 'm1')).resolves.toBeUndefined();
      await expect(store.releasePost('nobody')).resolves.toBeUndefined();
      expect(await store.postsOf(A)).toEqual([]);
    });
  });

  describe('postsOf', () => {
    it('gives the cards whole that show a fact, oldest first', async () => {
      const first = await posted(card([A, B], { channel: 'C1', language: 'es' }), 'm1');
      const second = await posted(card([A], { channel: 'C2' }), 'm2');
      await posted(card([B], { channel: 'C3' }), 'm3');
      expect(await store.postsOf(A)).toEqual([
        {
          ...card([A, B], { channel: 'C1', language: 'es' }),
          id: first,
          at: new Date(START),
          message: 'm1',
        },
        { ...card([A], { channel: 'C2' }), id: second, at: new Date(START + POST_GAP), message: 'm2' },
      ]);
    });

    it('leaves out what can’t be edited: claimed only, sent through a response, released', async () => {
      await posted(card([A]), null);
      await store.claimPost(card([A], { channel: 'C2' }), false);
      const released = await posted(card([A], { channel: 'C3' }));
      await store.releasePost(released);
      expect(await store.postsOf(A)).toEqual([]);
    });

    it('keeps a card for as long as it can be edited', async () => {
      const id = await posted(card([A]));
      time += 400 * DAY;
      await posted(card([B]));
      expect((await store.postsOf(A)).map((post) => post.id)).toEqual([id]);
    });
  });

  describe('feedback', () => {
    it('counts by fact and reason, in that order', async () => {
      for (const [fact, reason] of [
        [A, 'wrong'],
        [B, 'unclear'],
        [A, 'outdated'],
        [A, 'wrong'],
        [B, 'other-question'],
      ] as const)
        await store.countFeedback(fact, reason);
      expect(await store.feedback()).toEqual([
        { fact: B, reason: 'other-question', count: 1 },
        { fact: B, reason: 'unclear', count: 1 },
        { fact: A, reason: 'outdated', count: 1 },
        { fact: A, reason: 'wrong', count: 2 },
      ]);
    });

    it('orders ids by their letters and signs, whatever the database’s language', async () => {
      const ids = ['a.b', 'a-b.c', 'a.b-c', 'ab.c'].map((id) => factId.parse(id));
      for (const fact of ids) await store.countFeedback(fact, 'wrong');
      expect((await store.feedback()).map(({ fact }) => fact)).toEqual([...ids].sort());
    });

    it('loses none of many at the same moment', async () => {
      await Promise.all(Array.from({ length: 20 }, () => store.countFeedback(A, 'wrong')));
      expect(await store.feedback()).toEqual([{ fact: A, reason: 'wrong', count: 20 }]);
    });
  });

  describe('firstSight', () => {
    it('is true once in 24 hours', async () => {
      expect(await store.firstSight('Ev1')).toBe(true);
      expect(await store.firstSight('Ev1')).toBe(false);
      expect(await store.firstSight('Ev2')).toBe(true);
      time += DAY;
      expect(await store.firstSight('Ev1')).toBe(false);
      time += 1;
      expect(await store.firstSight('Ev1')).toBe(true);
      expect(await store.firstSight('Ev1')).toBe(false);
    });

    it('lets one of many at the same moment through', async () => {
      const all = await Promise.all(Array.from({ length: 8 }, () => store.firstSight('Ev1')));
      expect(all.filter(Boolean)).toHaveLength(1);
    });
  });

  it('keeps hostile text as it is', async () => {
    const text = `'; drop table posts; -- " \\ %_ \u202e ñ 🙂 \n`;
    await store.saveInstall(`slack:${text}`, text);
    await posted(card([A], { channel: text, call: { command: 'fact', text } }), text);
    expect(await store.install(`slack:${text}`)).toBe(text);
    expect(await store.postsOf(A)).toMatchObject([{ channel: text, call: { text }, message: text }]);
  });

  it('answers a ping while open', async () => {
    await expect(store.ping()).resolves.toBeUndefined();
  });

  it.each([true, false])('rejects everything with store_down once closed; was used: %s', async (used) => {
    if (used) await store.ping();
    await store.close();
    await store.close();
    const calls = [
      store.settings('slack:T1'),
      store.saveSettings('slack:T1', spanish),
      store.install('slack:T1'),
      store.saveInstall('slack:T1', 'sealed'),
      store.forget('slack:T1'),
      store.claimPost(card([A]), false),
      store.confirmPost('id', 'm1'),
      store.releasePost('id'),
      store.postsOf(A),
      store.countFeedback(A, 'wrong'),
      store.feedback(),
      store.firstSight('Ev1'),
      store.ping(),
    ];
    for (const call of calls)
      await expect(call).rejects.toMatchObject({ name: 'BotError', code: 'store_down' });
  });

  describe.skipIf(!lasts)('what outlives the store', () => {
    it('is everything, when it is opened again', async () => {
      await store.saveSettings('slack:T1', spanish);
      await store.saveInstall('slack:T1', 'sealed');
      await posted(card([A]));
      await store.countFeedback(A, 'wrong');
      await store.firstSight('Ev1');
      const cards = await store.postsOf(A);
      await store.close();

      const again = another();
      expect(await again.settings('slack:T1')).toEqual(spanish);
      expect(await again.install('slack:T1')).toBe('sealed');
      expect(await again.postsOf(A)).toEqual(cards);
      expect(await again.claimPost(card([A]), false)).toMatchObject({ kind: 'repeated' });
      expect(await again.feedback()).toEqual([{ fact: A, reason: 'wrong', count: 1 }]);
      expect(await again.firstSight('Ev1')).toBe(false);
    });

    it('is seen at once by another store on the same place', async () => {
      const other = another();
      await other.ping();
      await store.saveSettings('slack:T1', spanish);
      expect(await other.settings('slack:T1')).toEqual(spanish);
      await other.forget('slack:T1');
      expect(await store.settings('slack:T1')).toEqual(defaults);
    });

    it('lets one of two stores have a place, and one see an event first', async () => {
      const other = another();
      for (let round = 0; round < 10; round++) {
        const wanted = card([A], { channel: `C${round}` });
        const claims = await Promise.all([store, other].map((one) => one.claimPost(wanted, true)));
        expect(claims.map(({ kind }) => kind).sort()).toEqual(['busy', 'claimed']);
        const sights = await Promise.all([store, other].map((one) => one.firstSight(`Ev${round}`)));
        expect(sights.sort()).toEqual([false, true]);
      }
    });
  });
}
