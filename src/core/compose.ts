import type { Action, Answer, Paragraph, Passage } from './answer.ts';
import type { Citations } from './citations.ts';
import { collectCitations } from './citations.ts';
import { sayDate, sayList, sayPeriod } from './dates.ts';
import type { Decision } from './decide.ts';
import { sayDifference } from './differences/say.ts';
import type { Difference } from './differences.ts';
import type { EntityId, Fact, FactBase, FactId, LooseDate } from './fact.ts';
import { factsAbout, outlineOf } from './outline.ts';
import { factPassage, type PassageOptions, questionOf } from './passage.ts';
import { factPath, permalinkTo } from './permalink.ts';
import type { Context } from './ports.ts';
import type { Match } from './retriever.ts';
import { shorten } from './text.ts';

const HEADING = 120;
const LABEL = 60;
const ACTIONS = 5;

/** Throws a plain Error when a fact names a source that isn't there: loading should have refused it. */
export function compose(decision: Decision, context: Context): Answer {
  switch (decision.kind) {
    case 'answer': {
      const { best, defines, otherwise = [] } = decision;
      return { ...factAnswer(best.fact, context, defines, otherwise), score: shownScore(best) };
    }
    case 'choose':
      return choice(decision, context);
    case 'unknown':
      return refusal(decision, context);
  }
}

/** At most 1. */
const shownScore = (match: Match): number => Math.min(1, match.score);

/** One fact, whole, headed by the first of its questions, or by the name of what it was asked to define. */
export function factAnswer(
  fact: Fact,
  context: Context,
  defines?: EntityId,
  otherwise: readonly Difference[] = [],
): Answer {
  const { facts, language, retriever } = context;
  const citations = collectCitations(facts, language.say, language.tag);
  const passage = corrected(otherwise, fact, citations, context, { rank: 0 });
  const related = retriever.neighbours(fact.id, 6).filter((id) => !passage.facts.includes(id));
  const name = defines === undefined ? undefined : facts.entities.get(defines)?.name;
  return {
    outcome: 'answered',
    heading: shorten(name ?? questionOf(fact, facts, language.tag), HEADING),
    body: [passage],
    citations: citations.all(),
    ...closing([fact], citations, context),
    ...permalinkTo(factPath(fact.id), context),
    actions: [...factActions(related.slice(0, 3), context), ...ownActions(fact, context)].slice(0, ACTIONS),
    facts: passage.facts,
    offered: [],
    share: { command: 'fact', text: fact.id },
    feedback: { command: 'feedback', text: fact.id },
    audience: context.settings.audience,
    language: language.tag,
  };
}

/** What asking further looks like: each button holds a fact's id, never a word of the asker's. */
export function factActions(
  ids: readonly FactId[],
  context: Context,
  withYears: boolean = false,
): readonly Action[] {
  return ids.flatMap((id) => {
    const fact = context.facts.facts.get(id);
    if (!fact) return [];
    const label = shorten(nameOf(fact, context, withYears), LABEL);
    return [{ label, call: { command: 'fact', text: id } }];
  });
}

/** What a fact is offered as: its question, and the year first where that is what tells it from others. */
function nameOf(fact: Fact, { facts, language }: Context, withYear: boolean): string {
  const question = questionOf(fact, facts, language.tag);
  return withYear && fact.period ? `${sayPeriod(fact.period, language.tag)}: ${question}` : question;
}

/** *Sources* and, where there is a place to say it, *Something wrong?*. */
function ownActions(fact: Fact, context: Context): readonly Action[] {
  const { language } = context;
  const actions: Action[] = [
    { label: language.say('button-sources'), call: { command: 'cite', text: fact.id } },
  ];
  const page = correctionPage(fact, context);
  if (page) actions.push({ label: language.say('button-wrong'), url: page });
  return actions;
}

/** Where to say that a fact is wrong, with its id filled in: its pack's own page, else the operator's. */
export function correctionPage(fact: Fact, { facts, reports }: Context): string | undefined {
  return (facts.packs.get(fact.pack)?.reports ?? reports)?.replaceAll('{fact}', encodeURIComponent(fact.id));
}

/** The last line: as of when, what the sources come down to, how far they were read, and the fact's id when there is but
    one; and the same without the count of sources, for when not all of it fits. */
export function closing(
  shown: readonly Fact[],
  citations: Citations,
  context: Context,
): Pick<Answer, 'closing' | 'closingOfPart'> {
  const { language, facts } = context;
  const { documents, origins } = citations.origins();
  const [first] = shown;
  const readTo = first && facts.packs.get(first.pack)?.readTo;
  const count = documents > 1 ? language.say('origins', { documents, origins }) : '';
  const read = readTo ? language.say('base-read', { date: sayDate(readTo, language.tag) }) : '';
  if (!first) return { closing: '' };
  const id = shown.length === 1 ? first.id : '';
  const line = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');
  const asOf = sayAsOf(shown, context);
  return { closing: line([asOf, count, read, id]), closingOfPart: line([asOf, read, id]) };
}

/** As of the day, month or year that the sources give; a fact of undated sources only holds as it was read. */
function sayAsOf(shown: readonly Fact[], { facts, language }: Context): string {
  const dated = shown.flatMap((fact) => asOfKnown(fact, facts) ?? []).sort();
  const [from] = dated;
  const to = dated.at(-1);
  if (!from || !to) {
    const [undated] = shown;
    return undated ? language.say('as-read', { date: sayDate(undated.asOf, language.tag) }) : '';
  }
  if (from === to) return language.say('as-of', { date: sayDate(from, language.tag) });
  return language.say('as-of-many', { from: sayDate(from, language.tag), to: sayDate(to, language.tag) });
}

