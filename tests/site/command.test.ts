import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeSite } from '../../site/command.ts';
import { openPageBot } from '../../site/page-bot.ts';
import { lastLine } from '../../src/core/answer.ts';
import { base, contextOf, english, knowledge, run, spanish, TODAY } from '../base.ts';
import { copyBase, newFolder } from '../folders.ts';
import { squash } from '../platforms/conformance.ts';
import { readHtml } from './page-text.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const dir = newFolder(afterAll);
const out = (path: string): string => join(dir, 'out', path);
const write = () => writeSite(join(dir, 'data'), join(dir, 'out'), { today: TODAY });

beforeAll(async () => {
  copyBase(join(dir, 'data'));
  mkdirSync(out(''), { recursive: true });
  await write();
});

it('npm run site touches no folder that holds anything else', async () => {
  const other = join(dir, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'letter.txt'), 'dear');
  const refused = writeSite(join(dir, 'data'), other, { today: TODAY });
  await expect(refused).rejects.toMatchObject({ code: 'bad_config' });
  expect(readFileSync(join(other, 'letter.txt'), 'utf8')).toBe('dear');
});

it('npm run site replaces a site that it wrote before, and leaves nothing of it', async () => {
  writeFileSync(out('facts/gone.html'), '');
  const before = readFileSync(out('facts/norvane.ctb-spent.html'), 'utf8');
  await write();
  expect(existsSync(out('facts/gone.html'))).toBe(false);
  expect(readFileSync(out('facts/norvane.ctb-spent.html'), 'utf8')).toBe(before);
});

it('npm run site ships facts and an index from which the page answers and suggests as the bot does', async () => {
  const page: { receiptsData?: unknown } = {};
  runInNewContext(readFileSync(out('assets/data.js'), 'utf8'), page);
  const bot = openPageBot(String(page.receiptsData));
  for (const language of [english, spanish]) {
    const worded = [...base.facts.values()].flatMap((fact) => fact.wordings.get(language.tag)?.questions[1] ?? []);
    for (const text of [...worded, 'zorbex', 'norvane', '']) {
      const answer = await run('ask', text, contextOf(language));
      const html = await bot.answer({ command: 'ask', text }, language.tag);
      // The page has ids of its own.
      expect(html).not.toContain('"source-');
      const seen = squash(readHtml(html).text);
      const words = answer.body
        .flatMap(({ lines }) => lines.flat())
        .flatMap((span) => ('text' in span ? [span.text] : []));
      for (const one of [answer.heading, lastLine(answer), ...words]) expect(seen).toContain(squash(one));
    }
  }
  for (const typed of ['norv', 'who sig', 'carta'])
    expect(bot.suggest(typed, 'en', 6)).toEqual(knowledge.retriever.suggest(typed, 'questions', 6, 'en'));
  expect(() => openPageBot('{}')).toThrow();
});

it('npm run site ships scripts that need nothing but themselves', () => {
  for (const name of ['page.js', 'ask.js', 'data.js'])
    expect(readFileSync(out(`assets/${name}`), 'utf8')).not.toMatch(
      /\b(?:require|import)\s*\(|\bfetch\s*\(|XMLHttpRequest|sendBeacon/i,
    );
});

it('has every phrase that the site says, in each language', () => {
  const folder = at('../site');
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const code = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
  const keys = new Set([...code.matchAll(/'(site-[\w-]+)'/g)].map(([, key = '']) => key));
  expect(keys.size).toBeGreaterThan(40);
  for (const { say } of [english, spanish]) for (const key of keys) expect(say(`site-${key.slice(5)}`)).not.toBe(key);
  expect([...keys].filter((key) => english.say(`site-${key.slice(5)}`) === '')).toEqual([]);
});
