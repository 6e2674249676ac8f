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

const NAMES = ['chromium', 'google-chrome'];

/** The browser that CHROMIUM names, or one on the PATH; undefined when there is none. */
function found(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return NAMES.flatMap((name) => [...folders, '/usr/bin'].map((folder) => join(folder, name))).find((path) =>
    existsSync(path),
  );
}

/** Whether there is a Chromium to test in. */
export const hasChromium: boolean = found() !== undefined;

/** A browser with an empty profile, which goes when it is closed. Throws when there is no Chromium. */
export async function openBrowser(): Promise<BrowserContext> {
  const executablePath = found();
  if (executablePath === undefined)
    throw new Error('No browser on the PATH: apt-get install chromium, or name one in CHROMIUM.');
  // Without a folder, the profile lies in a temporary one that goes with the browser.
  return chromium.launchPersistentContext('', { executablePath, headless: true, args: FLAGS });
}
