import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureAcks } from './ack.ts';
import { type Part, table } from './figures.ts';
import { measureQuestions } from './question.ts';
import { measureStart } from './start.ts';

/* `npm run bench` measures all parts, `npm run bench -- start`, `question` or `ack` one of them; `--json` prints the
   same figures for a program. Nothing is asserted on time, since that says more about the machine than about us. It
   fails only when something that was measured did not work. */

const parts: Readonly<Record<string, () => Promise<Part>>> = {
  start: () => measureStart({ warmUps: 1, runs: 7 }),
  question: () => measureQuestions({ rounds: 3 }),
  ack: () => measureAcks({ connections: 10, warmUp: 600, blocks: 2, requests: 1000 }),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
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
  const part = { ...(await measure()), load: before };
  found.push(part);
  if (values.json) continue;
  const heading = `${part.part} (milliseconds; load average before: ${before.join(' ')})`;
  process.stdout.write(`${[heading, '', table(part.rows), '', ...part.notes].join('\n')}\n\n`);
}
if (values.json) process.stdout.write(`${JSON.stringify({ machine, parts: found }, undefined, 2)}\n`);
else process.stdout.write(`Node ${machine.node}, ${machine.cores} cores, ${machine.cpu}\n`);
