import { isOfYear } from './dates.ts';
import type { Difference } from './differences.ts';
import type { Entity, EntityId, FactBase } from './fact.ts';
import type { Match, Query, Term } from './retriever.ts';
import { holdsFigure, holdsMoney, isAboutOne, isCompany, isCovered, namedIn } from './subjects.ts';

type Otherwise = readonly [Difference, ...Difference[]];

/** What to do with what was found. `why` holds short reasons for developers; never shown to askers. */
export type Decision = { readonly why: readonly string[] } & (
  | {
      readonly kind: 'claim';
      readonly best: Match;
      /** What the question names and asks to define, when the fact defines it: it heads the answer. */
      readonly defines?: EntityId;
      /** What the question takes for granted and the fact says otherwise. */
      readonly otherwise?: Otherwise;
    }
  /** Two facts answer, by what was asked: both are shown. */
  | { readonly kind: 'both'; readonly between: readonly [Match, Match] }
  | {
      /** The best fact about what was named is shown whole, and said to be the nearest. */
      readonly kind: 'nearest';
      readonly best: Match;
      readonly next: readonly Match[];
      /** Who was asked about and whom the fact is not about. */
      readonly differs?: EntityId;
      /** The name beside it that the base does not hold. */
      readonly stranger?: string;
      /** Ordinary words of the question that the fact does not explain. */
      readonly lacks: readonly string[];
      readonly otherwise?: Otherwise;
    }
  /** `stranger`: the name that the base does not hold, when that is the reason. `uncovered`: a company that facts name but
      that no pack is about, when the question named it. */
  | { readonly kind: 'nothing'; readonly stranger?: string; readonly uncovered?: EntityId }
);
export type Decided<Kind extends Decision['kind']> = Extract<Decision, { kind: Kind }>;

/** The probability from which acting is the cheaper, by what a wrong outcome costs, where saying nothing about what is held
    costs 1 and so does calling the answer only the nearest. */
const from = (cost: number): number => cost / (1 + cost);

/** Probabilities, 0 to 1. */
export const THRESHOLDS = {
  /** From here the best fact is claimed. */
  claim: from(4),
  /** From here the best fact is shown as the nearest. Where nothing is held that is harmless when the question names a
      company, a product or somebody that is; where it names none, or an agency alone, a fact on something else annoys.
      Worst is one where a word may be the name of a company that is not held, and none of ours is named. */
  near: { named: from(1 / 20), unnamed: from(2), stranger: from(9) },
  /** A runner-up that is less unlikely than this, beside the best, is as likely. */
  margin: 0.3,
  /** The same for two facts of different years, when the question names none. */
  years: 0.7,
} as const;

const NEXT = 2;
/** As likely beside the best, from where a fact is offered with it. */
const BESIDE = 0.02;
/** Words that are said not to be held, and the letters that such a word has at least: a number word or a slip says little. */
const LACKS = { words: 3, letters: 4 } as const;

/** What to do with what was found; never another company's fact. The first of these that holds:
    1. A name that the base does not hold, and no company of ours beside it: nothing.
    2. What is asked is not likely enough to be held at all: nothing.
    3. Nothing speaks against claiming the best: it is claimed, or, where a second one is as good an answer, both are shown.
    4. The best is shown as the nearest, with what it does not say. */
export function decide(query: Query, matches: readonly Match[], facts: FactBase): Decision {
  const named = namedIn(query, facts);
  const companies = named.filter(isCompany);
  const subjects = named.filter((entity) => entity.kind !== 'agency');
  const [best, ...rest] = matches.filter((match) => isAboutOne(match.fact.about, companies, facts));
  const certain = query.strangers.find((one) => one.certain);
  if (certain && companies.length === 0) {
    return { kind: 'nothing', stranger: certain.name, why: [`nothing is held on "${certain.name}"`] };
  }
  const uncovered = companies.find((company) => !isCovered(company, facts));
  const because = { ...(uncovered && { uncovered: uncovered.id }), ...usedAsName(query, best) };
  const isForeign = query.strangers.length > 0 && companies.length === 0;
  const near = THRESHOLDS.near[isForeign ? 'stranger' : subjects.length > 0 ? 'named' : 'unnamed'];
  if (!best || best.evidence === 0 || best.held < near) {
    return { kind: 'nothing', ...because, why: [`held ${best?.held.toFixed(2)} is under ${near.toFixed(2)}`] };
  }
  const next = rest.filter(({ score }) => score >= best.score * BESIDE).slice(0, NEXT);
  const [runnerUp] = next;
  const rival = runnerUp && isAsLikely(query, best, runnerUp) ? runnerUp : undefined;
  // An agency, person or other that the question names and that the fact says nothing of.
  const other = named.find((entity) => !isCompany(entity) && best.silentOn.includes(entity.id));
  const defined = query.entities.find((id) => facts.entities.get(id)?.definedBy === best.fact.id);
  const asksWhat = query.asked.includes('definition');
  const doubts = [
    ...(other ? [`asked about ${other.id}, which the best fact is not about`] : []),
    // Two that answer as well as each other share the probability, and neither is claimed.
    ...doubtsOf(query, best, subjects, defined !== undefined && asksWhat, rival ? 0 : THRESHOLDS.claim),
  ];
  if (doubts.length > 0) {
    const who = { ...(other && { differs: other.id }), ...(certain && { stranger: certain.name }) };
    return { kind: 'nearest', best, next, ...who, lacks: lacking(query, best), why: doubts };
  }
  if (rival) return { kind: 'both', between: [best, rival], why: ['two facts are as likely'] };
  const ofYear = best.fact.period
    ? undefined
    : next.find(({ fact: { period } }) => period && isOfYear(query.years, period));
  if (ofYear) return { kind: 'both', between: [best, ofYear], why: ['another is of the year asked for'] };
  const isAsked = asksWhat || query.terms.every((term) => term.small || term.entity === defined);
  const defines = defined !== undefined && isAsked && { defines: defined };
  return { kind: 'claim', best, ...defines, why: ['explained, and far enough above the rest'] };
}

