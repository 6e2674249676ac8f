/** Does something again and again, one at a time, until it is stopped; then waits for what is under way. Does not keep the
    process alive. `round` never rejects. */
export function repeat(
  round: (stopped: () => boolean) => Promise<void>,
  every: number,
): { readonly stop: () => Promise<void> } {
  let isStopped = false;
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= round(() => isStopped).finally(() => {
      running = undefined;
    });
  }, every);
  timer.unref();
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
