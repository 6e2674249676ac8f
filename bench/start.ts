import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from '../editor/build.ts';
import { percentile } from '../editor/evaluation/measures.ts';
import { CORE_KEYS } from '../src/config.ts';
import { platforms } from '../src/platforms/index.ts';
import { DATA } from '../tests/real-knowledge.ts';
import { inTurn, type Part, type Rounds, type Row, rounded } from './figures.ts';

/* What a start costs: from its source with one question, as somebody types `npm start` for the first time; and built,
   with both SDKs, our modules for them, a store in a file and no token, as a server starts it. A start lasts until there is
   nothing left to do but to wait. Beside them, in turn, are processes with as little in them as can be: Node alone, Node with
   the loader of TypeScript, the two SDKs alone. Time of the processor hardly depends on what else the machine does; what
   the clock says does. Then what the base takes in memory. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache');
const MEMORY = fileURLToPath(new URL('base-memory.ts', import.meta.url));
const QUESTION = 'whats the uip\n';
const SDKS = ['@slack/bolt', 'discord.js'];
/** Milliseconds after which a start has failed. */
const PATIENCE = 120_000;
/** An empty value keeps out what is in a .env file. */
const NO_TOKENS = Object.fromEntries(
  [...CORE_KEYS, ...platforms.flatMap(({ keys }) => keys)].map(({ name }) => [name, '']),
);
/** Says how long it took until nothing was left to wait for. */
const METER = `data:text/javascript,${encodeURIComponent(`
import { writeSync } from 'node:fs';
process.prependOnceListener('beforeExit', () => {
  const wall = performance.now();
  const { user, system } = process.cpuUsage();
  writeSync(3, JSON.stringify({ wall, cpu: (user + system) / 1000 }));
});`)}`;

interface Cost {
  /** Milliseconds of the processor, and by the clock. */
  readonly cpu: number;
  readonly wall: number;
  /** From the spawn to the first byte of the answer; left out when nothing was asked. */
  readonly answer?: number;
}

export async function measureStart(rounds: Rounds): Promise<readonly Part[]> {
  mkdirSync(CACHE, { recursive: true });
  const home = mkdtempSync(join(CACHE, 'bench-'));
  try {
    const dist = join(home, 'dist');
    const builtBase = join(dist, 'base.bin');
    await build({ dataDir: DATA, builtBase });
    cpSync(join(ROOT, 'manifest.yml'), join(home, 'manifest.yml'));
    // What openChats loads, and only a token makes it ask for.
    const own = readdirSync(dist).filter((name) => /^app-.*\.js$/.test(name));
    const main = join(dist, 'main.js');
    const late = own.map((name) => pathToFileURL(join(dist, name)).href);
    const start =
      (imported: readonly string[], args: readonly string[], input = '') =>
      () =>
        run(imported, args, input, join(home, 'store.db'));
    const costs = await inTurn(
      {
        'Node alone': start([], ['-e', '0']),
        'the loader of TypeScript': start(['tsx'], ['-e', '0']),
        'from source, one question': start(['tsx'], ['src/main.ts'], QUESTION),
        'the SDKs alone': start(SDKS, ['-e', '0']),
        built: start([...SDKS, ...late], [main]),
        'built, one question': start([...SDKS, ...late], [main], QUESTION),
      },
      rounds,
    );
    const bare = medianOf(costs.get('Node alone'), 'cpu') ?? 1;
    const rows = [...costs].map(([what, all]): Row => {
      const [cpu = 0, wall = 0, answer] = [medianOf(all, 'cpu'), medianOf(all, 'wall'), medianOf(all, 'answer')];
      const ratio = { 'cpu / Node alone': rounded(cpu / bare) };
      return { what, cpu, wall, ...ratio, ...(answer !== undefined && { 'first byte': answer }) };
    });
    const notes = [
      `${rounds.runs} runs of each after ${rounds.warmUps}, in turn; medians. cpu: time of the processor; wall: by the clock.`,
    ];
    return [{ part: 'start', rows, notes }, memoryOf(builtBase)];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function medianOf(costs: readonly Cost[] | undefined, kind: keyof Cost): number | undefined {
  const values = (costs ?? []).flatMap((cost) => cost[kind] ?? []);
  return values.length === 0 ? undefined : Math.round(percentile(values, 0.5));
}

function memoryOf(file: string): Part {
  const told = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', MEMORY, file]).toString();
  const { opened, asked }: { opened: number; asked: number } = JSON.parse(told);
  const size = rounded(statSync(file).size / 1e6);
  return {
    part: 'memory',
    rows: [{ what: 'the base, MB', file: size, opened: rounded(opened), asked: rounded(asked) }],
    notes: ['heapUsed + external after a collection, more than before; asked: with one question and one suggestion.'],
  };
}

function run(imported: readonly string[], args: readonly string[], input: string, store: string): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const flags = [METER, ...imported].flatMap((name) => ['--import', name]);
    const child = spawn(process.execPath, [...flags, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...NO_TOKENS, STORE_URL: `file:${store}` },
      timeout: PATIENCE,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    const [, out, err, meter] = child.stdio;
    const said = { out: '', err: '', meter: '' };
    let answer: number | undefined;
    out?.on('data', (chunk: Buffer) => {
      answer ??= performance.now() - started;
      said.out += chunk.toString();
    });
    err?.on('data', (chunk: Buffer) => {
      said.err += chunk.toString();
    });
    meter?.on('data', (chunk: Buffer) => {
      said.meter += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0 || said.meter === '') return reject(new Error(`start: ended with ${code}: ${said.err}`));
      const isAnswer = /^[^\n]*UIP[^\n]*\n[\s\S]*\[1\][\s\S]*https:\/\//.test(said.out);
      if (input !== '' && !isAnswer) return reject(new Error(`start: no answer: ${said.out.slice(0, 200)}`));
      const cost: Cost = JSON.parse(said.meter);
      resolve({ ...cost, ...(input !== '' && answer !== undefined && { answer }) });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
