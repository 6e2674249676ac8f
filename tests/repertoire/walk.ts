import type { Payload } from '../../editor/preview/payloads.ts';
import { commandCards, commands } from '../../src/commands/index.ts';
import { createBot, type Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import type { Bot, PlatformTools } from '../../src/core/ports.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { createPosting } from '../../src/posting/index.ts';
import { openStore } from '../../src/store/index.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands under a key; undefined in anything that is no object. */
export function field(value: unknown, name: string): unknown {
  return isFields(value) ? value[name] : undefined;
}

/** The objects of a list; none of anything else. */
export function fieldsIn(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** Sends an event, and does one of each sort of what can be done with what comes, `depth` steps deep. */
export type Walk = (name: string, event: Fields, depth: number) => Promise<readonly Payload[]>;

/** What can be done with a payload: its sort, and the event that the platform would send for it. */
export type Press = readonly [sort: string, event: Fields];

/** `send` makes the event one of its own by `count`, so that nothing is taken for a second delivery. */
export function walker(
  send: (event: Fields, count: number, name: string) => Promise<readonly Payload[]>,
  presses: (payload: Payload) => readonly Press[],
): Walk {
  let count = 0;
  const walk: Walk = async (name, event, depth) => {
    count += 1;
    const payloads = await send(event, count, name);
    const pressed = new Set<string>();
    const below: Payload[] = [];
    for (const payload of depth === 0 ? [] : payloads) {
      for (const [sort, press] of presses(payload)) {
        if (pressed.has(sort) || payload.name.includes(`, ${sort}`)) continue;
        pressed.add(sort);
        below.push(...(await walk(`${payload.name}, ${sort}`, press, depth - 1)));
      }
    }
    return [...payloads, ...below];
  };
  return walk;
}

/** Every object in a payload, the outer before the inner, in reading order. */
export function objectsIn(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isFields(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

/** A copy with other values under some keys, however deep they lie: `{ 'event.text': 'hello' }`. */
export function changed(fields: Fields, values: Fields): Fields {
  const put = (into: Fields, [key = '', ...rest]: readonly string[], value: unknown): Fields => {
    const inner = into[key];
    return { ...into, [key]: rest.length === 0 ? value : put(isFields(inner) ? inner : {}, rest, value) };
  };
  return Object.entries(values).reduce((made, [path, value]) => put(made, path.split('.'), value), fields);
}

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
