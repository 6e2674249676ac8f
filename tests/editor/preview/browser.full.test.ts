import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type PreviewServer, servePreview } from '../../../editor/preview/server.ts';
import { hasChromium, openBrowser } from '../../browser.ts';
import { dataCopy } from './data-copy.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATH = '/?q=norvane.letter-2019-signers';
const found = z.array(z.object({ id: z.string(), impact: z.string().nullable() }));

const data = dataCopy();
let server: PreviewServer | undefined;
let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;

beforeAll(async () => {
  if (hasChromium) [server, browser] = await Promise.all([servePreview(data.dir), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it.skipIf(!hasChromium)(
  'loads again when a fact is saved, asks nobody else, and throws nothing',
  async () => {
    const page = await browser?.newPage();
    if (!page || !server) throw new Error('no browser');
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
    page.on('request', (request) => {
      if (!/^(?:data:|http:\/\/127\.0\.0\.1:)/.test(request.url())) faults.push(request.url());
    });
    await page.goto(`${server.address}${PATH}`);
    data.edit('packs/norvane/facts/letters.yaml', 'more than 320 employees', 'more than 321 employees');
    for (const face of ['Slack', 'Discord', 'Text']) {
      await page
        .locator('figure', { hasText: face })
        .locator(':visible', { hasText: 'more than 321' })
        .first()
        .waitFor();
    }
    await page.getByRole('searchbox').fill('/boycott brasko');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/q=%2Fboycott\+brasko/);
    expect(faults).toEqual([]);
  },
);

it.skipIf(!hasChromium).each(['light', 'dark'] as const)('has nothing serious for axe, %s', async (theme) => {
  const page = await browser?.newPage();
  if (!page || !server) throw new Error('no browser');
  await page.emulateMedia({ colorScheme: theme });
  for (const path of ['/', PATH]) {
    await page.goto(`${server.address}${path}`);
    await page.evaluate(axe);
    const all = await page.evaluate(
      "axe.run({ resultTypes: ['violations'] }).then((found) => found.violations)",
    );
    const serious = found.parse(all).filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious).toEqual([]);
  }
});
