import { describe, expect, it } from 'vitest';
import { checkLinks, type LinkJob } from '../../../editor/links/check.ts';
import { citedIn } from '../../../editor/links/cited.ts';
import type { Reach } from '../../../editor/links/fetch.ts';
import type { Failure } from '../../../editor/links/tries.ts';
import { loadFacts } from '../../../src/facts/load.ts';
import { dataFolder, fact, otherFact, source } from '../../facts/data-folder.ts';
import { answering, type FakeWeb, fakeWeb, page, redirecting, type Site } from './fake-web.ts';

const QUOTE = 'We will close the plant in spring.';

/** A run over a base whose sources have these addresses, by their ids; the first is quoted. */
function job(urls: Readonly<Record<string, string>>, reach: Reach, changes: Partial<LinkJob> = {}): LinkJob {
  const ids = Object.keys(urls);
  const dir = dataFolder({
    'packs/acme/sources.yaml': ids.map((id) => source({ id, title: id, url: urls[id] })),
    'packs/acme/facts/history.yaml': [
      fact({ cites: [{ source: ids[0], quote: QUOTE }] }),
      otherFact({ cites: ids.slice(-6).map((id) => ({ source: id })) }),
    ],
  });
  const { base } = loadFacts(dir);
  const where = (kind: string, id: string) => `${kind} ${id}`;
  const cited = citedIn(base, where);
  return { base, cited, before: new Map(), today: '2026-11-26', reach, ...changes };
}

async function found(...of: Parameters<typeof job>) {
  const run = await checkLinks(job(...of));
  if (!run) throw new Error('offline');
  return run;
}

/** What a run says of one site, whose page is quoted. */
async function check(path: string, site: Site) {
  const web = await fakeWeb({
    'post.example.com': site,
    'fine.example.com': answering(200, page('a', '')),
  });
  const { report } = await found({ post: `https://post.example.com${path}` }, web.reach);
  return { verdict: report.addresses[0]?.verdict, quote: report.quotes[0]?.result };
}

const verdictOf = async (path: string, site: Site) => (await check(path, site)).verdict;
const requests = ({ asked }: FakeWeb) => asked.filter((one) => !one.startsWith('example.org'));

describe('an address', () => {
  it.each([
    [[200, 203, 206], 'fine'],
    [[401, 402, 403, 429, 451, 999], 'asks'],
    [[404, 410, 500, 503, 522], 'failing'],
    [[400, 405, 300], 'look'],
  ] as const)('that answers one of %j is %s', async (statuses, kind) => {
    for (const status of statuses) expect(await verdictOf('/a', answering(status))).toMatchObject({ kind });
  });

  const moving =
    (status: number, to: string): Site =>
    (request, response) =>
      (request.url === '/old' ? redirecting(status, to) : answering(200, page('Acme', '')))(
        request,
        response,
      );

  it.each([
    ['for good on its site', 301, '/new', { kind: 'moved', to: 'https://post.example.com/new', write: true }],
    ['for good to another', 308, 'https://fine.example.com/new', { kind: 'moved', write: false }],
    ['to what the data refuses', 301, `/${'n'.repeat(300)}`, { kind: 'moved', write: false }],
    ['for now', 302, '/new', { kind: 'fine' }],
    ['to the front page', 301, '/', { kind: 'look' }],
    ['to a login', 302, '/account/login?next=old', { kind: 'asks' }],
  ])('that redirects %s', async (_, status, to, verdict) => {
    expect(await verdictOf('/old', moving(status, to))).toMatchObject(verdict);
  });

  it.each([
    ['look', ['Page not found | Post', '404', 'This page doesn’t exist', 'Página no encontrada']],
    ['asks', ['Just a moment...']],
    ['fine', ['Slack and ICE | 404 Media', '404 Media', 'What was found']],
  ])('is judged by its title too: %s', async (kind, titles) => {
    for (const title of titles) {
      expect(await verdictOf('/a', answering(200, page(title, '')))).toMatchObject({ kind });
    }
  });
});

