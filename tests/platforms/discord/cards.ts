import { readFileSync } from 'node:fs';
import { type Answer, answerWith, button, cited, note, text as words } from '../../../src/core/answer.ts';
import type { CommandCard } from '../../../src/core/ports.ts';
import { factId, sourceId } from '../../../src/facts/schema/values.ts';
import { type Message, NO_PINGS } from '../../../src/platforms/discord/message.ts';
import { commandCard } from '../harness.ts';

/** One fact with its source, two buttons and *Post here*. */
export function card(): Answer {
  const fact = factId.parse('salesforce.uip-runs-on');
  const details = ['research', 'valid as of 12 July 2024'];
  return answerWith('en', {
    outcome: 'answered',
    heading: 'Unified Immigration Portal (UIP)',
    body: [
      {
        title: 'What is reported',
        lines: [[words('AFSC Investigate says that Salesforce systems underpin the portal. '), cited(1)]],
        facts: [fact],
        rank: 0,
      },
    ],
    citations: [
      {
        number: 1,
        source: sourceId.parse('afsc-salesforce'),
        kind: 'research',
        label: 'AFSC 2024',
        publisher: 'AFSC Investigate',
        title: 'Salesforce Inc',
        details,
        essentials: details,
        url: 'https://investigate.afsc.org/company/salesforce',
      },
    ],
    closing: 'As of 2024-07-12',
    actions: [
      button('Contracts', 'boycott', 'salesforce contracts'),
      { label: 'Something wrong?', url: 'https://reports.example/new?fact=salesforce.uip-runs-on' },
    ],
    facts: [fact],
    share: { command: 'fact', text: fact },
    audience: 'everyone',
  });
}

/** A refusal with the nearest question as a button. */
export const refusal = (): Answer =>
  answerWith('en', {
    outcome: 'unknown',
    heading: 'I have no sourced answer to that.',
    body: [note('Nearest that I do hold:')],
    actions: [button('What is the UIP?', 'fact', 'salesforce.uip-runs-on')],
    audience: 'everyone',
  });

/** A message in its classic form. */
export const plainMessage = (content: string): Message => ({
  flags: 4,
  content,
  components: [],
  allowed_mentions: NO_PINGS,
});

type Option = CommandCard['options'][number];
const option = (name: string, about: string, more: Partial<Option> = {}): Option => {
  return { name, about, required: true, suggests: true, ...more };
};

/** What a command is called in another language. */
export function localized(
  words: Partial<NonNullable<ReturnType<CommandCard['localized']['get']>>>,
  tag = 'es',
): Pick<CommandCard, 'localized'> {
  return { localized: new Map([[tag, { options: new Map(), words: new Map(), ...words }]]) };
}

export const COMMANDS: readonly CommandCard[] = [
  commandCard('boycott', 'A company and who lists it, with sources', {
    hint: 'a company, a topic of it, or a question',
    options: [
      option('company', 'A company, or a question'),
      option('page', 'A topic, timeline, sources or brands', { required: false }),
    ],
    ...localized({
      name: 'boicot',
      description: 'Una empresa y quién la señala, con fuentes',
      options: new Map([['company', { name: 'empresa', about: 'Una empresa o una pregunta' }]]),
    }),
  }),
  commandCard('ask', 'A question, answered with sources', { options: [option('question', 'What you want to know')] }),
  commandCard('check', 'What somebody wrote, beside the sources', {
    options: [option('message', 'What somebody wrote', { suggests: false })],
    onMessage: 'Check this message',
    ...localized({ onMessage: 'Comprobar este mensaje' }),
  }),
  commandCard('feedback', 'Say that an answer is wrong', {
    options: [
      option('id', 'The id of the fact'),
      option('reason', 'What is wrong', { choices: ['wrong', 'other-question'] }),
    ],
    ...localized({ options: new Map([['reason', { name: 'motivo', choices: { wrong: 'Es falso' } }]]) }),
  }),
  commandCard('help', 'What I can do'),
  commandCard('settings', 'How I answer here', {
    options: [option('change', 'What to change', { required: false, suggests: false })],
    configures: true,
  }),
];

export interface Dispatch {
  readonly t: string;
  readonly d: object;
}

/** A saved dispatch with an id of its own, so that it counts as new; `change` goes over its `d`. */
export function saved(name: string, id?: string, change: Readonly<Record<string, unknown>> = {}): Dispatch {
  const file = new URL(`../../fixtures/discord/${name}.json`, import.meta.url);
  const event: Dispatch = JSON.parse(readFileSync(file, 'utf8'));
  return { ...event, d: { ...event.d, ...(id && { id }), ...change } };
}

/** The pressing of one button. */
export function press(id: string, custom_id: string, change: Readonly<Record<string, unknown>> = {}): Dispatch {
  return saved('button', id, { data: { custom_id, component_type: 2 }, ...change });
}
