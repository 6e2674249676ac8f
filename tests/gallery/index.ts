import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { realKnowledge } from '../real-knowledge.ts';
import { spoken } from '../repertoire/whole-base.ts';
import { page } from './page.ts';
import type { Scene } from './scenes.ts';
import { scenesIn } from './scenes.ts';

/* `npm run gallery` writes one page that shows every kind of reply as Slack, as Discord and as a terminal show it, from
   the very payloads that would be sent: gallery/index.html, or where --out says. `--pictures DIR` photographs it too; `--only check`
   those kinds alone whose name begins so. */

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
  const { takePictures } = await import('./pictures.ts');
  const taken = await takePictures(file, resolve(values.pictures), spoken(knowledge));
  process.stdout.write(`${resolve(values.pictures)}: ${taken} pictures\n`);
}
