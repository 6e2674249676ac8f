import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { BotError } from '../core/errors.ts';
import { BadData } from './problems.ts';

/** Milliseconds. Our own facts take 2 s, and half a minute on a machine that does ten other things. */
const LIMIT = 300_000;
/** Megabytes of heap: five times what our own facts take. */
const HEAP = 1_024;
/** Characters of an answer: thousands of problems. */
const MOST = 4_000_000;

/** What the process writes as its one line: nothing wrong, or what. */
const reply = z.object({
  code: z.literal('bad_data').optional(),
  message: z.string().default(''),
  hint: z.string().default(''),
  problems: z.array(z.object({ where: z.string(), message: z.string(), tip: z.string() })).default([]),
});
type Reply = z.input<typeof reply>;

/** What a process apart says about what it caught; an empty object when all went well. */
export function replyOf(error: unknown): Reply {
  if (!(error instanceof BotError) || error.code !== 'bad_data') throw error;
  const { code, message, hint } = error;
  if (!(error instanceof BadData)) return { code, message, hint };
  const problems = error.problems.map(({ where, message: what, tip }) => ({ where, message: what, tip }));
  return { code, message, hint, problems };
}

/** Runs a script in a Node process of its own and waits for it: what takes seconds there keeps no answer waiting here,
    and what ends that process, or never ends, does nothing to this one. The script gets none of our environment, so no
    token. Rejects with the BotError `bad_data` that it reports, or with one that says that it did not finish. */
export async function runApart(script: URL, args: readonly string[], limit: number = LIMIT): Promise<void> {
  const said = await output(script, args, limit);
  const parsed = reply.safeParse(parsedJson(said));
  if (!parsed.success) {
    throw new BotError(
      'bad_data',
      'The facts could not be read to the end: reading them took too long, too much memory, or failed.',
      'Run npm run lint:data; take back the last change to the data folder if it does not end either.',
    );
  }
  const { code, message, hint, problems } = parsed.data;
  if (code === undefined) return;
  if (problems.length === 0) throw new BotError(code, message, hint);
  throw new BadData(
    problems.map(({ where, message: what, tip }) => ({ level: 'error' as const, where, message: what, tip })),
  );
}

function output(script: URL, args: readonly string[], limit: number): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${HEAP}`, '--import=tsx', fileURLToPath(script), ...args],
      {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        env: {},
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: limit,
        killSignal: 'SIGKILL',
      },
    );
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.length > MOST) child.kill('SIGKILL');
    });
    child.on('error', () => resolve(''));
    child.on('close', () => resolve(said));
  });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
