import type { Payload } from '../../editor/preview/payloads.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import { formatCommand, renderAnswer, textOf } from '../../src/platforms/console/render.ts';
import { commandPayload } from '../repertoire/discord.ts';
import { kinds, type Occasion } from '../repertoire/kinds.ts';
import { throughAdapters } from '../repertoire/payloads.ts';
import { realBot } from '../repertoire/real-bot.ts';
import { objectsIn } from '../repertoire/walk.ts';

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

/** Every kind of reply in a language; what comes of pressing a button, of a mention or a direct message is shown once for
    each command. */
export async function scenesIn(knowledge: Knowledge, language: LanguageTag): Promise<readonly Scene[]> {
  const byScene = new Map<string, Payload[]>();
  const shown = new Set<string>();
  for await (const payload of throughAdapters(knowledge, language)) {
    if (payload.kind === 'call') continue;
    const [scene = '', ...how] = payload.name.split(', ');
    const way = wayOf(payload);
    if (how.join() !== 'command' && shown.has(way)) continue;
    shown.add(way);
    byScene.set(scene, [...(byScene.get(scene) ?? []), payload]);
  }
  const occasions = kinds(knowledge, language);
  const scenes: Scene[] = [];
  for (const occasion of occasions) {
    const payloads = byScene.get(occasion.name) ?? [];
    byScene.delete(occasion.name);
    const typed = formatCommand(occasion.call);
    scenes.push({
      name: occasion.name,
      language,
      typed,
      payloads,
      console: await onConsole(occasion, knowledge),
    });
  }
  const others = [...byScene].map(([name, payloads]): Scene => ({ name, language, payloads }));
  return [
    ...scenes,
    ...others,
    { name: 'registered commands', language, payloads: [commandPayload(knowledge)] },
  ];
}

/** What makes a further form of a reply worth showing: the command, what was pressed, and what sort of message came. */
function wayOf({ name, platform, kind, body }: Payload): string {
  const [scene = '', ...how] = name.split(', ');
  const [command = ''] = scene.split(': ');
  const flags = objectsIn(body).map((one) => one['flags'] ?? '');
  return [command, platform, kind, ...how, ...flags].join(' ');
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
