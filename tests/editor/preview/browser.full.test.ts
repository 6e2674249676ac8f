import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Running, start } from '../../../editor/preview/index.ts';
import { hasChromium, openBrowser } from '../../browser.ts';
import { dataCopy } from './data-copy.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FACT = 'norvane.letter-2019-signers';
const FILE = 'packs/norvane/facts/letters.yaml';

describe('the page in a browser', () => {
  const data = dataCopy();
  let running: Running;
  let browser: BrowserContext;
  let page: Page;
  /** What the page asked of anybody else, and what its own scripts threw. */
  const faults: string[] = [];

  beforeAll(async () => {
    if (!hasChromium) return;
    [running, browser] = await Promise.all([start(data.dir, 0), openBrowser()]);
    page = await browser.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
    page.on('request', (request) => {
      if (!/^(?:data:|http:\/\/127\.0\.0\.1:)/.test(request.url())) faults.push(request.url());
    });
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    data.remove();
  });

  const open = (path: string): Promise<unknown> => page.goto(`${running.server.address}${path}`);
  const standing = (wanted: string): Promise<unknown> =>
    page.waitForSelector(`html[data-standing="${wanted}"]`, { state: 'attached' });
  const shown = (face: string) => page.locator(`.view:visible .face[data-face="${face}"]`);
  const pick = (words: string): Promise<void> =>
    page.getByRole('radio', { name: words, exact: true }).check();

  /** What axe calls serious or worse, with where. */
  async function serious(): Promise<readonly string[]> {
    await page.evaluate(axe);
    const found = z
      .array(
        z.object({
          id: z.string(),
          impact: z.string().nullable(),
          nodes: z.array(z.object({ html: z.string() })),
        }),
      )
      .parse(await page.evaluate("axe.run({ resultTypes: ['violations'] }).then((all) => all.violations)"));
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
  }

  it.skipIf(!hasChromium)(
    'keeps switches, place and focus while a fact is edited, broken and mended',
    async () => {
      await open(`/fact/${FACT}`);
      await standing('ok');
      await pick('Dark');
      await pick('Phone');
      await page.getByText('as text,').first().click();
      await page.evaluate('scrollTo(0, 150)');
      data.edit(FILE, 'more than 320 employees', 'more than 321 employees');
      for (const face of ['Slack', 'Discord', 'Plain text']) {
        await shown(face).locator(':visible', { hasText: 'more than 321' }).first().waitFor();
      }
      expect(
        await page.evaluate(
          '[document.documentElement.dataset.theme, document.documentElement.dataset.width, scrollY]',
        ),
      ).toEqual(['dark', 'phone', 150]);
      expect(await page.locator('.view:visible details').first().getAttribute('open')).not.toBeNull();
      await standing('ok');
      data.edit(FILE, 'weight: 3', 'weight: 4');
      await standing('broken');
      const alert = page.getByRole('alert');
      expect(await alert.textContent()).toMatch(/data\/packs\/norvane\/facts\/letters\.yaml:\d+:\d+/);
      expect(await shown('Slack').textContent()).toContain('more than 321');
      data.edit(FILE, 'weight: 4', 'weight: 2');
      await standing('ok');
      expect(await alert.textContent()).toBe('');
      expect(await page.locator('.meta').textContent()).toContain('weight 2');
      expect(faults).toEqual([]);
    },
  );

  it.skipIf(!hasChromium)('shows each thing in each language, and says so to a screen reader', async () => {
    await open(`/fact/${FACT}`);
    await pick('es');
    expect(await shown('Discord').textContent()).toContain('más de 320');
    for (const show of ['Answer', 'Dossier', 'Post here', 'Cite', 'Card']) {
      await pick(show);
      expect(await page.locator('.view:visible').count()).toBe(1);
      expect(await page.getByRole('region').count()).toBeGreaterThan(0);
    }
    await open(`/fact/${FACT}#show=post&theme=dark`);
    await page.reload();
    expect(await page.getByRole('radio', { name: 'Post here' }).isChecked()).toBe(true);
    expect(await shown('Slack').locator('figure').count()).toBe(2);
  });

  it.skipIf(!hasChromium)('is gone through by the keyboard', async () => {
    await open('/');
    await page.keyboard.press('/');
    await page.keyboard.type('brasko letter');
    expect(await page.locator('#list li:visible').count()).toBeGreaterThan(0);
    expect(await page.locator('#list li:visible').filter({ hasText: 'norvane.' }).count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate('document.activeElement.id')).toBe('filter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/fact\/brasko\./);
    await page.goBack();
    await page.locator('#filter').fill('no such words at all');
    expect(await page.locator('#shown').textContent()).toBe('Nothing is like that.');
  });

  it.skipIf(!hasChromium).each(['light', 'dark'])('has nothing serious for axe, %s', async (theme) => {
    for (const path of ['/', `/fact/${FACT}`]) {
      await open(`${path}#theme=${theme}`);
      await page.reload();
      // Everything that the switches choose from at once.
      await page.evaluate('for (const view of document.querySelectorAll(".view")) view.hidden = false');
      expect(await serious()).toEqual([]);
    }
  });
});
