import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { addLinks, userAgent } from '../../../editor/links/command.ts';
import { dataFolder, fact, source } from '../../facts/data-folder.ts';

const QUOTE = 'We will close the plant in spring.';
const DATA = {
  'packs/acme/sources.yaml': [
    source(),
    source({ id: 'letter', title: 'Letter', url: 'https://letter.example.org/' }),
  ],
  'packs/acme/facts/history.yaml': [
    fact({ cites: [{ source: 'post-acme', quote: QUOTE }, { source: 'letter' }] }),
  ],
};

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** What `facts links …` prints about that data, and its exit code. */
async function run(...words: string[]): Promise<{ out: string; code: typeof process.exitCode }> {
  vi.stubEnv('DATA_DIR', dataFolder(DATA));
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addLinks(program);
  try {
    await program.parseAsync(['links', ...words], { from: 'user' });
  } finally {
    vi.mocked(process.stdout.write).mockRestore();
  }
  return { out, code: process.exitCode };
}

function documents(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'documents-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

describe('quotations in saved documents', () => {
  it('that are there make no noise', async () => {
    const dir = documents({
      'post-acme.txt': `He said: “We will close\r\nthe plant in spring.”`,
      'notes.docx': '',
    });
    const { out, code } = await run('--documents', dir);
    expect(out.split('\n')).toEqual([
      'post-acme.txt → post-acme',
      'notes.docx: can not be read here: save it as .txt, .md or .html',
      '',
      '1 quotation: 1 as quoted.',
      '',
    ]);
    expect(code).toBeUndefined();
  });

  it('that differ by one letter end with exit code 1, and say what to write', async () => {
    const dir = documents({ 'post-acme.txt': 'We will close the plants in spring.' });
    const { out, code } = await run('--documents', dir);
    expect(out).toContain('history.yaml:');
    expect(out).toContain('quoted:   …close the plant in spring.');
    expect(out).toContain('document: …close the plants in spring.');
    expect(out).toContain('→ quote: "We will close the plants in spring."');
    expect(code).toBe(1);
  });

  it('that are not there at all are wrong too', async () => {
    const { out, code } = await run(
      '--documents',
      documents({ 'post-acme.txt': 'Nothing of that sort.' }),
      '--json',
    );
    expect(JSON.parse(out)).toMatchObject({ quotes: [{ kind: 'absent', at: 'post-acme.txt' }] });
    expect(code).toBe(1);
  });

  it('are right when any version of the document has them', async () => {
    const dir = documents({
      'post-acme.txt': 'Nothing of that sort.',
      'old.md': `> ${QUOTE}`,
      'index.yaml': 'old.md: post-acme',
    });
    expect((await run('--documents', dir)).code).toBeUndefined();
  });

  it('are not checked without a document', async () => {
    const { out, code } = await run('--documents', documents({ 'letter.txt': 'Dear all' }));
    expect(out).toContain('1 quotation: 0 as quoted, 1 not checked.');
    expect(code).toBeUndefined();
  });
});

describe('a folder of which no file belongs to a source', () => {
  it('is no success', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { out, code } = await run('--documents', documents({ 'a.txt': 'Other words' }));
    expect(out).toContain('a.txt: belongs to no source');
    expect(code).toBe(2);
  });
});

describe('what can be mistyped', () => {
  const empty = () => documents({});

  it.each([
    [
      'a folder that is not there',
      ['--documents', '/nowhere/at/all'],
      /no folder that can be read/,
      /Name the folder/,
    ],
    ['a pack', ['--pack', 'acmee'], /no pack called “acmee”/, /Did you mean acme\?/],
    ['a source', ['--only', 'post-amce'], /no source called “post-amce”/, /Did you mean post-acme\?/],
    ['a source like no other', ['--only', 'zzzzzzzzzzz'], /no source/, /data\/packs/],
    ['a contact', ['--contact', 'a\nb'], /--contact must be/, /editors@example.org/],
  ])('%s', async (_, words, message, hint) => {
    await expect(run(...words)).rejects.toMatchObject({
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  it('an empty folder, a damaged index, two forms at once', async () => {
    await expect(run('--documents', empty())).rejects.toMatchObject({
      hint: expect.stringContaining('SOURCE-ID.txt'),
    });
    for (const index of ['- a', 'a.txt: [b]', 'a: b: c', '"']) {
      const dir = documents({ 'a.txt': 'x', 'index.yaml': index });
      await expect(run('--documents', dir)).rejects.toMatchObject({ code: 'bad_data' });
    }
    await expect(run('--json', '--markdown', '--documents', empty())).rejects.toThrow(/cannot be used with/);
  });

  it('a folder in place of a document, and an index of files that are not there', async () => {
    const dir = documents({ 'letter.txt': 'x', 'index.yaml': 'gone.txt: letter' });
    mkdirSync(join(dir, 'post-acme.txt'));
    const { out } = await run('--documents', dir);
    expect(out).toContain('post-acme.txt: is no file');
    expect(out).toContain('gone.txt: is listed in index.yaml, but not in the folder');
  });
});

it('the User-Agent says who asks and why, and names a contact when there is one', () => {
  expect(userAgent(undefined)).toMatch(/^Receipts \(checks .*\)$/);
  expect(userAgent('editors@example.org')).toMatch(/; editors@example\.org\)$/);
  for (const bad of ['a', 'ümlaut@example.org', 'x'.repeat(101), 'a)b', 'a\r\nX: y']) {
    expect(() => userAgent(bad)).toThrow(/--contact/);
  }
});
