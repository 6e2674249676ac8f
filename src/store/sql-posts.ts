import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Store } from '../core/ports.ts';
import { POST_AGAIN, POST_KEPT, turnOf } from '../core/posting.ts';
import { readMark, readPost } from './rows.ts';
import type { Asking } from './sql-tasks.ts';

/** The cards that were posted, and what each shows. */
export function postQueries(
  { rows, run, transact }: Asking,
  now: () => Date,
): Pick<
  Store,
  'claimPost' | 'confirmPost' | 'releasePost' | 'postsOf' | 'postsIn' | 'marks' | 'markedPost' | 'markPost'
> {
  const ago = (ms: number): number => now().getTime() - ms;
  return {
    claimPost: (wanted, insisted, marks) =>
      transact(async (trx, database) => {
        const { workspace, channel, language } = wanted;
        await database.serialize(trx, `${workspace} ${channel}`);
        const at = now();
        const { rows: recent } = await sql`select * from posts
          where workspace = ${workspace} and channel = ${channel} and at > ${ago(POST_AGAIN)}`.execute(trx);
        const turn = turnOf(recent.flatMap(readPost), wanted, insisted, at);
        if (turn.kind !== 'free') return turn;
        const id = randomUUID();
        const [call, facts] = [JSON.stringify(wanted.call), JSON.stringify(wanted.facts)];
        await sql`insert into posts (id, workspace, channel, call, facts, language, at)
          values (${id}, ${workspace}, ${channel}, ${call}, ${facts}, ${language}, ${at.getTime()})`.execute(trx);
        for (const fact of new Set(wanted.facts))
          await sql`insert into shown (fact, post, mark) values (${fact}, ${id}, ${marks?.get(fact) ?? ''})`.execute(
            trx,
          );
        return { kind: 'claimed', id };
      }),
    confirmPost: async (id, message) => {
      // A closed store says so here too.
      await run(sql`update posts set message = coalesce(${message ?? null}, message) where id = ${id}`);
    },
    releasePost: (id) => run(sql`delete from posts where id = ${id}`),
    postsOf: async (fact, mark) => {
      const marked = mark === undefined ? sql`` : sql`and shown.mark = ${mark}`;
      const found = await rows(sql`select posts.* from posts join shown on shown.post = posts.id
        where shown.fact = ${fact} ${marked} and posts.message is not null and posts.at >= ${ago(POST_KEPT)}
        order by posts.at, posts.id`);
      return found.flatMap(readPost);
    },
    postsIn: async (workspace, channel) => {
      const found = await rows(sql`select * from posts
        where workspace = ${workspace} and channel = ${channel} and at >= ${ago(POST_KEPT)}
          and (message is not null or at >= ${ago(POST_AGAIN)})
        order by at, id`);
      return found.flatMap(readPost);
    },
    marks: async () => {
      const found = await rows(sql`select distinct shown.fact, shown.mark from shown join posts on posts.id = shown.post
        where posts.message is not null and posts.at >= ${ago(POST_KEPT)}`);
      return found.flatMap(readMark);
    },
    markedPost: async (id) => {
      const [post] = (await rows(sql`select * from posts where id = ${id}`)).flatMap(readPost);
      const marks = await rows(sql`select fact, mark from shown where post = ${id}`);
      return post && { post, marks: new Map(marks.flatMap(readMark)) };
    },
    markPost: (id, marks) =>
      transact(async (trx) => {
        await sql`delete from shown where post = ${id}`.execute(trx);
        for (const [fact, mark] of marks)
          await sql`insert into shown (fact, post, mark)
            select ${fact}, id, ${mark} from posts where id = ${id}`.execute(trx);
      }),
  };
}
