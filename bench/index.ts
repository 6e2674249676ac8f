import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureAcks } from './ack.ts';
import { type Part, table } from './figures.ts';
import { measureQuestions } from './question.ts';
import { retrieval } from './retrieval/index.ts';
import { measureServe } from './serve.ts';
import { measureStart } from './start.ts';
import { measureSuggestions } from './suggest.ts';

/* `npm run bench` measures all parts, `npm run bench -- start`, `serve`, `question`, `ack`, `suggest` or `retrieval` one of them; `--json`
   prints the same figures for a program. `retrieval` takes some minutes and writes retrieval.md and retrieval.svg beside
   this file; `--corpora DIR` measures further corpora too, `--quick` takes few of everything and writes nothing. Nothing is asserted on time, since that says more about the machine than about us. It
   fails only when something that was measured did not work. */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    corpora: { type: 'string' },
  },
});

const parts: Readonly<Record<string, () => Promise<Part | readonly Part[]>>> = {
  start: () => measureStart({ warmUps: 1, runs: 7 }),
  serve: () =>
    measureServe({
      dataDir: fileURLToPath(new URL('../data', import.meta.url)),
      facts: values.quick ? [240] : [240, 10_000],
      warmUps: 1,
      runs: values.quick ? 3 : 9,
    }),
  question: () => measureQuestions({ rounds: 3 }),
  ack: () => measureAcks({ connections: 10, warmUp: 600, blocks: 2, requests: 1000 }),
  suggest: () => measureSuggestions({ wordings: [5_000, 20_000], typed: values.quick ? 200 : 2_000 }),
  retrieval: () =>
    retrieval({
      quick: values.quick,
      reportTo: values.quick ? undefined : fileURLToPath(new URL('.', import.meta.url)),
      corpora: values.corpora,
    }),
};
const names = positionals.length > 0 ? positionals : Object.keys(parts);
const load = () => loadavg().map((one) => Number(one.toFixed(2)));
const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? 'unknown' };

const found: (Part & { readonly load: readonly number[] })[] = [];
for (const name of names) {
  const measure = parts[name];
  if (!measure) {
    process.stderr.write(`There is no part ${name}. There are: ${Object.keys(parts).join(', ')}.\n`);
    process.exit(1);
  }
  const before = load();
  for (const one of [await measure()].flat()) {
    const part = { ...one, load: before };
    found.push(part);
    if (values.json) continue;
    const heading = `${part.part} (milliseconds; load average before: ${before.join(' ')})`;
    process.stdout.write(`${[heading, '', table(part.rows), '', ...part.notes].join('\n')}\n\n`);
  }
}
if (values.json) process.stdout.write(`${JSON.stringify({ machine, parts: found }, undefined, 2)}\n`);
else process.stdout.write(`Node ${machine.node}, ${machine.cores} cores, ${machine.cpu}\n`);
