import { describe, expect, it } from 'vitest';
import { checkLinks } from '../../../editor/links/run.ts';
import { TRIES, type Tries } from '../../../editor/links/tries.ts';
import { answering, fakeWeb, page, type Site } from './fake-web.ts';
import { job, QUOTE, reportOf } from './link-job.ts';

describe('a host', () => {
  it('is asked for one page at a time, with a pause between them', async () => {
    let open = 0;
    let most = 0;
    const slow: Site = (_, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open -= 1;
        response.writeHead(200, { 'content-type': 'text/html' }).end(page('Acme', QUOTE));
      }, 5);
    };
    const web = await fakeWeb({ 'post.example.com': slow, 'www.post.example.com': slow });
    const urls = Object.fromEntries(
      Array.from({ length: 6 }, (_, n) => [`s${n}`, `https://${n % 2 ? 'www.' : ''}post.example.com/${n}`]),
    );
    await reportOf(job(urls, web.reach));
    expect(web.asked).toHaveLength(6);
    expect(most).toBe(1);
    expect(web.pauses).toEqual([2_000, 2_000, 2_000, 2_000, 2_000]);
  });

  it('that asks to wait is waited for once', async () => {
    let times = 0;
    const web = await fakeWeb({
      'post.example.com': (...both) =>
        answering(++times === 1 ? 429 : 200, page('Acme', QUOTE), { 'retry-after': '30' })(...both),
    });
    const { report } = await reportOf(job({ post: 'https://post.example.com/a' }, web.reach));
    expect(report.addresses[0]?.verdict).toEqual({ kind: 'fine' });
    expect(web.pauses).toContain(30_000);
  });

  it('that asks for too long a wait is left alone, and nothing of it is counted', async () => {
    const web = await fakeWeb({ 'post.example.com': answering(503, '', { 'retry-after': '86400' }) });
    const urls = { a: 'https://post.example.com/a', b: 'https://post.example.com/b' };
    const { report, tries } = await reportOf(job(urls, web.reach));
    expect(web.asked).toEqual(['post.example.com/a']);
    expect(report.addresses.map(({ verdict }) => verdict.kind)).toEqual(['later', 'later']);
    expect([...tries.values()].flat()).toEqual([]);
  });
});

describe('a dead address', () => {
  const urls = { fine: 'https://fine.example.com/', gone: 'https://gone.example.com/a' };
  const sites = (status: number) =>
    fakeWeb({ 'fine.example.com': answering(200, page('a', QUOTE)), 'gone.example.com': answering(status) });

  it('has failed three times, two days apart', async () => {
    const web = await sites(404);
    let before: Tries = new Map();
    const counts: (readonly [number, boolean])[] = [];
    for (const today of [
      '2026-11-01',
      '2026-11-01',
      '2026-11-02',
      '2026-11-03',
      '2026-11-04',
      '2026-11-05',
    ] as const) {
      const { report, tries } = await reportOf(job(urls, web.reach, { before, today }));
      before = tries;
      const gone = report.addresses.find(({ address }) => address.url === urls.gone);
      counts.push([gone?.failed.length ?? 0, gone?.dead ?? false]);
    }
    expect(counts.map(([many]) => many)).toEqual([1, 1, 1, 2, 2, TRIES]);
    expect(counts.map(([, dead]) => dead)).toEqual([false, false, false, false, false, true]);
  });

  it('starts anew once it is there, and keeps its count while it refuses robots', async () => {
    const before: Tries = new Map([[urls.gone, [{ on: '2026-11-01', why: 'answers 404' }]]]);
    const there = await reportOf(job(urls, (await sites(200)).reach, { before }));
    expect(there.tries.get(urls.gone)).toEqual([]);
    const refused = await reportOf(job(urls, (await sites(403)).reach, { before }));
    expect(refused.tries.get(urls.gone)).toHaveLength(1);
  });

  it('is forgotten when the base no longer has it, and kept when only others are asked', async () => {
    const failure = [{ on: '2026-11-01', why: 'answers 404' }] as const;
    const before: Tries = new Map([
      ['https://old.example.com/', failure],
      [urls.gone, failure],
    ]);
    const one = job(urls, (await sites(404)).reach, { before });
    const source = [...one.base.sources.keys()].find((id) => id === 'fine');
    const { tries } = await reportOf({ ...one, choice: { ...(source && { source }) } });
    expect([...tries.keys()].sort()).toEqual([urls.fine, urls.gone].sort());
    expect(tries.get(urls.gone)).toHaveLength(1);
  });
});

describe('offline', () => {
  const urls = { a: 'https://a.example.com/', b: 'https://b.example.com/', c: 'https://c.example.com/' };

  it('nothing is counted', async () => {
    expect(await checkLinks(job(urls, (await fakeWeb({})).reach))).toEqual({ kind: 'offline', asked: 3 });
  });

  it('is noticed early, and the rest is left out', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [`s${n}`, `https://s${n}.example.com/`]),
    );
    const run = await checkLinks(job(many, (await fakeWeb({})).reach));
    if (run.kind !== 'offline') throw new Error('nothing was there');
    expect(run.asked).toBeLessThan(16);
    const up = await checkLinks(
      job(many, (await fakeWeb({ 'example.org': answering(200), 's39.example.com': answering(200) })).reach),
    );
    expect(up).toMatchObject({ kind: 'done', report: { addresses: { length: 40 } } });
  });

  it('is told from one site that is down by asking another', async () => {
    const one = { a: urls.a };
    expect(await checkLinks(job(one, (await fakeWeb({})).reach))).toMatchObject({ kind: 'offline' });
    const up = await fakeWeb({ 'example.org': answering(200) });
    const run = await checkLinks(job(one, up.reach));
    expect(run).toMatchObject({ kind: 'done' });
    expect(up.asked).toEqual(['example.org/']);
  });

  it('is not what one page that answers 404 says', async () => {
    const web = await fakeWeb({ 'a.example.com': answering(404) });
    const { report } = await reportOf(job({ a: urls.a }, web.reach));
    expect(report.addresses[0]?.failed).toHaveLength(1);
  });
});

describe('a quotation', () => {
  const quoted = async (site: Site) => {
    const web = await fakeWeb({ 'post.example.com': site });
    const { report } = await reportOf(job({ post: 'https://post.example.com/a' }, web.reach));
    return { result: report.quotes[0]?.result, web };
  };

  it('is looked up in the whole page', async () => {
    const { result, web } = await quoted(
      answering(
        200,
        page('Acme', `${'<p>word</p>'.repeat(20_000)}We&nbsp;will <b>close</b> the plant in spring.`),
      ),
    );
    expect(result).toEqual({ kind: 'same' });
    expect(web.headers[0]).not.toHaveProperty('range');
  });

  it('that differs is wrong, and what the page says is shown', async () => {
    expect(
      (await quoted(answering(200, page('Acme', 'We will close the plants in spring.')))).result,
    ).toMatchObject({
      kind: 'differs',
      theirs: 'We will close the plants in spring.',
    });
  });

  it('is not checked where the page can not be read', async () => {
    const unreadable = [
      answering(200, '%PDF-1.7', { 'content-type': 'application/pdf' }),
      answering(200, '%PDF-1.7'),
      answering(200, '<div id=app></div><script>x</script>'),
      answering(200, 'x'.repeat(500), { 'content-type': 'image/png' }),
      answering(403, page('Log in', '')),
      answering(404, page('Gone', '')),
    ];
    for (const site of unreadable) expect((await quoted(site)).result).toMatchObject({ kind: 'unchecked' });
  });
});
