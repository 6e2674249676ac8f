import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureCards } from './cards.ts';
import { type Part, table } from './figures.ts';
import { measureQuestions } from './question.ts';
import { measureRetrieval } from './retrieval.ts';
import { measureStart } from './start.ts';

/* `npm run bench` measures all parts, `npm run bench -- start` one of them; `--json` prints the same figures for a program.
   `retrieval` writes retrieval.md beside this file; `--corpora DIR` measures further corpora too, `--quick` takes few of
   everything and writes nothing. It fails only when something that was measured did not work: time says more of the machine. */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    corpora: { type: 'string' },
  },
});
const { quick, corpora } = values;

const parts: Readonly<Record<string, () => Promise<readonly Part[]>>> = {
  start: () => measureStart({ warmUps: 1, runs: quick ? 3 : 9 }),
  cards: () => measureCards(),
  question: () => measureQuestions(quick ? 1 : 3),
  retrieval: () => {
    const sizes = { questions: quick ? 40 : 200, ...(corpora !== undefined && { corpora }) };
    return measureRetrieval({ ...sizes, ...(!quick && { reportTo: fileURLToPath(new URL('.', import.meta.url)) }) });
  },
};
const names = positionals.length > 0 ? positionals : Object.keys(parts);
const stray = names.find((name) => !(name in parts));
if (stray !== undefined) {
  process.stderr.write(`There is no part ${stray}. There are: ${Object.keys(parts).join(', ')}.\n`);
  process.exit(1);
}

const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? 'unknown' };
const found: (Part & { readonly load: readonly number[] })[] = [];
for (const name of names) {
  const load = loadavg().map((one) => Number(one.toFixed(2)));
  for (const part of (await parts[name]?.()) ?? []) {
    found.push({ ...part, load });
    if (values.json) continue;
    const unit = part.part === 'cards' ? 'words' : 'milliseconds';
    const heading = `${part.part} (${unit}; load average before: ${load.join(' ')})`;
    process.stdout.write(`${[heading, '', table(part.rows), '', ...part.notes].join('\n')}\n\n`);
  }
}
if (values.json) process.stdout.write(`${JSON.stringify({ machine, parts: found }, undefined, 2)}\n`);
else process.stdout.write(`Node ${machine.node}, ${machine.cores} cores, ${machine.cpu}\n`);
