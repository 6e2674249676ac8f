import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CORE_KEYS } from '../src/config.ts';
import { platforms } from '../src/platforms/index.ts';
import { type Part, percentile, type Row, rounded } from './figures.ts';

/* How long somebody waits who types `npm start` for the first time. The real program is started without any token, with
   one question in its standard input, and timed from the spawn to the first byte of the answer and to the exit. Around
   it, in the same round, so that a busy machine slows all of them alike: Node with nothing to do, Node with the loader
   of TypeScript and nothing to do, and the modules that main.ts names with none of the facts read. A ratio is a median
   divided by the median of Node with nothing to do. */

export interface StartSizes {
  readonly warmUps: number;
  readonly runs: number;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const QUESTION = 'whats the uip\n';
/** Milliseconds after which a start has failed. */
const PATIENCE = 60_000;

/** An empty value keeps what stands in a .env file out. */
const NO_TOKENS = Object.fromEntries(
  [...CORE_KEYS, ...platforms.flatMap(({ keys }) => keys)].map(({ name }) => [name, '']),
);

interface Run {
  /** Milliseconds from the spawn; undefined when nothing was written. */
  readonly firstByte?: number;
  readonly exit: number;
  readonly out: string;
}

const programs: readonly { readonly what: string; readonly args: readonly string[] }[] = [
  { what: 'node -e 0', args: ['-e', '0'] },
  { what: 'node --import tsx -e 0', args: ['--import', 'tsx', '-e', '0'] },
  { what: 'imports of main.ts', args: ['--import', 'tsx', '--input-type=module', '-e', importsOfMain()] },
];
const RECEIPTS = ['--import', 'tsx', 'src/main.ts'];

/** Throws when a program fails, or when what comes out is not an answer with its sources. */
export async function measureStart(sizes: StartSizes): Promise<Part> {
  const exits = new Map<string, number[]>(programs.map(({ what }) => [what, []]));
  const answers: number[] = [];
  const ends: number[] = [];
  for (let round = -sizes.warmUps; round < sizes.runs; round += 1) {
    for (const { what, args } of programs) {
      const { exit } = await run(args, '');
      if (round >= 0) exits.get(what)?.push(exit);
    }
    const { firstByte, exit, out } = await run(RECEIPTS, QUESTION);
    if (firstByte === undefined || !/^[^\n]*UIP[^\n]*\n[\s\S]*\[1\][\s\S]*https:\/\//.test(out)) {
      throw new Error(`start: no answer with its sources came out: ${JSON.stringify(out.slice(0, 200))}`);
    }
    if (round < 0) continue;
    answers.push(firstByte);
    ends.push(exit);
  }
  const bare = percentile(exits.get('node -e 0') ?? [], 0.5);
  return {
    part: 'start',
    rows: [
      ...programs.map(({ what }) => row(`${what}: exit`, exits.get(what) ?? [], bare)),
      row('npm start: first byte of the answer', answers, bare),
      row('npm start: exit', ends, bare),
    ],
    notes: [
      `${sizes.runs} runs of each after ${sizes.warmUps}, in turn; npm itself is not in it.`,
      'The first byte on standard output is that of the answer’s heading: everything else goes to standard error.',
    ],
  };
}

function row(what: string, times: readonly number[], bare: number): Row {
  const median = percentile(times, 0.5);
  return {
    what,
    median: Math.round(median),
    min: Math.round(Math.min(...times)),
    max: Math.round(Math.max(...times)),
    ratio: rounded(median / bare),
  };
}

/** A program that imports what main.ts imports, types left out, and does nothing with it. */
function importsOfMain(): string {
  const main = readFileSync(new URL('../src/main.ts', import.meta.url), 'utf8');
  const names = [...main.matchAll(/^import (?!type\b).*from '([^']+)';$/gm)].map(([, name = '']) => name);
  if (!names.some((name) => name.startsWith('./'))) throw new Error('start: main.ts has no imports to read');
  return names.map((name) => `import '${name.replace(/^\.\//, './src/')}';`).join('\n');
}

function run(args: readonly string[], input: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...NO_TOKENS },
      timeout: PATIENCE,
    });
    let firstByte: number | undefined;
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      firstByte ??= performance.now() - started;
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const exit = performance.now() - started;
      if (code !== 0) reject(new Error(`start: ${args.slice(0, 3).join(' ')} ended with ${code}: ${err}`));
      else resolve({ exit, out, ...(firstByte !== undefined && { firstByte }) });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
