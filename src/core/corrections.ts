import { type Paragraph, type Passage, strong, text } from './answer.ts';
import { dayOf, sayDate } from './dates.ts';
import type { Correction, Fact, FactBase, FactId } from './fact.ts';
import type { Language } from './language.ts';
import { wordingOf } from './passage.ts';
import type { Mark, Marks, Post } from './posting.ts';

export function markOf(fact: Fact): Mark {
  return `${fact.corrections.length}${isOver(fact) ? ` ${fact.status}` : ''}`;
}

export function marksOf(ids: readonly FactId[], { facts }: Pick<FactBase, 'facts'>): Marks {
  return new Map(ids.flatMap((id) => facts.get(id) ?? []).map((fact) => [fact.id, markOf(fact)]));
}

export const isOver = ({ status }: Fact): boolean => status === 'withdrawn' || status === 'superseded';

/** A fact that says something else than it did: what that was, since when, and why. */
export interface Corrected extends Correction {
  readonly fact: Fact;
}

/** The facts of a card that say something else than the card does, those first that are withdrawn. A card that was posted
    before marks were kept is judged by its day. */
export function correctedIn({ at }: Post, marks: Marks, { facts }: FactBase): readonly Corrected[] {
  return [...marks]
    .flatMap(([id, mark]) => {
      const fact = facts.get(id);
      if (!fact || markOf(fact) === mark) return [];
      const { corrections } = fact;
      const known = mark === '' ? corrections.filter(({ on }) => on <= dayOf(at)).length : Number.parseInt(mark, 10);
      const newer = corrections.slice(0, Math.max(0, corrections.length - known));
      const [last, first] = [newer[0], newer.at(-1)];
      return last && first ? [{ fact, on: last.on, was: first.was, why: newer.map(({ why }) => why).join(' ') }] : [];
    })
    .sort((a, b) => Number(b.fact.status === 'withdrawn') - Number(a.fact.status === 'withdrawn'));
}

/** What a fact said, what it says now, when that changed, and why. `now`: the claim with its sources, or the claim that
    itself was corrected since. */
export function correctionPassage(
  { fact, on, was, why }: Corrected,
  { say, tag }: Language,
  facts: FactBase,
  now?: Paragraph,
): Passage {
  const { status } = fact;
  const ended = now === undefined && (status === 'withdrawn' || status === 'superseded');
  const head = say(`correction-${ended ? status : 'changed'}`, { date: sayDate(on, tag) });
  const line = (lead: string, words: Paragraph): Paragraph => [strong(lead), text(' '), ...words];
  return {
    lines: [
      line(head, [text(why)]),
      line(say('correction-said'), [text(was)]),
      ...(ended ? [] : [line(say('correction-says'), now ?? [text(wordingOf(fact, facts, tag).claim)])]),
    ],
    facts: [],
    rank: 0,
  };
}
