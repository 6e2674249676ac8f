import type { Answer } from '../core/answer.ts';
import { BotError } from '../core/errors.ts';
import type { Bot, Log, Platform } from '../core/ports.ts';
import type { Place, Posted } from '../core/posting.ts';

const MINUTE = 60_000;

/** Milliseconds. */
export const WATCHDOG_TIMES = {
  /** How often a platform's health is looked at. */
  look: 5_000,
  /** How long a platform may be down before it is closed and opened again. Both SDKs reconnect by themselves: Slack's
      within seconds every few hours, Discord's within half a minute. */
  patience: MINUTE,
  /** Before the second reopening, the third and so on; the last holds for all that follow. Five in half an hour: few
      enough for Discord, which allows 1,000 logins a day and would reset the token. */
  waits: [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 16 * MINUTE],
  /** Ready for this long, and the waits begin again: a platform that comes and goes is not hammered. */
  steady: 10 * MINUTE,
  /** Down for this long in spite of it, and the process is to end: what is stuck may be ours, and a new one begins clean. */
  giveUp: 30 * MINUTE,
};

/** What `EX_TEMPFAIL` means to a supervisor: try again. */
export const GAVE_UP = 75;

export interface WatchdogTools {
  readonly log: Log;
  announce(line: string): void;
  /** A new platform in the place of one that was stopped. Rejects with BotError as opening it at the start does. */
  reopen(): Promise<Platform>;
  restarted(platform: string): void;
  /** It did not come back. `end`: the process ends, and it is not looked at any more. `why`: what opening it said last. */
  gaveUp(platform: string, why: unknown): 'end' | 'go-on';
  now(): Date;
  readonly times?: typeof WATCHDOG_TIMES;
}

/** A platform that is watched, and opened again when it goes silent. Everybody else sees one platform. */
export class WatchedPlatform implements Platform {
  readonly name: string;
  readonly #tools: WatchdogTools;
  readonly #times: typeof WATCHDOG_TIMES;
  #inner: Platform;
  #bot: Bot | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopping: Promise<void> | undefined;
  #busy = false;
  #downSince: number | undefined;
  #readySince: number | undefined;
  #reopenings = 0;
  #next = 0;
  #why: unknown;
  /** What the operator was told since it went down: everything once, however often it is tried. */
  readonly #told = new Set<string>();
  /** When it last heard, before the one that is open now. */
  #before: number | undefined;

  constructor(inner: Platform, tools: WatchdogTools) {
    this.name = inner.name;
    this.#inner = inner;
    this.#tools = tools;
    this.#times = tools.times ?? WATCHDOG_TIMES;
  }

  /** Rejects with BotError `bad_config` when the platform refuses us. One that can't be reached is tried again. */
  async start(bot: Bot): Promise<void> {
    this.#bot = bot;
    try {
      await this.#inner.start(bot);
      this.#tools.announce(`${titled(this.name)} is on.`);
    } catch (error) {
      if (!(error instanceof BotError) || error.code !== 'platform_refused') throw error;
      this.#failed(error);
    }
    if (this.#stopping) return;
    // It keeps the process alive: while a platform is being waited for, nothing else may.
    this.#timer = setInterval(() => void this.look(), this.#times.look);
  }

  stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping ??= this.#inner.stop();
    return this.#stopping;
  }

  health(): 'starting' | 'ready' | 'down' {
    const health = this.#inner.health();
    return this.#downSince !== undefined && health === 'starting' ? 'down' : health;
  }

  lastSign(): number | undefined {
    return this.#inner.lastSign() ?? this.#before;
  }

  post(place: Place, card: Answer): Promise<Posted> {
    return this.#inner.post(place, card);
  }

  /** Looks once, and does what is due. Never rejects; of two looks at a time the second does nothing. */
  async look(): Promise<void> {
    if (this.#busy || this.#stopping) return;
    this.#busy = true;
    try {
      const now = this.#now();
      if (this.#inner.health() === 'ready') this.#isReady(now);
      else await this.#isDown(now);
    } finally {
      this.#busy = false;
    }
  }

  #isReady(now: number): void {
    if (this.#downSince !== undefined && this.#told.size > 0) {
      const seconds = Math.round((now - this.#downSince) / 1000);
      this.#tools.log.info('platform back', { platform: this.name, seconds });
      this.#tools.announce(`${titled(this.name)} is back after ${seconds} s.`);
    }
    this.#downSince = undefined;
    this.#told.clear();
    this.#readySince ??= now;
    if (now - this.#readySince >= this.#times.steady) {
      this.#reopenings = 0;
      this.#next = 0;
    }
  }

  async #isDown(now: number): Promise<void> {
    this.#readySince = undefined;
    this.#downSince ??= now;
    const since = now - this.#downSince;
    if (since >= this.#times.giveUp && this.#tools.gaveUp(this.name, this.#why) === 'end') {
      const fields = { platform: this.name, seconds: since / 1000 };
      this.#tools.log.error('platform did not come back', this.#why, fields);
      clearInterval(this.#timer);
      return;
    }
    if (since < this.#times.patience || now < this.#next) return;
    if (this.#told.size === 0) this.#tell(now);
    await this.#reopen();
  }

  #tell(now: number): void {
    this.#told.add('down');
    const sign = this.lastSign();
    const seconds = sign === undefined ? undefined : Math.round((now - sign) / 1000);
    this.#tools.log.warn('platform down', { platform: this.name, seconds });
    const ago = seconds === undefined ? '' : ` It was last heard of ${seconds} s ago.`;
    this.#tools.announce(`${titled(this.name)} is down.${ago} It is opened anew.`);
  }

  async #reopen(): Promise<void> {
    const bot = this.#bot;
    if (!bot) return;
    this.#before = this.lastSign();
    this.#why = undefined;
    this.#reopenings += 1;
    const { waits } = this.#times;
    const wait = waits[Math.min(this.#reopenings, waits.length) - 1] ?? MINUTE;
    this.#tools.restarted(this.name);
    this.#tools.log.warn('platform opened anew', { platform: this.name, count: this.#reopenings });
    try {
      await this.#inner.stop();
      this.#inner = await this.#tools.reopen();
      if (this.#stopping) return;
      await this.#inner.start(bot);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#next = this.#now() + wait;
      if (this.#stopping) await this.#inner.stop().catch(() => undefined);
    }
  }

  /** Logged with its code and its hint, which say what to do; it is tried again all the same: access may be given back. */
  #failed(error: unknown): void {
    this.#downSince ??= this.#now();
    this.#why = error;
    if (this.#stopping) return;
    if (error instanceof BotError && !this.#told.has(error.message))
      this.#tools.announce(`${error.message}\n-> ${error.hint}\nIt is tried again until it works.`);
    this.#told.add(error instanceof BotError ? error.message : 'failed');
    this.#tools.log.error('platform not opened', error, { platform: this.name });
  }

  #now(): number {
    return this.#tools.now().getTime();
  }
}

export function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
