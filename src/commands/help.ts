import type { Paragraph } from '../core/answer.ts';
import type { Command } from '../core/command.ts';
import { covers, note } from '../core/compose.ts';
import type { PhraseKey } from '../core/language.ts';
import type { Call } from '../core/question.ts';
import { told } from './told.ts';

/** What help shows, in examples; one screen. */
const EXAMPLES: readonly (readonly [PhraseKey, readonly Call[]])[] = [
  ['help-ask', [{ command: 'ask', text: 'what is the UIP?' }]],
  ['help-company', [{ command: 'boycott', text: 'salesforce' }]],
  [
    'help-topic',
    [
      { command: 'boycott', text: 'salesforce contracts' },
      { command: 'boycott', text: 'salesforce timeline' },
    ],
  ],
  ['help-list', [{ command: 'boycott', text: 'list' }]],
  ['help-fact', [{ command: 'fact', text: 'salesforce.letter-2018-signers' }]],
  ['help-cite', [{ command: 'cite', text: 'salesforce.letter-2018-signers' }]],
  ['help-privacy', [{ command: 'privacy', text: '' }]],
];

export const help: Command = {
  name: 'help',
  description: 'What you can ask, in examples.',
  takes: 'nothing',
  run(_question, context) {
    const { say } = context.language;
    const lines = EXAMPLES.map(
      ([key, calls]): Paragraph => [
        { kind: 'text', text: `${say(key)} ` },
        ...calls.flatMap(
          (call, index): Paragraph => [
            ...(index > 0 ? [{ kind: 'text' as const, text: ' · ' }] : []),
            { kind: 'example', call },
          ],
        ),
      ],
    );
    return told(
      context,
      say('help-heading'),
      [
        { lines, facts: [], rank: 0 },
        note(say('help-limits')),
        note(say('help-mention')),
        note(covers(context)),
      ],
      {
        actions: [
          { label: say('companies'), call: { command: 'boycott', text: 'list' } },
          { label: say('privacy-heading'), call: { command: 'privacy', text: '' } },
        ],
      },
    );
  },
};
