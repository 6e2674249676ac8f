import type { Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import { renderAnswer, spell, textOf } from '../../src/platforms/console/render.ts';
import { commandPayload } from '../repertoire/discord.ts';
import { kinds, type Occasion } from '../repertoire/kinds.ts';
import type { Payload } from '../repertoire/payload.ts';
import { throughAdapters } from '../repertoire/payloads.ts';
import { realBot } from '../repertoire/real-bot.ts';

/** One kind of reply, as each face has it. */
export interface Scene {
  /** `boycott: a brand`. */
  readonly name: string;
  readonly language: LanguageTag;
  /** What was typed, as at a console; undefined where nothing was. */
  readonly typed?: string;
  readonly payloads: readonly Payload[];
  /** In 80 columns and in 44; undefined for what a console doesn't have. */
  readonly console?: { readonly wide: string; readonly narrow: string };
}

/** Every kind of reply in a language; what was shown once is not shown again under another button. */
export async function scenesIn(knowledge: Knowledge, language: LanguageTag): Promise<readonly Scene[]> {
  const byScene = new Map<string, Payload[]>();
  const shown = new Set<string>();
  for await (const payload of throughAdapters(knowledge, language)) {
    const [scene = ''] = payload.name.split(', ');
    const content = JSON.stringify([payload.platform, payload.kind, withoutIds(payload.body)]);
    const first = !payload.name.includes(', ') || /^[^,]*, command$/u.test(payload.name);
    if (payload.kind === 'call' || (shown.has(content) && !first)) continue;
    shown.add(content);
    byScene.set(scene, [...(byScene.get(scene) ?? []), payload]);
  }
  const occasions = kinds(knowledge, language);
  const scenes: Scene[] = [];
  for (const occasion of occasions) {
    const payloads = byScene.get(occasion.name) ?? [];
    byScene.delete(occasion.name);
    const typed = spell(occasion.call);
    scenes.push({
      name: occasion.name,
      language,
      typed,
      payloads,
      console: await onConsole(occasion, knowledge),
    });
  }
  const others = [...byScene].map(([name, payloads]): Scene => ({ name, language, payloads }));
  return [...scenes, ...others, { name: 'registered commands', language, payloads: [commandPayload] }];
}

/** What differs between two deliveries of the same card. */
function withoutIds(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body, (key, value) =>
      ['nonce', 'message_reference', 'thread_ts', 'ts', 'channel', 'user'].includes(key) ? undefined : value,
    ) ?? 'null',
  );
}

async function onConsole(
  { call, language }: Occasion,
  knowledge: Knowledge,
): Promise<{ wide: string; narrow: string }> {
  const { bot, tools } = realBot(knowledge, language);
  const answer = await bot.answer({
    ...call,
    id: 'gallery',
    workspace: 'console:gallery',
    asker: { id: 'gallery', mayConfigure: true },
    language,
    askedAt: new Date(),
  });
  const at = (width: number): string =>
    textOf(renderAnswer(answer, tools.say(answer.language), { width, colour: false, links: false }));
  return { wide: at(80), narrow: at(44) };
}
