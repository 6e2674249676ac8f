import { cited, type Paragraph, type Passage, type Span, strong, text } from './answer.ts';
import type { Citations } from './citations.ts';
import { sayDate, sayList } from './dates.ts';
import type { Fact, FactBase, FactId, IsoDate, LooseDate } from './fact.ts';
import { claimLine, companyIn, foreignWording, held, opensFirst, wordingOf } from './passage.ts';
import type { Context } from './ports.ts';

/* A fact as a card shows it: the claim whole, what must be read with it, what other sources and the company say, each in
   one line with a link. What else is known of it stands in its details (core/passage.ts). */

/** Sources that a claim names; the rest are counted. */
const CITES = 3;
/** What the company said, in lines: on the card of a fact, below a list, and with what it said besides. */
const REPLIES = { card: 2, list: 3, further: 2, brief: 1 } as const;
/** Years after which a source is old for what is said without a date. */
const STALE = 2;

/** A claim with its caveat, what says otherwise, and what the company says. `rank`: see Passage. */
export function cardPassage(fact: Fact, citations: Citations, context: Context, rank = 0): Passage {
  const claim = claimLine(fact, citations, context, CITES);
  const other = otherSideLines(fact, citations, context);
  const shown = new Set([fact.id, ...other.facts]);
  const claimed = [...shown].flatMap((id) => (id === fact.id ? fact : (context.facts.facts.get(id) ?? [])));
  const lines = [
    ...staleness(fact, context),
    claim,
    ...qualifiers(fact, context),
    ...other.lines,
    ...replyLines(claimed, shown, citations, context, REPLIES.card, false),
    ...untranslated(shown, context),
  ];
  return { lines, facts: [...shown], rank };
}

/** What another source says than a fact, in one line, and how many more do; and the fact that stands in it. */
export function otherSideLines(fact: Fact, citations: Citations, context: Context): Pick<Passage, 'lines' | 'facts'> {
  const { say } = context.language;
  const [other, ...rest] = held(fact.disagreesWith, new Set([fact.id]), context.facts);
  if (!other) return { lines: [], facts: [] };
  const more = rest.length > 0 ? [text(` ${say('cites-more', { count: rest.length })}`)] : [];
  const line = [strong(`${say('others-say')} `), ...shortSpans(other, citations, context), ...more];
  return { lines: [line], facts: [other.id] };
}

/** Facts in one line each, the first `rank` on: `• …`, or after `before` of each. */
export function linePassages(
  listed: readonly Fact[],
  citations: Citations,
  context: Context,
  rank: number,
  before: (fact: Fact) => readonly Span[] = () => [text('• ')],
): readonly Passage[] {
  return listed.map((fact, at) => ({
    lines: [[...before(fact), ...shortSpans(fact, citations, context)]],
    facts: [fact.id],
    rank: rank + at,
  }));
}

/** What the company says to facts that are listed in lines, and what else it said; nothing when there is nothing to say.
    `single`: its best line alone; `brief`: the same, and nothing where nothing was found. */
export function replyPassages(
  listed: readonly Fact[],
  citations: Citations,
  context: Context,
  options: { readonly further?: readonly Fact[]; readonly brief?: boolean; readonly single?: boolean } = {},
): readonly Passage[] {
  const { further = [], brief = false, single = false } = options;
  const shown = new Set(listed.map(({ id }) => id));
  const most = brief || single ? REPLIES.brief : REPLIES.list;
  const lines = replyLines(listed, shown, citations, context, most, brief || further.length > 0);
  const said = further.filter(({ id }) => !shown.has(id)).slice(0, Math.max(0, REPLIES.further - lines.length));
  for (const { id } of said) shown.add(id);
  const more = said.map((one) => saidLine(one, undefined, citations, context));
  const all = [...lines, ...more, ...untranslated(shown, context)];
  const facts = [...shown].filter((id) => !listed.some((one) => one.id === id));
  return all.length > 0 ? [{ lines: all, facts, rank: 0 }] : [];
}

/** A fact in one line that stands alone, and its best source. A fact without a short form is shown with its claim and
    its caveat. */
export function shortSpans(fact: Fact, citations: Citations, context: Context): Paragraph {
  const { short } = wordingOf(fact, context.facts, context.language.tag);
  const isOwn = short !== undefined && fact.kind === 'company-statement';
  const speaker = isOwn ? `${companyIn(fact, context.facts)}: ` : '';
  return [text(`${speaker}${lineOf(fact, context)}`), text(' '), bestSource(fact, citations, context)];
}

/** The short form, else the claim and what must be read with it. */
function lineOf(fact: Fact, { facts, language }: Context): string {
  const { claim, caveat, short } = wordingOf(fact, facts, language.tag);
  return short ?? (caveat === undefined ? claim : `${claim} ${caveat}`);
}

function bestSource(fact: Fact, citations: Citations, { facts }: Context): Span {
  const [best = fact.cites[0]] = opensFirst(fact, facts);
  return cited(citations.number(best, fact.id));
}

