import { commands } from '../../src/commands/index.ts';
import type { Answer } from '../../src/core/answer.ts';
import { createBot, type Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import type { Say } from '../../src/core/language.ts';
import { questionOf } from '../../src/core/passage.ts';
import type { Call } from '../../src/core/question.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { kinds, type Occasion } from './kinds.ts';

/** What was said, and the answer. */
export interface Told {
  readonly occasion: Occasion;
  readonly answer: Answer;
}

/** Every language that the bot speaks. */
export function spoken({ languages }: Knowledge): readonly LanguageTag[] {
  return languages.filter((one) => one.speaks).map((one) => one.tag);
}

/** What the bot says in a language, or in its first where it does not speak that. */
export function sayIn({ languages }: Knowledge, tag: LanguageTag): Say {
  return (languages.find((one) => one.speaks && one.tag === tag) ?? languages[0]).say;
}

/** The real bot in a workspace whose setting is this language; nothing outlives it. What goes wrong inside is thrown, so
    that no apology passes for an answer. */
export function realBot(knowledge: Knowledge, language: LanguageTag): (call: Call) => Promise<Answer> {
  const defaults = { ...DEFAULT_SETTINGS, language };
  const failed: unknown[] = [];
  const bot = createBot({
    knowledge: () => knowledge,
    commands,
    store: openStore('memory:', defaults),
    report: ({ error }) => void (error !== undefined && failed.push(error)),
    now: () => new Date(),
    defaults,
    site: 'https://receipts.example',
  });
  return async (call) => {
    const answer = await bot.answer({
      ...call,
      id: spelled(call),
      workspace: 'console:repertoire',
      channel: 'repertoire',
      asker: { id: 'repertoire', mayConfigure: true },
      language,
      askedAt: new Date(),
    });
    if (failed.length > 0) throw failed[0];
    return answer;
  };
}

const configuring = new Set(commands.filter((one) => one.configures).map(({ name }) => name));

/** Everything that can be got out of the base in one language: every kind of reply, every fact by its id and by its first
    question, with its citation, every company and page; and whatever a button under any of those leads to. Each call
    once, in an order that is always the same. */
export async function* wholeBase(knowledge: Knowledge, language: LanguageTag): AsyncGenerator<Told> {
  const one = realBot(knowledge, language);
  const waiting: Occasion[] = [...kinds(knowledge, language), ...seeds(knowledge, language)];
  const known = new Set(waiting.map(({ call }) => spelled(call)));
  const done = new Set<string>();
  for (let occasion = waiting.shift(); occasion; occasion = waiting.shift()) {
    if (done.has(spelled(occasion.call))) continue;
    done.add(spelled(occasion.call));
    // What is changed in a workspace must not change what is answered next.
    const ask = configuring.has(occasion.call.command) ? realBot(knowledge, language) : one;
    const answer = await ask(occasion.call);
    yield { occasion, answer };
    for (const call of leadsTo(answer)) {
      if (known.has(spelled(call))) continue;
      known.add(spelled(call));
      waiting.push({ name: spelled(call), call, language });
    }
  }
}

function leadsTo({ actions, menu, share }: Answer): readonly Call[] {
  const pressed = [...actions, ...(menu?.options ?? [])].flatMap((one) => ('call' in one ? [one.call] : []));
  return [...pressed, ...(share ? [share] : [])];
}

function seeds({ facts }: Knowledge, language: LanguageTag): readonly Occasion[] {
  const ofIds = commands.filter((one) => one.takes === 'id').map(({ name }) => name);
  const pages = ['', ' timeline', ' sources', ' brands'];
  const calls: Call[] = [
    ...[...facts.facts.values()].flatMap((fact) => [
      ...ofIds.map((command) => ({ command, text: fact.id })),
      { command: 'ask', text: questionOf(fact, facts, language) },
    ]),
    ...[...facts.packs.values()].flatMap(({ company, topics }) =>
      [...pages, ...topics.map(({ id }) => ` ${id}`)].map((page) => ({
        command: 'boycott',
        text: `${company}${page}`,
      })),
    ),
  ];
  return calls.map((call) => ({ name: spelled(call), call, language }));
}

function spelled({ command, text }: Call): string {
  return `${command} ${text}`.trim();
}
