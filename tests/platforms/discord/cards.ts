import type { Answer } from '../../../src/core/answer.ts';
import type { FactId, SourceId } from '../../../src/core/fact.ts';
import type { CommandCard } from '../../../src/core/ports.ts';
import { commandCard } from '../command-card.ts';

const isFactId = (text: string): text is FactId => text.includes('.');
const isSourceId = (text: string): text is SourceId => text !== '';

function factId(text: string): FactId {
  if (!isFactId(text)) throw new Error(`no fact id: ${text}`);
  return text;
}

function sourceId(text: string): SourceId {
  if (!isSourceId(text)) throw new Error('no source id');
  return text;
}

/** One fact with its source, two buttons and *Post here*. */
export function card(): Answer {
  const fact = factId('salesforce.uip-runs-on');
  return {
    outcome: 'answered',
    heading: 'Unified Immigration Portal (UIP)',
    body: [
      {
        title: 'What is reported',
        lines: [
          [
            { kind: 'text', text: 'AFSC Investigate says that Salesforce systems underpin the portal. ' },
            { kind: 'cite', number: 1 },
          ],
        ],
        facts: [fact],
        rank: 0,
      },
    ],
    citations: [
      {
        number: 1,
        source: sourceId('afsc-salesforce'),
        kind: 'research',
        publisher: 'AFSC Investigate',
        title: 'Salesforce Inc',
        details: ['research', 'valid as of 12 July 2024'],
        essentials: ['research', 'valid as of 12 July 2024'],
        url: 'https://investigate.afsc.org/company/salesforce',
      },
    ],
    closing: 'As of 2024-07-12 · salesforce.uip-runs-on',
    actions: [
      { label: 'Contracts', call: { command: 'boycott', text: 'salesforce contracts' } },
      { label: 'Something wrong?', url: 'https://reports.example/new?fact=salesforce.uip-runs-on' },
    ],
    facts: [fact],
    offered: [],
    share: { command: 'fact', text: fact },
    audience: 'everyone',
    language: 'en',
  };
}

/** A refusal with the nearest question as a button. */
export function refusal(): Answer {
  const { share: _, ...rest } = card();
  return {
    ...rest,
    outcome: 'unknown',
    heading: 'I have no sourced answer to that.',
    body: [{ lines: [[{ kind: 'text', text: 'Nearest that I do hold:' }]], facts: [], rank: 0 }],
    citations: [],
    closing: '',
    actions: [{ label: 'What is the UIP?', call: { command: 'fact', text: 'salesforce.uip-runs-on' } }],
    facts: [],
  };
}

export const COMMANDS: readonly CommandCard[] = [
  commandCard('boycott', 'A company and who lists it, with sources', {
    hint: 'a company, a topic of it, or a question',
    options: [
      { name: 'company', about: 'A company, or a question', required: true, suggests: true },
      { name: 'page', about: 'A topic, timeline, sources or brands', required: false, suggests: true },
    ],
    localized: new Map([
      [
        'es',
        {
          name: 'boicot',
          description: 'Una empresa y quién la señala, con fuentes',
          options: new Map([['company', { name: 'empresa', about: 'Una empresa o una pregunta' }]]),
          words: new Map(),
        },
      ],
    ]),
  }),
  commandCard('ask', 'A question, answered with sources', {
    options: [{ name: 'question', about: 'What you want to know', required: true, suggests: true }],
  }),
  commandCard('check', 'What somebody wrote, beside the sources', {
    options: [{ name: 'message', about: 'What somebody wrote', required: true, suggests: false }],
    onMessage: 'Check this message',
    localized: new Map([
      ['es', { onMessage: 'Comprobar este mensaje', options: new Map(), words: new Map() }],
    ]),
  }),
  commandCard('feedback', 'Say that an answer is wrong', {
    options: [
      { name: 'id', about: 'The id of the fact', required: true, suggests: true },
      {
        name: 'reason',
        about: 'What is wrong',
        required: true,
        suggests: true,
        choices: ['wrong', 'other-question'],
      },
    ],
    localized: new Map([
      [
        'es',
        {
          options: new Map([['reason', { name: 'motivo', choices: { wrong: 'Es falso' } }]]),
          words: new Map(),
        },
      ],
    ]),
  }),
  commandCard('help', 'What I can do'),
  commandCard('settings', 'How I answer here', {
    options: [{ name: 'change', about: 'What to change', required: false, suggests: false }],
    configures: true,
  }),
];
