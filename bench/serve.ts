import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from '../editor/build.ts';
import { compileTo } from '../src/boot/compile.ts';
import { CORE_KEYS } from '../src/config.ts';
import { digestOfCode, digestOfData } from '../src/facts/digest.ts';
import { loadFacts } from '../src/facts/load.ts';
import { platforms } from '../src/platforms/index.ts';
import { type Part, percentile, type Row, rounded } from './figures.ts';
import { madeBase } from './made-base.ts';

/* What a built bot costs to start, with bases of several sizes, and what its base takes in memory. A start lasts from the
   beginning of the process until there is nothing left to do but to wait: the base is opened, the bot is made, a store in
   a file is opened, the SDKs of Slack and Discord and our own modules for them are loaded. Beside it, in turn, stands a
   process that loads the two SDKs and does nothing else: the difference is ours. Time of the processor hardly depends on
   what else the machine does; what the clock says does. */

export interface ServeSizes {
  /** Where the texts lie that the bases are made like. */
  readonly dataDir: string;
  readonly facts: readonly number[];
  readonly warmUps: number;
  readonly runs: number;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache');
const MEMORY = fileURLToPath(new URL('base-memory.ts', import.meta.url));
const SDKS = ['@slack/bolt', 'discord.js'];
const PATIENCE = 120_000;
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
  /** Milliseconds by the clock, and of the processor. */
  readonly wall: number;
  readonly cpu: number;
}

interface Program {
  readonly what: string;
  readonly args: readonly string[];
  readonly input: string;
  readonly costs: Cost[];
}

/** Throws when a program fails. Bases are made once for the same code and texts, and kept in node_modules/.cache. */
export async function measureServe({ dataDir, facts, warmUps, runs }: ServeSizes): Promise<Part> {
  mkdirSync(CACHE, { recursive: true });
  const home = mkdtempSync(join(CACHE, 'bench-'));
  try {
    const bases = facts.map((count) => ({ count, ...keptBase(dataDir, count) }));
    const code = join(home, 'code');
    await bundle(code);
    const bare: Program = {
      what: 'the SDKs alone',
      args: [...imports(SDKS), '-e', '0'],
      input: '',
      costs: [],
    };
    const programs = [bare, ...bases.flatMap((base) => programsOf(base, code, join(home, `${base.count}`)))];
    for (let round = -warmUps; round < runs; round += 1) {
      for (const { args, input, costs } of programs) {
        const cost = await run(args, input, join(home, 'store.db'));
        if (round >= 0) costs.push(cost);
      }
    }
    return {
      part: 'serve',
      rows: [
        ...programs.map((one) => row(one, bare)),
        ...bases.map(({ file, count }) => memoryRow(file, count)),
      ],
      notes: [
        `${runs} runs of each after ${warmUps}, in turn; medians. "+": more than the SDKs alone take. The bases are made, like the real one.`,
        'start: until there is nothing left to wait for, with both SDKs, our modules for them, a store in a file, and no token. cpu: time of the processor; wall: by the clock.',
        'first refusal: the same, and one question that no fact answers, with its answer.',
        'MB: heapUsed + external after a collection, more than before the base was opened; asked: with one question and one suggestion; read: when every fact has been read.',
      ],
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** A compiled base of so many made facts: the one that was kept, if code and texts are still the same. */
function keptBase(dataDir: string, count: number): { readonly file: string } {
  const rooms = ['core', 'facts', 'retrieval'].map((room) => join(ROOT, 'src', room));
  const made = ['made-base.ts', join('retrieval', 'made.ts')];
  const hash = createHash('sha256').update(digestOfCode(rooms)).update(digestOfData(dataDir));
  for (const name of made) hash.update(readFileSync(join(ROOT, 'tests', 'bench', name)));
  const file = join(CACHE, `made-${count}-${hash.digest('hex').slice(0, 16)}.bin`);
  if (existsSync(file)) return { file };
  for (const name of readdirSync(CACHE)) {
    if (name.startsWith(`made-${count}-`)) rmSync(join(CACHE, name), { force: true });
  }
  const source = loadFacts(dataDir);
  const base = madeBase(source.base, count);
  compileTo(file, { data: '', code: '', made: Date.now() }, { ...source, base });
  return { file };
}

function programsOf(base: { count: number; file: string }, code: string, home: string): readonly Program[] {
  const dist = join(home, 'dist');
  cpSync(code, dist, { recursive: true });
  cpSync(base.file, join(dist, 'base.bin'));
  cpSync(join(ROOT, 'manifest.yml'), join(home, 'manifest.yml'));
  // What openChats loads, and only a token makes it ask for.
  const own = readdirSync(dist).filter((name) => /^app-.*\.js$/.test(name));
  const args = [...imports(SDKS), ...imports(own.map((name) => pathToFileURL(join(dist, name)).href))];
  const start = [...args, join(dist, 'main.js')];
  return [
    { what: `start, ${base.count} facts`, args: start, input: '', costs: [] },
    { what: `first refusal, ${base.count} facts`, args: start, input: 'zzyzx qwxv\n', costs: [] },
  ];
}

function imports(names: readonly string[]): readonly string[] {
  return [METER, ...names].flatMap((name) => ['--import', name]);
}

function row(one: Program, bare: Program): Row {
  const of = (kind: keyof Cost, { costs }: Pick<Program, 'costs'>): number =>
    Math.round(
      percentile(
        costs.map((cost) => cost[kind]),
        0.5,
      ),
    );
  const [cpu, wall] = [of('cpu', one), of('wall', one)];
  if (one === bare) return { what: one.what, cpu, wall };
  return { what: one.what, cpu, wall, '+cpu': cpu - of('cpu', bare), '+wall': wall - of('wall', bare) };
}

function memoryRow(file: string, count: number): Row {
  const told = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', MEMORY, file]);
  const { opened, asked, read }: { opened: number; asked: number; read: number } = JSON.parse(
    told.toString(),
  );
  return {
    what: `memory, ${count} facts`,
    'file MB': rounded(statSync(file).size / 1e6),
    'opened MB': rounded(opened),
    'asked MB': rounded(asked),
    'read MB': rounded(read),
  };
}

function run(args: readonly string[], input: string, store: string): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...NO_TOKENS, STORE_URL: `file:${store}` };
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env,
      timeout: PATIENCE,
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let err = '';
    child.stdio[3]?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0 || said === '') return reject(new Error(`serve: ended with ${code}: ${err}`));
      const cost: Cost = JSON.parse(said);
      resolve(cost);
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
