import {
  type Answer,
  type Asking,
  answerWith,
  button,
  cited,
  type Menu,
  type Paragraph,
  type Passage,
  strong,
} from './answer.ts';
import { cardPassage, linePassages, replyPassages } from './card.ts';
import { type Citations, collectCitations } from './citations.ts';
import { sayDate, sayList, sayPeriod } from './dates.ts';
import type { Decision } from './decide.ts';
import { sayDifference } from './differences/say.ts';
import type { Difference } from './differences.ts';
import type { EntityId, Fact, FactBase, FactId, LooseDate, PackId } from './fact.ts';
import { questionOf } from './passage.ts';
import { factPath, permalinkTo } from './permalink.ts';
import type { Context } from './ports.ts';
import type { Match } from './retriever.ts';
import { factsAbout } from './subjects.ts';
import { shorten } from './text.ts';

const HEADING = 120;
/** A button beside two others, and an entry of a menu. */
const LABEL = 48;
const ENTRY = 60;
/** Facts below a summary: those that it puts together first. */
const RESTS = 6;

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

/** One fact, headed by the first of its questions, or by the name of what it was asked to define. */
export function factAnswer(
  fact: Fact,
  context: Context,
  defines?: EntityId,
  otherwise: readonly Difference[] = [],
): Answer {
  const { facts, language, retriever } = context;
  const citations = collectCitations(context);
  const passage = corrected(otherwise, fact, citations, context);
  const near = [...(fact.rests ?? []), ...retriever.neighbours(fact.id, 6)];
  const related = [...new Set(near)].filter((id) => !passage.facts.includes(id));
  const name = defines === undefined ? undefined : facts.entities.get(defines)?.name;
  const heading = name ?? questionOf(fact, facts, language.tag);
  const differs = standing(fact.disagreesWith, facts).length > 0 ? ` · ${language.say('sources-differ')}` : '';
  return answerWith(language.tag, {
    outcome: 'answered',
    heading: `${shorten(heading, HEADING - differs.length)}${differs}`,
    body: [passage],
    citations: citations.all(),
    closing: closing([fact], context),
    ...permalinkTo(factPath(fact.id), context),
    actions: [...factActions(related.slice(0, 1), context), detailsButton(fact, context)],
    menu: menuOf(fact, factActions(related.slice(1, fact.rests ? RESTS : 3), context), context),
    facts: passage.facts,
    share: { command: 'fact', text: fact.id },
    audience: context.settings.audience,
  });
}

const standing = (ids: readonly FactId[], { facts }: FactBase): readonly Fact[] =>
  ids.flatMap((id) => facts.get(id) ?? []).filter(({ status }) => status !== 'withdrawn');

/** All that is known of a fact, in place of its card. */
const detailsButton = (fact: Fact, { language }: Context): Asking => ({
  ...button(language.say('button-details'), 'details', fact.id),
  replaces: true,
});

/** What else can be asked of a fact. */
function menuOf(fact: Fact, further: readonly Asking[], { facts, language }: Context): Menu {
  const { say } = language;
  const company = facts.packs.get(fact.pack)?.company;
  const name = company === undefined ? undefined : facts.entities.get(company)?.name;
  return {
    label: say('more'),
    options: [
      ...further,
      ...(company !== undefined && name !== undefined ? [button(name, 'boycott', company)] : []),
      button(say('button-cite'), 'cite', fact.id),
      button(say('button-feedback'), 'feedback', fact.id),
    ],
  };
}

/** What asking further looks like: each holds a fact's id, never a word of the asker's. */
export function factActions(
  ids: readonly FactId[],
  context: Context,
  withYears: boolean = false,
  length: number = LABEL,
): readonly Asking[] {
  return ids.flatMap((id) => {
    const fact = context.facts.facts.get(id);
    return fact ? [button(shorten(nameOf(fact, context, withYears), length), 'fact', id)] : [];
  });
}

/** A menu that opens one of the facts of a list; undefined for an empty list. */
export function openMenu(listed: readonly Fact[], context: Context): Pick<Answer, 'menu'> {
  const options = factActions(
    listed.map(({ id }) => id),
    context,
    false,
    ENTRY,
  );
  return options.length > 0 ? { menu: { label: context.language.say('menu-open'), options } } : {};
}

