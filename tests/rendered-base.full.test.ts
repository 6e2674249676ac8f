import { describe, expect, it } from 'vitest';
import { discordForm, type Payload, slackForm } from '../editor/preview/payloads.ts';
import { commandCards } from '../src/commands/index.ts';
import type { Answer } from '../src/core/answer.ts';
import type { FactId } from '../src/core/fact.ts';
import type { Say } from '../src/core/language.ts';
import { wordingOf } from '../src/core/passage.ts';
import type { Call } from '../src/core/question.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { renderAnswer as onConsole } from '../src/platforms/console/render.ts';
import { formatCommandFor } from '../src/platforms/discord/commands.ts';
import { renderAnswer as onDiscord, renderPlain as plainOnDiscord } from '../src/platforms/discord/render.ts';
import { formatCommandWith, renderAnswer as onSlack } from '../src/platforms/slack/render.ts';
import { renderHome, renderModal } from '../src/platforms/slack/views.ts';
import { broken as brokenIn, type Inspection, squash } from './platforms/conformance.ts';
import { inspectFor } from './platforms/console/inspect.ts';
import { inspect as inspectDiscord } from './platforms/discord/inspect.ts';
import { inspect as inspectSlack } from './platforms/slack/inspect.ts';
import { realKnowledge } from './real-knowledge.ts';
import { broken, commandPayload, manifestProblems, notAtHand, officialProblems } from './repertoire/check.ts';
import { realBot, sayIn, spoken, type Told, wholeBase } from './repertoire/whole-base.ts';

const knowledge = await realKnowledge();
const { facts } = knowledge;
const formatCommand = formatCommandWith(commandCards());

const problems = (payload: Payload): string[] =>
  [...broken(payload), ...officialProblems(payload)].map((one) => `${payload.name}: ${one}`);

it.skipIf(notAtHand.length > 0)('is held against the platforms’ own rules (with ../shared/validators)', () => {
  expect(manifestProblems()).toEqual([]);
});

it('registers commands within their limits', () => expect(problems(commandPayload(knowledge))).toEqual([]));

describe.each(spoken(knowledge))('in %s', (language) => {
  const told: Told[] = [];

  it('the Home tab keeps every limit, for admins and for others', async () => {
    const ask = realBot(knowledge, language);
    const [company = ''] = [...facts.packs.values()].map((pack) => pack.company);
    const page = {
      help: await ask({ command: 'help', text: '' }),
      companies: await ask({ command: 'boycott', text: 'list' }),
      dossier: await ask({ command: 'boycott', text: company }),
      settings: await ask({ command: 'settings', text: '' }),
      privacy: await ask({ command: 'privacy', text: '' }),
    };
    const controls = { settings: DEFAULT_SETTINGS, languages: spoken(knowledge) };
    const homes = [page, { ...page, controls }].map((one) =>
      renderHome(one, sayIn(knowledge, language), formatCommand),
    );
    expect(homes.flatMap((body) => problems({ platform: 'slack', kind: 'home', name: 'home', body }))).toEqual([]);
  });

  it('the whole base keeps every limit and pings nobody, in every form of message', async () => {
    const wrong: string[] = [];
    for await (const one of wholeBase(knowledge, language)) {
      told.push(one);
      for (const payload of rendered(one, sayIn(knowledge, one.answer.language))) wrong.push(...problems(payload));
    }
    expect(wrong).toEqual([]);
    expect(told.length).toBeGreaterThan(facts.facts.size * 4);
    const outcomes = new Set(told.map(({ answer }) => answer.outcome));
    expect([...outcomes].sort()).toEqual(['answered', 'choose', 'nearest', 'told', 'unknown']);
  });

  describe.each(Object.entries(LOOKS))('%s', (_, look) => {
    it('every answer is whole, each citation reaches its own source, nothing pings and nothing is left out of a fact', () => {
      const wrong: string[] = [];
      for (const { occasion, answer } of told) {
        const say = sayIn(knowledge, answer.language);
        const shown = look(answer, say);
        wrong.push(...brokenIn(answer, shown, say).map((one) => `${occasion.name}: ${one}`));
        const visible = squash(shown.visible);
        // The plain form holds half of a card; then what is missing is said, as `broken` sees to.
        const isPart = answer.body.some((_, at) => shown.visible.includes(say('left-out', { count: at + 1 })));
        const isBare = shown.visible.includes(say('did-not-fit'));
        if (isBare && look !== LOOKS[PLAIN]) wrong.push(`${occasion.name} did not fit`);
        if (isBare || (isPart && occasion.call.command !== 'fact')) continue;
        wrong.push(
          ...promised(occasion.call, answer, say)
            .filter((forms) => !forms.some((words) => visible.includes(squash(words))))
            .map(([words]) => `${occasion.name} does not say: ${words}`),
        );
      }
      expect(wrong).toEqual([]);
    });
  });
});

