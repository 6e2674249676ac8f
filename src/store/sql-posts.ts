import { randomUUID } from 'node:crypto';
import type { Store } from '../core/ports.ts';
import { POST_AGAIN, POST_KEPT, turnOf } from '../core/posting.ts';
import { readMark, readPost } from './rows.ts';
import type { Use } from './sql-tasks.ts';

/** The cards that were posted, and what each shows. */
export function postQueries(
  use: Use,
  now: () => Date,
): Pick<
  Store,
  'claimPost' | 'confirmPost' | 'releasePost' | 'postsOf' | 'postsIn' | 'marks' | 'markedPost' | 'markPost'
> {
  const kept = (): number => now().getTime() - POST_KEPT;
  return {
    claimPost: (wanted, insisted, marks) =>
      use((db, database) =>
        db.transaction().execute(async (trx) => {
          const { workspace, channel, language } = wanted;
          await database.serialize(trx, `${workspace} ${channel}`);
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
          const [call, facts] = [JSON.stringify(wanted.call), JSON.stringify(wanted.facts)];
          await trx
            .insertInto('posts')
            .values({ id, workspace, channel, message: null, call, facts, language, at: at.getTime() })
            .execute();
          for (const fact of new Set(wanted.facts)) {
            const mark = marks?.get(fact) ?? '';
            await trx.insertInto('shown').values({ fact, post: id, mark }).execute();
          }
          return { kind: 'claimed', id };
        }),
      ),
    confirmPost: (id, message) =>
      use(async (db) => {
        if (message !== undefined) await db.updateTable('posts').set({ message }).where('id', '=', id).execute();
      }),
    releasePost: (id) =>
      use(async (db) => {
        await db.deleteFrom('posts').where('id', '=', id).execute();
      }),
    postsOf: (fact, mark) =>
      use(async (db) => {
        const all = db
          .selectFrom('posts')
          .innerJoin('shown', 'shown.post', 'posts.id')
          .selectAll('posts')
          .where('shown.fact', '=', fact)
          .where('posts.message', 'is not', null)
          .where('posts.at', '>=', kept())
          .orderBy('posts.at')
          .orderBy('posts.id');
        const rows = await (mark === undefined ? all : all.where('shown.mark', '=', mark)).execute();
        return rows.flatMap(readPost);
      }),
    postsIn: (workspace, channel) =>
      use(async (db) => {
        const rows = await db
          .selectFrom('posts')
          .selectAll()
          .where('workspace', '=', workspace)
          .where('channel', '=', channel)
          .where('at', '>=', kept())
          .where((row) => row.or([row('message', 'is not', null), row('at', '>=', now().getTime() - POST_AGAIN)]))
          .orderBy('at')
          .orderBy('id')
          .execute();
        return rows.flatMap(readPost);
      }),
    marks: () =>
      use(async (db) => {
        const rows = await db
          .selectFrom('shown')
          .innerJoin('posts', 'posts.id', 'shown.post')
          .select(['shown.fact', 'shown.mark'])
          .distinct()
          .where('posts.message', 'is not', null)
          .where('posts.at', '>=', kept())
          .execute();
        return rows.flatMap(readMark);
      }),
    markedPost: (id) =>
      use(async (db) => {
        const rows = await db.selectFrom('posts').selectAll().where('id', '=', id).execute();
        const [post] = rows.flatMap(readPost);
        const marks = await db.selectFrom('shown').select(['fact', 'mark']).where('post', '=', id).execute();
        return post && { post, marks: new Map(marks.flatMap(readMark)) };
      }),
    markPost: (id, marks) =>
      use((db) =>
        db.transaction().execute(async (trx) => {
          await trx.deleteFrom('shown').where('post', '=', id).execute();
          const known = await trx.selectFrom('posts').select('id').where('id', '=', id).executeTakeFirst();
          if (!known) return;
          for (const [fact, mark] of marks) await trx.insertInto('shown').values({ fact, post: id, mark }).execute();
        }),
      ),
  };
}
