import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { BotError } from '../core/errors.ts';
import { BadData } from '../facts/problems.ts';

/** Milliseconds. Our own facts take 2 s, and half a minute on a machine that does ten other things. */
const LIMIT = 300_000;
/** Megabytes of heap: five times what our own facts take. */
const HEAP = 1_024;
/** Bytes of a reply: thousands of problems. */
const MOST = 4_000_000;

/** What the child process writes as its one line: nothing wrong, or what. */
const reply = z.object({
  code: z.literal('bad_data').optional(),
  message: z.string().default(''),
  hint: z.string().default(''),
  problems: z.array(z.object({ where: z.string(), message: z.string(), tip: z.string() })).default([]),
});

/** What a child process says about what it caught. Throws what is no fault of the data. */
export function replyOf(error: unknown): z.input<typeof reply> {
  if (!(error instanceof BotError) || error.code !== 'bad_data') throw error;
  const { code, message, hint } = error;
  const problems = error instanceof BadData ? [...error.problems] : [];
  return { code, message, hint, problems };
}

/** Runs a script in a Node process of its own and waits for it: what takes seconds there keeps no answer waiting here,
    and what ends that process, or never ends, does nothing to this one. The script gets none of our environment, so no
    token. Rejects with the BotError `bad_data` that it reports, or with one that says that it did not finish. */
export async function runChild(script: URL, args: readonly string[], limit: number = LIMIT): Promise<void> {
  const node = [`--max-old-space-size=${HEAP}`, '--import=tsx', fileURLToPath(script), ...args];
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const options = { cwd, env: {}, timeout: limit, killSignal: 'SIGKILL', maxBuffer: MOST } as const;
  const told = await promisify(execFile)(process.execPath, node, options)
    .then(({ stdout }) => reply.parse(JSON.parse(stdout)))
    .catch(() => {
      throw new BotError(
        'bad_data',
        'The facts could not be read to the end: reading them took too long, too much memory, or failed.',
        'Run npm run lint:data; take back the last change to the data folder if it does not end either.',
      );
    });
  const { code, message, hint, problems } = told;
  if (code === undefined) return;
  if (problems.length === 0) throw new BotError(code, message, hint);
  throw new BadData(problems.map((problem) => ({ level: 'error', ...problem })));
}