const PLAIN = 'on Discord, in its plain form';
type Look = (answer: Answer, say: Say) => Inspection;

const LOOKS: Readonly<Record<string, Look>> = {
  'on Slack': (answer, say) => inspectSlack(onSlack(answer, say, { formatCommand, postable: true })),
  'on Slack, posted': (answer, say) => inspectSlack(slackForm(answer, 'public', { say, poster: NAME })?.body),
  'on Discord': (answer, say) => inspectDiscord(onDiscord(answer, say)),
  [PLAIN]: (answer, say) => inspectDiscord(plainOnDiscord(answer, say)),
  'in a terminal': (answer, say) => inspectFor(TERMINAL)(onConsole(answer, say, TERMINAL)),
};

const TERMINAL = { width: 80, colour: true, links: true };

/** What must stand in an answer, each in one of these forms: of one fact its claim, what must be read with it, and the other
    side; of a list each fact in one line or whole. */
function promised(
  { command, text }: Call,
  { facts: claimed, language }: Answer,
  say: Say,
): readonly (readonly string[])[] {
  const wording = (id: FactId) => {
    const fact = facts.facts.get(id);
    return fact && wordingOf(fact, facts, language);
  };
  const lineOf = (id: FactId): readonly string[] => {
    const { claim, short } = wording(id) ?? { claim: id };
    return [...(short === undefined ? [] : [short]), claim];
  };
  const [id] = claimed;
  const fact = id === undefined ? undefined : facts.facts.get(id);
  if (!fact || fact.id !== text || (command !== 'fact' && command !== 'details')) return claimed.map(lineOf);
  const { claim, caveat, note } = wordingOf(fact, facts, language);
  const { reply } = fact;
  const standing = (ids: readonly FactId[]) => ids.filter((one) => facts.facts.get(one)?.status !== 'withdrawn');
  const others = standing(fact.disagreesWith);
  const theirs = others.flatMap((one) => {
    const other = facts.facts.get(one)?.reply;
    return other && 'facts' in other ? other.facts : [];
  });
  const none = say(command === 'fact' ? 'no-reply-short' : 'no-reply', { company: '', date: '' });
  return [
    [claim],
    ...(caveat === undefined ? [] : [[caveat]]),
    ...(command === 'details' ? [[note ?? claim], [fact.id]] : []),
    ...others.slice(0, 1).map(lineOf),
    ...(reply === undefined
      ? []
      : 'facts' in reply
        ? standing(reply.facts).slice(0, 2).map(lineOf)
        : [[none, ...theirs.flatMap(lineOf)]]),
  ];
}

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
  const modal = {
    platform: 'slack',
    kind: 'modal',
    name: 'modal',
    body: renderModal(say, formatCommand, answer),
  } as const;
  return [...FORMS.flatMap((form) => slackForm(answer, form, { say, poster: NAME }) ?? []), modal];
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
