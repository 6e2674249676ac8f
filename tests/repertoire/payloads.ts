import { discordForm, type Payload, slackForm } from '../../editor/preview/payloads.ts';
import { commandCards } from '../../src/commands/index.ts';
import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import type { Say } from '../../src/core/language.ts';
import { formatCommandFor } from '../../src/platforms/discord/commands.ts';
import * as discord from '../../src/platforms/discord/render.ts';
import { discordPayloads, discordSurfaces } from './discord.ts';
import { kinds } from './kinds.ts';
import { slackPayloads, slackSurfaces } from './slack.ts';
import type { Told } from './whole-base.ts';

const formatCommand = formatCommandFor(commandCards());

/** What the real adapters send for every kind of reply and from every other surface, in one language. */
export async function* throughAdapters(knowledge: Knowledge, language: LanguageTag): AsyncGenerator<Payload> {
  // Together, since on Slack each answer waits some milliseconds for a quiet moment.
  const all = await Promise.all([
    ...kinds(knowledge, language).flatMap((occasion) => [
      slackPayloads(occasion, knowledge),
      discordPayloads(occasion, knowledge),
    ]),
    slackSurfaces(knowledge, language),
    discordSurfaces(knowledge, language),
  ]);
  yield* all.flat();
}

/** One answer as every form of message of both platforms. */
export function rendered({ occasion, answer }: Told, say: Say): readonly Payload[] {
  return [...onSlack(answer, say), ...onDiscord(answer, say)].map((one) => ({
    ...one,
    name: `${occasion.name}, ${one.name}`,
  }));
}

/** Whoever posts a card, as long as a name may be. */
const NAME = 'Somebody '.repeat(9).trim();

const FORMS = ['private', 'public', 'preview'] as const;

function onSlack(answer: Answer, say: Say): readonly Payload[] {
  return FORMS.flatMap((form) => slackForm(answer, form, { say, poster: NAME }) ?? []);
}

function onDiscord(answer: Answer, say: Say): readonly Payload[] {
  const tools = { say, poster: NAME };
  return [
    ...FORMS.flatMap((form) =>
      (['card', 'plain'] as const).flatMap((shape) => discordForm(answer, form, tools, shape) ?? []),
    ),
    ...(answer.outcome === 'answered' ? [] : small(answer, say)),
  ];
}

/** A refusal in a channel, which rings nowhere. */
function small(answer: Answer, say: Say): readonly Payload[] {
  const options = { formatCommand, buttons: 'public', small: true } as const;
  const form = { platform: 'discord', kind: 'create_message' } as const;
  return [
    { ...form, name: 'small', body: discord.renderAnswer(answer, say, options) },
    { ...form, name: 'small, plain', body: discord.renderPlain(answer, say, options) },
  ];
}
