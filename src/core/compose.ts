import {
  type Action,
  type Answer,
  answerWith,
  button,
  cited,
  note,
  type Paragraph,
  type Passage,
  strong,
  text,
  unclaimed,
} from './answer.ts';
import { type Citations, collectCitations } from './citations.ts';
import { sayDate, sayList, sayPeriod } from './dates.ts';
import type { Decision } from './decide.ts';
import { sayDifference } from './differences/say.ts';
import type { Difference } from './differences.ts';
import type { EntityId, Fact, FactBase, FactId, LooseDate, PackId } from './fact.ts';
import { factPassage, type PassageOptions, questionOf } from './passage.ts';
import { factPath, permalinkTo } from './permalink.ts';
import type { Context } from './ports.ts';
import type { Match } from './retriever.ts';
import { factsAbout } from './subjects.ts';
import { shorten } from './text.ts';

const HEADING = 120;
const LABEL = 60;
const ACTIONS = 5;

/** Throws a plain Error when a fact names a source that isn't there: loading should have refused it. */
export function compose(decision: Decision, context: Context): Answer {
  switch (decision.kind) {
    case 'answer': {
      const { best, defines, otherwise } = decision;
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
  const citations = collectCitations(context);
  const passage = corrected(otherwise, fact, citations, context, { rank: 0 });
  const related = retriever.neighbours(fact.id, 6).filter((id) => !passage.facts.includes(id));
  const name = defines === undefined ? undefined : facts.entities.get(defines)?.name;
  return answerWith(language.tag, {
    outcome: 'answered',
    heading: shorten(name ?? questionOf(fact, facts, language.tag), HEADING),
    body: [passage],
    citations: citations.all(),
    ...closing([fact], citations, context),
    ...permalinkTo(factPath(fact.id), context),
    actions: [...factActions(related.slice(0, 3), context), ...ownActions(fact, context)].slice(0, ACTIONS),
    facts: passage.facts,
    share: { command: 'fact', text: fact.id },
    feedback: { command: 'feedback', text: fact.id },
    audience: context.settings.audience,
  });
}

/** What asking further looks like: each button holds a fact's id, never a word of the asker's. */
export function factActions(
  ids: readonly FactId[],
  context: Context,
  withYears: boolean = false,
): readonly Action[] {
  return ids.flatMap((id) => {
    const fact = context.facts.facts.get(id);
    return fact ? [button(shorten(nameOf(fact, context, withYears), LABEL), 'fact', id)] : [];
  });
}

/** What a fact is offered as: its question, and the year first where that is what tells it from others. */
function nameOf(fact: Fact, { facts, language }: Context, withYear: boolean): string {
  const question = questionOf(fact, facts, language.tag);
  return withYear && fact.period ? `${sayPeriod(fact.period, language.tag)}: ${question}` : question;
}

/** *Sources* and, where there is a place to say it, *Something wrong?*. */
function ownActions(fact: Fact, context: Context): readonly Action[] {
  const { say } = context.language;
  const page = correctionPage(fact, context);
  return [
    button(say('button-sources'), 'cite', fact.id),
    ...(page ? [{ label: say('button-wrong'), url: page }] : []),
  ];
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
  if (!first) return { closing: '' };
  const readTo = facts.packs.get(first.pack)?.readTo;
  const count = documents > 1 ? language.say('origins', { documents, origins }) : '';
  const read = readTo ? language.say('base-read', { date: sayDate(readTo, language.tag) }) : '';
  const id = shown.length === 1 ? first.id : '';
  const line = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');
  const asOf = sayAsOf(first, shown, context);
  return { closing: line([asOf, count, read, id]), closingOfPart: line([asOf, read, id]) };
}

/** As of the day, month or year that the sources give; a fact of undated sources only holds as it was read. */
function sayAsOf(first: Fact, shown: readonly Fact[], { facts, language: { say, tag } }: Context): string {
  const dated = shown.flatMap((fact) => asOfKnown(fact, facts) ?? []).sort();
  const [from] = dated;
  const to = dated.at(-1);
  if (!from || !to) return say('as-read', { date: sayDate(first.asOf, tag) });
  return from === to
    ? say('as-of', { date: sayDate(from, tag) })
    : say('as-of-many', { from: sayDate(from, tag), to: sayDate(to, tag) });
}

/** `asOf` no more exactly than a source that was published then says: a month is not its last day. */
function asOfKnown({ cites, period, asOf }: Fact, { sources }: FactBase): LooseDate | undefined {
  const dates = cites.flatMap(({ source }): LooseDate[] => {
    const { published, validAsOf } = sources.get(source) ?? {};
    return [...(published ? [published] : []), ...(validAsOf ? [validAsOf] : [])];
  });
  if (dates.length === 0 && period === undefined) return undefined;
  const said = [...dates, ...(period ? [period.to ?? period.from] : [])];
  const then = said.filter((date) => asOf.startsWith(date)).sort((a, b) => b.length - a.length);
  return then[0] ?? asOf;
}

/** What is offered is named and not claimed; only when the question names somebody whom the nearest fact is not about
    is that fact shown, as being about somebody else. */
function choice(decision: Extract<Decision, { kind: 'choose' }>, context: Context): Answer {
  const { facts, language } = context;
  const { say } = language;
  const { between, differs, otherwise, byYear = false } = decision;
  const citations = collectCitations(context);
  const [best] = between;
  const other = differs === undefined ? undefined : facts.entities.get(differs);
  const shown = other || otherwise ? [best.fact] : [];
  const offered = between.map((match) => match.fact).filter((fact) => !shown.includes(fact));
  const title = other ? { title: say('near-to-it') } : {};
  const body = shown.map((fact) =>
    corrected(otherwise ?? [], fact, citations, context, { rank: 0, ...title }),
  );
  const [asks, lead] = byYear
    ? (['which-year', 'which-year-hint'] as const)
    : offered.length > 1
      ? (['choose-hint', 'choose'] as const)
      : (['not-sure', 'nearest'] as const);
  return answerWith(language.tag, {
    outcome: 'choose',
    heading: other ? say('unknown-about', { name: other.name }) : say(otherwise ? 'otherwise' : asks),
    body: shown.length > 0 ? body : [options(say(lead), offered, context, byYear)],
    citations: citations.all(),
    ...closing(shown, citations, context),
    actions: factActions(
      offered.map((fact) => fact.id),
      context,
      byYear,
    ),
    offered: between.map((match) => match.fact.id),
    score: shownScore(best),
  });
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
      strong(`${sayDifference(one, context.facts, context.language)} `),
      cited(citations.number(fact.cites[0])),
    ],
  );
  const passage = factPassage(fact, citations, context, options);
  return { ...passage, lines: [...lines, ...passage.lines] };
}

