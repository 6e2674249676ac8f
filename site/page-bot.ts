import { assemble } from '../src/assemble.ts';
import { commands } from '../src/commands/index.ts';
import { type BotParts, createBot } from '../src/core/bot.ts';
import type { FactBase, LanguageTag } from '../src/core/fact.ts';
import type { Call } from '../src/core/question.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { type LanguageData, openLanguages } from '../src/facts/languages.ts';
import type { IndexData } from '../src/retrieval/retriever.ts';
import { renderAnswer } from './answer.ts';
import { htmlOf } from './markup.ts';
import { renderingIn } from './place.ts';

/** Keeps nothing at all: what a bot in a page, or one that only writes pages, has for a memory. */
export const noStore: BotParts['store'] = {
  settings: async () => DEFAULT_SETTINGS,
  saveSettings: async () => {},
  forget: async () => {},
  schedules: async () => [],
  saveSchedule: async () => {},
  dropSchedule: async () => {},
  tasksIn: async () => [],
  countFeedback: async () => {},
};

/** What a page answers from: the facts with the index that was made of them once. */
interface PageData {
  readonly base: FactBase;
  readonly languages: readonly LanguageData[];
  readonly index: IndexData;
  /** Where to say that a fact is wrong, when its pack names no place; `{fact}` stands for the id. */
  readonly reports?: string;
}

const ARRAYS = { Uint8Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array } as const;

/** As JSON, in which a map is `{$map: entries}`, a set `{$set: items}`, and numbers are `{$Uint16Array: base64}` and so on. */
export function pack(data: PageData): string {
  return JSON.stringify(data, (_key, value: unknown) => {
    if (value instanceof Map) return { $map: [...value] };
    if (value instanceof Set) return { $set: [...value] };
    if (!ArrayBuffer.isView(value)) return value;
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return { [`$${value.constructor.name}`]: bytes.toString('base64') };
  });
}

function revived(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$map' in value && Array.isArray(value.$map)) return new Map(value.$map);
  if ('$set' in value && Array.isArray(value.$set)) return new Set(value.$set);
  for (const [name, Numbers] of Object.entries(ARRAYS)) {
    const text: unknown = Reflect.get(value, `$${name}`);
    if (typeof text !== 'string') continue;
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return new Numbers(bytes.buffer);
  }
  return value;
}

/** The real bot in a page, from what `pack` made: the same commands, the same retrieval and the same sentences as on any
    platform; nothing is reported, nothing is kept. */
export function openPageBot(data: string) {
  const { base, languages, index, reports }: PageData = JSON.parse(data, revived);
  const knowledge = assemble({ base, languages: openLanguages(languages) }, () => index);
  const { languages: all, retriever } = knowledge;
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
    async answer(call: Call, language: LanguageTag): Promise<string> {
      const asker = { id: 'reader', mayConfigure: false };
      const place = { id: 'page', workspace: 'site:page', askedAt: new Date() } as const;
      const answer = await bot.answer({ ...call, ...place, asker, language });
      const { say } = all.find(({ tag }) => tag === answer.language) ?? all[0];
      const rendering = renderingIn('', base, answer.language);
      return htmlOf(renderAnswer(answer, say, { ...rendering, live: true, prefix: 'answer-' }));
    },
    /** The questions that finish what is being typed. */
    suggest: (typed: string, language: LanguageTag, limit: number) =>
      retriever.suggest(typed, 'questions', limit, language),
  };
}