describe('a host', () => {
  it('is asked for one page at a time, with a pause between them', async () => {
    let [open, most] = [0, 0];
    const slow: Site = (_, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open -= 1;
        response.writeHead(200, { 'content-type': 'text/html' }).end(page('Acme', QUOTE));
      }, 5);
    };
    const web = await fakeWeb({ 'post.example.com': slow, 'www.post.example.com': slow });
    const urls = Array.from({ length: 6 }, (_, n) => `https://${n % 2 ? 'www.' : ''}post.example.com/${n}`);
    await found(Object.fromEntries(urls.map((url, n) => [`s${n}`, url])), web.reach);
    expect(requests(web)).toHaveLength(6);
    expect(most).toBe(1);
    expect(web.pauses).toEqual([2_000, 2_000, 2_000, 2_000, 2_000]);
  });

  it('that asks to wait is left alone, and nothing of it is counted', async () => {
    const web = await fakeWeb({ 'post.example.com': answering(503, '', { 'retry-after': '86400' }) });
    const urls = { a: 'https://post.example.com/a', b: 'https://post.example.com/b' };
    const { report, tries } = await found(urls, web.reach);
    expect(requests(web)).toEqual(['post.example.com/a']);
    expect(report.addresses.map(({ verdict }) => verdict.kind)).toEqual(['later', 'later']);
    expect([...tries.values()].flat()).toEqual([]);
  });
});

describe('a dead address', () => {
  const url = 'https://gone.example.com/a';
  const failure: readonly Failure[] = [{ on: '2026-11-01', why: 'answers 404' }];

  it('has failed three times; it is forgotten when the base no longer has it', async () => {
    const web = await fakeWeb({ 'gone.example.com': answering(404) });
    const before = new Map([
      ['https://old.example.com/', failure],
      [url, [...failure, { on: '2026-11-04', why: 'answers 500' }]],
    ]);
    const { report, tries } = await found({ gone: url }, web.reach, { before });
    expect(report.addresses[0]).toMatchObject({ dead: true, failed: { length: 3 } });
    expect([...tries.keys()]).toEqual([url]);
    const second = await found({ gone: url }, web.reach, { before: new Map([[url, failure]]) });
    expect(second.report.addresses[0]).toMatchObject({ dead: false, failed: { length: 2 } });
  });

  it('is not counted when our own network is down', async () => {
    const web = await fakeWeb({ 'gone.example.com': answering(404) }, { offline: true });
    expect(await checkLinks(job({ gone: url }, web.reach))).toBeUndefined();
    expect(web.asked).toEqual([]);
  });
});

describe('a quotation', () => {
  const quoteIn = async (site: Site) => (await check('/a', site)).quote;

  it('is looked up in the whole page', async () => {
    const text = `${'<p>word</p>'.repeat(20_000)}We&nbsp;will <b>close</b> the plant in spring.`;
    expect(await quoteIn(answering(200, page('Acme', text)))).toMatchObject({ kind: 'same' });
    const theirs = 'We will close the plants in spring.';
    expect(await quoteIn(answering(200, page('Acme', theirs)))).toMatchObject({ kind: 'differs', theirs });
    expect(await quoteIn(answering(200, page('Acme', '')))).toMatchObject({ kind: 'absent' });
  });

  it.each([
    ['a PDF', answering(200, '%PDF-1.7', { 'content-type': 'application/pdf' })],
    ['a PDF that says it is a page', answering(200, '%PDF-1.7')],
    ['a page that a script fills', answering(200, '<div id=app></div><script>x</script>')],
    ['a picture', answering(200, 'x'.repeat(500), { 'content-type': 'image/png' })],
    ['a login', answering(403, page('Log in', ''))],
    ['a page that is gone', answering(404, page('Gone', ''))],
  ])('is not checked in %s', async (_, site) => {
    expect(await quoteIn(site)).toMatchObject({ kind: 'unchecked', why: expect.stringMatching(/./) });
  });
});
