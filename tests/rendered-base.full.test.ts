import { describe, expect, it } from 'vitest';
import { discordForm, type Payload, slackForm } from '../editor/preview/payloads.ts';
import { commandCards } from '../src/commands/index.ts';
import type { Answer } from '../src/core/answer.ts';
import type { Say } from '../src/core/language.ts';
import { formatCommandFor } from '../src/platforms/discord/commands.ts';
import { renderAnswer as onDiscord, renderPlain as plainOnDiscord } from '../src/platforms/discord/render.ts';
import { formatCommandWith, renderAnswer as onSlack } from '../src/platforms/slack/render.ts';
import { inspect as inspectDiscord } from './platforms/discord/inspect.ts';
import { inspect as inspectSlack } from './platforms/slack/inspect.ts';
import { realKnowledge } from './real-knowledge.ts';
import { broken, manifestProblems, notAtHand, officialProblems } from './repertoire/check.ts';
import { commandPayload } from './repertoire/discord.ts';
import { realBot } from './repertoire/walk.ts';
import { spoken, type Told, throughAdapters, wholeBase } from './repertoire/whole-base.ts';

const knowledge = await realKnowledge();
const { facts } = knowledge;
const formatCommand = formatCommandWith(commandCards());

const problems = (payload: Payload): string[] =>
  [...broken(payload), ...officialProblems(payload)].map((one) => `${payload.name}: ${one}`);

it.skipIf(notAtHand.length > 0)(
  'is held against the platforms’ own rules (with ../shared/validators)',
  () => {
    expect(manifestProblems()).toEqual([]);
  },
);

it('registers commands within their limits', () => {
  expect(problems(commandPayload(knowledge))).toEqual([]);
});

describe.each(spoken(knowledge))('in %s', (language) => {
  const { tools } = realBot(knowledge, language);
  const told: Told[] = [];

  it('every kind of reply keeps every limit, through the real adapters, whatever is pressed under it', async () => {
    const all: Payload[] = [];
    for await (const payload of throughAdapters(knowledge, language)) all.push(payload);
    expect(all.flatMap(problems)).toEqual([]);
    const seen = new Set(all.map(({ platform, kind }) => `${platform} ${kind}`));
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'slack ephemeral',
        'slack message',
        'discord create_interaction_response',
        'discord create_message',
        'discord execute_webhook',
      ]),
    );
  });

  it('the whole base keeps every limit and pings nobody, in every form of message', async () => {
    const wrong: string[] = [];
    for await (const one of wholeBase(knowledge, language)) {
      told.push(one);
      for (const payload of rendered(one, tools.say(one.answer.language))) wrong.push(...problems(payload));
    }
    expect(wrong).toEqual([]);
    expect(told.length).toBeGreaterThan(facts.facts.size * 4);
    const outcomes = new Set(told.map(({ answer }) => answer.outcome));
    expect([...outcomes].sort()).toEqual(['answered', 'choose', 'nearest', 'told', 'unknown']);
  });

  describe.each([
    [
      'Slack',
      ({ answer }: Told) =>
        inspectSlack(onSlack(answer, tools.say(answer.language), { formatCommand, postable: true })),
    ],
    ['Discord', ({ answer }: Told) => inspectDiscord(onDiscord(answer, tools.say(answer.language)))],
  ])('on %s', (_, look) => {
    it('nothing pings, nothing is too long for one message, and every fact by its id is whole', () => {
      const wrong: string[] = [];
      for (const one of told) {
        const { answer, occasion } = one;
        const say = tools.say(answer.language);
        const { visible, pings } = look(one);
        if (pings.length > 0) wrong.push(`${occasion.name} pings ${pings.join()}`);
        if (visible.includes(say('did-not-fit'))) wrong.push(`${occasion.name} did not fit`);
        const [id] = answer.facts;
        if (occasion.call.command !== 'fact' || id === undefined || occasion.call.text !== id) continue;
        const claims = facts.facts.get(id)?.wordings;
        const claim = (claims?.get(answer.language) ?? claims?.get('en'))?.claim ?? '?';
        if (!visible.includes(claim)) wrong.push(`${id} is not shown as it is worded`);
        for (let count = 1; count <= answer.body.length; count += 1) {
          if (visible.includes(say('left-out', { count }))) wrong.push(`${id} leaves ${count} out`);
        }
      }
      expect(wrong).toEqual([]);
    });

    it('every dossier shows the claim of each fact that it names', () => {
      for (const one of told) {
        const { call } = one.occasion;
        if (
          call.command !== 'boycott' ||
          ![...facts.packs.values()].some((pack) => pack.company === call.text)
        )
          continue;
        const { visible } = look(one);
        // What another language says at greater length may be left out, and then that is said.
        const say = tools.say(one.answer.language);
        const partly = one.answer.body.some((_, at) => visible.includes(say('left-out', { count: at + 1 })));
        if (partly && language !== knowledge.languages[0].tag) continue;
        for (const id of one.answer.facts) {
          const claims = facts.facts.get(id)?.wordings;
          const claim = (claims?.get(one.answer.language) ?? claims?.get('en'))?.claim ?? '?';
          expect([call.text, id, visible.includes(claim)]).toEqual([call.text, id, true]);
        }
      }
    });
  });
});

/** One answer as every form of message of both platforms. */
function rendered({ occasion, answer }: Told, say: Say): readonly Payload[] {
  return [...formsOnSlack(answer, say), ...formsOnDiscord(answer, say)].map((one) => ({
    ...one,
    name: `${occasion.name}, ${one.name}`,
  }));
}

/** Whoever posts a card, as long as a name may be. */
const NAME = 'Somebody '.repeat(9).trim();

const FORMS = ['private', 'public', 'preview'] as const;

function formsOnSlack(answer: Answer, say: Say): readonly Payload[] {
  return FORMS.flatMap((form) => slackForm(answer, form, { say, poster: NAME }) ?? []);
}

function formsOnDiscord(answer: Answer, say: Say): readonly Payload[] {
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
  const options = {
    formatCommand: formatCommandFor(commandCards()),
    buttons: 'public',
    small: true,
  } as const;
  const form = { platform: 'discord', kind: 'create_message' } as const;
  return [
    { ...form, name: 'small', body: onDiscord(answer, say, options) },
    { ...form, name: 'small, plain', body: plainOnDiscord(answer, say, options) },
  ];
}
