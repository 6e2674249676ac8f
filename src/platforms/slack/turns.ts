const QUIET = 3;
const PATIENCE = 50;
export function oneATurn(): () => Promise<void> {
  let last = Promise.resolve();
  let asked = 0;
  const quiet = async (): Promise<void> => {
    const since = performance.now();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, QUIET));
      const now = performance.now();
      if (now - asked >= QUIET || now - since >= PATIENCE) return;
    }
  };
  return () => {
    asked = performance.now();
    last = last.then(quiet);
    return last;
  };
}
