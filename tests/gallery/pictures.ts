import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const WIDTHS = { wide: 1440, narrow: 412 } as const;

/** The browser that CHROMIUM names, or `chromium` on the PATH. */
function browser(): string {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, 'chromium')).find((path) => existsSync(path));
  if (!found) throw new Error('No chromium on the PATH: apt-get install chromium, or name one in CHROMIUM.');
  return found;
}

/** One PNG of each message of each scene, face, theme, width and language, below `dir`:
    `slack-dark-narrow/en/boycott-a-brand-1.png`. Gives back how many. */
export async function takePictures(file: string, dir: string, languages: readonly string[]): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'gallery-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser(),
    headless: true,
    args: FLAGS,
  });
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
    rmSync(profile, { recursive: true, force: true });
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
