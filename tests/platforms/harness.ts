import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { onTestFinished, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Answer, answerWith } from '../../src/core/answer.ts';
import { BotError } from '../../src/core/errors.ts';
import type { Say } from '../../src/core/language.ts';
import type { Bot, CommandCard, Platform, PlatformTools } from '../../src/core/ports.ts';
import type { Call, Question } from '../../src/core/question.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { WATCHDOG_TIMES, WatchedPlatform } from '../../src/ops/watchdog.ts';
import { createPosting } from '../../src/posting/index.ts';
import { openStore } from '../../src/store/index.ts';

export interface FakeBot extends Bot {
  /** What it was asked, in order. */
  readonly questions: Question[];
  /** What it was asked to finish, in order. */
  readonly typed: Call[];
}

/** A bot that answers as it is told, and remembers what it was asked. `suggestions` is what it gives to whoever types. */
export function fakeBot(
  answerFor: (question: Question) => Answer | Promise<Answer>,
  suggestions: readonly string[] = ['What is the UIP?', 'Who is on the list?'],
): FakeBot {
  const questions: Question[] = [];
  const typed: Call[] = [];
  return {
    questions,
    typed,
    async answer(question) {
      questions.push(question);
      return answerFor(question);
    },
    async suggest(call, _workspace, limit) {
      typed.push(call);
      return suggestions.slice(0, limit);
    },
  };
}

/** A command as a platform registers it, with nothing but what is given. */
export function commandCard(name: string, description: string, changes: Partial<CommandCard> = {}): CommandCard {
  return { name, typed: name, description, options: [], localized: new Map(), ...changes };
}

const phrases = z
  .object({ phrases: z.record(z.string(), z.string()) })
  .parse(parse(readFileSync(new URL('../../data/languages/en.yaml', import.meta.url), 'utf8'))).phrases;

/** Making one is costly, and renderers say the same few phrases over and over. */
const formats = new Map<string, IntlMessageFormat>();

function format(key: string): IntlMessageFormat {
  const known = formats.get(key) ?? new IntlMessageFormat(phrases[key] ?? key, 'en');
  formats.set(key, known);
  return known;
}

/** The bot's own English sentences, as the real language file has them. */
export const say: Say = (key, values) => String(format(key).format({ ...values }));

/** Catches everything that is printed until the test ends. */
export function printed(): { written(): string } {
  const written: unknown[] = [];
  const spies = [
    ...(['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...said) => void written.push(said)),
    ),
    ...[process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        written.push(String(chunk));
        return true;
      }),
    ),
  ];
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return { written: () => JSON.stringify(written) };
}

export const MINUTE = 60_000;

/** Intervals and the date stand still until `pass` moves them; timeouts, which other files may have left, go on. */
export const stopTheClock = (now = Date.now()): void =>
  void vi.useFakeTimers({ now, toFake: ['setInterval', 'clearInterval', 'Date'] });

/** Lets time pass, a second at a time, without waiting for the event loop. */
export async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 1_000) {
    vi.advanceTimersByTime(1_000);
    for (let turn = 0; turn < 20; turn += 1) await undefined;
  }
}

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

export interface FakeTools extends PlatformTools {
  /** Everything that was logged, in order. */
  readonly written: readonly { readonly level: string; readonly event: string; readonly rest: unknown[] }[];
  /** The same as text, with what errors say. */
  logged(): string;
  readonly announced: string[];
  readonly forgotten: string[];
  /** What was counted of deliveries: `slack sent`. */
  readonly counted: string[];
  /** What the posting room was asked and told, in order. */
  readonly posts: unknown[][];
  /** Milliseconds by which the clock is ahead. */
  ahead: number;
  /** Whether the store can't tell what it has seen. */
  storeDown: boolean;
}

/** What a platform is given, with a store in memory and the real posting room; it keeps what it is told. */
export function fakeTools(changes: Partial<PlatformTools> = {}): FakeTools {
  const written: { level: string; event: string; rest: unknown[] }[] = [];
  const posts: unknown[][] = [];
  const [announced, forgotten, counted]: [string[], string[], string[]] = [[], [], []];
  const write = (level: string) => {
    return (event: string, ...rest: unknown[]) => void written.push({ level, event, rest });
  };
  const text = (one: unknown): string => (one instanceof Error ? String(one) : `${JSON.stringify(one)}`);
  const now = changes.now ?? (() => new Date(Date.now() + made.ahead));
  const memory = changes.store ?? openStore('memory:', DEFAULT_SETTINGS, now);
  const facts = () => ({ facts: new Map() });
  const room = createPosting(memory, () => undefined, facts);
  const made: FakeTools = {
    written,
    logged: () => written.map(({ level, event, rest }) => `${level} ${event} ${rest.map(text).join(' ')}`).join('\n'),
    announced,
    forgotten,
    counted,
    posts,
    ahead: 0,
    storeDown: false,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    posting: {
      claim: (...asked) => {
        posts.push(['claim', ...asked]);
        return room.claim(...asked);
      },
      posted: (id, message) => {
        posts.push(['posted', message]);
        return room.posted(id, message);
      },
      failed: (id) => {
        posts.push(['failed']);
        return room.failed(id);
      },
    },
    commands: [],
    say: () => say,
    announce: (line) => void announced.push(line),
    delivered: (platform, result) => void counted.push(`${platform} ${result}`),
    ...changes,
    now,
    store: {
      ...memory,
      forget: async (workspace) => void forgotten.push(workspace),
      firstSight: (id) =>
        made.storeDown ? Promise.reject(new BotError('store_down', 'down', 'mend it')) : memory.firstSight(id),
    },
  };
  return made;
}

/** An answer that says nothing, where all that counts is that there is one. */
export const NO_ANSWER: Answer = answerWith('en', { outcome: 'answered', heading: '', body: [] });
