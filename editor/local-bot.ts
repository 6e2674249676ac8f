import { commands } from '../src/commands/index.ts';
import type { Answer } from '../src/core/answer.ts';
import { createBot, type Knowledge } from '../src/core/bot.ts';
import { createConversations } from '../src/core/conversations.ts';
import type { LanguageTag } from '../src/core/fact.ts';
import type { Bot } from '../src/core/ports.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { openStore } from '../src/store/index.ts';

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
    conversations: createConversations(),
  });
}

/** The same without what only fills the buttons below an answer, which takes most of the time. */
export function quickBot(knowledge: Knowledge): Bot {
  return localBot({ ...knowledge, retriever: { ...knowledge.retriever, neighbours: () => [] } });
}

export function askLocally(
  bot: Bot,
  text: string,
  language?: LanguageTag,
  command = 'ask',
  thread?: string,
): Promise<Answer> {
  return bot.answer({
    id: 'local',
    workspace: 'console:local',
    command,
    text,
    asker: { id: 'local', mayConfigure: false },
    askedAt: new Date(),
    ...(language !== undefined && { language }),
    ...(thread !== undefined && { thread }),
  });
}
