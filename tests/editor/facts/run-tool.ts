import { Command } from 'commander';
import { vi } from 'vitest';

/** What a tool of `npm run facts` wrote and how it ended. */
export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly failed: boolean;
}

/** Runs one tool on a data folder, in this process. What it throws is thrown. */
export async function runTool(add: (to: Command) => void, args: readonly string[], dataDir: string): Promise<Ran> {
  const program = new Command('facts').exitOverride();
  add(program);
  const written = { out: '', err: '' };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.out += String(text);
    return true;
  });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.err += String(text);
    return true;
  });
  vi.stubEnv('DATA_DIR', dataDir);
  process.exitCode = undefined;
  try {
    await program.parseAsync([...args], { from: 'user' });
    return { ...written, failed: process.exitCode === 1 };
  } finally {
    process.exitCode = undefined;
    vi.unstubAllEnvs();
    out.mockRestore();
    err.mockRestore();
  }
}
