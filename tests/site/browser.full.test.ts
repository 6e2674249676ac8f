import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeSite } from '../../site/command.ts';
import { lastLine } from '../../src/core/answer.ts';
import { fact, run, TODAY } from '../base.ts';
import { hasChromium, openBrowser } from '../browser.ts';
import { copyBase, newFolder } from '../folders.ts';
import { squash } from '../platforms/conformance.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One page of each kind. */
const KINDS = [
  'index.html',
  'facts/norvane.ohi-ceiling.html',
  'es/facts/norvane.letter-2019-signers.html',
  'companies/norvane.html',
  'sources.html',
  'corrections.html',
  '404.html',
];

const dir = newFolder(afterAll);
let browser: BrowserContext;
let page: Page;
const requested: string[] = [];

beforeAll(async () => {
  if (!hasChromium) return;
  copyBase(join(dir, 'data'));
  await writeSite(join(dir, 'data'), join(dir, 'out'), { today: TODAY });
  browser = await openBrowser();
  page = await browser.newPage();
  page.on('request', (request) => void requested.push(request.url()));
});

afterAll(() => browser?.close());

const open = (path: string) => page.goto(pathToFileURL(join(dir, 'out', path)).href);

/** Opens the first page and waits until it can answer. */
async function openSearch(path = 'index.html'): Promise<void> {
  await open(path);
  await page.waitForSelector('#ask:not([hidden])');
}

/** What axe finds that keeps somebody from reading or using the page. */
async function serious(): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found: unknown = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], preload: false }).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`,
  );
  return Array.isArray(found) ? found.map(String) : ['axe did not run'];
}

describe('the site in a browser, from a folder', () => {
  it.skipIf(!hasChromium)('answers in the page as the bot does, and asks nobody else', async () => {
    await openSearch();
    const question = fact('norvane.ctb-spent').wordings.get('en')?.questions[1] ?? '';
    await page.fill('#question', question);
    await page.press('#question', 'Enter');
    await page.waitForSelector('.answer');
    const seen = squash((await page.textContent('.answer')) ?? '');
    const answer = await run('ask', question);
    expect(answer.outcome).toBe('answered');
    const words = answer.body
      .flatMap(({ lines }) => lines.flat())
      .flatMap((span) => ('text' in span ? [span.text] : []));
    const labels = answer.citations.map(({ label }) => label);
    for (const text of [answer.heading, ...words, ...labels, lastLine(answer)]) expect(seen).toContain(squash(text));
    const links = await page.evaluate(
      `[...document.querySelectorAll('.answer a[rel~=external]')].map((one) => one.getAttribute('href'))`,
    );
    for (const { url, via } of answer.citations) expect(links).toContain(url ?? via?.url);
    // A button asks in the page, and the way back leads to the answer before.
    await page.locator('.answer .actions a').first().click();
    await page.waitForSelector('#answers:focus');
    await page.goBack();
    await page.locator('.answer-heading', { hasText: answer.heading }).waitFor();
    expect(page.url()).toMatch(/index\.html$/);
    expect(await serious()).toEqual([]);
    expect(requested.filter((url) => !url.startsWith('file:'))).toEqual([]);
  });

  it.skipIf(!hasChromium)('says on the first screen of a phone what it is, whom it covers and what to do', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['index.html', 'es/index.html']) {
      await openSearch(path);
      const at = await page.evaluate(
        `['.wordmark', 'header .tongue', '#lead', '#companies', '#ask'].map((one) => document.querySelector(one).getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])`,
      );
      const [wordmark, tongue, ...said] = z.array(z.tuple([z.number(), z.number()])).parse(at);
      // The header is one row.
      expect(Math.abs((wordmark?.[1] ?? 0) - (tongue?.[1] ?? 99))).toBeLessThan(15);
      expect(said.map(([, bottom]) => bottom < 844)).toEqual([true, true, true]);
    }
  });

  it.skipIf(!hasChromium)('is used with the keys alone', async () => {
    await openSearch('es/index.html');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.focus('#question');
    await page.keyboard.type('carta');
    await page.waitForSelector('#suggestions option', { state: 'attached' });
    await page.keyboard.press('Enter');
    await page.waitForSelector('.answer');
    expect(await page.getAttribute('.answer', 'lang')).toBe('es');
  });

  it.skipIf(!hasChromium)('makes no element of what is typed', async () => {
    await openSearch();
    await page.fill('#question', '<img src=x onerror=alert(1)> Zorbex "><b>bold</b>');
    await page.press('#question', 'Enter');
    await page.waitForSelector('.answer');
    expect(await page.locator('#answers img, #answers b').count()).toBe(0);
  });

  it.skipIf(!hasChromium).each(KINDS)('lets everybody read %s: light and wide, dark and narrow', async (path) => {
    await open(path);
    const problems: string[] = [];
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 360],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if (Number(over) > 0) problems.push(`${String(over)} too wide at ${width}`);
      // All pages have one style sheet: light is looked at on the two that use most of it.
      if (colorScheme === 'light' && !path.startsWith('facts/') && path !== 'index.html') continue;
      problems.push(...(await serious()).map((one) => `${colorScheme} ${width}: ${one}`));
    }
    expect(problems).toEqual([]);
  });
});
