import { parseArgs } from 'node:util';
import { loaded } from '../../src/boot/loaded.ts';

/* What `npm run build` makes dist/doctor.js of: a doctor for where only the built bot is. */

await loaded(async () => {
  const { ABOUT, AFTER, look } = await import('./index.ts');
  const help = `Usage: node dist/doctor.js [--json]\n\n${ABOUT}\n\n  --json  print one JSON object and nothing else\n${AFTER}`;
  try {
    const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
    const { values } = parseArgs({ options });
    if (values.help) process.stdout.write(`${help}\n`);
    else await look(values.json === true);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    process.stderr.write(`There is only --json and --help.\n\n${help}\n`);
    process.exitCode = 1;
  }
});
