import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addLinks, readPages, userAgent } from '../../../editor/links/command.ts';
import { checkQuotes, quotationsIn } from '../../../editor/links/quotes.ts';
import { loadFacts } from '../../../src/facts/load.ts';
import { dataFolder, fact, source } from '../../facts/data-folder.ts';
import { newFolder } from '../../folders.ts';
import { runTool } from '../facts/run-tool.ts';
import { answering, fakeWeb, page, redirecting, type Site } from './fake-web.ts';

const QUOTE = 'We will close the plant in spring.';
const DATA = {
  'packs/acme/sources.yaml': [
    source({ archivedUrl: 'https://web.archive.org/web/2018/https://post.example.org/acme' }),
    source({ id: 'letter', title: 'Letter', url: 'https://letter.example.org/' }),
  ],
  'packs/acme/facts/history.yaml': [fact({ cites: [{ source: 'post-acme', quote: QUOTE }, { source: 'letter' }] })],
};

const run = (...words: string[]) => runTool(addLinks, ['links', ...words], dataFolder(DATA));

function documents(files: Readonly<Record<string, string>>): string {
  const dir = newFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

it('quotations in saved documents that are there make no noise', async () => {
  const dir = documents({ 'post-acme.txt': `He said: “We will close\r\nthe plant in spring.”`, 'notes.docx': '' });
  const { out, failed } = await run('--documents', dir);
  expect(out.split('\n')).toEqual([
    'notes.docx: belongs to no source: call it SOURCE-ID.txt',
    '',
    '0 errors, 0 warnings.',
    'Quotations: 1. As quoted: 1. Not checked: 0.',
    '',
  ]);
  expect(failed).toBe(false);
});

it('quotations in saved documents that differ by one letter are wrong, and it is said what to write', async () => {
  const dir = documents({ 'post-acme.txt': 'We will close the plants in spring.' });
  const { out, failed } = await run('--documents', dir);
  expect(out).toContain('history.yaml:');
  expect(out).toContain(`“${QUOTE}”, and post-acme.txt has: “We will close the plants in spring.”`);
  expect(failed).toBe(true);
});

it('quotations in saved documents that are not there at all are wrong, unless another version of the document has them', async () => {
  const dir = documents({ 'post-acme.txt': 'Nothing of that sort.' });
  const { out, failed } = await run('--documents', dir);
  expect(out).toMatch(/nothing like it is in post-acme\.txt/);
  expect(failed).toBe(true);
  writeFileSync(join(dir, 'post-acme.old.html'), '<p>We <i>will</i> close the plant in spring.');
  expect(await run('--documents', dir)).toMatchObject({ failed: false });
});

it('quotations in saved documents are not checked without a document, and a folder of which no file belongs to a source is no success', async () => {
  const { out, failed } = await run('--documents', documents({ 'letter.txt': 'Dear all' }));
  expect(out).toContain('Quotations: 1. As quoted: 0. Not checked: 1.');
  expect(failed).toBe(false);
  const { err } = await run('--documents', documents({ 'a.txt': 'Other words' }));
  expect(err).toContain('nothing was checked');
});

it('quotations in saved documents are looked up in the document that has the name of their source', async () => {
  const dir = documents({ 'letter.2018.html': QUOTE, 'other.txt': QUOTE });
  mkdirSync(join(dir, 'post-acme.txt'));
  expect((await run('--documents', dir)).out.split('\n\n')[0]?.split('\n')).toEqual([
    'other.txt: belongs to no source: call it SOURCE-ID.txt',
    'post-acme.txt (post-acme): is no file',
  ]);
});

it.each([
  ['a folder that is not there', ['--documents', '/nowhere/at/all'], /no documents in \/nowhere/],
  ['a pack', ['--pack', 'acmee'], /no pack "acmee"/],
  ['documents and the network at once', ['--documents', '.', '--contact', 'me'], /cannot be used with/],
])('says what is mistyped: %s', async (_, words, message) => {
  await expect(run(...words)).rejects.toThrow(message);
  await expect(run('--documents', documents({}))).rejects.toThrow(/no documents in/);
});

it('the User-Agent says who asks and why, and names a contact in plain ASCII', () => {
  expect(userAgent(undefined)).toMatch(/^Receipts \(checks .*\)$/);
  expect(userAgent('editors@example.org')).toMatch(/; editors@example\.org\)$/);
  expect(userAgent('a)ü\r\nX: y')).toMatch(/; aX: y\)$/);
});

/** What a run says of the quotation, and why the page itself could not be read. */
async function check(site: Site, archive: Site = answering(404)) {
  const { base } = loadFacts(dataFolder(DATA));
  const quotations = quotationsIn(base, () => 'history.yaml:1:1');
  const web = await fakeWeb({ 'post.example.org': site, 'web.archive.org': archive });
  const pages = await readPages(quotations, base.sources, web.reach);
  const text = pages[0]?.text;
  const why = typeof text === 'string' ? text : undefined;
  return { result: checkQuotes(quotations, pages)[0]?.result, why, web };
}

it('looks a quotation up in the whole page, one request after the other', async () => {
  const text = `${'<p>word</p>'.repeat(20_000)}We&nbsp;will <b>close</b> the plant in spring.`;
  const { result, web } = await check(answering(200, page('Acme', text)));
  expect(result).toMatchObject({ kind: 'same' });
  expect(web.asked.map((one) => one.split('/')[0])).toEqual(['post.example.org', 'web.archive.org']);
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
