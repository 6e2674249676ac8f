import { commandCards } from '../../src/commands/index.ts';
import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import type { Say } from '../../src/core/language.ts';
import { spellFor } from '../../src/platforms/discord/forms.ts';
import { FLAGS } from '../../src/platforms/discord/limits.ts';
import { signature } from '../../src/platforms/discord/post.ts';
import * as discord from '../../src/platforms/discord/render.ts';
import * as slack from '../../src/platforms/slack/render.ts';
import { spellWith } from '../../src/platforms/slack/spell.ts';
import { commandPayload, discordPayloads, discordSurfaces } from './discord.ts';
import { kinds } from './kinds.ts';
import type { Payload } from './payload.ts';
import { realBot } from './real-bot.ts';
import { slackPayloads, slackSurfaces } from './slack.ts';
import { spoken, type Told, wholeBase } from './whole-base.ts';

const spellSlack = spellWith(commandCards());
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

function onSlack(answer: Answer, say: Say): readonly Payload[] {
  const notes = [say('post-preview'), say('post-shared-maybe')];
  const form = (kind: string, name: string, options: Omit<slack.RenderOptions, 'spell'>): Payload => ({
    platform: 'slack',
    kind,
    name,
    body: slack.renderAnswer(answer, say, { spell: spellSlack, ...options }),
  });
  return [
    form('ephemeral', 'private', { postable: true }),
    form('message', 'public', { postable: false, posted: say('posted-by', { name: NAME }) }),
    ...(answer.share
      ? [form('ephemeral', 'preview', { postable: true, preview: { call: answer.share, notes } })]
      : []),
  ];
}

function onDiscord(answer: Answer, say: Say): readonly Payload[] {
  const form = (kind: string, name: string, options: discord.RenderOptions): readonly Payload[] => {
    const all = { spell: spellDiscord, ...options };
    const wrap = kind === 'create_interaction_response' ? privately : (body: unknown) => body;
    return [
      { platform: 'discord', kind, name, body: wrap(discord.renderAnswer(answer, say, all)) },
      {
        platform: 'discord',
        kind,
        name: `${name}, plain`,
        body: wrap(discord.renderPlain(answer, say, all)),
      },
    ];
  };
  const preview = { buttons: 'preview', notice: say('post-preview') } as const;
  return [
    ...form('create_interaction_response', 'private', { buttons: 'private' }),
    ...form('create_message', 'public', { buttons: 'public', signature: signature(NAME, say) }),
    ...(answer.outcome === 'answered'
      ? []
      : form('create_message', 'small', { buttons: 'public', small: true })),
    ...(answer.share ? form('create_interaction_response', 'preview', preview) : []),
  ];
}

function privately(message: { readonly flags: number }): unknown {
  return { type: 4, data: { ...message, flags: message.flags | FLAGS.ephemeral } };
}

function named(payload: Payload, language: LanguageTag): Payload {
  return { ...payload, name: `${language}: ${payload.name}` };
}
