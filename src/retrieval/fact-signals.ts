import type { FactBase } from '../core/fact.ts';
import type { Query } from '../core/retriever.ts';
import { isCompany, namedIn } from '../core/subjects.ts';
import type { Doc } from './corpus.ts';

/** What speaks for or against a fact beside its words: whether it defines what is named, whether it is about whom and when
    the question says, and whether it holds what is asked for. */
export const FACT_SIGNALS = [
  'defines',
  'definesInPart',
  'definesAside',
  'definesAnother',
  'witness',
  'named',
  'otherCompany',
  'ownedCompany',
  'otherAgency',
  'otherName',
  'silent',
  'sameYear',
  'otherYear',
  'noMoney',
  'noFigure',
  'holdsAmount',
  'holdsDate',
  'holdsPerson',
  'holdsReply',
  'weight',
] as const;
export type FactSignal = (typeof FACT_SIGNALS)[number];
export type FactSignals = Record<FactSignal, number>;

/** `silent`: how many of the entities that the question names the fact says nothing of. */
export function factSignals(query: Query, doc: Doc, facts: FactBase, silent: number): FactSignals {
  const asks = (kind: Query['asked'][number]): boolean => query.asked.includes(kind);
  const found: FactSignals = {
    ...definition(query, doc),
    ...agreement(query, doc, facts),
    silent,
    sameYear: 0,
    otherYear: 0,
    noMoney: asks('amount') && !doc.hasDollars ? 1 : 0,
    noFigure: (asks('amount') || asks('count')) && !doc.hasFigure ? 1 : 0,
    holdsAmount: asks('amount') && doc.fact.amount ? 1 : 0,
    holdsDate: asks('date') && doc.fact.period ? 1 : 0,
    holdsPerson: asks('person') && doc.hasPerson ? 1 : 0,
    holdsReply: asks('reply') && doc.fact.kind === 'company-statement' ? 1 : 0,
    weight: (doc.fact.weight - 1) / 2,
  };
  const { period } = doc.fact;
  if (query.years.length > 0 && period) {
    const from = Number(period.from.slice(0, 4));
    const to = Number((period.to ?? period.from).slice(0, 4));
    found[query.years.some((year) => year >= from && year <= to) ? 'sameYear' : 'otherYear'] = 1;
  }
  return found;
}

type Defining = 'defines' | 'definesInPart' | 'definesAside' | 'definesAnother' | 'witness';

/** A question that names something and asks what it is finds the fact that defines it. One that asks something else of
    a newspaper is not about the newspaper. */
function definition(query: Query, doc: Doc): Pick<FactSignals, Defining> {
  const found = { defines: 0, definesInPart: 0, definesAside: 0, definesAnother: 0, witness: 0 };
  if (doc.defines.size === 0) return found;
  if (!query.entities.some((id) => doc.defines.has(id))) {
    return { ...found, definesAnother: 1, witness: doc.witness ? 1 : 0 };
  }
  const others = query.terms.filter((term) => !term.small && !(term.entity && doc.defines.has(term.entity)));
  const asked = query.asked.includes('definition');
  if (others.length === 0 && (query.asked.length === 0 || asked)) return { ...found, defines: 1 };
  if (asked) return { ...found, definesInPart: 1 / (1 + others.length / 6) };
  return { ...found, definesAside: others.length > 0 ? 1 : 0, witness: doc.witness ? 1 : 0 };
}

type Agreement = 'named' | 'otherCompany' | 'ownedCompany' | 'otherAgency' | 'otherName';

function agreement(query: Query, doc: Doc, facts: FactBase): Pick<FactSignals, Agreement> {
  const found = { named: 0, otherCompany: 0, ownedCompany: 0, otherAgency: 0, otherName: 0 };
  for (const entity of namedIn(query, facts)) {
    if (doc.about.has(entity.id)) found.named += 1 / query.entities.length;
    else if (isCompany(entity)) {
      const owned = entity.ownedBy !== undefined && doc.about.has(entity.ownedBy);
      found[owned ? 'ownedCompany' : 'otherCompany'] += 1;
    } else found[entity.kind === 'agency' ? 'otherAgency' : 'otherName'] += 1;
  }
  return found;
}
