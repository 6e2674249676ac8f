import { BotError } from '../../src/core/errors.ts';
import { type Inspected, inspectStore } from './inspect-store.ts';
import { type Examined, ok, problem, skipped, warning } from './outcome.ts';

/** Less than this many bytes on the disk is soon too little. */
const SCARCE = 200 * 1024 * 1024;

/** Whether what must outlive a restart can be kept where STORE_URL says. Changes nothing there. */
export async function examineStore(url: string): Promise<readonly Examined[]> {
  try {
    return judgeStore(await inspectStore(url));
  } catch (error) {
    if (error instanceof BotError) return [problem('store', error.message, error.hint)];
    return [
      problem(
        'store',
        'The store can’t be used: something unforeseen.',
        'Look at STORE_URL in .env.example.',
      ),
    ];
  }
}

/** Pure. */
export function judgeStore(inspected: Inspected): readonly Examined[] {
  if (inspected.kind === 'memory') {
    return [
      warning(
        'store',
        'STORE_URL is "memory:": settings, schedules and posted cards are forgotten at every restart.',
        'Leave STORE_URL empty for a file, unless that is what you want.',
      ),
    ];
  }
  const disk = judgeDisk(inspected.freeBytes);
  if (inspected.kind === 'none-yet')
    return [ok('store', 'The store’s file is not there yet, and can be made at the first start.'), ...disk];
  const { kind, found, newest } = inspected;
  const thing = kind === 'file' ? 'The store’s file' : 'The store’s database';
  if (found > newest) {
    return [
      problem(
        'store',
        `A newer bot wrote the store (version ${found}; this one knows ${newest}).`,
        'Run the newer version again, or point STORE_URL elsewhere.',
      ),
      ...disk,
    ];
  }
  const state =
    found === newest
      ? `is up to date (version ${found})`
      : found === 0
        ? 'gets its tables at the next start'
        : `will be brought from version ${found} to ${newest} at the next start`;
  const opens = ok('store', `${thing} opens, can be written, and ${state}.`);
  const before =
    found > 0 && found < newest
      ? [
          skipped(
            'store-copy',
            'Whether you have a copy of it, only you know.',
            'Make one before that start.',
          ),
        ]
      : [];
  return [opens, ...before, ...disk];
}

function judgeDisk(freeBytes: number | undefined): readonly Examined[] {
  if (freeBytes === undefined) return [];
  const megabytes = Math.floor(freeBytes / 1024 / 1024);
  return freeBytes < SCARCE
    ? [warning('disk', `Only ${megabytes} MB are left on the disk of the store.`, 'Make room on it.')]
    : [];
}
