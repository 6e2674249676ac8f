import type { Answer, Menu, Paragraph, Passage } from '../../core/answer.ts';
import { button, cited, note, strong, text, unclaimed } from '../../core/answer.ts';
import { linePassages, newestDate, replyPassages } from '../../core/card.ts';
import { type Citations, collectCitations } from '../../core/citations.ts';
import { claiming, coveredButton, factActions } from '../../core/compose.ts';
import { sayDate } from '../../core/dates.ts';
import type { Entity, Fact, IsoDate, Listing } from '../../core/fact.ts';
import { held, questionOf } from '../../core/passage.ts';
import { addressOf, companyPath } from '../../core/permalink.ts';
import type { Context } from '../../core/ports.ts';
import { factsAbout } from '../../core/subjects.ts';
import { shorten } from '../../core/text.ts';
import { told } from '../told.ts';
import { byDate, byWeightAndDate, type Company, dossierFacts } from './company.ts';

/** Facts of different topics on the card. */
const SHOWN = 3;
/** Months back to which a fact is recent: the card shows one where the base has one. */
const RECENT = 24;
const DISPUTES = 2;
const DISPUTE = 60;

/** Who lists the company and on what grounds, its weightiest facts of different topics in a line each, the newest first,
    its own words, and what is disputed. */
export function dossierCard(company: Company, context: Context): Answer {
  if (!company.pack) return noDossier(company, context);
  const {
    facts,
    language: { say },
  } = context;
  const citations = collectCitations(context);
  const all = dossierFacts(company, facts);
  const shown = strongest(all, context);
  const statements = all
    .filter((fact) => fact.kind === 'company-statement' && fact.weight > 1)
    .sort(byWeightAndDate(facts));
  const body: Passage[] = [
    ...ownership(company, citations, context),
    ...listings(company, citations, context),
    ...linePassages(shown, citations, context, 1),
    ...replyPassages(shown, citations, context, { further: statements }),
    ...disputed(all, context),
  ];
  return claiming(body, citations, context, {
    heading: company.company.name,
    permalink: addressOf(companyPath(company.pack.id), context),
    actions: (['latest', 'timeline'] as const).map((word) =>
      button(say(`button-${word}`), 'boycott', `${company.company.id} ${word}`),
    ),
    menu: topicsMenu(company, context),
    share: { command: 'boycott', text: company.named.name },
  });
}

/** Whose a brand is that was asked for, and whether the platform that carries the card is the company's own: each with
    the source that says so. */
function ownership({ named, company }: Company, citations: Citations, context: Context): readonly Passage[] {
  const { facts, language, platform } = context;
  const { say } = language;
  const owned = (entity: Entity, sentence: string): Paragraph => {
    const [cite] = (entity.definedBy && facts.facts.get(entity.definedBy)?.cites) ?? [];
    return [text(sentence), ...(cite ? [text(' '), cited(citations.number(cite))] : [])];
  };
  const carrier = [...facts.entities.values()].find(({ id, ownedBy }) => id === platform && ownedBy === company.id);
  const lines = [
    ...(named.id === company.id ? [] : [owned(named, say('owned-by', { brand: named.name, company: company.name }))]),
    ...(carrier ? [owned(carrier, say('runs-on', { product: carrier.name, company: company.name }))] : []),
  ];
  return lines.length > 0 ? [unclaimed(lines)] : [];
}

/** A listing is the lister's position, and is said to be. */
function listings({ company }: Company, citations: Citations, { facts, language }: Context): readonly Passage[] {
  const { say, tag } = language;
  const own = facts.listings
    .filter((listing) => listing.company === company.id)
    .toSorted((a, b) => Number(a.ended !== undefined) - Number(b.ended !== undefined));
  if (own.length === 0) return [note(say('no-listing', { company: company.name }))];
  const line = ({ by, label = 'none', ended, grounds, cites }: Listing): Paragraph => {
    const said = say('listed-by', {
      by: facts.entities.get(by)?.name ?? '',
      label,
      ended: ended === undefined ? 'none' : sayDate(ended, tag),
      grounds: grounds.get(tag) ?? [...grounds.values()][0] ?? '',
    });
    return [text(said), ...cites.flatMap((cite) => [text(' '), cited(citations.number(cite))])];
  };
  return [unclaimed(own.map(line))];
}

/** The weightiest facts, each of another topic, one of them recent where any is; the newest first. What the company itself
    says is shown apart. */
function strongest(all: readonly Fact[], { facts, today }: Context): readonly Fact[] {
  const reported = all
    .filter(({ kind }) => kind !== 'company-statement' && kind !== 'metadata' && kind !== 'summary')
    .toSorted(byWeightAndDate(facts));
  const first = reported.filter((fact, at) => reported.findIndex(({ topic }) => topic === fact.topic) === at);
  const isRecent = (fact: Fact): boolean => (newestDate(fact, facts) ?? '') >= monthsBefore(today, RECENT);
  const recent = first.find(isRecent) ?? reported.find(isRecent);
  const others = first.filter((fact) => fact !== recent).slice(0, recent ? SHOWN - 1 : SHOWN);
  return (recent ? [recent, ...others] : others).sort(byDate(facts));
}

function monthsBefore(day: IsoDate, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}

/** What sources say otherwise than each other, by the questions that they answer. */
function disputed(all: readonly Fact[], { facts, language }: Context): readonly Passage[] {
  const seen = new Set<string>();
  const questions = all.flatMap((fact) => {
    const others = held(fact.disagreesWith, new Set(), facts);
    if (others.length === 0 || fact.kind === 'metadata' || seen.has(fact.id)) return [];
    for (const { id } of others) seen.add(id);
    return [shorten(questionOf(fact, facts, language.tag), DISPUTE)];
  });
  if (questions.length === 0) return [];
  const asked = [...new Set(questions)].slice(0, DISPUTES).join(' · ');
  return [unclaimed([[strong(`${language.say('disputed')} `), text(asked)]], SHOWN + 1)];
}

/** Every topic of the dossier, its sources, and the company's brands where any is known. */
function topicsMenu({ company, pack }: Company, { facts, language }: Context): Menu {
  const { say, tag } = language;
  const topics = pack?.topics ?? [];
  const page = (label: string, word: string) => button(label, 'boycott', `${company.id} ${word}`);
  const owns = [...facts.entities.values()].some(({ ownedBy }) => ownedBy === company.id);
  // A topic of that name leads to the same page.
  const hasBrands = owns && !topics.some(({ id }) => id === 'brands');
  const own = topics.map(({ id, titles }) => page(titles.get(tag) ?? id, id));
  const others = hasBrands ? (['sources', 'brands'] as const) : (['sources'] as const);
  const options = [...own, ...others.map((word) => page(say(`button-${word}`), word))];
  return { label: say('menu-topics'), options };
}

/** Facts name the company, but none of the packs is about it: they are offered, not told. */
function noDossier({ company }: Company, context: Context): Answer {
  const named = factsAbout(company.id, context.facts);
  const offered = named.slice(0, 3).map((fact) => fact.id);
  const heading = context.language.say('no-dossier', { company: company.name, count: named.length });
  const actions = [...factActions(offered.slice(0, 2), context), coveredButton(context)];
  return told(context, heading, [], { outcome: 'unknown', actions, offered });
}
