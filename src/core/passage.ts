import { cited, type Paragraph, type Passage, type Span, strong, text } from './answer.ts';
import { type Citations, extractOf } from './citations.ts';
import { sayDate, sayLanguage, sayNumber } from './dates.ts';
import type { Cite, Fact, FactBase, FactId, LanguageTag, Wording } from './fact.ts';
import type { Say } from './language.ts';
import type { Context } from './ports.ts';
import { isCompany } from './subjects.ts';

/** Sources that are named for a claim that is shown beside another: its own details name the rest, which are counted here. */
const BESIDE = 2;

/** The wording in a language, or in the first language of its pack. */
export function wordingOf(fact: Fact, facts: FactBase, language: LanguageTag): Wording {
  const wording = fact.wordings.get(language) ?? fact.wordings.get(firstLanguage(fact, facts));
  if (!wording) throw new Error(`${fact.id} has no wording`);
  return wording;
}

const firstLanguage = ({ pack }: Fact, { packs }: FactBase): LanguageTag => packs.get(pack)?.languages[0] ?? 'en';

/** The question that heads a fact. */
export function questionOf(fact: Fact, facts: FactBase, language: LanguageTag): string {
  return wordingOf(fact, facts, language).questions[0] ?? fact.id;
}

/** The company that a fact is about, else the one that its pack is about. */
export function companyIn({ about, pack }: Fact, { entities, packs }: FactBase): string {
  const named = about.flatMap((id) => entities.get(id) ?? []).find(isCompany);
  const owner = packs.get(pack)?.company;
  return (named ?? (owner === undefined ? undefined : entities.get(owner)))?.name ?? '';
}

/** All that is known of a fact: the claim and what qualifies it; the words of the sources that it rests on; what says
    otherwise; what the company says to it and to what is shown beside it. Where not all of it fits, what says otherwise goes
    first, then the sources' words. */
export function detailsPassages(fact: Fact, citations: Citations, context: Context): readonly Passage[] {
  const { language, facts } = context;
  const lines = [claimLine(fact, citations, context), ...qualifications(fact, context)];
  const own: Passage = { lines, facts: [fact.id], rank: 0 };
  const words: Passage = { lines: quotations(fact, citations, context), facts: [], rank: 1 };
  const others = held(fact.disagreesWith, new Set([fact.id]), facts);
  const head = others.length > 0 ? [[strong(language.say('disagrees'))]] : [];
  const otherwise: Passage = {
    lines: [...head, ...others.flatMap((other) => besideLines(other, citations, context))],
    facts: others.map(({ id }) => id),
    rank: 2,
  };
  const beside = [fact.id, ...otherwise.facts];
  const shown = new Set(beside);
  const said = repliesTo([fact, ...others], shown, citations, context);
  const replies: Passage = { lines: said, facts: [...shown].slice(beside.length), rank: 0 };
  return [own, words, otherwise, replies].filter((one) => one.lines.length > 0);
}

const besideLines = (fact: Fact, citations: Citations, context: Context): readonly Paragraph[] => [
  claimLine(fact, citations, context, BESIDE),
  ...qualifications(fact, context),
];

/** A claim and the numbers of its sources: of all, or of the first `most` that somebody can open. */
export function claimLine(fact: Fact, citations: Citations, { facts, language }: Context, most = fact.cites.length) {
  const { claim } = wordingOf(fact, facts, language.tag);
  const named = most < fact.cites.length ? opensFirst(fact, facts).slice(0, most) : fact.cites;
  const numbers = [...new Set(named.map((cite) => citations.number(cite, fact.id)))];
  const rest = fact.cites.length - named.length;
  return [
    text(claim),
    ...numbers.flatMap((number): Span[] => [text(' '), cited(number)]),
    ...(rest > 0 ? [text(` ${language.say('cites-more', { count: rest })}`)] : []),
  ];
}

/** Its sources, those first that have an address of their own. */
export function opensFirst({ cites }: Fact, { sources }: FactBase): readonly Cite[] {
  const isClosed = ({ source }: Cite): number => (sources.get(source)?.url === undefined ? 1 : 0);
  return cites.toSorted((a, b) => isClosed(a) - isClosed(b));
}

/** What must be read with a claim: that it is in another language, what kind of figure it holds, what its source leaves
    open, and whether it is of yesterday. */
export function qualifications(fact: Fact, context: Context): readonly Paragraph[] {
  const { facts, language, today } = context;
  const { say, tag } = language;
  const { amount, status, reviewBy } = fact;
  const [corrected] = fact.corrections;
  const lines = [...foreignWording(fact, context)];
  const add = (...args: Parameters<Say>): void => void lines.push([text(say(...args))]);
  if (amount) add(`amount-${amount.nature}`, { amount: sayNumber(amount.usd, tag) });
  const { caveat = '', note = '' } = wordingOf(fact, facts, tag);
  const noted = `${caveat} ${note}`.trim();
  if (noted !== '') lines.push([strong(say('caveat')), text(` ${noted}`)]);
  if (status === 'superseded') add('superseded');
  if (corrected) add('corrected', { date: sayDate(corrected.on, tag), why: corrected.why });
  if (reviewBy < today) add('overdue', { date: sayDate(reviewBy, tag) });
  return lines;
}

/** That a fact is not worded in the language of the answer, where it is not. */
export function foreignWording(fact: Fact, { facts, language: { say, tag } }: Context): readonly Paragraph[] {
  if (fact.wordings.has(tag)) return [];
  return [[text(say('not-in-language', { language: sayLanguage(firstLanguage(fact, facts), tag) }))]];
}

/** The sources' own words that a fact rests on: those that are kept, else those that are quoted. */
function quotations(fact: Fact, citations: Citations, { facts, language }: Context): readonly Paragraph[] {
  const { say, tag } = language;
  return fact.cites.flatMap((cite): Paragraph[] => {
    const extract = extractOf(cite.source, fact.id, facts);
    const words = extract?.words ?? cite.quote;
    if (words === undefined) return [];
    const publisher = facts.sources.get(cite.source)?.publisher ?? '';
    const date = extract ? sayDate(extract.read, tag, 'short') : 'none';
    const lead = text(`${say('quoted', { publisher, date })} `);
    return [[lead, { kind: 'quote', text: words }, text(' '), cited(citations.number(cite, fact.id))]];
  });
}

/** Those of these facts that stand and are not shown yet. */
export function held(ids: readonly FactId[], shown: ReadonlySet<FactId>, facts: FactBase): readonly Fact[] {
  return ids.flatMap((id) => {
    const fact = facts.facts.get(id);
    return fact && !shown.has(id) && fact.status !== 'withdrawn' ? [fact] : [];
  });
}

/** What the company says to each of these facts; two of which nothing was found on one day share a line. */
function repliesTo(claimed: readonly Fact[], shown: Set<FactId>, citations: Citations, context: Context) {
  const { facts, language } = context;
  const { say, tag } = language;
  const searched = new Set<string>();
  return claimed.flatMap(({ reply }): readonly Paragraph[] => {
    if (!reply) return [];
    if ('noneFound' in reply) {
      if (searched.has(reply.noneFound)) return [];
      searched.add(reply.noneFound);
      return [[text(say('no-reply', { date: sayDate(reply.noneFound, tag) }))]];
    }
    const replies = held(reply.facts, shown, facts);
    const [first] = replies;
    if (!first) return [];
    for (const { id } of replies) shown.add(id);
    const head = [strong(say('company-says-to-it', { company: companyIn(first, facts) }))];
    return [head, ...replies.flatMap((one) => besideLines(one, citations, context))];
  });
}
