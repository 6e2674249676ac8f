import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Answer, answerWith, button, cited, text } from '../../../src/core/answer.ts';
import type { CommandCard } from '../../../src/core/ports.ts';
import { factId, sourceId } from '../../../src/facts/schema/values.ts';
import { formatCommandWith } from '../../../src/platforms/slack/render.ts';
import { commandCard } from '../harness.ts';

export const COMMANDS: readonly CommandCard[] = [
  commandCard('boycott', 'A dossier.', { slash: true }),
  commandCard('ask', 'A question.', { slash: true }),
  commandCard('fact', 'One fact.'),
  commandCard('check', 'What stands behind a message.', { onMessage: 'Check this message' }),
];

export const formatCommand = formatCommandWith(COMMANDS);

/** An answer as the core gives it, about an invented company. */
export function answer(changes: Partial<Answer> = {}): Answer {
  const daily = { publisher: 'The Daily', title: 'Acme | a history' };
  const fact = factId.parse('acme.founded-1949');
  return answerWith('en', {
    outcome: 'answered',
    heading: 'Acme: founded',
    body: [
      {
        title: 'What is reported',
        lines: [
          [text('The Daily says Acme & Sons was founded in 1949 <sic>. '), cited(1)],
          [{ kind: 'quote', text: 'We have *always* been here' }, cited(2)],
        ],
        facts: [fact],
        rank: 0,
      },
    ],
    citations: [
      {
        number: 1,
        source: sourceId.parse('daily'),
        kind: 'press',
        label: 'The Daily 2018',
        ...daily,
        details: ['press', '25 June 2018'],
        essentials: ['press', '25 June 2018'],
        url: 'https://daily.example/acme?a=1&b=2',
        archivedUrl: 'https://archive.example/daily/acme',
      },
      {
        number: 2,
        source: sourceId.parse('acme'),
        kind: 'company',
        label: 'Acme, by The Daily',
        publisher: 'Acme',
        title: 'About us',
        details: ['the company itself'],
        essentials: ['the company itself'],
        via: { ...daily, url: 'https://daily.example/acme' },
      },
    ],
    closing: 'As of 2018-06-25',
    actions: [
      button('Who owns Acme?', 'fact', 'acme.owner'),
      { label: 'Something wrong?', url: 'https://acme.example/wrong' },
    ],
    facts: [fact],
    share: { command: 'fact', text: fact },
    audience: 'everyone',
    ...changes,
  });
}

type Fields = Readonly<Record<string, unknown>>;
const object = z.record(z.string(), z.unknown());

export const fixture = (name: string): Record<string, unknown> =>
  object.parse(JSON.parse(readFileSync(new URL(`../../fixtures/slack/${name}.json`, import.meta.url), 'utf8')));

/* Saved events with some fields changed; ids are new each time, so that none is taken for a repetition. */
let made = 0;
const next = (): string => `test-${++made}`;

/** A saved payload of this name. */
export const saved = (name: string, changes: Fields = {}): Record<string, unknown> => ({
  ...fixture(name),
  ...(/home|mention|dm/u.test(name) ? { event_id: next() } : { trigger_id: next() }),
  ...changes,
});

export const command = (changes?: Fields): Record<string, unknown> => saved('command', changes);

/** A message is known by when it was written. */
function message(name: 'mention' | 'dm', event: Fields, changes: Fields = {}): Record<string, unknown> {
  const body = saved(name, changes);
  const ts = `1700000001.${String(++made).padStart(6, '0')}`;
  return { ...body, event: { ...object.parse(body['event']), ts, ...event } };
}
export const mention = (event: Fields = {}, changes?: Fields) => message('mention', event, changes);
export const direct = (event: Fields = {}) => message('dm', event);

/** A pressed button with this value; `undefined` for one that leads to a page. */
export function press(value: string | undefined, changes: Fields = {}): Record<string, unknown> {
  const action = value === undefined ? { action_id: 'open-1' } : { action_id: 'ask-0', value };
  return saved('button', { actions: [{ type: 'button', ...action }], ...changes });
}

/** A button or a control in a modal or on the Home tab. */
export function viewPress(type: 'modal' | 'home', action: Fields, changes: Fields = {}): Record<string, unknown> {
  const view = { ...object.parse(fixture('view-button')['view']), type };
  return saved('view-button', { view, actions: [{ action_id: 'ask-0', ...action }], ...changes });
}
