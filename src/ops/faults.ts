/** Faults that nobody awaited. An answer's own faults never get here: `bot.answer` turns them into an apology. */

/** Faults within a minute after which the process ends all the same: a loop of faults is no life. */
const LIMIT = 20;
const MINUTE = 60_000;

/** Network trouble, as Node, undici and ws name it. */
const NETWORK =
  /^(?:ECONN[A-Z]+|E(?:TIMEDOUT|PIPE|NOTFOUND|HOSTUNREACH|NETUNREACH|NETDOWN|AI_AGAIN|PROTO)|UND_ERR_[A-Z_]+|ABORT_ERR|WS_ERR_[A-Z_]+)$/;

/** Decides about one fault. `go-on` for a platform's: network trouble, a promise that an SDK left without a handler,
    or a throw inside a package (a malformed event in a socket handler). The base is frozen and no question shares state
    with another, so the answers stay right. `stop` for a throw in our own files outside any question, which is a bug
    whose reach nobody knows, and for more than 20 faults in a minute. A supervisor starts the process again. */
export function createFaultPolicy(
  now: () => number,
): (kind: 'rejection' | 'exception', fault: unknown) => 'go-on' | 'stop' {
  let recent: number[] = [];
  return (kind, fault) => {
    recent = [...recent.filter((at) => at > now() - MINUTE), now()];
    if (recent.length > LIMIT) return 'stop';
    return kind === 'rejection' || isNetworkFault(fault) || isThrownInPackage(fault) ? 'go-on' : 'stop';
  };
}

const isNetworkFault = (fault: unknown): boolean =>
  fault instanceof Error && NETWORK.test(String(Reflect.get(fault, 'code')));

/** Whether the innermost frame that is a file, not Node itself, is a package's. */
function isThrownInPackage(fault: unknown): boolean {
  if (!(fault instanceof Error) || typeof fault.stack !== 'string') return false;
  const frame = fault.stack
    .split('\n')
    .find((line) => /^\s+at .*[/\\].*:\d+:\d+\)?$/.test(line) && !/\(?node:/.test(line));
  return frame?.includes('node_modules') ?? false;
}
