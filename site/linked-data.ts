import { citationOf } from '../src/core/citations.ts';
import { sayDate, sayNumber } from '../src/core/dates.ts';
import type { Cite, EntityKind, Fact, FactBase, FactId, IsoDate, SourceKind } from '../src/core/fact.ts';
import type { Language } from '../src/core/language.ts';
import { questionOf, wordingOf } from '../src/core/passage.ts';

/** One node of JSON-LD, or a value in one. */
export type Json = string | number | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export interface LinkedDataOptions {
  readonly language: Language;
  /** Decides what is past its review date. */
  readonly today: IsoDate;
  /** The address of a fact's page; `#fact/…` within the document when left out. */
  readonly address?: (id: FactId) => string;
}

/** schema.org types no narrower than what we know: a record may be a table, a contract or a law, a system a database or a
    wall of cameras. What is not named is a CreativeWork, or a Thing. */
const WORK_TYPE: Partial<Record<SourceKind, string>> = {
  research: 'Report',
  press: 'NewsArticle',
  wiki: 'Article',
};
const THING_TYPE: Partial<Record<EntityKind, string>> = {
  company: 'Organization',
  agency: 'GovernmentOrganization',
  brand: 'Brand',
  product: 'Product',
  person: 'Person',
};

/** Facts as one schema.org document (JSON-LD): a Claim each, with the documents that it cites, its caveat and what the
    company says to it, then those that say otherwise. A withdrawn fact gives its corrections and no text. */
export function claimDocument(facts: readonly Fact[], base: FactBase, by: LinkedDataOptions): JsonObject {
  const shown = new Set(facts);
  for (const fact of shown) for (const other of held(fact.disagreesWith, base)) shown.add(other);
  return { '@context': 'https://schema.org', '@graph': [...shown].map((fact) => claimNode(fact, base, by)) };
}

function claimNode(fact: Fact, base: FactBase, by: LinkedDataOptions): JsonObject {
  const address = by.address ?? ((id: FactId) => `#fact/${id}`);
  const corrections = fact.corrections.map(({ on, why }) => ({
    '@type': 'CorrectionComment',
    datePublished: on,
    text: why,
  }));
  return {
    '@type': 'Claim',
    '@id': address(fact.id),
    identifier: fact.id,
    creativeWorkStatus: fact.status,
    ...(corrections.length > 0 && { correction: corrections }),
    ...(fact.status !== 'withdrawn' && statement(fact, base, by, address)),
  };
}

function statement(
  fact: Fact,
  base: FactBase,
  by: LinkedDataOptions,
  address: (id: FactId) => string,
): JsonObject {
  const { tag } = by.language;
  const { period } = fact;
  const pack = base.packs.get(fact.pack);
  const others = held(fact.disagreesWith, base);
  const replies = fact.reply && 'facts' in fact.reply ? held(fact.reply.facts, base) : [];
  return {
    name: questionOf(fact, base, tag),
    text: wordingOf(fact, base, tag).claim,
    description: qualified(fact, base, by),
    inLanguage: fact.wordings.has(tag) ? tag : (pack?.languages[0] ?? 'en'),
    genre: fact.kind,
    about: thingsIn(fact, base),
    citation: fact.cites.map((cite) => citationNode(cite, base, by.language)),
    ...(period && { temporalCoverage: [period.from, ...(period.to ? [period.to] : [])].join('/') }),
    contentReferenceTime: fact.asOf,
    expires: fact.reviewBy,
    ...(others.length > 0 && { mentions: others.map(({ id }) => ({ '@id': address(id) })) }),
    ...(replies.length > 0 && {
      comment: replies.map((reply) => ({
        '@type': 'Comment',
        text: wordingOf(reply, base, tag).claim,
        description: qualified(reply, base, by),
        author: thingsIn(reply, base).slice(0, 1),
        citation: reply.cites.map((cite) => citationNode(cite, base, by.language)),
      })),
    }),
    ...(pack && {
      claimInterpreter: pack.maintainers.map((name) => ({ '@type': 'Organization', name })),
      license: { '@type': 'CreativeWork', name: pack.licence },
    }),
  };
}

function thingsIn({ about }: Fact, base: FactBase): readonly JsonObject[] {
  return about
    .flatMap((id) => base.entities.get(id) ?? [])
    .map(({ kind, name }) => ({ '@type': THING_TYPE[kind] ?? 'Thing', name }));
}

/** What must be read with a claim, as the bot says it: the nature of its figure, the caveat, how old it is, that nobody
    replied. */
function qualified(fact: Fact, base: FactBase, { language, today }: LinkedDataOptions): string {
  const { say, tag } = language;
  const { amount, reply, status, reviewBy } = fact;
  const { caveat } = wordingOf(fact, base, tag);
  const parts = [
    amount && say(`amount-${amount.nature}`, { amount: sayNumber(amount.usd, tag) }),
    caveat && `${say('caveat')} ${caveat}`,
    status === 'superseded' && say('superseded'),
    reviewBy < today && say('overdue', { date: sayDate(reviewBy, tag) }),
    reply && 'noneFound' in reply && say('no-reply', { date: sayDate(reply.noneFound, tag) }),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : say('as-of', { date: sayDate(fact.asOf, tag) });
}

function held(ids: readonly FactId[], base: FactBase): readonly Fact[] {
  return ids.flatMap((id) => base.facts.get(id) ?? []).filter(({ status }) => status !== 'withdrawn');
}

/** A document, or the part of it where a claim is made; a quotation where its own words are given. Who wrote it is
    `creditText`: the base does not say whether that is a person. */
function citationNode({ source: id, locator, quote }: Cite, base: FactBase, language: Language): JsonObject {
  const source = base.sources.get(id);
  if (!source) return {};
  const work = {
    '@type': WORK_TYPE[source.kind] ?? 'CreativeWork',
    name: source.title,
    description: citationOf(source, 1, [], { facts: base, language }).details.join('; '),
    publisher: { '@type': 'Organization', name: source.publisher },
    ...(source.author !== undefined && { creditText: source.author }),
    ...(source.url !== undefined && { url: source.url }),
    ...(source.archivedUrl !== undefined && { archivedAt: source.archivedUrl }),
    ...(source.published !== undefined && { datePublished: source.published }),
    inLanguage: source.language,
  };
  if (locator === undefined && quote === undefined) return work;
  return {
    '@type': quote === undefined ? 'CreativeWork' : 'Quotation',
    ...(locator !== undefined && { position: locator }),
    ...(quote !== undefined && { text: quote }),
    isPartOf: work,
  };
}
