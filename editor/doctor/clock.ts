import { type Examined, ok, problem, skipped, warning } from './outcome.ts';

/** Slack signs its requests with the time; five minutes off, they count as forged (Slack's docs: verifying requests). */
const REFUSED = 5 * 60_000;
const WARNED = 60_000;

/** This machine's clock against those that answered. `offsets`: milliseconds by which it is ahead of each. Pure. */
export function examineClock(offsets: readonly number[]): Examined {
  const sorted = [...offsets].sort((a, b) => Math.abs(a) - Math.abs(b));
  const [least] = sorted;
  if (least === undefined)
    return skipped('clock', 'The clock was not compared: no platform was asked, or none answered.');
  const off = Math.abs(least);
  if (off <= WARNED) return ok('clock', 'The clock agrees with that of the platform.');
  const says = `The clock of this machine is ${said(off)} ${least > 0 ? 'ahead' : 'behind'}`;
  const todo = 'Turn on setting the time from the network: sudo timedatectl set-ntp true on most Linux.';
  return off > REFUSED
    ? problem('clock', `${says}: Slack’s requests would be refused, and certificates may be.`, todo)
    : warning('clock', `${says}.`, todo);
}

function said(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
