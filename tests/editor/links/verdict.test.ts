import { describe, expect, it } from 'vitest';
import { answering, fakeWeb, page, redirecting, type Site } from './fake-web.ts';
import { job, QUOTE, reportOf } from './link-job.ts';

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

  it('is not taken for gone because of its name', async () => {
    for (const title of ['Slack and ICE | 404 Media', '404 Media', 'What was found']) {
      expect(await verdictOf('/a', answering(200, page(title, '')))).toEqual({ kind: 'fine' });
    }
  });

  it('that leads to a login, or to a test for robots, is not dead', async () => {
    expect(await verdictOf('/old', moving(302, '/account/login?next=old'))).toMatchObject({ kind: 'asks' });
    expect(await verdictOf('/a', answering(200, page('Just a moment...', '')))).toMatchObject({
      kind: 'asks',
    });
  });
});