/** Ordinary words of the question that the fact does not explain; others may be names or slips, and are not said back. */
function lacking({ terms }: Query, { unexplained }: Match): readonly string[] {
  const plain = terms.filter(({ ordinary, mended }) => ordinary && !mended).map(({ typed }) => typed);
  const lacks = plain.filter((word) => word.length >= LACKS.letters && unexplained.includes(word));
  return [...new Set(lacks)].slice(0, LACKS.words);
}

/** A word that nothing knows is used as a name when a fact explains everything else that is asked. */
function usedAsName({ strangers, terms }: Query, best: Match | undefined): { readonly stranger?: string } {
  const [stranger] = strangers;
  if (!stranger) return {};
  const words = stranger.name.split(' ');
  const others = terms.filter(({ small, typed }) => !small && !words.includes(typed));
  const isPlain = terms.some(({ typed, ordinary }) => ordinary && words.includes(typed));
  const isOnly = !isPlain && best?.unexplained.every((word) => words.includes(word)) === true && others.length > 0;
  return stranger.certain || isOnly ? { stranger: stranger.name } : {};
}

/** Share of a wording that a question holds, from which they say the same. */
const SAME_WORDS = 0.7;
/** Share of a question's meaning that a fact must explain to be claimed, however probable it is. */
const COVERED = 0.6;

/** Two facts that explain the question as well as each other, and of which nobody can know which one was meant. */
function isAsLikely(query: Query, best: Match, other: Match): boolean {
  if (best.unexplained.length + other.unexplained.length > 0) return false;
  const behind = 1 - other.score / best.score;
  // That two facts tell the same of different years is the commonest way to be taken for one another.
  if (tellsApartByYear(best, other) && query.years.length === 0) return behind <= THRESHOLDS.years;
  if (behind > THRESHOLDS.margin) return false;
  const figures = query.asked.includes('amount') && best.fact.amount !== undefined && other.fact.amount !== undefined;
  return figures && best.fact.about[0] === other.fact.about[0];
}

/** A mended word may be a name that is not held: `oover` is Hoover as well as `over`. It is none when it is a small word
    with two letters that changed places, or one that the fact holds in a question that says almost what a wording says. */
function mayBeName(term: Term, best: Match): boolean {
  if (!term.mended || term.entity !== undefined) return false;
  if (term.small) return !term.swapped;
  return best.echo < SAME_WORDS || best.unexplained.includes(term.typed);
}

/** Why the best fact is not claimed; empty when it is. */
function doubtsOf(
  { terms, entities, asked, strangers, years }: Query,
  best: Match,
  subjects: readonly Entity[],
  isDefinition: boolean,
  claim: number,
): readonly string[] {
  const { fact, score, coverage, unexplained, unstated } = best;
  const inOtherWords = best.echo < SAME_WORDS;
  const carrying = terms.filter((term) => !term.small);
  const lacking = `"${unexplained.join('", "')}" not explained`;
  const figures = unexplained.filter((word) => /^\d/.test(word));
  const noFigure = (asked.includes('amount') && !holdsMoney(fact)) || (asked.includes('count') && !holdsFigure(fact));
  const mended = !subjects.some(isCompany) && terms.some((term) => mayBeName(term, best));
  const doubts: readonly (readonly [doubt: boolean, why: string])[] = [
    [
      score < claim,
      `probability ${score.toFixed(2)} is under ${claim.toFixed(2)}${unexplained.length > 0 ? `; ${lacking}` : ''}`,
    ],
    [coverage < COVERED, lacking],
    // A word or two without a name are said of many; `enterprise` and `pilot` are names, too.
    [entities.length === 0 && carrying.length <= 2 && inOtherWords, 'too little to go by'],
    // That it tells what something is does not say who owns it, or who leads it.
    [isDefinition && unstated.length > 0 && inOtherWords, 'more is asked than what it is'],
    [noFigure, 'a figure is asked for, and the fact holds none'],
    [mended, 'a word was mended that may be a name'],
    ...strangers.map(({ name }) => [true, `"${name}" may be a name`] as const),
    [figures.length > 0, `figure ${figures.join(', ')} is not in the fact`],
    [fact.period !== undefined && years.length > 0 && !isOfYear(years, fact.period), 'another year'],
    [
      asked.includes('person') && fact.about.every((id) => entities.includes(id)),
      'somebody is asked for, and the fact names nobody',
    ],
  ];
  return doubts.flatMap(([doubt, why]) => (doubt ? [why] : []));
}

function tellsApartByYear(one: Match, other: Match): boolean {
  const a = one.fact.period?.from.slice(0, 4);
  const b = other.fact.period?.from.slice(0, 4);
  return a !== undefined && b !== undefined && a !== b && one.fact.topic === other.fact.topic;
}
