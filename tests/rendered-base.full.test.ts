import { describe, expect, it } from 'vitest';
import type { Payload } from '../editor/preview/payloads.ts';
import { commandCards } from '../src/commands/index.ts';
import { renderAnswer as onDiscord } from '../src/platforms/discord/render.ts';
import { formatCommandWith, renderAnswer as onSlack } from '../src/platforms/slack/render.ts';
import { inspect as inspectDiscord } from './platforms/discord/inspect.ts';
import { inspect as inspectSlack } from './platforms/slack/inspect.ts';
import { realKnowledge } from './real-knowledge.ts';
import { broken, manifestProblems, notAtHand, officialProblems } from './repertoire/check.ts';
import { commandPayload } from './repertoire/discord.ts';
import { rendered, throughAdapters } from './repertoire/payloads.ts';
import { realBot, spoken, type Told, wholeBase } from './repertoire/whole-base.ts';

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
    expect([...outcomes].sort()).toEqual(['answered', 'choose', 'told', 'unknown']);
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
