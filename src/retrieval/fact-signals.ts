import { isOfYear } from '../core/dates.ts';
import type { FactBase } from '../core/fact.ts';
import type { Query } from '../core/retriever.ts';
import { namedIn } from '../core/subjects.ts';
import type { Doc } from './corpus.ts';

/** What speaks for or against a fact beside its words: `defines`: whether it defines what is named; `otherAgency`: how many
    agencies it is not about; `silent`: how many named entities it says nothing of; `year`: 1 for the year that is asked
    for, -1 for another; `noFigure`: whether a figure is asked for and it holds none; `reply`: whether a reply is asked for and
    it holds the company's own words; `weight`: what its editor says that it carries. */
export const FACT_SIGNALS = ['defines', 'otherAgency', 'silent', 'year', 'noFigure', 'reply', 'weight'] as const;
export type FactSignals = Readonly<Record<(typeof FACT_SIGNALS)[number], number>>;

/** `silent`: how many of the entities that the question names the fact says nothing of. */
export function factSignals(query: Query, doc: Doc, facts: FactBase, silent: number): FactSignals {
  const asks = (kind: Query['asked'][number]): boolean => query.asked.includes(kind);
  return {
    defines: defines(query, doc),
    otherAgency: namedIn(query, facts).filter(({ id, kind }) => kind === 'agency' && !doc.about.has(id)).length,
    silent,
    year: agreesInYear(query, doc),
    noFigure: (asks('amount') || asks('count')) && !doc.hasFigure ? 1 : 0,
    reply: asks('reply') && isOwnWords(doc.fact) ? 1 : 0,
    weight: (doc.fact.weight - 1) / 2,
  };
}

/** Whether it is a statement of the company that it is about. */
export function isOwnWords({ kind }: Doc['fact']): boolean {
  return kind === 'company-statement';
}

/** 1 when the question names something, asks what it is, and the fact defines it; less, the more it says besides. One that
    asks something else of a newspaper is not about the newspaper. */
function defines(query: Query, doc: Doc): number {
  if (!query.entities.some((id) => doc.defines.has(id))) return 0;
  const others = query.terms.filter((term) => !term.small && !(term.entity && doc.defines.has(term.entity)));
  // What somebody is doing for somebody else is no definition of either.
  if (others.some(({ entity }) => entity !== undefined)) return 0;
  const asked = query.asked.includes('definition');
  if (others.length === 0 && (query.asked.length === 0 || asked)) return 1;
  return asked ? 1 / (1 + others.length / 6) : 0;
}

function agreesInYear({ years }: Query, { fact: { period } }: Doc): number {
  if (years.length === 0 || !period) return 0;
  return isOfYear(years, period) ? 1 : -1;
}
