import { button, example, note, type Span, text, unclaimed } from '../core/answer.ts';
import type { Command } from '../core/command.ts';
import { companiesByWeight, coveredButton, factActions } from '../core/compose.ts';
import { questionOf } from '../core/passage.ts';
import { byWeight } from '../core/subjects.ts';
import { examplesOf, told } from './told.ts';

/** What is named without an example. */
const OTHERS = ['settings', 'schedule', 'privacy', 'forget'];

export const help: Command = {
  name: 'help',
  description: 'What you can ask, in examples.',
  takes: 'nothing',
  options: [],
  run(_question, context) {
    const { facts, language } = context;
    const { say } = language;
    // The company and the fact are the base's weightiest.
    const [company] = companiesByWeight(facts);
    const [fact] = company?.held.toSorted(byWeight) ?? [];
    const others = OTHERS.flatMap((name, at): Span[] => [...(at > 0 ? [text(' · ')] : []), example(name, '')]);
    const lines = [
      ...examplesOf(fact ? questionOf(fact, facts, language.tag) : '', context),
      [text(`${say('help-check')} `), example('check', '"…"')],
      [text(`${say('help-more')} `), ...others],
    ];
    return told(context, say('help-heading'), [unclaimed(lines), note(say('help-limits'))], {
      actions: [
        ...factActions(fact ? [fact.id] : [], context),
        ...(company ? [button(company.name, 'boycott', company.id)] : []),
        coveredButton(context),
      ],
    });
  },
};
