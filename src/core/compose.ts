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
    case 'claim': {
      const { best, defines, otherwise } = decision;
      return { ...factAnswer(best.fact, context, defines, otherwise), score: shownScore(best) };
    }
    case 'both':
      return both(decision, context);
    case 'nearest':
      return nearest(decision, context);
    case 'nothing':
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

/** The best fact about what was named, whole, below a line that says what it does not tell. It is not claimed: only the
    asker sees it, and what is posted is the fact itself. */
function nearest(decision: Extract<Decision, { kind: 'nearest' }>, context: Context): Answer {
  const { facts, language } = context;
  const { best, next, differs, stranger, lacks, otherwise = [] } = decision;
  const citations = collectCitations(context);
  const passage = corrected(otherwise, best.fact, citations, context, { rank: 0 });
  const other = differs === undefined ? undefined : facts.entities.get(differs)?.name;
  const offered = next.map(({ fact }) => fact.id).filter((id) => !passage.facts.includes(id));
  return answerWith(language.tag, {
    outcome: 'nearest',
    heading: shorten(leadOf({ other, stranger, lacks, corrects: otherwise.length > 0 }, context), HEADING),
    body: [passage],
    citations: citations.all(),
    ...closing([best.fact], citations, context),
    ...permalinkTo(factPath(best.fact.id), context),
    actions: [
      ...factActions(offered, context),
      button(language.say('button-none'), 'help', ''),
      ...ownActions(best.fact, context),
    ].slice(0, ACTIONS),
    shown: passage.facts,
    offered: [best.fact.id, ...offered],
    share: { command: 'fact', text: best.fact.id },
    feedback: { command: 'feedback', text: best.fact.id },
    score: shownScore(best),
  });
}

/** What is not held: who was asked about, else the ordinary words that the fact does not explain. */
function leadOf(
  lead: {
    readonly other: string | undefined;
    readonly stranger: string | undefined;
    readonly lacks: readonly string[];
    readonly corrects: boolean;
  },
  { language: { say, tag } }: Context,
): string {
  if (lead.corrects) return say('otherwise');
  if (lead.stranger !== undefined) return say('nearest-name', { name: lead.stranger });
  if (lead.other !== undefined) return say('nearest-differs', { name: lead.other });
  if (lead.lacks.length === 0) return say('nearest');
  return say('nearest-lacks', {
    words: sayList(
      lead.lacks.map((word) => say('in-quotes', { word })),
      tag,
    ),
  });
}

/** Two facts that answer as well as each other, as of two years or with two sums. */
function both({ between }: Extract<Decision, { kind: 'both' }>, context: Context): Answer {
  const citations = collectCitations(context);
  const [first] = between;
  const body = between.map(({ fact }, rank) =>
    factPassage(fact, citations, context, { rank, brief: true, cites: 1 }),
  );
  const facts = between.map(({ fact }) => fact);
  return answerWith(context.language.tag, {
    outcome: 'choose',
    heading: context.language.say('both'),
    body,
    citations: citations.all(),
    ...closing(facts, citations, context),
    actions: factActions(
      facts.map(({ id }) => id),
      context,
      true,
    ),
    shown: body.flatMap((passage) => passage.facts),
    offered: facts.map(({ id }) => id),
    score: shownScore(first),
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
export function options(lead: string, offered: readonly Fact[], context: Context): Passage {
  const lines = offered.map((fact) => [text(`– ${nameOf(fact, context, false)}`)]);
  return unclaimed([[text(lead)], ...lines]);
}

function refusal(decision: Extract<Decision, { kind: 'nothing' }>, context: Context): Answer {
  const { facts, language } = context;
  const { say } = language;
  const { stranger, uncovered } = decision;
  const company = uncovered === undefined ? undefined : facts.entities.get(uncovered);
  return answerWith(language.tag, {
    outcome: 'unknown',
    heading: company
      ? say('no-dossier', { company: company.name, count: factsAbout(company.id, facts).length })
      : stranger === undefined
        ? say('unknown')
        : say('unknown-name', { name: stranger }),
    body: [note(covers(context))],
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
