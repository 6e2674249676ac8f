import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { openBrowser } from '../browser.ts';
import { realKnowledge } from '../real-knowledge.ts';
import { spoken } from '../repertoire/whole-base.ts';
import { page, type Scene, scenesIn } from './page.ts';

/* `npm run gallery` writes one page that shows every kind of reply as Slack, as Discord and as a terminal show it, from
   the very payloads that would be sent: gallery/index.html, or where --out says. `--pictures DIR` photographs it too; `--only check`
   those kinds alone whose name begins so. */

const WIDTHS = { wide: 1440, narrow: 390 } as const;
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'gallery/index.html' },
    pictures: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});
const file = resolve(values.out);
const knowledge = await realKnowledge();
const scenes: Scene[] = [];
for (const language of spoken(knowledge)) scenes.push(...(await scenesIn(knowledge, language)));
mkdirSync(dirname(file), { recursive: true });
const shown = scenes.filter(({ name }) => name.startsWith(values.only));
writeFileSync(file, page(shown));
process.stdout.write(`${file}: ${shown.length} kinds of reply\n`);
if (values.pictures !== undefined) {
  const taken = await takePictures(file, resolve(values.pictures), spoken(knowledge));
  process.stdout.write(`${resolve(values.pictures)}: ${taken} pictures\n`);
}

/** One PNG of each message of each scene, face, theme, width and language, below `dir`:
    `slack-dark-narrow/en/boycott-a-brand-1.png`. Gives back how many. */
async function takePictures(file: string, dir: string, languages: readonly string[]): Promise<number> {
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
