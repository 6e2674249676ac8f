import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addLinks, userAgent } from '../../../editor/links/command.ts';
import { dataFolder, fact, source } from '../../facts/data-folder.ts';
import { newFolder } from '../../folders.ts';
import { runTool } from '../facts/run-tool.ts';

const QUOTE = 'We will close the plant in spring.';
const DATA = {
  'packs/acme/sources.yaml': [source(), source({ id: 'letter', title: 'Letter', url: 'https://letter.example.org/' })],
  'packs/acme/facts/history.yaml': [fact({ cites: [{ source: 'post-acme', quote: QUOTE }, { source: 'letter' }] })],
};

const run = (...words: string[]) => runTool(addLinks, ['links', ...words], dataFolder(DATA));

function documents(files: Readonly<Record<string, string>>): string {
  const dir = newFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

it('quotations in saved documents that are there make no noise', async () => {
  const dir = documents({
    'post-acme.txt': `He said: “We will close\r\nthe plant in spring.”`,
    'notes.docx': '',
  });
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
