import { cited, example, type Paragraph, type Passage, type Span, strong, text } from './answer.ts';
import type { Citations } from './citations.ts';
import { sayDate, sayNumber } from './dates.ts';
import type { Cite, Fact, FactBase, FactId, LanguageTag, Wording } from './fact.ts';
import type { Say } from './language.ts';
import type { Context } from './ports.ts';

export interface PassageOptions {
  /** See Passage.rank. */
  readonly rank: number;
  readonly title?: string;
  /** A dossier shows what the company says in a section of its own; that nothing was found is said here all the same. */
  readonly withoutReplies?: true;
  /** Where other facts disagree, only says so, and how to see them. */
  readonly brief?: true;
  /** The card shows what says otherwise already: here it is neither shown nor pointed at. */
  readonly alone?: true;
  /** The most sources a claim names here; the rest are counted, and `cite` gives them. All when left out. */
  readonly cites?: number;
}

/** Sources that are named for a claim that is shown beside another: its own card names the rest, which are counted here. */
const BESIDE = 2;

/** The wording in a language, or in the first language of its pack. */
export function wordingOf(fact: Fact, facts: FactBase, language: LanguageTag): Wording {
  const own = fact.wordings.get(language);
  const first = facts.packs.get(fact.pack)?.languages[0] ?? 'en';
  const wording = own ?? fact.wordings.get(first);
  if (!wording) throw new Error(`${fact.id} has no wording in ${first}`);
  return wording;
}

/** The question that heads a fact. */
export function questionOf(fact: Fact, facts: FactBase, language: LanguageTag): string {
  return wordingOf(fact, facts, language).questions[0] ?? fact.id;
}

/** A claim and all that must be read with it, part by part, in reading order. */
export interface FactParts {
  readonly claim: Paragraph;
  /** What kind of figure it holds, what the source leaves open, whether it is of yesterday. */
  readonly qualifications: readonly Paragraph[];
  /** The words of the sources that it rests on. */
  readonly quotations: readonly Paragraph[];
  /** What says otherwise, or how to see it; begins with a line that says so. */
  readonly otherwise: readonly Paragraph[];
  /** What the company says to it and to what is shown beside it. */
  readonly replies: readonly Paragraph[];
  /** The facts that are shown. */
  readonly facts: readonly FactId[];
}

/** What `factPassage` shows, part by part: for a page that has a place for each. */
export function factParts(
  fact: Fact,
  citations: Citations,
  context: Context,
  options: Omit<PassageOptions, 'rank' | 'title'> = {},
): FactParts {
  const shown = new Set<FactId>([fact.id]);
  const claim = claimLine(fact, citations, context, options.cites);
  const quoted = quotations(fact, citations, context);
  const others = options.alone ? [] : held(fact.disagreesWith, shown, context.facts);
  const otherwise: Paragraph[] = [];
  if (others.length > 0) {
    const see: Span[] = [text(' '), example('fact', fact.id)];
    otherwise.push([strong(context.language.say('disagrees')), ...(options.brief ? see : [])]);
  }
  const beside = options.brief ? [] : others;
  for (const other of beside) {
    shown.add(other.id);
    otherwise.push(claimLine(other, citations, context, BESIDE), ...qualifications(other, context));
  }
  const replies = repliesTo([fact, ...beside], shown, citations, context, options);
  const own = qualifications(fact, context);
  return { claim, qualifications: own, quotations: quoted, otherwise, replies, facts: [...shown] };
}

/** A claim with everything that must be read with it: what kind of figure it holds, what the source leaves open, the
    words it rests on, what says otherwise, and what the company says to it. */
export function factPassage(
  fact: Fact,
  citations: Citations,
  context: Context,
  options: PassageOptions,
): Passage {
  const parts = factParts(fact, citations, context, options);
  return {
    ...(options.title !== undefined && { title: options.title }),
    lines: [parts.claim, ...parts.qualifications, ...parts.quotations, ...parts.otherwise, ...parts.replies],
    facts: parts.facts,
    rank: options.rank,
  };
}

