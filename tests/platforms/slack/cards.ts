import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Answer } from '../../../src/core/answer.ts';
import type { CommandCard } from '../../../src/core/ports.ts';
import { factId, sourceId } from '../../../src/facts/schema/values.ts';
import { formatCommandWith } from '../../../src/platforms/slack/render.ts';
import { commandCard } from '../harness.ts';
import { field } from './inspect.ts';

export const COMMANDS: readonly CommandCard[] = [
  commandCard('boycott', 'A dossier.', { slash: true }),
  commandCard('ask', 'A question.', { slash: true }),
  commandCard('fact', 'One fact.'),
  commandCard('check', 'What stands behind a message.', { onMessage: 'Check this message' }),
];

export const formatCommand = formatCommandWith(COMMANDS);

/** An answer as the core gives it, about an invented company. */
export function answer(changes: Partial<Answer> = {}): Answer {
  return {
    outcome: 'answered',
    heading: 'Acme: founded',
    body: [
      {
        title: 'What is reported',
        lines: [
          [
            { kind: 'text', text: 'The Daily says Acme & Sons was founded in 1949 <sic>. ' },
            { kind: 'cite', number: 1 },
          ],
          [
            { kind: 'quote', text: 'We have *always* been here' },
            { kind: 'cite', number: 2 },
          ],
        ],
        facts: [factId.parse('acme.founded-1949')],
        rank: 0,
      },
    ],
    citations: [
      {
        number: 1,
        source: sourceId.parse('daily'),
        kind: 'press',
        label: 'The Daily 2018',
        publisher: 'The Daily',
        title: 'Acme | a history',
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
        via: { publisher: 'The Daily', title: 'Acme | a history', url: 'https://daily.example/acme' },
      },
    ],
    sources: 'labelled',
    closing: 'As of 2018-06-25',
    actions: [
      { label: 'Who owns Acme?', call: { command: 'fact', text: 'acme.owner' } },
      { label: 'Something wrong?', url: 'https://acme.example/wrong' },
    ],
    facts: [factId.parse('acme.founded-1949')],
    shown: [],
    offered: [],
    share: { command: 'fact', text: 'acme.founded-1949' },
    audience: 'everyone',
    language: 'en',
    ...changes,
  };
}

const object = z.record(z.string(), z.unknown());

function fixture(name: string): Record<string, unknown> {
  return object.parse(JSON.parse(readFileSync(new URL(`../../fixtures/slack/${name}.json`, import.meta.url), 'utf8')));
}

/** Saved events with some fields changed; ids are new each time, so that none is taken for a repetition. */
let made = 0;
const next = (): string => {
  made += 1;
  return `test-${made}`;
};
/** A message is known by when it was written. */
const nextTs = (): string => `1700000001.${String(++made).padStart(6, '0')}`;

export function command(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { ...fixture('command'), trigger_id: next(), ...changes };
}

export function mention(
  event: Readonly<Record<string, unknown>> = {},
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const body = fixture('mention');
  return {
    ...body,
    event_id: next(),
    ...changes,
    event: { ...object.parse(field(body, 'event')), ts: nextTs(), ...event },
  };
}

export function direct(event: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const body = fixture('dm');
  return { ...body, event_id: next(), event: { ...object.parse(field(body, 'event')), ts: nextTs(), ...event } };
}

/** A pressed button with this value; `undefined` for one that leads to a page. */
export function press(
  value: string | undefined,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const action = value === undefined ? { action_id: 'open-1' } : { action_id: 'ask-0', value };
  return { ...fixture('button'), trigger_id: next(), actions: [{ type: 'button', ...action }], ...changes };
}

/** A saved payload of this name with some fields changed. */
export function saved(name: string, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { ...fixture(name), ...(name === 'home' ? { event_id: next() } : { trigger_id: next() }), ...changes };
}

/** A button or a control in a modal or on the Home tab. */
export function viewPress(
  type: 'modal' | 'home',
  action: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const view = { ...object.parse(field(fixture('view-button'), 'view')), type };
  return saved('view-button', { view, actions: [{ action_id: 'ask-0', ...action }], ...changes });
}

export { fixture };
