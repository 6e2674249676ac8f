import { commandCards, commands } from '../../src/commands/index.ts';
import { createBot, type Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import type { Bot, PlatformTools } from '../../src/core/ports.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { createPosting } from '../../src/posting/index.ts';
import { openStore } from '../../src/store/index.ts';

/** The real bot and what a platform is given, in a workspace whose setting is this language; nothing outlives it. What
    goes wrong inside is thrown at whoever asks next, so that no apology passes for an answer. */
export function realBot(knowledge: Knowledge, language: LanguageTag): { bot: Bot; tools: PlatformTools } {
  const defaults = { ...DEFAULT_SETTINGS, language };
  const store = openStore('memory:', defaults);
  const failed: unknown[] = [];
  const bot = createBot({
    knowledge: () => knowledge,
    commands,
    store,
    report: ({ error }) => {
      if (error !== undefined) failed.push(error);
    },
    now: () => new Date(),
    defaults,
    site: 'https://receipts.example',
  });
  const [first] = knowledge.languages;
  return {
    bot: {
      ...bot,
      async answer(question) {
        const answer = await bot.answer(question);
        if (failed.length > 0) throw failed[0];
        return answer;
      },
    },
    tools: {
      store,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      commands: commandCards({}, knowledge.languages),
      posting: createPosting(store, () => {}),
      say: (tag) => (knowledge.languages.find((one) => one.speaks && one.tag === tag) ?? first).say,
      announce: () => {},
      now: () => new Date(),
    },
  };
}
