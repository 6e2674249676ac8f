import { expect, it } from 'vitest';
import { readPages } from '../../../editor/links/command.ts';
import { checkQuotes, quotationsIn } from '../../../editor/links/quotes.ts';
import { loadFacts } from '../../../src/facts/load.ts';
import { dataFolder, fact, source } from '../../facts/data-folder.ts';
import { answering, fakeWeb, page, redirecting, type Site } from './fake-web.ts';

const QUOTE = 'We will close the plant in spring.';
const DATA = {
  'packs/acme/sources.yaml': [
    source({
      id: 'post',
      url: 'https://post.example.com/a',
      archivedUrl: 'https://web.archive.org/web/2018/https://post.example.com/a',
    }),
    source({ id: 'unquoted', title: 'Other', url: 'https://unquoted.example.com/' }),
  ],
  'packs/acme/facts/history.yaml': [fact({ cites: [{ source: 'post', quote: QUOTE }, { source: 'unquoted' }] })],
};

/** What a run says of the quotation, and why the page itself could not be read. */
async function check(site: Site, archive: Site = answering(404)) {
  const { base } = loadFacts(dataFolder(DATA));
  const quotations = quotationsIn(base, () => 'history.yaml:1:1');
  const web = await fakeWeb({ 'post.example.com': site, 'web.archive.org': archive });
  const pages = await readPages(quotations, base.sources, web.reach);
  const text = pages[0]?.text;
  const why = typeof text === 'string' ? text : undefined;
  return { result: checkQuotes(quotations, pages)[0]?.result, why, web };
}

it('looks a quotation up in the whole page, one request after the other', async () => {
  const text = `${'<p>word</p>'.repeat(20_000)}We&nbsp;will <b>close</b> the plant in spring.`;
  const { result, web } = await check(answering(200, page('Acme', text)));
  expect(result).toMatchObject({ kind: 'same' });
  expect(web.asked.map((one) => one.split('/')[0])).toEqual(['post.example.com', 'web.archive.org']);
  expect(web.pauses).toEqual([2_000, 2_000]);
  const theirs = 'We will close the plants in spring.';
  expect((await check(answering(200, page('Acme', theirs)))).result).toMatchObject({
    kind: 'differs',
    theirs: expect.stringContaining(theirs),
  });
  expect((await check(answering(200, page('Acme', '')))).result).toMatchObject({ kind: 'absent' });
});

it('takes words for found that are only in the archived copy', async () => {
  const copy = answering(200, page('Acme', QUOTE));
  expect((await check(redirecting(301, '/'), copy)).result).toMatchObject({ kind: 'same' });
  expect((await check(answering(200, page('Acme', '')), copy)).result).toMatchObject({ kind: 'same' });
});

it.each([
  ['a PDF', answering(200, '%PDF-1.7', { 'content-type': 'application/pdf' })],
  ['a PDF that says it is a page', answering(200, '%PDF-1.7')],
  ['a page that a script fills', answering(200, '<div id=app></div><script>x</script>')],
  ['a picture', answering(200, 'x'.repeat(500), { 'content-type': 'image/png' })],
  ['a login', answering(403, page('Log in', ''))],
  ['a page that is gone', answering(404, page('Gone', ''))],
])('does not check in %s, and says why', async (_, site) => {
  const { result, why } = await check(site);
  expect(result).toEqual({ kind: 'unchecked' });
  expect(why).toMatch(/^(is|has|answers) /);
});
