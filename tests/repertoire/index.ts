import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { realKnowledge } from '../real-knowledge.ts';
import { payloads } from './payloads.ts';

/* `npm run payloads -- --out FILE` writes one payload a line as JSON, {platform, kind, name, body}: everything that the
   bot would send to either platform from the base as it is. Without --out, to standard output. */

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const out = values.out === undefined ? process.stdout : createWriteStream(values.out);
const knowledge = await realKnowledge();
for await (const payload of payloads(knowledge)) {
  if (!out.write(`${JSON.stringify(payload)}\n`)) await once(out, 'drain');
}
if (out !== process.stdout) out.end();
