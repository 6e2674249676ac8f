import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { openBrowser } from '../browser.ts';

const WIDTHS = { wide: 1440, narrow: 412 } as const;

/** One PNG of each message of each scene, face, theme, width and language, below `dir`:
    `slack-dark-narrow/en/boycott-a-brand-1.png`. Gives back how many. */
export async function takePictures(file: string, dir: string, languages: readonly string[]): Promise<number> {
  const context = await openBrowser();
  let taken = 0;
  try {
    const page = await context.newPage();
    for (const width of ['wide', 'narrow'] as const) {
      await page.setViewportSize({ width: WIDTHS[width], height: 900 });
      for (const theme of ['light', 'dark']) {
        for (const face of ['slack', 'discord', 'console']) {
          const folder = join(dir, `${face}-${theme}-${width}`);
          for (const language of languages) {
            const look = new URLSearchParams({ theme, width, face, language, bare: '' });
            const address = `${pathToFileURL(file).href}#${look}`;
            taken += await photograph(page, address, join(folder, language));
          }
        }
      }
    }
  } finally {
    await context.close();
  }
  return taken;
}

/** Scene by scene, since a page of everything is slow to draw. */
async function photograph(page: Page, address: string, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  let taken = 0;
  await page.goto(address);
  for (const scene of await page.locator('#scene option:not([value=""])').allTextContents()) {
    await page.goto(`${address}&${new URLSearchParams({ scene })}`);
    const frames = await page.locator('section figure:visible').all();
    for (const [index, frame] of frames.entries()) {
      const name = `${scene.toLowerCase().replace(/[^a-z0-9]+/gu, '-')}-${index + 1}.png`;
      await frame.screenshot({ path: join(folder, name), animations: 'disabled' });
      taken += 1;
    }
  }
  return taken;
}