/** What a fact is offered as: its question, and the year first where that is what tells it from others. */
function nameOf(fact: Fact, { facts, language }: Context, withYear: boolean): string {
  const question = questionOf(fact, facts, language.tag);
  return withYear && fact.period ? `${sayPeriod(fact.period, language.tag)}: ${question}` : question;
}

/** Where to say that a fact is wrong, with its id filled in: its pack's own page, else the operator's. */
export function correctionPage(fact: Fact, { facts, reports }: Context): string | undefined {
  return (facts.packs.get(fact.pack)?.reports ?? reports)?.replaceAll('{fact}', encodeURIComponent(fact.id));
}

/** As of the day, month or year that the sources give; a fact of undated sources only holds as it was read. */
export function closing(shown: readonly Fact[], { facts, language: { say, tag } }: Context): string {
  const [first] = shown;
  if (!first) return '';
  const dated = shown.flatMap((fact) => asOfKnown(fact, facts) ?? []).sort();
  const [from] = dated;
  const to = dated.at(-1);
  if (!from || !to) return say('as-read', { date: sayDate(first.asOf, tag, 'short') });
  return from === to
    ? say('as-of', { date: sayDate(from, tag, 'short') })
    : say('as-of-many', { from: sayDate(from, tag, 'short'), to: sayDate(to, tag, 'short') });
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
  const { language } = context;
  const { best, next, otherwise = [] } = decision;
  const citations = collectCitations(context);
  const passage = corrected(otherwise, best.fact, citations, context);
  const offered = next.map(({ fact }) => fact.id).filter((id) => !passage.facts.includes(id));
  return answerWith(language.tag, {
    outcome: 'nearest',
    heading: shorten(leadOf(decision, context), HEADING),
    body: [passage],
    citations: citations.all(),
    closing: closing([best.fact], context),
    ...permalinkTo(factPath(best.fact.id), context),
    actions: [...factActions(offered.slice(0, 2), context), button(language.say('button-none'), 'help', '')],
    menu: menuOf(best.fact, [detailsButton(best.fact, context)], context),
    shown: passage.facts,
    offered: [best.fact.id, ...offered],
    share: { command: 'fact', text: best.fact.id },
    score: shownScore(best),
  });
}

/** What is not held: who was asked about, else the ordinary words that the fact does not explain. */
function leadOf(
  { best, differs, stranger, lacks, otherwise }: Extract<Decision, { kind: 'nearest' }>,
  { facts, language: { say, tag } }: Context,
): string {
  const other = differs === undefined ? undefined : facts.entities.get(differs)?.name;
  if (otherwise) return say('otherwise');
  if (stranger !== undefined) return say('nearest-name', { name: stranger });
  if (other !== undefined) return say('nearest-differs', { name: other });
  if (lacks.length === 0) return say('nearest', { question: questionOf(best.fact, facts, tag) });
  const words = lacks.map((word) => say('in-quotes', { word }));
  return say('nearest-lacks', { words: sayList(words, tag) });
}

/** Two facts that answer as well as each other, as of two years or with two sums: each in one line. */
function both({ between }: Extract<Decision, { kind: 'both' }>, context: Context): Answer {
  const citations = collectCitations(context);
  const facts = between.map(({ fact }) => fact);
  const body = [
    ...linePassages(facts, citations, context, 1),
    ...replyPassages(facts, citations, context, { brief: true }),
  ];
  const ids = facts.map(({ id }) => id);
  return answerWith(context.language.tag, {
    outcome: 'choose',
    heading: context.language.say('both'),
    body,
    citations: citations.all(),
    actions: factActions(ids, context, true).map((one) => ({ ...one, replaces: true })),
    shown: body.flatMap((passage) => passage.facts),
    offered: ids,
    score: shownScore(between[0]),
  });
}

/** A fact, and before it what it says otherwise than was asked. */
function corrected(otherwise: readonly Difference[], fact: Fact, citations: Citations, context: Context): Passage {
  const lines = otherwise.map(
    (one): Paragraph => [
      strong(`${sayDifference(one, context.facts, context.language)} `),
      cited(citations.number(fact.cites[0], fact.id)),
    ],
  );
  const passage = cardPassage(fact, citations, context);
  return { ...passage, lines: [...lines, ...passage.lines] };
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
    body: [],
    actions: [coveredButton(context)],
  });
}

/** The list of the companies, by how many they are. */
export function coveredButton({ facts, language }: Context): Asking {
  return button(language.say('button-companies', { count: facts.packs.size }), 'boycott', 'list');
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
