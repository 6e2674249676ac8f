import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { packId } from '../../src/facts/schema/values.ts';
import { MIGRATIONS, migrate } from '../../src/store/tables.ts';
import { A, card, daily, defaults, LASTING, Scene } from './places.ts';

const DAY = 24 * 60 * 60 * 1000;
const spanish: Settings = { ...DEFAULT_SETTINGS, language: 'es' };

/** What every store does; posts.test.ts has the rest. */
describe.each(LASTING)('%s', (_, make) => {
  const scene = new Scene(make);

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

  it('keeps what a platform seals for a workspace until it drops it, whatever is forgotten', async () => {
    await scene.store.saveInstall('slack:T1', 'old');
    await scene.store.saveInstall('slack:T1', 'sealed');
    await scene.store.forget('slack:T1');
    expect(await scene.store.install('slack:T1')).toBe('sealed');
    expect(await scene.store.install('slack:T2')).toBeUndefined();
    await scene.store.dropInstall('slack:T1');
    expect(await scene.store.install('slack:T1')).toBeUndefined();
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
    for (const call of calls) await expect(call).rejects.toMatchObject({ name: 'BotError', code: 'store_down' });
  });
});

describe.each(LASTING)('what outlives a store: %s', (_, make) => {
  const scene = new Scene(make);
  const older = async () => {
    const engine = await scene.place.engine();
    await migrate(engine, MIGRATIONS.slice(0, 1));
    await sql`insert into settings values ('slack:T1', '{"language":"es"}')`.execute(engine.db);
    return engine;
  };

  it('is everything, when it is opened again', async () => {
    await scene.store.saveSettings('slack:T1', spanish);
    await scene.store.saveSchedule(daily({}));
    await scene.posted(card([A]));
    await scene.store.countFeedback(A, 'wrong');
    await scene.store.firstSight('Ev1');
    const cards = await scene.store.postsOf(A);
    await scene.store.close();

    const again = scene.another();
    expect(await again.settings('slack:T1')).toEqual(spanish);
    expect(await again.schedules()).toEqual([daily({})]);
    expect(await again.postsOf(A)).toEqual(cards);
    expect(await again.claimPost(card([A]), false)).toMatchObject({ kind: 'repeated' });
    expect(await again.feedback()).toEqual([{ fact: A, reason: 'wrong', count: 1 }]);
    expect(await again.firstSight('Ev1')).toBe(false);
  });

  it('is seen at once by another store on the same place', async () => {
    const other = scene.another();
    await other.ping();
    await scene.store.saveSettings('slack:T1', spanish);
    expect(await other.settings('slack:T1')).toEqual(spanish);
    await other.forget('slack:T1');
    expect(await scene.store.settings('slack:T1')).toEqual(defaults);
  });

  it('lets one of two stores have a place, and one see an event first', async () => {
    const other = scene.another();
    for (let round = 0; round < 10; round++) {
      const wanted = card([A], { channel: `C${round}` });
      const claims = await Promise.all([scene.store, other].map((one) => one.claimPost(wanted, true)));
      expect(claims.map(({ kind }) => kind).sort()).toEqual(['busy', 'claimed']);
      const sights = await Promise.all([scene.store, other].map((one) => one.firstSight(`Ev${round}`)));
      expect(sights.sort()).toEqual([false, true]);
    }
  });

  it('is made once by many that start at the same moment', async () => {
    await Promise.all([scene.store, scene.another(), scene.another()].map((store) => store.ping()));
    expect(await scene.place.rows('select version from receipts_schema')).toEqual([{ version: MIGRATIONS.length }]);
  });

  it('is brought up from an older version, and nothing is lost', async () => {
    await (await older()).close();
    expect(await scene.store.settings('slack:T1')).toMatchObject({ language: 'es' });
    await scene.store.countFeedback(A, 'wrong');
    expect(await scene.store.feedback()).toHaveLength(1);
  });

  it('is left as it was when a step to a newer version fails', async () => {
    const engine = await older();
    const failing = [...MIGRATIONS.slice(0, 1), ['create table fine (a text)', 'no sql']];
    await expect(migrate(engine, failing)).rejects.toThrow('syntax error');
    await engine.close();
    expect(await scene.place.rows(scene.place.tables)).not.toContainEqual({ name: 'fine' });
    expect(await scene.place.rows('select version from receipts_schema')).toEqual([{ version: 1 }]);
  });

  it.each([
    ['a newer version of the bot', 'update receipts_schema set version = 99', '99'],
    ['another program', 'drop table receipts_schema', 'another program'],
  ])('is left alone when it is of %s', async (_name, change, said) => {
    await scene.store.saveSettings('slack:T1', spanish);
    await scene.store.close();
    await scene.place.rows(change);
    const before = await scene.place.rows(scene.place.tables);
    await expect(scene.another().ping()).rejects.toMatchObject({
      code: 'store_down',
      message: expect.stringContaining(said),
      hint: expect.stringMatching(/newer version|database of its own/),
    });
    expect(await scene.place.rows(scene.place.tables)).toEqual(before);
    expect(await scene.place.rows('select workspace from settings')).toHaveLength(1);
  });
});
