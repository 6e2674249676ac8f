import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { askLocally, localBot } from '../../editor/local-bot.ts';
import { discordForm, slackForm } from '../../editor/preview/payloads.ts';
import { escaped as html } from '../../site/markup.ts';
import { formatCommand, renderAnswer, textOf } from '../../src/platforms/console/render.ts';
import { openBrowser } from '../browser.ts';
import { realKnowledge } from '../real-knowledge.ts';
import { kinds } from '../repertoire/kinds.ts';
import { sayIn, spoken } from '../repertoire/whole-base.ts';
import { discordHtml, slackCss, slackHtml } from './faces.ts';

/* `npm run gallery` writes one page that shows every kind of reply as Slack, as Discord and as a terminal show it, from
   the very payloads that would be sent: gallery/index.html, or where --out says. `--only check` shows those kinds alone
   whose name begins so; `--pictures DIR` photographs every frame, light and dark, wide and narrow. */

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'gallery/index.html' },
    pictures: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});
const file = resolve(values.out);
const knowledge = await realKnowledge();
/** The frames of each kind of reply, by its name in its language. */
const scenes = new Map<string, string[]>();

function show(scene: string, caption: string, inside: string): void {
  const frame = `<figure><figcaption>${html(caption)}</figcaption>${inside}</figure>`;
  if (scene.startsWith(values.only)) scenes.set(scene, [...(scenes.get(scene) ?? []), frame]);
}

for (const language of spoken(knowledge)) {
  for (const { name, call } of kinds(knowledge, language)) {
    const answer = await askLocally(localBot(knowledge), call.text, language, call.command);
    const say = sayIn(knowledge, answer.language);
    const tools = { say, poster: 'Robin', languages: knowledge.languages, reader: language };
    const text = textOf(renderAnswer(answer, say, { width: 80, colour: false, links: false }));
    show(`${name} · ${language}`, formatCommand(call), `<pre class="console">${html(text)}</pre>`);
    for (const form of ['private', 'public', 'preview'] as const) {
      for (const payload of [slackForm(answer, form, tools), discordForm(answer, form, tools)]) {
        if (!payload) continue;
        const drawn = payload.platform === 'slack' ? slackHtml(payload) : discordHtml(payload);
        show(`${name} · ${language}`, `${payload.platform}, ${form}`, drawn);
      }
    }
  }
}

const css = readFileSync(new URL('gallery.css', import.meta.url), 'utf8');
const sections = [...scenes].map(
  ([name, frames]) => `<section><h2>${html(name)}</h2><div class="frames">${frames.join('\n')}</div></section>`,
);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(
  file,
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>Receipts: every kind of reply</title>
<style>${slackCss()}${css}</style>
${sections.join('\n')}
</html>
`,
);
process.stdout.write(`${file}: ${scenes.size} kinds of reply\n`);

if (values.pictures !== undefined) {
  const context = await openBrowser();
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  for (const width of [1440, 390]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(`document.documentElement.dataset.theme = '${colorScheme}'`);
      for (const [at, name] of [...scenes.keys()].entries()) {
        const folder = join(values.pictures, `${colorScheme}-${width}`, name.replace(/\W+/gu, '-'));
        const frames = await page.locator('body > section').nth(at).locator('figure').all();
        for (const [index, frame] of frames.entries())
          await frame.screenshot({ path: join(folder, `${index + 1}.png`), animations: 'disabled' });
      }
    }
  }
  await context.close();
}
