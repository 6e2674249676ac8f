import { languagesIn } from '../src/assemble.ts';
import { commands } from '../src/commands/index.ts';
import { createBot } from '../src/core/bot.ts';
import type { LanguageTag } from '../src/core/fact.ts';
import type { Call } from '../src/core/question.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { openLanguages } from '../src/facts/languages.ts';
import { openRetriever } from '../src/retrieval/retriever.ts';
import { renderAnswer } from './answer.ts';
import { htmlOf } from './markup.ts';
import { noStore } from './no-store.ts';
import { unpack } from './page-data.ts';
import { renderingIn } from './place.ts';

/** The real bot in a page: the same commands, the same retrieval and the same sentences as on any platform; nothing is
    reported, nothing is kept. */
export interface PageBot {
  /** The answer as HTML. Never rejects. */
  answer(call: Call, language: LanguageTag): Promise<string>;
  /** The questions that finish what is being typed. */
  suggest(typed: string, language: LanguageTag, limit: number): readonly string[];
}

/** Opens what `pack` made. Throws a plain Error when it is something else. */
export function openPageBot(data: string): PageBot {
  const { base, languages, index, reports } = unpack(data);
  const all = languagesIn(openLanguages(languages));
  const retriever = openRetriever(base, all, () => index);
  const knowledge = { facts: base, languages: all, retriever };
  const bot = createBot({
    knowledge: () => knowledge,
    commands,
    store: noStore,
    report: () => {},
    now: () => new Date(),
    defaults: DEFAULT_SETTINGS,
    ...(reports !== undefined && { reports }),
  });
  return {
    async answer(call, language) {
      const asker = { id: 'reader', mayConfigure: false };
      const asked = {
        ...call,
        id: 'page',
        workspace: 'site:page',
        asker,
        askedAt: new Date(),
        language,
      } as const;
      const answer = await bot.answer(asked);
      const { say } =
        knowledge.languages.find(({ tag }) => tag === answer.language) ?? knowledge.languages[0];
      const rendering = renderingIn('', base, answer.language);
      return htmlOf(renderAnswer(answer, say, { ...rendering, live: true, prefix: 'answer-' }));
    },
    suggest: (typed, language, limit) => knowledge.retriever.suggest(typed, 'questions', limit, language),
  };
}
