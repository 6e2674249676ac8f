import { Command } from 'commander';
import { vi } from 'vitest';

/** Runs one tool of `npm run facts` on a data folder, in this process. What it throws is thrown. */
export async function runTool(add: (to: Command) => void, args: readonly string[], dataDir: string) {
  const program = new Command('facts').exitOverride();
  add(program);
  const written = { out: '', err: '' };
  const spies = (['out', 'err'] as const).map((name) =>
    vi.spyOn(process[`std${name}`], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  vi.stubEnv('DATA_DIR', dataDir);
  process.exitCode = undefined;
  try {
    await program.parseAsync([...args], { from: 'user' });
    return { ...written, failed: process.exitCode === 1 };
  } finally {
    process.exitCode = undefined;
    vi.unstubAllEnvs();
    for (const spy of spies) spy.mockRestore();
  }
}
