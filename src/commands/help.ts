import { button, example, note, type Span, text, unclaimed } from '../core/answer.ts';
import type { Command } from '../core/command.ts';
import { companiesByWeight, covers } from '../core/compose.ts';
import type { PhraseKey } from '../core/language.ts';
import { questionOf } from '../core/passage.ts';
import type { Context } from '../core/ports.ts';
import { factsOfPack } from '../core/subjects.ts';
import { told } from './told.ts';

/** What help shows, in examples; one screen. The company and the fact are the base's weightiest. */
function examples({ facts, language }: Context): readonly (readonly [PhraseKey, ...Span[]])[] {
  const company = companiesByWeight(facts)[0]?.id ?? '';
  const pack = [...facts.packs.values()].find((one) => one.company === company);
  const [fact] = [...(pack ? factsOfPack(pack.id, facts) : [])].sort(
    (a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1),
  );
  const topic = pack?.topics[0]?.id ?? 'sources';
  const question = fact ? questionOf(fact, facts, language.tag) : '';
  return [
    ['help-ask', example('ask', question)],
    ['help-company', example('boycott', company)],
    ['help-topic', example('boycott', `${company} ${topic}`), example('boycott', `${company} timeline`)],
    ['help-check', example('check', '"…"')],
    ['help-list', example('boycott', 'list')],
    ['help-fact', example('fact', fact?.id ?? '')],
    ['help-cite', example('cite', fact?.id ?? '')],
    ['help-schedule', example('schedule', '')],
    ['help-settings', example('settings', ''), example('privacy', '')],
  ];
}

export const help: Command = {
  name: 'help',
  description: 'What you can ask, in examples.',
  takes: 'nothing',
  run(_question, context) {
    const { say } = context.language;
    const lines = examples(context).map(([key, ...calls]) => [
      text(`${say(key)} `),
      ...calls.flatMap((call, index) => [...(index > 0 ? [text(' · ')] : []), call]),
    ]);
    const notes = [say('help-limits'), say('help-mention'), covers(context)].map(note);
    return told(context, say('help-heading'), [unclaimed(lines), ...notes], {
      actions: [button(say('companies'), 'boycott', 'list'), button(say('privacy-heading'), 'privacy', '')],
    });
  },
};
