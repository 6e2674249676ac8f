import { type Answer, answerWith, example, note, text, unclaimed } from './answer.ts';
import { chosenPacks } from './chosen-packs.ts';
import { type Command, routed } from './command.ts';
import { dayOf } from './dates.ts';
import type { EntityId, FactBase, LanguageTag } from './fact.ts';
import { foreign, inOtherWords } from './foreign.ts';
import type { Language } from './language.ts';
import type { Bot, Context, Conversations, Report, Shown, Store } from './ports.ts';
import type { Question, WorkspaceId } from './question.ts';
import type { Retriever } from './retriever.ts';
import type { Settings } from './settings.ts';
import type { Talk } from './talk.ts';
import { beginning } from './text.ts';
import { detectLanguage, understand } from './understand.ts';

/** A base with everything that is made of it once; swapped whole. */
export interface Knowledge {
  readonly facts: FactBase;
  /** The first is the base's own. */
  readonly languages: readonly [Language, ...Language[]];
  readonly retriever: Retriever;
  readonly talk?: Talk | undefined;
}

export interface BotParts extends Pick<Context, 'reports' | 'site'> {
  /** Asked once a question, which so sees one base from start to end. */
  knowledge(): Knowledge;
  readonly commands: readonly Command[];
  readonly store: Context['store'] & Pick<Store, 'settings'>;
  readonly report: Report;
  now(): Date;
  /** What holds where nothing was saved, and when the store is down. */
  readonly defaults: Settings;
  /** Left out where no question is read with the one before it. */
  readonly conversations?: Conversations;
}

/** What is read of a question or of a message that is to be checked: as much as Discord and Slack take, in UTF-16 units. */
const LONGEST = 4_000;

export function createBot(parts: BotParts): Bot {
  async function contextFor(
    { facts, languages, retriever, talk }: Knowledge,
    workspace: WorkspaceId,
    asked: readonly (LanguageTag | undefined)[],
    shown?: Shown,
  ): Promise<Context> {
    // Who may see answers can't be known without the store: then only the asker does.
    const unknown: Settings = { ...parts.defaults, audience: 'asker' };
    const settings = await parts.store.settings(workspace).catch(() => unknown);
    const language = languageFor([...asked, settings.language], languages);
    return {
      ...chosenPacks({ facts, retriever }, settings.packs),
      everyPack: facts.packs,
      talk,
      shown,
      language,
      languages: [language, ...languages.filter((one) => one !== language)],
      settings,
      platform: workspace.slice(0, workspace.indexOf(':')),
      store: parts.store,
      today: dayOf(parts.now()),
      reports: parts.reports,
      site: parts.site,
    };
  }

  /** Runs a command, or what the text asks of another one. */
  async function answerIn(question: Question, command: Command, context: Context): Promise<Answer> {
    const meant = command.meant?.(question, context);
    if (meant === undefined) return answerTo(question, command, context);
    if (!('command' in meant)) return meant;
    const other = parts.commands.find(({ name }) => name === meant.command) ?? command;
    return other.run({ ...question, ...meant }, context);
  }

  function remember(place: string, { text }: Question, { takes }: Command, answer: Answer, context: Context): void {
    const { entities } = understand(text, context.languages, context.retriever.lexicon);
    const shown = shownBy(answer, takes === 'text' ? entities : [], context);
    if (shown) parts.conversations?.showed(place, shown);
  }

  return {
    async answer(asked) {
      const question = { ...asked, text: beginning(asked.text, LONGEST) };
      const started = performance.now();
      const knowledge = parts.knowledge();
      let answer: Answer;
      let error: unknown;
      try {
        const meant = routed(question, parts.commands, knowledge.languages, knowledge.talk?.fillers);
        const command = parts.commands.find((one) => one.name === meant.command);
        if (!command) throw new Error('no such command');
        const tags = [languageIn(question, command, knowledge), question.language];
        // Threads of two workspaces are never one.
        const place = meant.thread === undefined ? undefined : `${meant.workspace} ${meant.thread}`;
        const shown = place === undefined ? undefined : parts.conversations?.last(place);
        const context = await contextFor(knowledge, meant.workspace, tags, shown);
        const isPaused = context.settings.paused && !ALWAYS.has(command.name);
        answer = isPaused ? pausedAnswer(context) : await answerIn(meant, command, context);
        if (place !== undefined && parts.conversations) remember(place, meant, command, answer, context);
      } catch (thrown) {
        error = thrown;
        const { say, tag } = languageFor([question.language], knowledge.languages);
        answer = answerWith(tag, { outcome: 'failed', heading: say('failed'), body: [note(say('failed-hint'))] });
      }
      const ms = performance.now() - started;
      try {
        parts.report({ question, answer, ms, ...(error !== undefined && { error }) });
      } catch {
        // An asker must not lose an answer to a report that failed.
      }
      return answer;
    },

    async suggest(typed, workspace, limit) {
      try {
        const command = parts.commands.find((one) => one.name === typed.command);
        const context = await contextFor(parts.knowledge(), workspace, [typed.language]);
        return command?.suggest?.(typed, context, limit) ?? [];
      } catch {
        return [];
      }
    },
  };
}

