import { describe, expect, it } from 'vitest';
import { answering, fakeWeb, page } from './fake-web.ts';
import { job, QUOTE, reportOf } from './link-job.ts';

describe('copies', () => {
  const found = async (answer: string, status = 200) => {
    const web = await fakeWeb({
      'post.example.com': answering(200, page('a', QUOTE)),
      'archive.org': answering(status, answer, { 'content-type': 'application/json' }),
    });
    const { report } = await reportOf(
      job({ post: 'https://post.example.com/a?b=c&d' }, web.reach, { archives: true }),
    );
    return { answer: report.copies?.[0]?.answer, web };
  };
  const closest = (url: string, status = '200') =>
    JSON.stringify({
      url: 'x',
      archived_snapshots: { closest: { status, available: true, url, timestamp: '2018' } },
    });

  it('are asked for as of the day on which the source was read, and given as they are typed', async () => {
    const { answer, web } = await found(
      closest('http://web.archive.org/web/20181231000000/https://post.example.com/a?b=c&d'),
    );
    expect(answer).toEqual({
      kind: 'copy',
      archivedUrl: 'https://web.archive.org/web/20181231000000/https://post.example.com/a?b=c&d',
    });
    expect(web.asked.at(-1)).toBe(
      'archive.org/wayback/available?url=https%3A%2F%2Fpost.example.com%2Fa%3Fb%3Dc%26d&timestamp=20261122',
    );
  });

  it('that are none, or of which nothing can be known, are said to be so', async () => {
    expect((await found('{"archived_snapshots":{}}')).answer).toEqual({ kind: 'none' });
    expect(
      (await found(closest('http://web.archive.org/web/2018/https://post.example.com/', '404'))).answer,
    ).toEqual({ kind: 'none' });
    for (const junk of [
      '',
      '<html>',
      '[]',
      closest('https://evil.example.com/web/2018/x'),
      closest('http://web.archive.org/web/2018/a b|c'),
    ]) {
      expect((await found(junk)).answer).toMatchObject({ kind: 'unknown' });
    }
    expect((await found('', 503)).answer).toMatchObject({ kind: 'unknown' });
  });
});
