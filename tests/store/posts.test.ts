import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/core/ports.ts';
import { POST_AGAIN, POST_GAP, POST_KEPT } from '../../src/core/posting.ts';
import { newTask, TASK_KINDS, taken } from '../../src/core/tasks.ts';
import { factId } from '../../src/facts/schema/values.ts';
import { A, B, card, daily, LASTING, Scene, START } from './places.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What every store does with cards, and with what is said of facts. */
describe.each(LASTING)('%s', (_, make) => {
  const scene = new Scene(make);

  describe('claimPost', () => {
    it('gives each free place an id of its own', async () => {
      const first = await scene.posted(card([A]));
      const second = await scene.posted(card([B]));
      expect(first).toMatch(/\S/);
      expect(second).not.toBe(first);
    });

    it('keeps a minute between two cards of a channel, settled or not', async () => {
      await scene.store.claimPost(card([A]), false);
      scene.time += POST_GAP - 1;
      expect(await scene.store.claimPost(card([B]), true)).toEqual({ kind: 'busy', ms: 1 });
      scene.time += 1;
      expect(await scene.store.claimPost(card([B]), false)).toMatchObject({ kind: 'claimed' });
    });

    it('looks at one channel of one workspace only', async () => {
      await scene.store.claimPost(card([A]), false);
      for (const elsewhere of [{ channel: 'C2' }, { workspace: 'discord:T1' }] as const)
        expect(await scene.store.claimPost(card([A], elsewhere), false)).toMatchObject({ kind: 'claimed' });
    });

    it('shows nothing twice in a day unless somebody insists', async () => {
      await scene.posted(card([A, B]), null);
      expect(await scene.store.claimPost(card([B]), false)).toEqual({ kind: 'repeated', ms: POST_GAP });
      expect(await scene.store.claimPost(card([B]), true)).toMatchObject({ kind: 'claimed' });
    });

    it.each(['m1', null])('lets the same card come again after a day: message %s', async (message) => {
      await scene.posted(card([A]), message);
      scene.time = START + POST_AGAIN - 1;
      expect(await scene.store.claimPost(card([A]), false)).toEqual({ kind: 'repeated', ms: POST_AGAIN - 1 });
      scene.time += 1;
      expect(await scene.store.claimPost(card([A]), false)).toMatchObject({ kind: 'claimed' });
    });

    it('lets one of many at the same moment through', async () => {
      const claims = await Promise.all(Array.from({ length: 8 }, () => scene.store.claimPost(card([A]), true)));
      expect(claims.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
      expect(claims.filter(({ kind }) => kind === 'busy')).toHaveLength(7);
    });

    it('has the place free again once it was released', async () => {
      const claim = await scene.store.claimPost(card([A]), false);
      if (claim.kind === 'claimed') await scene.store.releasePost(claim.id);
      expect(await scene.store.claimPost(card([A]), false)).toMatchObject({ kind: 'claimed' });
    });

    it('ignores an id that it does not know', async () => {
      await expect(scene.store.confirmPost('nobody', 'm1')).resolves.toBeUndefined();
      await expect(scene.store.releasePost('nobody')).resolves.toBeUndefined();
      expect(await scene.store.postsOf(A)).toEqual([]);
    });
  });

  describe('postsOf', () => {
    it('gives the cards whole that show a fact, oldest first', async () => {
      const first = await scene.posted(card([A, B], { channel: 'C1', language: 'es' }), 'm1');
      const second = await scene.posted(card([A], { channel: 'C2' }), 'm2');
      await scene.posted(card([B], { channel: 'C3' }), 'm3');
      expect(await scene.store.postsOf(A)).toEqual([
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
      await scene.posted(card([A]), null);
      await scene.store.claimPost(card([A], { channel: 'C2' }), false);
      const released = await scene.posted(card([A], { channel: 'C3' }));
      await scene.store.releasePost(released);
      expect(await scene.store.postsOf(A)).toEqual([]);
    });

    it('knows a card for ninety days', async () => {
      const id = await scene.posted(card([A]));
      scene.time = START + POST_KEPT;
      expect((await scene.store.postsOf(A)).map((post) => post.id)).toEqual([id]);
      scene.time += 1;
      expect([await scene.store.postsOf(A), await scene.store.marks()]).toEqual([[], []]);
    });

    it('tells cards by the mark of what they show, until they show something else', async () => {
      const [one, other] = [
        await scene.posted(card([A, B]), 'm1', [[A, '1']]),
        await scene.posted(card([B], { channel: 'C2' })),
      ];
      const ids = async (...of: Parameters<Store['postsOf']>) => (await scene.store.postsOf(...of)).map(({ id }) => id);
      expect([await ids(A, '1'), await ids(A, ''), await ids(B, '')]).toEqual([[one], [], [one, other]]);
      const marks = async () => (await scene.store.marks()).map((mark) => mark.join(' ')).toSorted();
      expect(await marks()).toEqual([`${A} 1`, `${B} `].toSorted());
      await scene.store.markPost(one, new Map([[A, '2']]));
      expect([await ids(A, '1'), await ids(A, '2'), await ids(B)]).toEqual([[], [one], [other]]);
      expect(await scene.store.markedPost(one)).toMatchObject({
        post: { id: one },
        marks: new Map([[A, '2']]),
      });
      await scene.store.markPost('nobody', new Map([[A, '2']]));
      expect(await scene.store.markedPost('nobody')).toBeUndefined();
      // A task for a card goes with it.
      const task = { ...newTask('reply', card([A]), new Date(START)), post: one };
      await scene.store.addTask(task);
      await scene.store.addTask({ ...task, id: 'other', post: 'nobody' });
      expect(await scene.store.tasksIn('slack:T1', 'C1')).toEqual([task]);
      await scene.store.dropSchedule('slack:T1', 'C1');
      expect(await scene.store.openTasks(new Date(START), ['reply'])).toEqual([task]);
      expect(await scene.store.openTasks(new Date(START), ['schedule'])).toEqual([]);
    });
  });

  it('keeps one schedule of each channel, in the order of workspaces and channels, until it is dropped', async () => {
    const [first, second, third] = [
      daily({ channel: 'C1', days: 'weekdays' }),
      daily({ channel: 'C2' }),
      daily({ workspace: 'discord:G1' }),
    ];
    for (const one of [second, daily({ channel: 'C1' }), third, first]) await scene.store.saveSchedule(one);
    expect(await scene.store.schedules()).toEqual([third, first, second]);
    await scene.store.dropSchedule('slack:T1', 'C1');
    expect(await scene.store.schedules()).toEqual([third, second]);
  });

  it('keeps one task of what is due, for as long as its schedule is there, and lets one of many change it', async () => {
    const due = newTask('schedule', { workspace: 'slack:T1', channel: 'C1' }, new Date(START + DAY));
    const open = () => scene.store.openTasks(due.next, TASK_KINDS);
    await scene.store.addTask(due);
    expect(await open()).toEqual([]);
    await scene.store.saveSchedule(daily({ channel: 'C1' }));
    await scene.store.addTask({ ...due, id: 'before it was set up', due: new Date(START) });
    for (let times = 0; times < 2; times++) await scene.store.addTask(due);
    expect(await open()).toEqual([due]);
    expect(await scene.store.openTasks(new Date(START), TASK_KINDS)).toEqual([]);
    const mine = taken(due, due.due);
    const wins = await Promise.all(Array.from({ length: 8 }, () => scene.store.changeTask(due, mine)));
    expect(wins.filter((won) => won)).toHaveLength(1);
    expect(await scene.store.changeTask(due, { ...due, state: 'sent' })).toBe(false);
    const failed = { ...due, ...mine, state: 'failed', open: false, why: 'not_in_channel' } as const;
    expect(await scene.store.changeTask({ ...due, ...mine }, failed)).toBe(true);
    const next = newTask('schedule', due, new Date(START + 2 * DAY));
    await scene.store.addTask(next);
    expect(await scene.store.tasksIn('slack:T1', 'C1')).toEqual([next, failed]);
    expect(await scene.store.tasksIn('slack:T1', 'C2')).toEqual([]);
    // What was tried is known for longer than the schedule.
    await scene.store.dropSchedule('slack:T1', 'C1');
    expect(await scene.store.tasksIn('slack:T1', 'C1')).toEqual([failed]);
    await scene.store.forget('slack:T1');
    expect(await scene.store.tasksIn('slack:T1', 'C1')).toEqual([]);
  });

  it('gives what was posted in a channel, for a day where it can’t be edited', async () => {
    const lasting = await scene.posted(card([A]));
    const passing = await scene.posted(card([B]), null);
    await scene.posted(card([A], { channel: 'C2' }));
    await scene.posted(card([A], { workspace: 'discord:G1' }));
    const ids = async () => (await scene.store.postsIn('slack:T1', 'C1')).map(({ id }) => id);
    expect(await ids()).toEqual([lasting, passing]);
    scene.time += POST_AGAIN;
    expect(await ids()).toEqual([lasting]);
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
        await scene.store.countFeedback(fact, reason);
      expect(await scene.store.feedback()).toEqual([
        { fact: B, reason: 'other-question', count: 1 },
        { fact: B, reason: 'unclear', count: 1 },
        { fact: A, reason: 'outdated', count: 1 },
        { fact: A, reason: 'wrong', count: 2 },
      ]);
    });

    it('orders ids by their letters and signs, whatever the database’s language', async () => {
      const ids = ['a.b', 'a-b.c', 'a.b-c', 'ab.c'].map((id) => factId.parse(id));
      for (const fact of ids) await scene.store.countFeedback(fact, 'wrong');
      expect((await scene.store.feedback()).map(({ fact }) => fact)).toEqual([...ids].sort());
    });

    it('loses none of many at the same moment', async () => {
      await Promise.all(Array.from({ length: 20 }, () => scene.store.countFeedback(A, 'wrong')));
      expect(await scene.store.feedback()).toEqual([{ fact: A, reason: 'wrong', count: 20 }]);
    });
  });
});
