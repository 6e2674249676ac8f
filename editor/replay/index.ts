import { readFileSync } from 'node:fs';
import { commandCards } from '../../src/commands/index.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { BotError } from '../../src/core/errors.ts';
import type { Log, PlatformTools } from '../../src/core/ports.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { createPosting } from '../../src/posting/index.ts';
import { openStore } from '../../src/store/index.ts';
import { localBot } from '../local-bot.ts';

/** Runs a saved event through the real adapter and gives back what would be sent. A file with `t` and `d` is a dispatch
    of Discord's gateway; anything else is a body that Slack sends. Throws BotError `bad_data` for a file that is no JSON. */
export async function replay(file: string, knowledge: Knowledge): Promise<readonly unknown[]> {
  const event = read(file);
  const [language] = knowledge.languages;
  const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
  const store = openStore('memory:', { ...DEFAULT_SETTINGS, language: language.tag });
  const tools: PlatformTools = {
    store,
    log: silent,
    commands: commandCards({}, knowledge.languages),
    posting: createPosting(store, () => {}),
    say: (tag) => (knowledge.languages.find((one) => one.tag === tag) ?? language).say,
    announce: () => {},
    now: () => new Date(),
  };
  if (isDispatch(event)) {
    const { replayDiscord } = await import('./discord.ts');
    return replayDiscord(event, localBot(knowledge), tools);
  }
  const { replaySlack } = await import('./slack.ts');
  return replaySlack(event, localBot(knowledge), tools);
}

function isDispatch(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 't' in event && 'd' in event;
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new BotError(
      'bad_data',
      `${file} is no JSON that I can read.`,
      'Give a file of tests/fixtures, or one like it.',
      error,
    );
  }
}
