import { commands } from '../commands/index.ts';
import type { Answer } from '../core/answer.ts';
import { createBot, type Knowledge } from '../core/bot.ts';
import type { LanguageTag } from '../core/fact.ts';
import type { Bot } from '../core/ports.ts';
import { DEFAULT_SETTINGS } from '../core/settings.ts';
import { openStore } from '../store/index.ts';

/** The real bot without any platform, for whoever works on it: nothing is reported, nothing is kept. */
export function localBot(knowledge: Knowledge, onError: (error: unknown) => void = () => {}): Bot {
  return createBot({
    knowledge: () => knowledge,
    commands,
    store: openStore('memory:', DEFAULT_SETTINGS),
    report: ({ error }) => {
      if (error !== undefined) onError(error);
    },
    now: () => new Date(),
    defaults: DEFAULT_SETTINGS,
  });
}

/** Asks as somebody at a console does. */
export function askLocally(bot: Bot, text: string, language?: LanguageTag, command = 'ask'): Promise<Answer> {
  return bot.answer({
    id: 'local',
    workspace: 'console:local',
    command,
    text,
    asker: { id: 'local', mayConfigure: false },
    askedAt: new Date(),
    ...(language !== undefined && { language }),
  });
}
