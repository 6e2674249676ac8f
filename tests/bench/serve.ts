import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CORE_KEYS } from '../../src/config.ts';
import { type Loaded, loadFacts } from '../../src/facts/load.ts';
import { platforms } from '../../src/platforms/index.ts';
import { build } from '../../src/workbench/build.ts';
import { compileTo } from '../../src/workbench/compile.ts';
import { type Part, percentile, type Row, rounded } from './figures.ts';
import { madeBase } from './made-base.ts';

/* How long a built bot takes from the spawn to the first byte of an answer, and what its base takes in memory, at several
   sizes of made bases. In both programs of a round the SDKs of Slack and Discord are loaded first: in the one there is
   nothing else, so the difference is what we add. */

export interface ServeSizes {
  readonly facts: readonly number[];
  readonly warmUps: number;
  readonly runs: number;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MEMORY = fileURLToPath(new URL('base-memory.ts', import.meta.url));
const SDKS = ['--import', '@slack/bolt', '--import', 'discord.js'];
const PATIENCE = 120_000;
const NO_TOKENS = Object.fromEntries(
  [...CORE_KEYS, ...platforms.flatMap(({ keys }) => keys)].map(({ name }) => [name, '']),
);

/** Throws when a program fails or answers nothing. */
export async function measureServe(sizes: ServeSizes): Promise<Part> {
  const cache = join(ROOT, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const home = mkdtempSync(join(cache, 'bench-'));
  try {
    const dataDir = join(ROOT, 'data');
    const builtBase = join(home, 'dist', 'base.bin');
    await build({ dataDir, builtBase });
    cpSync(join(ROOT, 'manifest.yml'), join(home, 'manifest.yml'));
    const source = loadFacts(dataDir);
    const rows: Row[] = [];
    for (const count of sizes.facts) rows.push(await measured(source, count, builtBase, sizes));
    return {
      part: 'serve',
      rows,
      notes: [
        `${sizes.runs} runs of each after ${sizes.warmUps}, in turn; medians. The base is made, like the real one.`,
        'answer: from the spawn to the first byte of an answer, with the SDKs of Slack and Discord loaded before.',
        'sdks: a process that loads both SDKs and ends. ours: the difference.',
        'MB: heapUsed + external after a collection, more than before the base was opened; "read": when every fact has been read.',
      ],
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function measured(
  source: Loaded,
  count: number,
  builtBase: string,
  { warmUps, runs }: ServeSizes,
): Promise<Row> {
  const base = madeBase(source.base, count);
  const started = performance.now();
  const size = compileTo(builtBase, { data: '', code: '', made: Date.now() }, { ...source, base });
  const compiling = performance.now() - started;
  const [wording] = [...base.facts.values()][0]?.wordings.values() ?? [];
  const sdks: number[] = [];
  const answers: number[] = [];
  for (let round = -warmUps; round < runs; round += 1) {
    const bare = await run([...SDKS, '-e', '0'], '');
    const own = await run([...SDKS, join(builtBase, '..', 'main.js')], `${wording?.questions[0] ?? ''}\n`);
    if (own.firstByte === undefined) throw new Error('serve: no answer came out');
    if (round < 0) continue;
    sdks.push(bare.exit);
    answers.push(own.firstByte);
  }
  const memory = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', MEMORY, builtBase]);
  const { opened, read }: { opened: number; read: number } = JSON.parse(memory.toString());
  const [answer, sdk] = [percentile(answers, 0.5), percentile(sdks, 0.5)];
  return {
    what: `${count} facts`,
    answer: Math.round(answer),
    sdks: Math.round(sdk),
    ours: Math.round(answer - sdk),
    ratio: rounded(answer / sdk),
    'file MB': rounded(size / 1e6),
    'memory MB': rounded(opened),
    'read MB': rounded(read),
    'compiling s': rounded(compiling / 1000),
  };
}

function run(args: readonly string[], input: string): Promise<{ firstByte?: number; exit: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const env = { ...process.env, ...NO_TOKENS };
    const child = spawn(process.execPath, args, { cwd: ROOT, env, timeout: PATIENCE });
    let firstByte: number | undefined;
    let err = '';
    child.stdout.on('data', () => {
      firstByte ??= performance.now() - started;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const exit = performance.now() - started;
      if (code !== 0) reject(new Error(`serve: ended with ${code}: ${err}`));
      else resolve({ exit, ...(firstByte !== undefined && { firstByte }) });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
