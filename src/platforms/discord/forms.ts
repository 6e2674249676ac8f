import type { Answer } from '../../core/answer.ts';
import type { LanguageTag } from '../../core/fact.ts';
import type { Say } from '../../core/language.ts';
import type { FormatCommand } from '../../core/plain.ts';
import type { Bot, CommandCard, PlatformTools } from '../../core/ports.ts';
import { commandsFor, type Localized } from './commands.ts';
import type { Delivery, Forms } from './deliver.ts';
import { localesOf } from './locales.ts';
import { type RenderOptions, renderAnswer, renderPlain, renderSentence } from './render.ts';

/** What answering takes. */
export interface Responding {
  readonly bot: Bot;
  readonly tools: PlatformTools;
  readonly delivery: Delivery;
  /** Milliseconds until a deferral, and until an answer is given up; TIMES when left out. */
  readonly times?: { readonly firstResponse: number; readonly answer: number };
}

/** An answer in both of its forms, in its own language. */
export function formsOf(answer: Answer, tools: PlatformTools, options: RenderOptions): Forms {
  const say: Say = tools.say(answer.language);
  const all: RenderOptions = { formatCommand: formatCommandFor(tools.commands, options.reader), ...options };
  return { card: renderAnswer(answer, say, all), plain: () => renderPlain(answer, say, all) };
}

/** A sentence of the bot's own in both of its forms. */
export function sentence(text: string): Forms {
  return { card: renderSentence(text, 'card'), plain: () => renderSentence(text, 'plain') };
}

/** `/boycott company:salesforce page:timeline`: as it stands in Discord's own message box, by the names that a client in
    the reader's language shows. A call has one text, and the options' values are joined to it, so every way to cut it
    works. It is cut only where the last word is plainly the last option's: one of its choices, or the second of two ids.
    Anything else stands whole in the first option, since `company:geo page:group` would read as nonsense. */
export function formatCommandFor(commands: readonly CommandCard[], reader?: LanguageTag): FormatCommand {
  const registered = commandsFor(commands);
  const [locale = ''] = reader === undefined ? [] : localesOf(reader);
  const shown = (one: { readonly name: string; readonly name_localizations: Localized }): string =>
    one.name_localizations?.[locale] ?? one.name;
  return ({ command, text }) => {
    const typed = commands.find((one) => one.name === command)?.typed;
    const known = registered.find((one) => one.type === 1 && one.name === typed);
    const name = `/${known ? shown(known) : command}`;
    const [first, ...others] = known?.type === 1 ? known.options : [];
    if (!first || text === '') return `${name} ${text}`.trim();
    const last = others.at(-1);
    const cut = text.lastIndexOf(' ');
    const [before, word] = [text.slice(0, cut), text.slice(cut + 1)];
    const isIds = /^[a-z\d][a-z\d.-]* [a-z\d][a-z\d.-]*$/u.test(text);
    const isLast = cut > 0 && (last?.choices ? last.choices.some(({ value }) => value === word) : isIds);
    return last && isLast
      ? `${name} ${shown(first)}:${before} ${shown(last)}:${word}`
      : `${name} ${shown(first)}:${text}`;
  };
}