export function qualifiers(fact: Fact, { facts, language, today }: Context): readonly Paragraph[] {
  const { say, tag } = language;
  const { amount, status, reviewBy, corrections } = fact;
  const { caveat } = wordingOf(fact, facts, tag);
  const [corrected] = corrections;
  const parts = [
    amount ? say('nature', { nature: amount.nature }) : '',
    caveat ?? '',
    status === 'superseded' ? say('superseded') : '',
    corrected ? say('corrected-short', { date: sayDate(corrected.on, tag, 'short') }) : '',
    reviewBy < today ? say('overdue', { date: sayDate(reviewBy, tag, 'short') }) : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? [[text(parts.join(' '))]] : [];
}

/** Of a fact that is told as it is now, from when its newest source is, where that is long ago. */
function staleness(fact: Fact, { facts, language, today }: Context): readonly Paragraph[] {
  const newest = newestDate(fact, facts);
  if (fact.period !== undefined || newest === undefined) return [];
  const old = Number(today.slice(0, 4)) - STALE;
  if (newest >= `${old}${today.slice(4)}`.slice(0, newest.length)) return [];
  return [[text(language.say('stale', { date: sayDate(newest, language.tag, 'short') }))]];
}

/** Of the sources of a fact, the oldest first. */
function datesOf({ cites }: Fact, { sources }: FactBase): readonly LooseDate[] {
  const all = cites.flatMap(({ source }) => sources.get(source) ?? []);
  return all.flatMap(({ validAsOf, published }) => validAsOf ?? published ?? []).sort();
}

/** What the company says to these, each in a line; and of whom nothing was found, unless words of theirs stand here or
    `quiet`. What is shown is added to `shown`. */
function replyLines(
  claimed: readonly Fact[],
  shown: Set<FactId>,
  citations: Citations,
  context: Context,
  most: number,
  quiet: boolean,
): readonly Paragraph[] {
  const { facts, language } = context;
  const { say, tag } = language;
  const lines: Paragraph[] = [];
  const spoke = new Set<string>();
  const said = claimed.flatMap((fact) => {
    const replies = fact.reply && 'facts' in fact.reply ? held(fact.reply.facts, shown, facts) : [];
    return replies.map((reply, at) => ({ reply, fact, at }));
  });
  // One word to each claim comes before a second to any.
  for (const { reply, fact } of said.sort((a, b) => a.at - b.at)) {
    if (shown.has(reply.id) || lines.length === most) continue;
    shown.add(reply.id);
    spoke.add(companyIn(reply, facts));
    lines.push(saidLine(reply, fact, citations, context));
  }
  const left = said.filter(({ reply }) => !shown.has(reply.id)).length;
  if (left > 0 && (most > 1 || !quiet)) lines.push([text(say('replies-more', { count: left }))]);
  const silent = new Map<string, IsoDate>();
  for (const fact of quiet ? [] : claimed) {
    const company = companyIn(fact, facts);
    if (!fact.reply || 'facts' in fact.reply || spoke.has(company) || silent.has(company)) continue;
    silent.set(company, fact.reply.noneFound);
  }
  const [on] = [...silent.values()].sort();
  if (on !== undefined) {
    const said = { company: sayList([...silent.keys()], tag), date: sayDate(on, tag, 'short') };
    lines.push([text(say('no-reply-short', said))]);
  }
  return lines;
}

/** `Salesforce, June 2018: it has no agreement with ICE [The Hill 2018]`; what was said before the claim is told so. */
function saidLine(said: Fact, claimed: Fact | undefined, citations: Citations, context: Context): Paragraph {
  const { facts, language } = context;
  const on = dateOfFact(said, facts);
  // An undated claim is as new as the day on which it was read.
  const claimedOn = claimed && (dateOfFact(claimed, facts) ?? claimed.asOf);
  const earlier = on !== undefined && claimedOn !== undefined && isBefore(on, claimedOn);
  const lead = language.say(earlier ? 'company-had-said' : 'company-said', {
    company: companyIn(said, facts),
    date: on === undefined ? 'none' : sayDate(on, language.tag, 'month'),
  });
  return [strong(lead), text(` ${lineOf(said, context)} `), bestSource(said, citations, context)];
}

function dateOfFact(fact: Fact, facts: FactBase): LooseDate | undefined {
  return fact.period?.from ?? datesOf(fact, facts)[0];
}

/** Until when a fact tells: the end of its period, or else the date of its newest source. */
export function newestDate(fact: Fact, facts: FactBase): LooseDate | undefined {
  return fact.period ? knownOn(fact, fact.period) : datesOf(fact, facts).at(-1);
}

/** The end of a time, as far as its source can know of it: of a contract to 2030, when that was said. */
export function knownOn({ asOf }: Fact, { from, to = from }: NonNullable<Fact['period']>): LooseDate {
  return to > asOf ? (from > asOf ? from : asOf) : to;
}

function isBefore(one: LooseDate, other: LooseDate): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) < other.slice(0, length);
}

/** Said once for all that is shown. */
function untranslated(ids: ReadonlySet<FactId>, context: Context): readonly Paragraph[] {
  const facts = [...ids].flatMap((id) => context.facts.facts.get(id) ?? []);
  return facts.flatMap((fact) => foreignWording(fact, context)).slice(0, 1);
}
