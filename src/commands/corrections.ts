import { button, note, type Passage, text } from '../core/answer.ts';
import { collectCitations } from '../core/citations.ts';
import type { Command } from '../core/command.ts';
import { openMenu } from '../core/compose.ts';
import { type Corrected, correctionPassage, isOver } from '../core/corrections.ts';
import { claimLine } from '../core/passage.ts';
import type { Context } from '../core/ports.ts';
import { told } from './told.ts';

const PAGE = 5;
/** Sources of a claim; its own card names the rest. */
const CITES = 2;

/** One correction of a fact; `now`: what it became, where that was corrected again since. */
type Entry = Corrected & { readonly now: string | undefined };

/** What was corrected, withdrawn or superseded, newest first. */
export const corrections: Command = {
  name: 'corrections',
  description: 'What was corrected or withdrawn: what it said, what it says now, when and why.',
  takes: 'nothing',
  options: [],
  run({ text: typed }, context) {
    const { facts, language } = context;
    const { say } = language;
    const all = entriesOf(context);
    const from = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
    const page = all.slice(from, from + PAGE);
    const citations = collectCitations(context);
    const body = page.map((one): Passage => {
      const { fact, now } = one;
      if (now !== undefined) return correctionPassage(one, language, facts, [text(now)]);
      if (isOver(fact)) return correctionPassage(one, language, facts);
      const claim = claimLine(fact, citations, context, CITES);
      return { ...correctionPassage(one, language, facts, claim), facts: [fact.id] };
    });
    const lead = note(say(page.length > 0 ? 'corrections-lead' : 'corrections-none'));
    const next = from + PAGE < all.length ? [button(say('button-next'), 'corrections', `${from + PAGE}`)] : [];
    const standing = [...new Set(page.map(({ fact }) => fact))].filter(({ status }) => status !== 'withdrawn');
    return told(context, say('corrections-heading'), [lead, ...body], {
      citations: citations.all(),
      facts: body.flatMap((passage) => passage.facts),
      actions: next,
      ...openMenu(standing, context),
    });
  },
};

function entriesOf({ facts }: Context): readonly Entry[] {
  return [...facts.facts.values()]
    .flatMap((fact): Entry[] =>
      fact.corrections.map((entry, at) => ({ ...entry, fact, now: fact.corrections[at - 1]?.was })),
    )
    .sort((a, b) => (a.on === b.on ? (a.fact.id < b.fact.id ? -1 : 1) : a.on < b.on ? 1 : -1));
}