/** A claim and the numbers of its sources: of all, or of the first `most` that somebody can open. */
export function claimLine(
  fact: Fact,
  citations: Citations,
  { facts, language }: Context,
  most: number = fact.cites.length,
): Paragraph {
  const { claim } = wordingOf(fact, facts, language.tag);
  const opensFirst = fact.cites.toSorted((a, b) => Number(opens(b, facts)) - Number(opens(a, facts)));
  const named = most < fact.cites.length ? opensFirst.slice(0, most) : fact.cites;
  const numbers = [...new Set(named.map((cite) => citations.number(cite)))];
  const rest = fact.cites.length - named.length;
  return [
    text(claim),
    ...numbers.flatMap((number): Span[] => [text(' '), cited(number)]),
    ...(rest > 0 ? [text(` ${language.say('cites-more', { count: rest })}`)] : []),
  ];
}

function opens(cite: Cite, facts: FactBase): boolean {
  return facts.sources.get(cite.source)?.url !== undefined;
}

/** What must be read with a claim: that it is in another language, what kind of figure it holds, what its source leaves
    open, and whether it is of yesterday. */
export function qualifications(fact: Fact, { facts, language, today }: Context): readonly Paragraph[] {
  const { say, tag } = language;
  const { amount, status, reviewBy } = fact;
  const [corrected] = fact.corrections;
  const lines: Paragraph[] = [];
  const add = (...args: Parameters<Say>): void => void lines.push([text(say(...args))]);
  if (!fact.wordings.has(tag)) {
    const first = facts.packs.get(fact.pack)?.languages[0] ?? 'en';
    const name = new Intl.DisplayNames(tag, { type: 'language' }).of(first) ?? first;
    add('not-in-language', { language: name });
  }
  if (amount) add(`amount-${amount.nature}`, { amount: sayNumber(amount.usd, tag) });
  const { caveat } = wordingOf(fact, facts, tag);
  if (caveat) lines.push([strong(say('caveat')), text(` ${caveat}`)]);
  if (status === 'superseded') add('superseded');
  if (corrected) add('corrected', { date: sayDate(corrected.on, tag), why: corrected.why });
  if (reviewBy < today) add('overdue', { date: sayDate(reviewBy, tag) });
  return lines;
}

function quotations(fact: Fact, citations: Citations, { facts, language }: Context): readonly Paragraph[] {
  return fact.cites.flatMap((cite): Paragraph[] => {
    if (!cite.quote) return [];
    const publisher = facts.sources.get(cite.source)?.publisher ?? '';
    const lead = text(`${language.say('quoted', { publisher })} `);
    return [[lead, { kind: 'quote', text: cite.quote }, text(' '), cited(citations.number(cite))]];
  });
}

function held(ids: readonly FactId[], shown: ReadonlySet<FactId>, facts: FactBase): readonly Fact[] {
  return ids.flatMap((id) => {
    const fact = facts.facts.get(id);
    return fact && !shown.has(id) && fact.status !== 'withdrawn' ? [fact] : [];
  });
}

/** What the company says to each of these facts; two of which nothing was found on one day share a line. */
function repliesTo(
  claimed: readonly Fact[],
  shown: Set<FactId>,
  citations: Citations,
  context: Context,
  { withoutReplies }: Pick<PassageOptions, 'withoutReplies'>,
): readonly Paragraph[] {
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
    const replies = withoutReplies ? [] : held(reply.facts, shown, facts);
    const [first] = replies;
    if (!first) return [];
    const company = facts.entities.get(first.about[0])?.name ?? '';
    const lines = replies.flatMap((one) => {
      shown.add(one.id);
      return [claimLine(one, citations, context, BESIDE), ...qualifications(one, context)];
    });
    return [[strong(say('company-says-to-it', { company }))], ...lines];
  });
}
