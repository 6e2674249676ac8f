import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSite } from '../../site/command.ts';
import { openPageBot, openSuggestions } from '../../site/search/page-bot.ts';
import { fact, knowledge, run, TODAY } from '../base.ts';
import { squash } from '../platforms/conformance.ts';
import { readHtml } from './page-text.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
let dir: string;
const out = (path: string): string => join(dir, 'out', path);
const write = () => writeSite(join(dir, 'data'), join(dir, 'out'), { today: TODAY });

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'site-'));
  cpSync(at('../data/languages'), join(dir, 'data/languages'), { recursive: true });
  cpSync(at('fixtures/base/packs'), join(dir, 'data/packs'), { recursive: true });
  mkdirSync(out(''), { recursive: true });
  await write();
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('npm run site', () => {
  it('touches no folder that holds anything else', async () => {
    const other = join(dir, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'letter.txt'), 'dear');
    await expect(writeSite(join(dir, 'data'), other, { today: TODAY })).rejects.toMatchObject({
      code: 'bad_config',
    });
    expect(readFileSync(join(other, 'letter.txt'), 'utf8')).toBe('dear');
  });

  it('replaces a site that it wrote before, and leaves nothing of it', async () => {
    writeFileSync(out('facts/gone.html'), '');
    const before = readFileSync(out('facts/norvane.ctb-spent.html'), 'utf8');
    await write();
    expect(existsSync(out('facts/gone.html'))).toBe(false);
    expect(readFileSync(out('facts/norvane.ctb-spent.html'), 'utf8')).toBe(before);
  });

  it('ships a base from which the bot answers the same', async () => {
    const page: { receiptsData?: unknown } = {};
    runInNewContext(readFileSync(out('assets/data.js'), 'utf8'), page);
    const bot = openPageBot(String(page.receiptsData));
    const question = fact('norvane.ctb-spent').wordings.get('en')?.questions[1] ?? '';
    const { heading, body, closing } = await run('ask', question);
    const seen = squash(readHtml(await bot.answer('ask', question, 'en')).text);
    for (const text of [
      heading,
      closing,
      ...body.flatMap(({ lines }) => lines.flat()).flatMap((span) => ('text' in span ? [span.text] : [])),
    ])
      expect(seen).toContain(squash(text));
    const suggested = openSuggestions(String(page.receiptsData)).suggest('norv', 'en', 6);
    expect(suggested.length).toBeGreaterThan(0);
    expect(suggested).toEqual(knowledge.retriever.suggest('norv', 'questions', 6, 'en'));
    for (const open of [openPageBot, openSuggestions]) expect(() => open('{}')).toThrow();
  });

  it('ships scripts that need nothing but themselves', () => {
    for (const name of ['site.js', 'ask.js', 'engine.js', 'data.js']) {
      const script = readFileSync(out(`assets/${name}`), 'utf8');
      expect(script).not.toMatch(
        /\b(?:require|import)\s*\(|\bfetch\s*\(|XMLHttpRequest|sendBeacon|<\/script/i,
      );
    }
  });
});
