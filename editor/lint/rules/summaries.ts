import type { Fact, FactBase } from '../../../src/core/fact.ts';
import { fold } from '../../../src/core/text.ts';
import type { Rule } from '../rule.ts';

/** Letters of a word that tell it from another: `contract`, `contracts`, `contracted`. */
const STEM = 5;
/** Words that join what others say and say nothing themselves. */
const JOINING = new Set(
  'about according after also among another base before both company does done down during each ever from have here into itself like more most newest none only other over reported reports said says since source sources such than that their them then there these they this those through under until were what when where which while with work worked working works would year years'
    .split(' ')
    .map((word) => word.slice(0, STEM)),
);

export const summariesRest: Rule = {
  name: 'summaries-rest',
  why: 'A summary is read most and written fast: it may say nothing that the facts it names do not say, and cite nothing that they do not cite.',
  *check({ base }) {
    for (const fact of base.facts.values()) {
      if (!fact.rests) continue;
      const rested = fact.rests.flatMap((id) => base.facts.get(id) ?? []);
      const cited = new Set(rested.flatMap(({ cites }) => cites.map(({ source }) => source)));
      for (const [index, { source }] of fact.cites.entries()) {
        if (cited.has(source)) continue;
        yield {
          at: ['fact', fact.id, 'cites', index],
          message: `${fact.id} cites ${source}, which none of its facts does`,
          tip: 'Cite a source of the facts in rests.',
        };
      }
      const held = new Set(rested.flatMap((one) => stems(textOf(one, base))));
      for (const id of fact.about) for (const stem of stems(base.entities.get(id)?.name ?? '')) held.add(stem);
      const [{ claim = '', short = '' } = {}] = fact.wordings.values();
      const added = [...new Set(stems(`${claim} ${short}`))].filter((stem) => !held.has(stem) && !JOINING.has(stem));
      if (added.length === 0) continue;
      yield {
        at: ['fact', fact.id, 'claim'],
        message: `${fact.id} says what its facts do not: ${added.join(', ')}`,
        tip: 'Use their words, or name the fact that holds it in rests.',
      };
    }
  },
};

function textOf({ wordings, about, cites, period }: Fact, { entities, sources }: FactBase): string {
  const [wording] = wordings.values();
  const names = [
    ...about.flatMap((id) => entities.get(id)?.name ?? []),
    ...cites.flatMap(({ source }) => [sources.get(source)?.publisher ?? '', sources.get(source)?.published ?? '']),
  ];
  const { claim = '', caveat = '', note = '', short = '' } = wording ?? {};
  return [claim, caveat, note, short, ...names, period?.from ?? '', period?.to ?? ''].join(' ');
}

/** Figures whole, and the beginnings of words of at least four letters. */
function stems(text: string): readonly string[] {
  return fold(text)
    .split(' ')
    .filter((word) => /\d/u.test(word) || word.length > 3)
    .map((word) => (/\d/u.test(word) ? word : word.slice(0, STEM)));
}
