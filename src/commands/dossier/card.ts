import {
  type Action,
  type Answer,
  answerWith,
  button,
  cited,
  example,
  note,
  type Paragraph,
  type Passage,
  strong,
  text,
  unclaimed,
} from '../../core/answer.ts';
import { type Citations, collectCitations } from '../../core/citations.ts';
import { closing, covers, factActions } from '../../core/compose.ts';
import type { Entity, Fact, FactId, Listing } from '../../core/fact.ts';
import { claimLine, factPassage, qualifications } from '../../core/passage.ts';
import { companyPath, permalinkTo } from '../../core/permalink.ts';
import type { Context } from '../../core/ports.ts';
import { factsAbout } from '../../core/subjects.ts';
import { told } from '../told.ts';
import { type Company, dossierFacts } from './company.ts';

/** How many facts the first card shows, each of another topic. */
const SHOWN = 3;
/** How many of the company's own statements are beside them. */
const STATEMENTS = 2;
/** Sources that a claim names on the card; `cite` and the fact itself give all of them. */
const CITES = 1;
/** Topics that get a button; the rest are named in a line. */
const TOPIC_BUTTONS = 6;

/** Who lists the company and on what grounds, its weightiest facts of different topics, and its own words. */
export function dossierCard(company: Company, context: Context): Answer {
  if (!company.pack) return noDossier(company, context);
  const { facts, language } = context;
  const citations = collectCitations(context);
  const all = dossierFacts(company, facts);
  const shown = strongest(all, company);
  const said = statements(shown, all, context);
  const body: Passage[] = [
    ...ownership(company, citations, context),
    ...listings(company, citations, context),
    ...shown.map((fact, index) =>
      factPassage(fact, citations, context, {
        rank: index + 1,
        withoutReplies: true,
        brief: true,
        cites: CITES,
        ...(index === 0 && { title: language.say('reported') }),
      }),
    ),
    ...ownWords(said, company, citations, context),
    ...contested(all, [...shown, ...said], citations, context),
    more(company, context),
  ];
  return answerWith(language.tag, {
    outcome: 'answered',
    heading: company.company.name,
    body,
    citations: citations.all(),
    ...closing([...shown, ...said], citations, context),
    ...permalinkTo(companyPath(company.pack.id), context),
    actions: actions(company, context),
    facts: [...new Set(body.flatMap((passage) => passage.facts))],
    share: { command: 'boycott', text: company.named.name },
    audience: context.settings.audience,
  });
}

/** Whose a brand is that was asked for, and whether the platform that carries the card is the company's own: each with
    the source that says so. */
function ownership({ named, company }: Company, citations: Citations, context: Context): readonly Passage[] {
  const { facts, language, platform } = context;
  const lines: Paragraph[] = [];
  const owned = (entity: Entity, sentence: string): void => {
    const fact = entity.definedBy === undefined ? undefined : facts.facts.get(entity.definedBy);
    const [cite] = fact?.cites ?? [];
    lines.push([text(sentence), ...(cite ? [text(' '), cited(citations.number(cite))] : [])]);
  };
  if (named.id !== company.id) {
    owned(named, language.say('owned-by', { brand: named.name, company: company.name }));
  }
  const carrier = [...facts.entities.values()].find(({ id }) => id === platform);
  if (carrier?.ownedBy === company.id) {
    owned(carrier, language.say('runs-on', { product: carrier.name, company: company.name }));
  }
  return lines.length > 0 ? [unclaimed(lines)] : [];
}

/** A listing is the lister's position, and is said to be. */
function listings(
  { company }: Company,
  citations: Citations,
  { facts, language }: Context,
): readonly Passage[] {
  const say = language.say;
  const own = facts.listings.filter((listing) => listing.company === company.id);
  if (own.length === 0) return [note(say('no-listing', { company: company.name }))];
  const line = (listing: Listing): Paragraph => [
    text(
      say('listed-by', {
        by: facts.entities.get(listing.by)?.name ?? '',
        company: company.name,
        label: listing.label ?? 'none',
        grounds: listing.grounds.get(language.tag) ?? [...listing.grounds.values()][0] ?? '',
      }),
    ),
    ...listing.cites.flatMap((cite) => [text(' '), cited(citations.number(cite))]),
  ];
  return [{ title: say('listed', { count: own.length }), ...unclaimed(own.map(line)) }];
}