/** The questions that are offered, in words: an asker who hears the answer read aloud has no buttons before them. */
export function options(
  lead: string,
  offered: readonly Fact[],
  context: Context,
  withYears: boolean = false,
): Passage {
  const lines = offered.map((fact) => [text(`– ${nameOf(fact, context, withYears)}`)]);
  return unclaimed([[text(lead)], ...lines]);
}

function refusal(decision: Extract<Decision, { kind: 'unknown' }>, context: Context): Answer {
  const { facts, language } = context;
  const { say } = language;
  const { stranger, uncovered } = decision;
  const company = uncovered === undefined ? undefined : facts.entities.get(uncovered);
  const nearest = decision.nearest.map((match) => match.fact);
  const offered = nearest.map((fact) => fact.id);
  const [best] = decision.nearest;
  return answerWith(language.tag, {
    outcome: 'unknown',
    heading: company
      ? say('no-dossier', { company: company.name, count: factsAbout(company.id, facts).length })
      : stranger === undefined
        ? say('unknown')
        : say('unknown-name', { name: stranger }),
    body: [...(nearest.length > 0 ? [options(say('nearest'), nearest, context)] : []), note(covers(context))],
    actions: factActions(offered, context),
    offered,
    ...(best && { score: shownScore(best) }),
  });
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
  const counts = new Map<PackId, number>();
  for (const { pack, status } of facts.facts.values())
    if (status !== 'withdrawn') counts.set(pack, (counts.get(pack) ?? 0) + 1);
  return [...facts.packs.values()]
    .map((pack) => ({
      id: pack.company,
      name: facts.entities.get(pack.company)?.name ?? pack.title,
      count: counts.get(pack.id) ?? 0,
    }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}
