import { parseArgs } from 'node:util';
import { fold } from '../../src/platforms/console/width.ts';
import { print } from '../opened.ts';
import { ABOUT, AFTER, look } from './index.ts';

/** The doctor as a program of its own, which takes no more than these flags. */
const HELP = `Usage: node dist/doctor.js [--json]

${fold(ABOUT, 80)}

  --json  print one JSON object and nothing else
${AFTER}`;

function flags(): { json?: boolean; help?: boolean } | undefined {
  try {
    return parseArgs({ options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } })
      .values;
  } catch {
    return undefined;
  }
}

const given = flags();
if (!given) {
  process.stderr.write(`There is only --json and --help.\n\n${HELP}\n`);
  process.exitCode = 1;
} else if (given.help) print(HELP);
else await look(given.json === true);
