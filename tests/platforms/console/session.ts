import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { commandCards } from '../../../src/commands/index.ts';
import { type Answer, answerWith, button, note } from '../../../src/core/answer.ts';
import type { Platform, PlatformTools } from '../../../src/core/ports.ts';
import { createConsole } from '../../../src/platforms/console/app.ts';
import type { Terminal } from '../../../src/platforms/console/terminal.ts';
import { type FakeBot, fakeBot, fakeTools } from '../harness.ts';

/** A short answer with two buttons: one that asks on, one that leads to a page. */
export const answer: Answer = answerWith('en', {
  outcome: 'answered',
  heading: 'What is the UIP?',
  body: [note('A portal, AFSC says.')],
  closing: 'As of 2026-11-22',
  actions: [
    button('Timeline', 'boycott', 'salesforce timeline'),
    { label: 'Something wrong?', url: 'https://report.example/' },
  ],
});

export const tools: PlatformTools = fakeTools({
  commands: commandCards(),
  now: () => new Date('2026-11-22T12:00:00Z'),
});

const LINK = `https://install.example/?manifest=${'x'.repeat(60)}`;
export const SETUP = `Slack: make the app from its manifest, install it, set the variables.\n${LINK}`;

export interface Session {
  readonly platform: Platform;
  readonly bot: FakeBot;
  type(text: string): void;
  end(): void;
  /** Everything written so far. */
  seen(): string;
  /** Resolves once that has been written; fails by the test's time limit. */
  until(text: string): Promise<void>;
  ended(): Promise<void>;
}

/** The console over streams, started. */
export async function session(
  kind: 'pipe' | 'terminal',
  bot = fakeBot(() => answer),
  width = 80,
  given = tools,
): Promise<Session> {
  const input = new PassThrough();
  const output = new PassThrough();
  let written = '';
  output.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  const interactive = kind === 'terminal';
  const look = { width: interactive ? width : Number.POSITIVE_INFINITY, colour: interactive, links: false };
  const terminal: Terminal = { input, output, interactive, look: () => look };
  const platform = createConsole(terminal, given, () => SETUP);
  await platform.start(bot);
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await wait(5);
  };
  return {
    platform,
    bot,
    type: (text) => void input.write(text),
    end: () => void input.end(),
    seen: () => written,
    until: (text) => until(() => written.includes(text)),
    ended: () => until(() => platform.health() === 'down'),
  };
}