/** `asOf` no more exactly than a source that was published then says: a month is not its last day. */
function asOfKnown(fact: Fact, facts: FactBase): LooseDate | undefined {
  const sources = fact.cites.flatMap((cite) => facts.sources.get(cite.source) ?? []);
  const dates = sources.flatMap(({ published, validAsOf }): LooseDate[] => [
    ...(published ? [published] : []),
    ...(validAsOf ? [validAsOf] : []),
  ]);
  if (dates.length === 0 && fact.period === undefined) return undefined;
  const said = [...dates, ...(fact.period ? [fact.period.to ?? fact.period.from] : [])];
  const then = said.filter((date) => fact.asOf.startsWith(date)).sort((a, b) => b.length - a.length);
  return then[0] ?? fact.asOf;
}

/** What is offered is named and not claimed; only when the question names somebody whom the nearest fact is not about
    is that fact shown, as being about somebody else. */
function choice(decision: Extract<Decision, { kind: 'choose' }>, context: Context): Answer {
  const { facts, language } = context;
  const { between, differs } = decision;
  const citations = collectCitations(facts, language.say, language.tag);
  const [best] = between;
  const other = differs === undefined ? undefined : facts.entities.get(differs);
  const { otherwise } = decision;
  const shown = other || otherwise ? [best.fact] : [];
  const offered = between.map((match) => match.fact).filter((fact) => !shown.includes(fact));
  const title = other ? { title: language.say('near-to-it') } : {};
  const body = shown.map((fact) =>
    corrected(otherwise ?? [], fact, citations, context, { rank: 0, ...title }),
  );
  const byYear = decision.byYear === true;
  const [asks, lead] = byYear
    ? (['which-year', 'which-year-hint'] as const)
    : offered.length > 1
      ? (['choose-hint', 'choose'] as const)
      : (['not-sure', 'nearest'] as const);
  return {
    outcome: 'choose',
    heading: other
      ? language.say('unknown-about', { name: other.name })
      : language.say(otherwise ? 'otherwise' : asks),
    body: shown.length > 0 ? body : [options(language.say(lead), offered, context, byYear)],
    citations: citations.all(),
    ...closing(shown, citations, context),
    actions: factActions(
      offered.map((fact) => fact.id),
      context,
      byYear,
    ),
    facts: [],
    offered: between.map((match) => match.fact.id),
    score: shownScore(best),
    audience: 'asker',
    language: language.tag,
  };
}

/** A fact, and before it what it says otherwise than was asked. */
function corrected(
  otherwise: readonly Difference[],
  fact: Fact,
  citations: Citations,
  context: Context,
  options: PassageOptions,
): Passage {
  const lines = otherwise.map(
    (one): Paragraph => [
      { kind: 'strong', text: `${sayDifference(one, context.facts, context.language)} ` },
      { kind: 'cite', number: citations.number(fact.cites[0]) },
    ],
  );
  const passage = factPassage(fact, citations, context, options);
  return { ...passage, lines: [...lines, ...passage.lines] };
}

/** The questions that are offered, in words: whoever hears the answer read aloud has no buttons before them. */
export function options(
  lead: string,
  offered: readonly Fact[],
  context: Context,
  withYears: boolean = false,
): Passage {
  const lines = offered.map(
    (fact): Paragraph => [{ kind: 'text', text: `– ${nameOf(fact, context, withYears)}` }],
  );
  return { lines: [[{ kind: 'text', text: lead }], ...lines], facts: [], rank: 0 };
}

function refusal(decision: Extract<Decision, { kind: 'unknown' }>, context: Context): Answer {
  const { language, facts } = context;
  const { stranger, uncovered } = decision;
  const company = uncovered === undefined ? undefined : facts.entities.get(uncovered);
  const nearest = decision.nearest.map((match) => match.fact);
  const body: Passage[] = nearest.length > 0 ? [options(language.say('nearest'), nearest, context)] : [];
  const heading = company
    ? language.say('no-dossier', {
        company: company.name,
        count: (outlineOf(facts.facts).naming.get(company.id) ?? []).length,
      })
    : stranger === undefined
      ? language.say('unknown')
      : language.say('unknown-name', { name: stranger });
  return {
    outcome: 'unknown',
    heading,
    body: [...body, note(covers(context))],
    citations: [],
    closing: '',
    actions: factActions(
      nearest.map((fact) => fact.id),
      context,
    ),
    facts: [],
    offered: nearest.map((fact) => fact.id),
    ...(decision.nearest[0] && { score: shownScore(decision.nearest[0]) }),
    audience: 'asker',
    language: language.tag,
  };
}

/** Facts that name a company which no pack is about, those whose subject it is first. */
export function factsNaming(id: EntityId, facts: FactBase): readonly Fact[] {
  return factsAbout(id, facts.facts);
}

/** A sentence that claims nothing. */
export function note(text: string): Passage {
  return { lines: [[{ kind: 'text', text }]], facts: [], rank: 0 };
}

/** Which companies the base holds facts on: the one with most first, by name. */
export function covers({ facts, language }: Context): string {
  const [company, ...others] = companiesByWeight(facts).map(({ name }) => name);
  return language.say('covers', {
    company: company ?? '',
    others: others.length === 0 ? 'none' : sayList(others, language.tag),
  });
}

/** The companies that a pack is about, the one with most facts first. */
export function companiesByWeight(
  facts: FactBase,
): readonly { readonly id: EntityId; readonly name: string; readonly count: number }[] {
  const { packs } = outlineOf(facts.facts);
  return [...facts.packs.values()]
    .map((pack) => ({
      id: pack.company,
      name: facts.entities.get(pack.company)?.name ?? pack.title,
      count: packs.get(pack.id)?.length ?? 0,
    }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}
