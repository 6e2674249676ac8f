import type { Answer } from '../../core/answer.ts';
import type { Say } from '../../core/language.ts';
import type { Spell } from '../../core/plain.ts';
import type { Bot, CommandCard, PlatformTools } from '../../core/ports.ts';
import type { Delivery, Forms } from './deliver.ts';
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
  const all: RenderOptions = { spell: spellFor(tools.commands), ...options };
  return { card: renderAnswer(answer, say, all), plain: () => renderPlain(answer, say, all) };
}

/** A sentence of the bot's own in both of its forms. */
export function sentence(text: string): Forms {
  return { card: renderSentence(text, 'card'), plain: () => renderSentence(text, 'plain') };
}

/** `/boycott company:salesforce page:timeline`: as it stands in Discord's own message box. A call has one text, and the
    options' values are joined to it, so every way to cut it works. It is cut only where the last word is plainly the
    last option's: one of its choices, or the second of two ids. Anything else stands whole in the first option, since
    `company:geo page:group` would read as nonsense. */
export function spellFor(commands: readonly CommandCard[]): Spell {
  return ({ command, text }) => {
    const card = commands.find((one) => one.name === command);
    const name = `/${card?.typed ?? command}`;
    const [first, ...others] = card?.options ?? [];
    if (!first || text === '') return `${name} ${text}`.trim();
    const last = others.at(-1);
    const cut = text.lastIndexOf(' ');
    const isIds = /^[a-z\d][a-z\d.-]* [a-z\d][a-z\d.-]*$/u.test(text);
    const isLast = cut > 0 && (last?.choices ? last.choices.includes(text.slice(cut + 1)) : isIds);
    return last && isLast
      ? `${name} ${first.name}:${text.slice(0, cut)} ${last.name}:${text.slice(cut + 1)}`
      : `${name} ${first.name}:${text}`;
  };
}
