import { onTestFinished } from 'vitest';
import type { Platform, PlatformTools } from '../../src/core/ports.ts';
import { WATCHDOG_TIMES, WatchedPlatform } from '../../src/ops/watchdog.ts';

export const MINUTE = 60_000;

/** A real adapter under the real watchdog, which looks when the test says so; stopped when the test is over. */
export function watched(open: () => Platform, tools: PlatformTools): WatchedPlatform {
  const dog = new WatchedPlatform(open(), {
    log: tools.log,
    announce: tools.announce,
    reopen: async () => open(),
    restarted: () => undefined,
    gaveUp: () => 'end',
    now: tools.now,
    times: { ...WATCHDOG_TIMES, look: MINUTE },
  });
  onTestFinished(() => dog.stop());
  return dog;
}

/** What is counted of deliveries: `slack sent`. */
export function counter(): { counted: string[]; delivered: NonNullable<PlatformTools['delivered']> } {
  const counted: string[] = [];
  return { counted, delivered: (platform, result) => void counted.push(`${platform} ${result}`) };
}
