import type { Paragraph } from '../core/answer.ts';
import type { Command } from '../core/command.ts';
import { companiesByWeight, covers, note } from '../core/compose.ts';
import type { PhraseKey } from '../core/language.ts';
import { factsOfPack } from '../core/outline.ts';
import { questionOf } from '../core/passage.ts';
import type { Context } from '../core/ports.ts';
import type { Call } from '../core/question.ts';
import { told } from './told.ts';

/** What help shows, in examples; one screen. The company and the fact are the base's weightiest. */
function examples({ facts, language }: Context): readonly (readonly [PhraseKey, readonly Call[]])[] {
  const company = companiesByWeight(facts)[0]?.id ?? '';
  const pack = [...facts.packs.values()].find((one) => one.company === company);
  const [fact] = [...(pack ? factsOfPack(pack.id, facts.facts) : [])].sort(
    (a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1),
  );
  const topic = pack?.topics[0]?.id ?? 'sources';
  const question = fact ? questionOf(fact, facts, language.tag) : '';
  return [
    ['help-ask', [{ command: 'ask', text: question }]],
    ['help-company', [{ command: 'boycott', text: company }]],
    [
      'help-topic',
      [
        { command: 'boycott', text: `${company} ${topic}` },
        { command: 'boycott', text: `${company} timeline` },
      ],
    ],
    ['help-check', [{ command: 'check', text: '"…"' }]],
    ['help-list', [{ command: 'boycott', text: 'list' }]],
    ['help-fact', [{ command: 'fact', text: fact?.id ?? '' }]],
    ['help-cite', [{ command: 'cite', text: fact?.id ?? '' }]],
    ['help-schedule', [{ command: 'schedule', text: '' }]],
    [
      'help-settings',
      [
        { command: 'settings', text: '' },
        { command: 'privacy', text: '' },
      ],
    ],
  ];
}

export const help: Command = {
  name: 'help',
  description: 'What you can ask, in examples.',
  takes: 'nothing',
  run(_question, context) {
    const { say } = context.language;
    const lines = examples(context).map(
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
