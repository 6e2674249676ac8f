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

/* What a start costs: from its source with one question, as somebody types `npm start` for the first time; and built, with
   both SDKs, our modules for them, a store in a file and no token, as a server starts it; beside them processes with as
   little in them as can be. A start lasts until there is nothing left to do but to wait. Then what the base takes in memory. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache');
const MEMORY = fileURLToPath(new URL('base-memory.ts', import.meta.url));
const QUESTION = 'whats the uip\n';
const SDKS = ['@slack/bolt', 'discord.js'];
const PATIENCE = 120_000;
/** An empty value keeps out what is in a .env file. */
const KEYS = [...CORE_KEYS, ...platforms.flatMap(({ keys }) => keys)];
const NO_TOKENS = Object.fromEntries(KEYS.map(({ name }) => [name, '']));
/** Says how long it took until nothing was left to wait for. */
const METER = `data:text/javascript,${encodeURIComponent(`
import { writeSync } from 'node:fs';
process.prependOnceListener('beforeExit', () => {
  const wall = performance.now();
  const { user, system } = process.cpuUsage();
  writeSync(3, JSON.stringify({ wall, cpu: (user + system) / 1000 }));
});`)}`;

/** Milliseconds of the processor, by the clock, and from the spawn to the first byte of the answer, when one was asked for. */
type Cost = { readonly cpu: number; readonly wall: number; readonly answer?: number };

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
    const start = (imported: readonly string[], args: readonly string[], input = '') => {
      return () => run(imported, args, input, join(home, 'store.db'));
    };
    const starts = {
      'Node alone': start([], ['-e', '0']),
      'the loader of TypeScript': start(['tsx'], ['-e', '0']),
      'from source, one question': start(['tsx'], ['src/main.ts'], QUESTION),
      'the SDKs alone': start(SDKS, ['-e', '0']),
      built: start([...SDKS, ...late], [main]),
      'built, one question': start([...SDKS, ...late], [main], QUESTION),
    };
    const costs = await inTurn(starts, rounds);
    const bare = medianOf(costs.get('Node alone'), 'cpu') ?? 1;
    const rows = [...costs].map(([what, all]): Row => {
      const [cpu = 0, wall = 0, answer] = [medianOf(all, 'cpu'), medianOf(all, 'wall'), medianOf(all, 'answer')];
      const ratio = { 'cpu / Node alone': rounded(cpu / bare) };
      return { what, cpu, wall, ...ratio, ...(answer !== undefined && { 'first byte': answer }) };
    });
    const note = `${rounds.runs} runs of each after ${rounds.warmUps}, in turn; medians. cpu: time of the processor; wall: by the clock.`;
    return [{ part: 'start', rows, notes: [note] }, memoryOf(builtBase)];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function medianOf(costs: readonly Cost[] = [], kind: keyof Cost): number | undefined {
  const values = costs.flatMap((cost) => cost[kind] ?? []);
  return values.length === 0 ? undefined : Math.round(percentile(values, 0.5));
}

function memoryOf(file: string): Part {
  const told = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', MEMORY, file]).toString();
  const { opened, asked }: { opened: number; asked: number } = JSON.parse(told);
  const size = rounded(statSync(file).size / 1e6);
  const rows = [{ what: 'the base, MB', file: size, opened: rounded(opened), asked: rounded(asked) }];
  const note = 'heapUsed + external after a collection, more than before; asked: with one question and one suggestion.';
  return { part: 'memory', rows, notes: [note] };
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
    const said: Record<string, string> = { out: '', err: '', meter: '' };
    let answer: number | undefined;
    out?.once('data', () => {
      answer = performance.now() - started;
    });
    for (const [name, stream] of Object.entries({ out, err, meter }))
      stream?.on('data', (chunk: Buffer) => {
        said[name] += chunk.toString();
      });
    child.on('error', reject);
    child.on('close', (code) => {
      const { out = '', err, meter = '' } = said;
      if (code !== 0 || meter === '') return reject(new Error(`start: ended with ${code}: ${err}`));
      const isAnswer = /^[^\n]*UIP[^\n]*\n[\s\S]*\[1\][\s\S]*https:\/\//.test(out);
      if (input !== '' && !isAnswer) return reject(new Error(`start: no answer: ${out.slice(0, 200)}`));
      const cost: Cost = JSON.parse(meter);
      resolve({ ...cost, ...(input !== '' && answer !== undefined && { answer }) });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
