import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/load.ts';
import { wrongUrl } from '../../src/facts/schema/urls.ts';
import type { LinkReport } from '../../src/links/outcome.ts';
import { checkLinks, type LinkJob, type Reach } from '../../src/links/run.ts';
import { TRIES, type Tries } from '../../src/links/tries.ts';
import { dataFolder, fact, otherFact, source } from '../facts/data-folder.ts';
import { answering, fakeWeb, page, redirecting, type Site } from './fake-web.ts';

const QUOTE = 'We will close the plant in spring.';

/** A base whose sources have these addresses, by their ids; the first is quoted. */
function job(urls: Readonly<Record<string, string>>, reach: Reach, changes: Partial<LinkJob> = {}): LinkJob {
  const ids = Object.keys(urls);
  const dir = dataFolder({
    'packs/acme/sources.yaml': ids.map((id) => source({ id, title: id, url: urls[id] })),
    'packs/acme/facts/history.yaml': [
      fact({ cites: [{ source: ids[0], quote: QUOTE }] }),
      otherFact({ cites: ids.slice(-6).map((id) => ({ source: id })) }),
    ],
  });
  const { base, written } = loadFacts(dir);
  return {
    base,
    where: (kind, id, path) => written.where(kind, id, path).replace(`${dir}/`, ''),
    choice: {},
    archives: false,
    before: new Map(),
    today: '2026-11-26',
    wrong: wrongUrl,
    reach,
    ...changes,
  };
}

async function reportOf(one: LinkJob): Promise<{ report: LinkReport; tries: Tries }> {
  const run = await checkLinks(one);
  if (run.kind !== 'done') throw new Error('offline');
  return run;
}

/** One site of each sort, and what a run says of it. */
async function verdictOf(path: string, site: Site) {
  const web = await fakeWeb({
    'post.example.com': site,
    'fine.example.com': answering(200, page('a', QUOTE)),
  });
  const urls = { fine: 'https://fine.example.com/', post: `https://post.example.com${path}` };
  const { report } = await reportOf(job(urls, web.reach));
  return report.addresses.find(({ address }) => address.url === urls.post)?.verdict;
}

describe('an address', () => {
  it.each([200, 203, 206])('that answers %i is fine', async (status) => {
    expect(await verdictOf('/a', answering(status, page('Acme', '')))).toEqual({ kind: 'fine' });
  });

  it.each([401, 402, 403, 429, 451, 999])(
    'that answers %i asks for a login or refuses robots',
    async (status) => {
      expect(await verdictOf('/a', answering(status))).toMatchObject({ kind: 'asks' });
    },
  );

  it.each([404, 410, 500, 503, 522])('that answers %i is failing', async (status) => {
    expect(await verdictOf('/a', answering(status))).toMatchObject({ kind: 'failing', network: false });
  });

  it.each([400, 405, 304, 300])('that answers %i is looked at by people', async (status) => {
    expect(await verdictOf('/a', answering(status))).toMatchObject({ kind: 'look' });
  });

  const moving =
    (status: number, to: string): Site =>
    (request, response) =>
      (request.url === '/old' ? redirecting(status, to) : answering(200, page('Acme', '')))(
        request,
        response,
      );

  it('that moved for good says what to write when it is on the same site', async () => {
    expect(await verdictOf('/old', moving(301, '/new'))).toEqual({
      kind: 'moved',
      to: 'https://post.example.com/new',
      write: true,
    });
    expect(await verdictOf('/old', moving(308, 'https://fine.example.com/new'))).toMatchObject({
      write: false,
    });
    expect(await verdictOf('/old', moving(301, `/${'n'.repeat(300)}`))).toMatchObject({
      kind: 'moved',
      write: false,
    });
  });

  it('that redirects for now is fine', async () => {
    expect(await verdictOf('/old', moving(302, '/new'))).toEqual({ kind: 'fine' });
  });

  it('that leads to the front page, or says that nothing was found, is looked at by people', async () => {
    expect(await verdictOf('/old', moving(301, '/'))).toMatchObject({ kind: 'look' });
    for (const title of ['Page not found | Post', '404', 'This page doesn’t exist', 'Página no encontrada']) {
      expect(await verdictOf('/a', answering(200, page(title, '')))).toMatchObject({ kind: 'look' });
    }
  });

  it('that leads to a login, or to a test for robots, is not dead', async () => {
    expect(await verdictOf('/old', moving(302, '/account/login?next=old'))).toMatchObject({ kind: 'asks' });
    expect(await verdictOf('/a', answering(200, page('Just a moment...', '')))).toMatchObject({
      kind: 'asks',
    });
  });
});

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
