import { assemble } from '../../src/assemble.ts';
import { commands } from '../../src/commands/index.ts';
import { createBot, type Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import type { Bot } from '../../src/core/ports.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { joinLanguages } from '../../src/facts/languages.ts';
import { completionsOf, createSuggest } from '../../src/retrieval/suggest.ts';
import { leadsFrom } from '../links.ts';
import { htmlOf } from '../markup.ts';
import { renderAnswer } from '../render.ts';
import { spellFor, tonguesOf } from '../site.ts';
import { noStore } from './no-store.ts';
import { unpack } from './packed.ts';

/** The real bot in a page. */
export interface PageBot {
  /** The answer as HTML. Never rejects. */
  answer(command: string, text: string, language: LanguageTag): Promise<string>;
}

/** The questions that finish what is being typed. */
export interface PageSuggestions {
  suggest(text: string, language: LanguageTag, limit: number): readonly string[];
}

/** The only workspace of a page. */
const WORKSPACE = 'site:page';

/** Opens what `pack` made: the same commands, the same retrieval and the same sentences as on any platform; nothing is
    reported, nothing is kept. Throws a plain Error when it is no packed base. */
export function openPageBot(text: string): PageBot {
  const { base, languages, reports } = unpack(text);
  const entries = languages.map((value) => ({ value, file: '', where: () => '' }));
  const knowledge = assemble(base, joinLanguages(entries, { problems: [] }));
  const bot = createBot({
    knowledge: () => knowledge,
    commands,
    store: noStore,
    report: () => {},
    now: () => new Date(),
    defaults: DEFAULT_SETTINGS,
    ...(reports !== undefined && { reports }),
  });
  return asHtml(bot, knowledge);
}

/** The suggestions of that bot alone: open in a tenth of its time. Throws a plain Error as it does. */
export function openSuggestions(text: string): PageSuggestions {
  const suggest = createSuggest(completionsOf(unpack(text).base));
  const questions: PageSuggestions['suggest'] = (typed, language, limit) =>
    suggest(typed, 'questions', limit, language);
  // Their index is made by the first: better now than while somebody waits.
  questions('', 'en', 1);
  return { suggest: questions };
}

function asHtml(bot: Bot, { facts, languages }: Knowledge): PageBot {
  const lead = leadsFrom('', facts);
  return {
    async answer(command, text, language) {
      const answer = await bot.answer({
        id: 'page',
        workspace: WORKSPACE,
        command,
        text,
        asker: { id: 'reader', mayConfigure: false },
        askedAt: new Date(),
        language,
      });
      const own = languages.find(({ tag }) => tag === answer.language) ?? languages[0];
      return htmlOf(
        renderAnswer(answer, own.say, {
          lead,
          spell: spellFor(facts, answer.language),
          live: true,
          prefix: 'answer-',
          tongue: tonguesOf(facts, answer.language),
        }),
      );
    },
  };
}
