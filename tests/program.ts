import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import { CORE_KEYS } from '../src/config.ts';
import { platforms } from '../src/platforms/index.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** None of the bot's variables: what is set on this machine, or in its .env, is not meant for a test. */
const CLEAN = Object.fromEntries(
  [...CORE_KEYS, ...platforms.flatMap(({ keys }) => keys)].map(({ name }) => [name, '']),
);

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const children = new Set<ChildProcess>();

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

/** Starts the real program, or a command that starts it. `ended` resolves when it has; `out` and `err` are what it wrote. */
export function start(
  env: Record<string, string> = {},
  stdin: 'pipe' | 'ignore' = 'pipe',
  [command, ...given]: readonly [string, ...string[]] = [process.execPath, '--import', 'tsx', 'src/main.ts'],
) {
  const child = spawn(command, given, {
    cwd: ROOT,
    env: { ...process.env, ...CLEAN, ...env },
    stdio: [stdin, 'pipe', 'pipe'],
  });
  children.add(child);
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  const says = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const look = setInterval(() => {
        if (!(out + err).includes(text) && child.exitCode === null) return;
        clearInterval(look);
        resolve();
      }, 10);
    });
  return { child, ended, says, said: () => out + err };
}
