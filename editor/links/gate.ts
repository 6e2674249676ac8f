/** Waits some milliseconds; tests need not. */
export type Pause = (ms: number) => Promise<void>;

export const realPause: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets one request at a time through to a host, and the next only after a pause. `www.` makes no other host. */
export class HostGate {
  readonly #ms: number;
  readonly #pause: Pause;
  readonly #last = new Map<string, Promise<void>>();

  constructor(ms: number, pause: Pause) {
    this.#ms = ms;
    this.#pause = pause;
  }

  /** Runs `ask` when the host is free. `ask` must not come back here before it is done. */
  async through<Answer>(host: string, ask: () => Promise<Answer>): Promise<Answer> {
    const key = plainHost(host);
    const before = this.#last.get(key);
    let free = () => {};
    this.#last.set(
      key,
      new Promise((resolve) => {
        free = resolve;
      }),
    );
    if (before) {
      await before;
      await this.#pause(this.#ms);
    }
    try {
      return await ask();
    } finally {
      free();
    }
  }
}

export function plainHost(host: string): string {
  return host.replace(/^www\./, '');
}
