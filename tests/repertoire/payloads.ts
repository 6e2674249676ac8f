import { discordForm, slackForm } from '../../editor/preview/forms.ts';
import { commandCards } from '../../src/commands/index.ts';
import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import type { Say } from '../../src/core/language.ts';
import { spellFor } from '../../src/platforms/discord/forms.ts';
import * as discord from '../../src/platforms/discord/render.ts';
import { commandPayload, discordPayloads, discordSurfaces } from './discord.ts';
import { kinds } from './kinds.ts';
import type { Payload } from './payload.ts';
import { realBot } from './real-bot.ts';
import { slackPayloads, slackSurfaces } from './slack.ts';
import { spoken, type Told, wholeBase } from './whole-base.ts';

const spellDiscord = spellFor(commandCards());

/** Every payload of the whole base, in every language that it speaks: each kind of reply through the real adapters with
    all that can be pressed under it, and everything else as each form of message that a platform may be sent. */
export async function* payloads(knowledge: Knowledge): AsyncGenerator<Payload> {
  yield commandPayload(knowledge);
  for (const language of spoken(knowledge)) {
    for await (const one of throughAdapters(knowledge, language)) yield named(one, language);
    const { tools } = realBot(knowledge, language);
    for await (const told of wholeBase(knowledge, language)) {
      for (const one of rendered(told, tools.say(told.answer.language))) yield named(one, language);
    }
  }
}

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
  const options = { spell: spellDiscord, buttons: 'public', small: true } as const;
  const form = { platform: 'discord', kind: 'create_message' } as const;
  return [
    { ...form, name: 'small', body: discord.renderAnswer(answer, say, options) },
    { ...form, name: 'small, plain', body: discord.renderPlain(answer, say, options) },
  ];
}

function named(payload: Payload, language: LanguageTag): Payload {
  return { ...payload, name: `${language}: ${payload.name}` };
}