/** What is answered while a workspace is paused: how to find out, and how to end it. */
const ALWAYS: ReadonlySet<string> = new Set(['help', 'privacy', 'settings', 'forget']);

const QUESTIONS: ReadonlySet<string> = new Set(['ask', 'boycott']);

/** A question in a language that is not understood is asked by the names in it; else what is understood is said. */
async function answerTo(question: Question, command: Command, context: Context): Promise<Answer> {
  const rest = QUESTIONS.has(command.name) ? foreign(question.text, context.languages) : undefined;
  if (rest === undefined) return command.run(question, context);
  return inOtherWords(await command.run({ ...question, text: rest }, context), context);
}

/** The language that a question is typed in, where its own words tell. Ids are of no language. */
function languageIn({ text }: Question, { takes }: Command, { languages }: Knowledge): LanguageTag | undefined {
  const tells = (takes === 'text' || takes === 'message') && foreign(text, languages) === undefined;
  return tells ? detectLanguage(text, languages)?.tag : undefined;
}

function pausedAnswer({ language: { say, tag } }: Context): Answer {
  const resume = [text(`${say('paused-hint')} `), example('settings', 'resume')];
  return answerWith(tag, { outcome: 'told', heading: say('paused'), body: [unclaimed([resume])] });
}

/** The first of the wanted languages that the bot speaks, by its whole tag or by its language alone; else the base's
    own. */
function languageFor(wanted: readonly (LanguageTag | undefined)[], languages: Knowledge['languages']): Language {
  const tags = wanted.flatMap((tag) => [tag, tag?.split('-')[0]]);
  return tags.flatMap((tag) => languages.filter((one) => one.speaks && one.tag === tag))[0] ?? languages[0];
}

const REMEMBERED = 3;

/** What an answer shows, to be read with the next question; undefined when it shows nothing. `named`: what was asked
    about. */
function shownBy({ body, offered, share }: Answer, named: readonly EntityId[], context: Context): Shown | undefined {
  const { facts, shown: before } = context;
  const ids = body.flatMap((passage) => passage.facts);
  const shown = ids.length > 0 ? ids : offered;
  const [first] = shown.flatMap((id) => facts.facts.get(id) ?? []);
  if (!first) return undefined;
  const company = facts.packs.get(first.pack)?.company;
  if (share?.command === 'boycott') return { facts: [], subject: company ?? first.about[0] };
  const isAbout = (id: EntityId): boolean => first.about.includes(id);
  const subject = [...named, ...(before ? [before.subject] : [])].find(isAbout) ?? first.about[0];
  return { facts: shown.slice(0, REMEMBERED), subject };
}
