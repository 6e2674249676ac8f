import type { Answer, Asking, Menu, Paragraph, Passage } from './answer.ts';
import { answerWith, button, cited, HEADING, strong } from './answer.ts';
import { cardPassage, linePassages, replyPassages } from './card.ts';
import { type Citations, collectCitations } from './citations.ts';
import { sayDate, sayList, sayPeriod } from './dates.ts';
import type { Decided, Decision } from './decide.ts';
import { sayDifference } from './differences/say.ts';
import type { Difference } from './differences.ts';
import type { Fact, FactBase, FactId, LooseDate } from './fact.ts';
import { held, questionOf } from './passage.ts';
import { addressOf, factPath } from './permalink.ts';
import type { Context } from './ports.ts';
import { factsAbout, factsOfPack } from './subjects.ts';
import { shorten } from './text.ts';

/** A button beside two others, and an entry of a menu. */
const LABEL = 48;
const ENTRY = 60;
/** Facts below a summary: those that it puts together first. */
const RESTS = 6;

/** Throws a plain Error when a fact names a source that isn't there: loading should have refused it. */
export function compose(decision: Decision, context: Context): Answer {
  if (decision.kind === 'nothing') return refusal(decision, context);
  if (decision.kind === 'both') return both(decision, context);
  if (decision.kind === 'nearest') return nearest(decision, context);
  return { ...factAnswer(decision.best.fact, context, decision), score: decision.best.score };
}

/** An answer that claims the facts of its body. */
export function claiming(
  body: readonly Passage[],
  citations: Citations,
  { language, settings }: Context,
  parts: Pick<Answer, 'heading' | 'share'> & Partial<Answer>,
): Answer {
  const facts = [...new Set(body.flatMap((passage) => passage.facts))];
  const own = { citations: citations.all(), facts, audience: settings.audience };
  return answerWith(language.tag, { outcome: 'answered', body, ...own, ...parts });
}

/** One fact, headed by the first of its questions, or by the name of what it was asked to define. */
export function factAnswer(
  fact: Fact,
  context: Context,
  { defines, otherwise }: Pick<Decided<'claim'>, 'defines' | 'otherwise'> = {},
): Answer {
  const { facts, language, retriever } = context;
  const citations = collectCitations(context);
  const passage = corrected(fact, citations, context, otherwise);
  const near = [...(fact.rests ?? []), ...retriever.neighbours(fact.id, 6)];
  const related = [...new Set(near)].filter((id) => !passage.facts.includes(id));
  const name = defines && facts.entities.get(defines)?.name;
  const heading = name ?? questionOf(fact, facts, language.tag);
  const disputed = held(fact.disagreesWith, new Set(), facts).length > 0;
  const differs = disputed ? ` · ${language.say('sources-differ')}` : '';
  return claiming([passage], citations, context, {
    heading: `${shorten(heading, HEADING - differs.length)}${differs}`,
    closing: closing([fact], context),
    permalink: addressOf(factPath(fact.id), context),
    actions: [...factActions(related.slice(0, 1), context), detailsButton(fact, context)],
    menu: menuOf(fact, factActions(related.slice(1, fact.rests ? RESTS : 3), context), context),
    share: { command: 'fact', text: fact.id },
  });
}

const detailsButton = (fact: Fact, { language }: Context): Asking => ({
  ...button(language.say('button-details'), 'details', fact.id),
  replaces: true,
});

function menuOf(fact: Fact, further: readonly Asking[], { facts, language }: Context): Menu {
  const { say } = language;
  const owner = facts.packs.get(fact.pack)?.company;
  const company = owner && facts.entities.get(owner);
  const dossier = company ? [button(company.name, 'boycott', company.id)] : [];
  const about = (['cite', 'feedback'] as const).map((name) => button(say(`button-${name}`), name, fact.id));
  return { label: say('more'), options: [...further, ...dossier, ...about] };
}

/** What asking further looks like: each holds a fact's id, never a word of the asker's. `withYears`: the year stands first,
    where that is what tells it from others. */
export function factActions(
  ids: readonly FactId[],
  { facts, language: { tag } }: Context,
  { withYears = false, length = LABEL }: { readonly withYears?: boolean; readonly length?: number } = {},
): readonly Asking[] {
  return ids.flatMap((id) => {
    const fact = facts.facts.get(id);
    if (!fact) return [];
    const year = withYears && fact.period ? `${sayPeriod(fact.period, tag)}: ` : '';
    return [button(shorten(`${year}${questionOf(fact, facts, tag)}`, length), 'fact', id)];
  });
}

/** A menu that opens one of the facts of a list; undefined for an empty list. */
export function openMenu(listed: readonly Fact[], context: Context): Pick<Answer, 'menu'> {
  const ids = listed.map(({ id }) => id);
  const options = factActions(ids, context, { length: ENTRY });
  return options.length > 0 ? { menu: { label: context.language.say('menu-open'), options } } : {};
}

/** Where to say that a fact is wrong, with its id filled in: its pack's own page, else the operator's. */
export function correctionPage(fact: Fact, { facts, reports }: Context): string | undefined {
  return (facts.packs.get(fact.pack)?.reports ?? reports)?.replaceAll('{fact}', encodeURIComponent(fact.id));
}

