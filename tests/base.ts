import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../src/assemble.ts';
import { commands } from '../src/commands/index.ts';
import type { Answer } from '../src/core/answer.ts';
import { type BotParts, createBot, type Knowledge } from '../src/core/bot.ts';
import type { Entity, EntityId, Fact, FactBase, FactId, Source, SourceId } from '../src/core/fact.ts';
import type { Language } from '../src/core/language.ts';
import { plainText } from '../src/core/plain.ts';
import type { Bot, Context } from '../src/core/ports.ts';
import type { Question } from '../src/core/question.ts';
import type { Match, Query } from '../src/core/retriever.ts';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings.ts';
import { understand } from '../src/core/understand.ts';
import { loadFacts } from '../src/facts/load.ts';
import { openStore } from '../src/store/index.ts';
import { copyBase } from './folders.ts';

/** The day on which every test asks. */
export const TODAY = '2026-03-10';

/** The invented packs of fixtures/base, with the languages that the bot really speaks. */
export const knowledge: Knowledge = load();
export const base: FactBase = knowledge.facts;
export const [english, spanish] = languagePair(knowledge);

function load(): Knowledge {
  const dir = mkdtempSync(join(tmpdir(), 'base-'));
  try {
    copyBase(dir);
    const { base, languages, talk } = loadFacts(dir);
    // Both are answered in here, whether or not every phrase of the second is translated.
    const spoken = new Map([...languages].map(([tag, language]) => [tag, { ...language, speaks: true }]));
    return assemble({ base, languages: spoken, talk });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function languagePair({ languages }: Knowledge): readonly [Language, Language] {
  const [en, es] = ['en', 'es'].map((tag) => languages.find((one) => one.tag === tag));
  if (!en || !es) throw new Error('English and Spanish are both needed here');
  return [en, es];
}

export function contextOf(language: Language = english, changes: Partial<Context> = {}): Context {
  return {
    facts: base,
    retriever: knowledge.retriever,
    everyPack: base.packs,
    language,
    languages: [language, ...knowledge.languages.filter((one) => one !== language)],
    settings: DEFAULT_SETTINGS,
    platform: 'console',
    talk: knowledge.talk,
    store: openStore('memory:', DEFAULT_SETTINGS),
    today: TODAY,
    ...changes,
  };
}

export const context: Context = contextOf();

export function question(command: string, text: string, changes: Partial<Question> = {}): Question {
  return {
    id: 'event-1',
    workspace: 'console:test',
    command,
    text,
    asker: { id: 'somebody', mayConfigure: false },
    askedAt: new Date('2026-03-10T12:00:00Z'),
    ...changes,
  };
}

/** The whole bot in a workspace with these settings. */
export function botWith(settings: Partial<Settings> = {}, changes: Partial<BotParts> = {}): Bot {
  const defaults = { ...DEFAULT_SETTINGS, ...settings };
  const [store, now] = [openStore('memory:', defaults), () => new Date('2026-03-10T12:00:00Z')];
  return createBot({ knowledge: () => knowledge, commands, store, report: () => {}, now, defaults, ...changes });
}

/** Who may change what holds in a workspace. */
export const ADMIN: Question['asker'] = { id: 'admin', mayConfigure: true };

/** Runs one command as the bot does, without its store and without its apology: what is thrown is thrown. */
export async function run(
  command: string,
  text: string,
  within: Context = context,
  asked: Partial<Question> = {},
): Promise<Answer> {
  const found = commands.find((one) => one.name === command);
  if (!found) throw new Error(`no command ${command}`);
  return found.run(question(command, text, asked), within);
}

export function understood(text: string, within: Context = context): Query {
  return understand(text, within.languages, within.retriever.lexicon);
}

/** The whole answer as somebody reads it. */
export function textOf(answer: Answer, language: Language = english): string {
  return plainText(answer, language.say, (call) => `${call.command} ${call.text}`);
}

export function fact(id: string, facts: FactBase = base): Fact {
  return known([...facts.facts.values()], id);
}

export function entity(id: string): Entity {
  return known([...base.entities.values()], id);
}

export function source(id: string): Source {
  return known([...base.sources.values()], id);
}

function known<Thing extends { readonly id: FactId | EntityId | SourceId }>(all: readonly Thing[], id: string): Thing {
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`the base of the tests has no ${id}`);
  return found;
}

/** What is found for a fact that is asked for in its own words, with something changed. */
export function matchOf(one: Fact, changes: Partial<Match> = {}): Match {
  const first = [...one.wordings.values()][0]?.questions[0] ?? '';
  const own = knowledge.retriever.search(understood(first), 10).find((match) => match.fact.id === one.id);
  if (!own) throw new Error(`${one.id} is not found by its own question`);
  return { ...own, fact: one, score: 0.9, coverage: 1, unexplained: [], ...changes };
}

/** What a fact claims in a language. */
export const claimOf = (id: string, language = 'en'): string => fact(id).wordings.get(language)?.claim ?? '?';

/** A fact as the base holds it, with something changed. */
export function changed(id: string, changes: Partial<Fact>): Fact {
  return { ...fact(id), ...changes };
}

/** The base with some facts put in place of those of the same id. */
export function baseWith(...facts: readonly Fact[]): FactBase {
  return { ...base, facts: new Map([...base.facts, ...facts.map((one) => [one.id, one] as const)]) };
}
