import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

const ONE_HEAP = fileURLToPath(new URL('one-heap.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const speedSchema = z.object({
  /** Milliseconds until the index stands. */
  build: z.number(),
  /** Milliseconds of a question. */
  p50: z.number(),
  p99: z.number(),
  /** How many were asked: fewer when the time was over. */
  questions: z.number(),
  /** Share of the questions whose own document came first, from 0 to 1. */
  found: z.number(),
  /** Megabytes that the index takes beside the documents; null where garbage can't be collected at will. */
  heap: z.number().nullable(),
});
export type Speed = z.infer<typeof speedSchema>;

/** What one engine took for so many made documents, or why it was left out. */
export interface Timing {
  readonly engine: string;
  readonly docs: number;
  readonly speed: Speed | { readonly leftOut: string };
}

export interface Budget {
  /** Seconds that an engine may take to build its index. */
  readonly build: number;
  /** Seconds that it may take for all questions; then the rest is not asked. */
  readonly questions: number;
}

/** Seconds that a process takes to start and to make documents and questions. */
const STARTING = 30;

/** Each size in a process of its own, smallest first. An engine is left out where it has already taken so long for fewer
    documents that it would not get an index or two questions done in time. Throws when a process fails. */
export async function measureSpeed(
  engine: string,
  sizes: readonly number[],
  budget: Budget,
): Promise<Timing[]> {
  const timings: Timing[] = [];
  let last: { readonly docs: number; readonly speed: Speed } | undefined;
  let leftOut: string | undefined;
  for (const docs of sizes) {
    leftOut ??= last && hopeless(last.speed, docs / last.docs, budget);
    if (leftOut === undefined) {
      const speed = await inOwnHeap(engine, docs, budget);
      if (speed) {
        last = { docs, speed };
        timings.push({ engine, docs, speed });
        continue;
      }
      leftOut = `no index in ${budget.build} s`;
    }
    timings.push({ engine, docs, speed: { leftOut } });
  }
  return timings;
}

/** Time grows at least as fast as the documents do for those that it could be too long for. */
function hopeless(speed: Speed, growth: number, budget: Budget): string | undefined {
  if (speed.build * growth > budget.build * 1000) return `would need more than ${budget.build} s to build`;
  if (speed.p50 * growth * 2 > budget.questions * 1000) {
    return `would need more than ${budget.questions / 2} s a question`;
  }
  return undefined;
}

/** Undefined when the index did not stand in time. */
async function inOwnHeap(engine: string, docs: number, budget: Budget): Promise<Speed | undefined> {
  const args = ['--expose-gc', '--max-old-space-size=4096', '--import', 'tsx', ONE_HEAP];
  const options = ['--engine', engine, '--docs', String(docs), '--seconds', String(budget.questions)];
  const timeout = (STARTING + budget.build + 2 * budget.questions) * 1000;
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [...args, ...options], {
      cwd: ROOT,
      timeout,
    });
    return speedSchema.parse(JSON.parse(stdout));
  } catch (error) {
    if (error instanceof Error && 'killed' in error && error.killed === true) return undefined;
    throw new Error(`retrieval: ${engine} failed with ${docs} documents`, { cause: error });
  }
}