/** As of the day, month or year that the sources give; a fact of undated sources only holds as it was read. */
export function closing(shown: readonly Fact[], { facts, language: { say, tag } }: Context): string {
  const [first] = shown;
  if (!first) return '';
  const known = shown.flatMap((fact) => asOfKnown(fact, facts) ?? []).sort();
  const dated = known.map((date) => sayDate(date, tag, 'short'));
  const [from = '', to = ''] = [dated[0], dated.at(-1)];
  if (dated.length === 0) return say('as-read', { date: sayDate(first.asOf, tag, 'short') });
  return from === to ? say('as-of', { date: from }) : say('as-of-many', { from, to });
}

/** `asOf` no more exactly than a source that was published then says: a month is not its last day. */
function asOfKnown({ cites, period, asOf }: Fact, { sources }: FactBase): LooseDate | undefined {
  const cited = cites.flatMap(({ source }) => sources.get(source) ?? []);
  const dates = cited.flatMap(({ published, validAsOf }) => [published ?? [], validAsOf ?? []].flat());
  const said = period ? [...dates, period.to ?? period.from] : dates;
  const [then] = said.filter((date) => asOf.startsWith(date)).sort((a, b) => b.length - a.length);
  return said.length === 0 ? undefined : (then ?? asOf);
}

/** The best fact about what was named, whole, below a line that says what it does not tell. It is not claimed: only the
    asker sees it, and what is posted is the fact itself. */
function nearest(decision: Decided<'nearest'>, context: Context): Answer {
  const { language } = context;
  const { best, next, otherwise } = decision;
  const citations = collectCitations(context);
  const passage = corrected(best.fact, citations, context, otherwise);
  const offered = next.map(({ fact }) => fact.id).filter((id) => !passage.facts.includes(id));
  return answerWith(language.tag, {
    outcome: 'nearest',
    heading: leadOf(decision, context),
    body: [passage],
    citations: citations.all(),
    closing: closing([best.fact], context),
    permalink: addressOf(factPath(best.fact.id), context),
    actions: [...factActions(offered.slice(0, 2), context), button(language.say('button-none'), 'help', '')],
    menu: menuOf(best.fact, [detailsButton(best.fact, context)], context),
    shown: passage.facts,
    offered: [best.fact.id, ...offered],
    share: { command: 'fact', text: best.fact.id },
    score: best.score,
  });
}

/** What is not held: who was asked about, else the ordinary words that the fact does not explain. */
function leadOf(
  { best, differs, stranger, lacks, otherwise }: Decided<'nearest'>,
  { facts, language: { say, tag } }: Context,
): string {
  const other = differs && facts.entities.get(differs)?.name;
  if (otherwise) return say('otherwise');
  if (stranger !== undefined) return say('nearest-name', { name: stranger });
  if (other !== undefined) return say('nearest-differs', { name: other });
  if (lacks.length === 0) return say('nearest', { question: questionOf(best.fact, facts, tag) });
  const words = lacks.map((word) => say('in-quotes', { word }));
  return say('nearest-lacks', { words: sayList(words, tag) });
}

/** Two facts that answer as well as each other, as of two years or with two sums: each in one line. */
function both({ between }: Decided<'both'>, context: Context): Answer {
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
    actions: factActions(ids, context, { withYears: true }).map((one) => ({ ...one, replaces: true })),
    shown: body.flatMap((passage) => passage.facts),
    offered: ids,
    score: between[0].score,
  });
}

/** A fact, and before it what it says otherwise than was asked. */
function corrected(fact: Fact, citations: Citations, context: Context, otherwise: readonly Difference[] = []): Passage {
  const lines = otherwise.map((one): Paragraph => {
    const said = sayDifference(one, context.facts, context.language);
    return [strong(`${said} `), cited(citations.number(fact.cites[0], fact.id))];
  });
  const passage = cardPassage(fact, citations, context);
  return { ...passage, lines: [...lines, ...passage.lines] };
}

function refusal({ stranger, uncovered }: Decided<'nothing'>, context: Context): Answer {
  const { facts, language } = context;
  const { say, tag } = language;
  const company = uncovered && facts.entities.get(uncovered);
  let heading = stranger === undefined ? say('unknown') : say('unknown-name', { name: stranger });
  if (company) heading = say('no-dossier', { company: company.name, count: factsAbout(company.id, facts).length });
  return answerWith(tag, { outcome: 'unknown', heading, body: [], actions: [coveredButton(context)] });
}

export function coveredButton({ facts, language }: Context): Asking {
  return button(language.say('button-companies', { count: facts.packs.size }), 'boycott', 'list');
}

/** The companies that a pack is about, the one with most facts first. */
export function companiesByWeight(facts: FactBase) {
  return [...facts.packs.values()]
    .map(({ id: pack, company: id, title }) => ({ id, title, held: factsOfPack(pack, facts) }))
    .map(({ title, ...one }) => ({ ...one, name: facts.entities.get(one.id)?.name ?? title, count: one.held.length }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}
