import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that CHROMIUM names, or `chromium` on the PATH. */
function installed(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'chromium')).find((path) => existsSync(path));
}

/** Whether a browser is installed: tests that need one are skipped by name where none is. */
export const hasChromium: boolean = installed() !== undefined;

/** A real browser; closing what is given back closes it. Throws where none is installed. */
export async function openBrowser(): Promise<BrowserContext> {
  const executablePath = installed();
  if (!executablePath) {
    throw new Error('No chromium on the PATH: apt-get install chromium, or name one in CHROMIUM.');
  }
  const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  const context = await browser.newContext();
  context.once('close', () => void browser.close());
  return context;
}
