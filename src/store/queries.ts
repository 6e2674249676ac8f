import { createHash, randomUUID } from 'node:crypto';
import type { Feedback } from '../core/feedback.ts';
import type { Store } from '../core/ports.ts';
import { POST_AGAIN, turnOf } from '../core/posting.ts';
import type { Schedule } from '../core/schedule.ts';
import type { Settings } from '../core/settings.ts';
import { SIGHT_MS, SIGHTS } from './limits.ts';
import { readFeedback, readPost, readSchedule, readSettings, writeSettings } from './rows.ts';
import { type Engine, migrate } from './tables.ts';

/** How often old rows are dropped, in milliseconds, and after how many sights at the latest. */
const TIDY_MS = 60 * 60 * 1000;
const TIDY_SIGHTS = 1_000;

/** Brings the tables up to date and gives a store on them; closes the engine when that fails. */
export async function openTables(engine: Engine, defaults: Settings, now: () => Date): Promise<Store> {
  try {
    await migrate(engine);
    return await storeOn(engine, defaults, now);
  } catch (error) {
    await engine.close().catch(() => {});
    throw error;
  }
}

/** Every query, the same on both engines. What the driver throws comes out as it is: connecting.ts explains it. */
async function storeOn(engine: Engine, defaults: Settings, now: () => Date): Promise<Store> {
  const { db } = engine;
  let sightsSinceTidy = 0;

  const tidy = async (): Promise<void> => {
    sightsSinceTidy = 0;
    const time = now().getTime();
    await db
      .deleteFrom('posts')
      .where('message', 'is', null)
      .where('at', '<', time - POST_AGAIN)
      .execute();
    await db
      .deleteFrom('sights')
      .where((row) =>
        row.or([
          row('at', '<', time - SIGHT_MS),
          row('at', '<', row.selectFrom('sights').select('at').orderBy('at', 'desc').limit(1).offset(SIGHTS)),
        ]),
      )
      .execute();
  };
  await tidy();
  // A store that fails here fails for the next question too, which says so.
  const hourly = setInterval(() => void tidy().catch(() => {}), TIDY_MS).unref();

  return {
    async settings(workspace) {
      const row = await db
        .selectFrom('settings')
        .select('settings')
        .where('workspace', '=', workspace)
        .executeTakeFirst();
      return row ? readSettings(row.settings, defaults) : defaults;
    },
    async saveSettings(workspace, saved) {
      await db.transaction().execute(async (trx) => {
        const before = await trx
          .selectFrom('settings')
          .select('settings')
          .where('workspace', '=', workspace)
          .executeTakeFirst();
        const settings = writeSettings(saved, before?.settings);
        await trx
          .insertInto('settings')
          .values({ workspace, settings })
          .onConflict((row) => row.column('workspace').doUpdateSet({ settings }))
          .execute();
      });
    },
    async install(workspace) {
      const row = await db
        .selectFrom('installs')
        .select('sealed')
        .where('workspace', '=', workspace)
        .executeTakeFirst();
      return row?.sealed;
    },
    async saveInstall(workspace, sealed) {
      await db
        .insertInto('installs')
        .values({ workspace, sealed })
        .onConflict((row) => row.column('workspace').doUpdateSet({ sealed }))
        .execute();
    },
    async forget(workspace) {
      await db.transaction().execute(async (trx) => {
        for (const table of ['settings', 'installs', 'posts', 'schedules'] as const)
          await trx.deleteFrom(table).where('workspace', '=', workspace).execute();
      });
    },
    async claimPost(wanted, insisted) {
      const { workspace, channel, language } = wanted;
      return db.transaction().execute(async (trx) => {
        await engine.serialize(trx, `${workspace} ${channel}`);
        const at = now();
        const rows = await trx
          .selectFrom('posts')
          .selectAll()
          .where('workspace', '=', workspace)
          .where('channel', '=', channel)
          .where('at', '>', at.getTime() - POST_AGAIN)
          .execute();
        const turn = turnOf(rows.flatMap(readPost), wanted, insisted, at);
        if (turn.kind !== 'free') return turn;
        const id = randomUUID();
        await trx
          .insertInto('posts')
          .values({
            id,
            workspace,
            channel,
            message: null,
            call: JSON.stringify(wanted.call),
            facts: JSON.stringify(wanted.facts),
            language,
            at: at.getTime(),
          })
          .execute();
        for (const fact of new Set(wanted.facts))
          await trx.insertInto('shown').values({ fact, post: id }).execute();
        return { kind: 'claimed', id };
      });
    },
    async confirmPost(id, message) {
      if (message !== undefined)
        await db.updateTable('posts').set({ message }).where('id', '=', id).execute();
    },
    async releasePost(id) {
      await db.deleteFrom('posts').where('id', '=', id).execute();
    },
    async postsOf(fact) {
      const rows = await db
        .selectFrom('posts')
        .innerJoin('shown', 'shown.post', 'posts.id')
        .selectAll('posts')
        .where('shown.fact', '=', fact)
        .where('posts.message', 'is not', null)
        .orderBy('posts.at')
        .orderBy('posts.id')
        .execute();
      return rows.flatMap(readPost);
    },
    async postsIn(workspace, channel) {
      const rows = await db
        .selectFrom('posts')
        .selectAll()
        .where('workspace', '=', workspace)
        .where('channel', '=', channel)
        .where((row) =>
          row.or([row('message', 'is not', null), row('at', '>=', now().getTime() - POST_AGAIN)]),
        )
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.flatMap(readPost);
    },
    async schedules() {
      const rows = await db.selectFrom('schedules').selectAll().execute();
      return rows.flatMap(readSchedule).sort(byPlace);
    },
    async saveSchedule({ since, ...schedule }) {
      const row = { ...schedule, since: since.getTime() };
      await db
        .insertInto('schedules')
        .values(row)
        .onConflict((old) => old.columns(['workspace', 'channel']).doUpdateSet(row))
        .execute();
    },
    async dropSchedule(workspace, channel) {
      await db
        .deleteFrom('schedules')
        .where('workspace', '=', workspace)
        .where('channel', '=', channel)
        .execute();
    },
    async countFeedback(fact, reason) {
      await db
        .insertInto('feedback')
        .values({ fact, reason, count: 1 })
        .onConflict((row) =>
          row.columns(['fact', 'reason']).doUpdateSet((old) => ({ count: old('feedback.count', '+', 1) })),
        )
        .execute();
    },
    async feedback() {
      const rows = await db.selectFrom('feedback').selectAll().execute();
      return rows.flatMap(readFeedback).sort(byFact);
    },
    async firstSight(questionId) {
      const at = now().getTime();
      const id = hashed(questionId);
      const row = await db
        .insertInto('sights')
        .values({ id, at })
        .onConflict((old) =>
          old
            .column('id')
            .doUpdateSet({ at })
            .where('sights.at', '<', at - SIGHT_MS),
        )
        .returning('id')
        .executeTakeFirst();
      sightsSinceTidy += 1;
      if (sightsSinceTidy >= TIDY_SIGHTS) await tidy();
      return row !== undefined;
    },
    async ping() {
      await db.selectFrom('receipts_schema').select('version').execute();
    },
    async close() {
      clearInterval(hourly);
      await engine.close();
    },
  };
}

/** By fact, then by reason; not left to the database, whose order depends on its language. */
function byFact(a: Feedback, b: Feedback): number {
  if (a.fact !== b.fact) return a.fact < b.fact ? -1 : 1;
  return a.reason < b.reason ? -1 : 1;
}

/** By workspace, then by channel; as the store in memory has it. */
function byPlace(a: Schedule, b: Schedule): number {
  return `${a.workspace} ${a.channel}` < `${b.workspace} ${b.channel}` ? -1 : 1;
}

/** An id may name a channel and a moment: of what is on a disk, nobody should read when a channel asked something.
    128 bits, so that two ids never meet. */
function hashed(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 22);
}