/** The weightiest fact of each topic, in the order of the topics; what the company itself says is shown apart. */
function strongest(all: readonly Fact[], { pack }: Company): readonly Fact[] {
  const reported = all.filter((fact) => fact.kind !== 'company-statement' && fact.kind !== 'metadata');
  const inOrder = (pack?.topics ?? []).flatMap(
    (topic) => reported.find((fact) => fact.topic === topic.id) ?? [],
  );
  const first = inOrder
    .slice()
    .sort((a, b) => b.weight - a.weight)
    .slice(0, SHOWN);
  return inOrder.filter((fact) => first.includes(fact));
}

/** What the company says to the facts that are shown, and to those shown beside them because they disagree; then its
    weightiest other statements. */
function statements(shown: readonly Fact[], all: readonly Fact[], { facts }: Context): readonly Fact[] {
  const held = (ids: readonly FactId[]): readonly Fact[] =>
    ids.flatMap((id) => facts.facts.get(id) ?? []).filter(({ status }) => status !== 'withdrawn');
  const claimed = shown.flatMap((fact) => [fact, ...held(fact.disagreesWith)]);
  const answering = claimed.flatMap(({ reply }) => (reply && 'facts' in reply ? held(reply.facts) : []));
  const others = all.filter((fact) => fact.kind === 'company-statement' && fact.weight > 1);
  const needed = [...new Set(answering)];
  return [...new Set([...needed, ...others])].slice(0, Math.max(STATEMENTS, needed.length));
}

/** Stays as long as anything can: a fact is never shown without what the company says to it. */
function ownWords(
  said: readonly Fact[],
  { company }: Company,
  citations: Citations,
  context: Context,
): readonly Passage[] {
  if (said.length === 0) return [];
  const lines = said.flatMap((fact): readonly Paragraph[] => [
    claimLine(fact, citations, context, CITES),
    ...qualifications(fact, context),
  ]);
  return [
    {
      title: context.language.say('company-says', { company: company.name }),
      lines,
      facts: said.map((fact) => fact.id),
      rank: 0,
    },
  ];
}

/** What other sources say to a fact that the card shows; else the weightiest fact that others say otherwise than, with
    what they say. */
function contested(
  all: readonly Fact[],
  shown: readonly Fact[],
  citations: Citations,
  context: Context,
): readonly Passage[] {
  const { facts, language } = context;
  const others = ({ disagreesWith }: Fact): readonly Fact[] =>
    disagreesWith
      .flatMap((id) => facts.facts.get(id) ?? [])
      .filter((other) => other.status !== 'withdrawn' && !shown.includes(other));
  const title = language.say('contested');
  const [other] = shown.flatMap(others);
  if (other) {
    return [factPassage(other, citations, context, { rank: 7, title, cites: CITES, alone: true })];
  }
  const fact = all.find((one) => one.kind !== 'metadata' && !shown.includes(one) && others(one).length > 0);
  return fact ? [factPassage(fact, citations, context, { rank: 7, title, cites: CITES })] : [];
}

/** How to go on: every topic by the word that asks for it, and one of them as it is typed. */
function more({ company, pack }: Company, { language }: Context): Passage {
  const words = [...(pack?.topics ?? []).map((topic) => topic.id), 'timeline', 'sources'];
  const line: Paragraph = [
    strong(language.say('more')),
    text(` ${words.join(' · ')}. `),
    example('boycott', `${company.id} ${pack?.topics[0]?.id ?? 'timeline'}`),
  ];
  return { ...unclaimed([line], 8), spare: true };
}

function actions({ company, pack }: Company, { facts, language }: Context): readonly Action[] {
  const { say, tag } = language;
  const page = (label: string, word: string): Action => button(label, 'boycott', `${company.id} ${word}`);
  const topics = (pack?.topics ?? []).slice(0, TOPIC_BUTTONS);
  const hasBrands = [...facts.entities.values()].some(({ ownedBy }) => ownedBy === company.id);
  return [
    ...topics.map(({ id, titles }) => page(titles.get(tag) ?? id, id)),
    page(say('button-timeline'), 'timeline'),
    page(say('button-sources'), 'sources'),
    ...(hasBrands ? [page(say('button-brands'), 'brands')] : []),
  ];
}

/** Facts name the company, but none of the packs is about it: they are offered, not told. */
function noDossier({ company }: Company, context: Context): Answer {
  const named = factsAbout(company.id, context.facts);
  const offered = named.slice(0, 3).map((fact) => fact.id);
  const heading = context.language.say('no-dossier', { company: company.name, count: named.length });
  const actions = factActions(offered, context);
  return told(context, heading, [note(covers(context))], { outcome: 'unknown', actions, offered });
}
