import type { Answer } from '../../../src/core/answer.ts';
import type { CommandCard } from '../../../src/core/ports.ts';
import { factId, sourceId } from '../../../src/facts/schema/values.ts';
import { formatCommandWith } from '../../../src/platforms/slack/render.ts';
import { commandCard } from '../command-card.ts';

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
        publisher: 'Acme',
        title: 'About us',
        details: ['the company itself'],
        essentials: ['the company itself'],
        via: { publisher: 'The Daily', title: 'Acme | a history', url: 'https://daily.example/acme' },
      },
    ],
    closing: 'As of 2018-06-25 · acme.founded-1949',
    actions: [
      { label: 'Who owns Acme?', call: { command: 'fact', text: 'acme.owner' } },
      { label: 'Something wrong?', url: 'https://acme.example/wrong' },
    ],
    facts: [factId.parse('acme.founded-1949')],
    offered: [],
    share: { command: 'fact', text: 'acme.founded-1949' },
    audience: 'everyone',
    language: 'en',
    ...changes,
  };
}
