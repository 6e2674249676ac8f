import { sayDate, sayDollars } from '../src/core/dates.ts';
import type {
  Amount,
  EntityId,
  Fact,
  FactBase,
  IsoDate,
  LanguageTag,
  Source,
  SourceId,
} from '../src/core/fact.ts';
import type { Language } from '../src/core/language.ts';
import { questionOf, wordingOf } from '../src/core/passage.ts';
import { thingNode } from './linked-data/thing.ts';
import {
  type Address,
  citationNode,
  type Json,
  type JsonObject,
  soleOrigin,
  workNode,
} from './linked-data/work.ts';

export type { Address, Json, JsonObject } from './linked-data/work.ts';

export interface LinkedDataOptions {
  readonly language: Language;
  /** Decides what is past its review date. */
  readonly today: IsoDate;
  /** Ids inside of the document when left out. */
  readonly address?: Address;
  /** Also a ClaimReview of each claim. Left out by default: a ClaimReview gives a verdict on whether a claim is true, and
      this base gives none; it says who said what, where. Its rating is then the sentence that none was given. */
  readonly claimReview?: boolean;
}

/** Where a thing stands in the document itself: `#fact/acme.founded-1949`. */
export const withinDocument: Address = (kind, id) => `#${kind}/${id}`;

/** Facts as one schema.org document (JSON-LD): a Claim each, with where it appears, what it cites, its caveat, what the
    company says to it and what says otherwise; then the documents and whom they are about. Everything that a node points
    at is in it. A withdrawn fact gives its correction and no text. */
export function claimDocument(
  facts: readonly Fact[],
  base: FactBase,
  options: LinkedDataOptions,
): JsonObject {
  const address = options.address ?? withinDocument;
  const shown = withRelated(facts, base);
  const stated = shown.filter(({ status }) => status !== 'withdrawn');
  const sources = reachable(
    stated.flatMap(({ cites }) => cites.map(({ source }) => source)),
    base,
  );
  return {
    '@context': 'https://schema.org',
    '@graph': [
      ...shown.map((fact) => claimNode(fact, base, options)),
      ...(options.claimReview ? stated.map((fact) => reviewNode(fact, base, options)) : []),
      ...sources.map((source) => workNode(source, base, options.language.say, address)),
      ...entities(stated, base).map((one) => thingNode(one, base, address)),
    ],
  };
}

/** JSON that may stand in a `<script>` of a page as it is: no text in it can close the element. */
export function linkedDataText(document: JsonObject): string {
  return JSON.stringify(document, null, 2).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function claimNode(fact: Fact, base: FactBase, options: LinkedDataOptions): JsonObject {
  const { language } = options;
  const address = options.address ?? withinDocument;
  const pack = base.packs.get(fact.pack);
  const head = { '@type': 'Claim', '@id': address('fact', fact.id), identifier: fact.id };
  const corrections = fact.corrections.map(({ on, why }) => ({
    '@type': 'CorrectionComment',
    datePublished: on,
    text: why,
  }));
  const changed = corrections.length > 0 ? { correction: corrections } : {};
  if (fact.status === 'withdrawn') return { ...head, creativeWorkStatus: fact.status, ...changed };
  const wording = wordingOf(fact, base, language.tag);
  const origin = soleOrigin(fact.cites, base);
  const repeated = origin !== undefined && fact.cites.some(({ source }) => source !== origin.id);
  const mentions = [...amountNode(fact.amount, language), ...otherwise(fact, base, address)];
  const comments = replies(fact, base, options);
  return {
    ...head,
    name: questionOf(fact, base, language.tag),
    text: wording.claim,
    description: qualified(fact, base, options),
    inLanguage: spokenIn(fact, base, language.tag),
    genre: fact.kind,
    creativeWorkStatus: fact.status,
    about: fact.about.map((id) => ({ '@id': address('entity', id) })),
    appearance: sourcesOf(fact).map((id) => ({ '@id': address('source', id) })),
    ...(repeated && { firstAppearance: { '@id': address('source', origin.id) } }),
    citation: fact.cites.map((cite) => citationNode(cite, address)),
    ...(fact.period !== undefined && {
      temporalCoverage: [fact.period.from, ...(fact.period.to === undefined ? [] : [fact.period.to])].join(
        '/',
      ),
    }),
    contentReferenceTime: fact.asOf,
    expires: fact.reviewBy,
    ...(mentions.length > 0 && { mentions }),
    ...(comments.length > 0 && { comment: comments }),
    ...changed,
    ...(pack !== undefined && {
      claimInterpreter: pack.maintainers.map((name) => ({ '@type': 'Organization', name })),
      license: licenceOf(pack.licence),
    }),
  };
}

/** What must be read with a claim, as the bot says it: the nature of its figure, the caveat, how old it is, that nobody
    replied or that others say otherwise. */
function qualified(fact: Fact, base: FactBase, { language, today }: LinkedDataOptions): string {
  const { say, tag } = language;
  const { amount, reply, status, reviewBy } = fact;
  const { caveat } = wordingOf(fact, base, tag);
  const parts = [
    ...(amount ? [say(`amount-${amount.nature}`, { amount: sayDollars(amount.usd, tag) })] : []),
    ...(caveat === undefined ? [] : [`${say('caveat')} ${caveat}`]),
    ...(status === 'superseded' ? [say('superseded')] : []),
    ...(reviewBy < today ? [say('overdue', { date: sayDate(reviewBy, tag) })] : []),
    ...(reply && 'noneFound' in reply ? [say('no-reply', { date: sayDate(reply.noneFound, tag) })] : []),
    ...(others(fact, base).length > 0
      ? [
          `${say('disagrees')} ${others(fact, base)
            .map(({ id }) => id)
            .join(', ')}`,
        ]
      : []),
  ];
  return parts.length > 0 ? parts.join(' ') : say('as-of', { date: sayDate(fact.asOf, tag) });
}

/** A ceiling has no value, only a largest one. */
function amountNode(amount: Amount | undefined, { say, tag }: Language): readonly JsonObject[] {
  if (!amount) return [];
  const figure = amount.nature === 'ceiling' ? { maxValue: amount.usd } : { value: amount.usd };
  const description = say(`amount-${amount.nature}`, { amount: sayDollars(amount.usd, tag) });
  return [{ '@type': 'MonetaryAmount', currency: 'USD', ...figure, description }];
}

function others(fact: Fact, base: FactBase): readonly Fact[] {
  return held(fact.disagreesWith, base);
}

function otherwise(fact: Fact, base: FactBase, address: Address): readonly JsonObject[] {
  return others(fact, base).map(({ id }) => ({ '@id': address('fact', id) }));
}

function replies(
  fact: Fact,
  base: FactBase,
  { language, address = withinDocument }: LinkedDataOptions,
): readonly JsonObject[] {
  return repliesTo(fact, base).map((one) => ({
    '@type': 'Comment',
    text: wordingOf(one, base, language.tag).claim,
    description: qualified(one, base, { language, today: one.asOf }),
    about: { '@id': address('fact', one.id) },
    author: { '@id': address('entity', one.about[0]) },
    citation: one.cites.map((cite) => citationNode(cite, address)),
  }));
}

function repliesTo({ reply }: Fact, base: FactBase): readonly Fact[] {
  return reply && 'facts' in reply ? held(reply.facts, base) : [];
}

function held(ids: readonly Fact['id'][], base: FactBase): readonly Fact[] {
  return ids.flatMap((id) => base.facts.get(id) ?? []).filter(({ status }) => status !== 'withdrawn');
}

/** These facts and what each is never shown without, each once. */
function withRelated(facts: readonly Fact[], base: FactBase): readonly Fact[] {
  const all = new Set(facts);
  for (const fact of all) {
    if (fact.status === 'withdrawn') continue;
    for (const one of [...repliesTo(fact, base), ...others(fact, base)]) all.add(one);
  }
  return [...all];
}

function reviewNode(
  fact: Fact,
  base: FactBase,
  { language, address = withinDocument }: LinkedDataOptions,
): JsonObject {
  const makers = base.packs.get(fact.pack)?.maintainers ?? [];
  return {
    '@type': 'ClaimReview',
    '@id': `${address('fact', fact.id)}${address('fact', fact.id).includes('#') ? '/' : '#'}review`,
    claimReviewed: wordingOf(fact, base, language.tag).claim,
    itemReviewed: { '@id': address('fact', fact.id) },
    author: makers.map((name) => ({ '@type': 'Organization', name })),
    datePublished: fact.asOf,
    reviewRating: {
      '@type': 'Rating',
      alternateName: 'Not rated: who says it, and where, is given',
    },
  };
}

function spokenIn(fact: Fact, base: FactBase, tag: LanguageTag): LanguageTag {
  return fact.wordings.has(tag) ? tag : (base.packs.get(fact.pack)?.languages[0] ?? 'en');
}

function sourcesOf({ cites }: Fact): readonly SourceId[] {
  return [...new Set(cites.map(({ source }) => source))];
}

/** These sources, whom they repeat and who cites them, each once. */
function reachable(ids: readonly SourceId[], base: FactBase): readonly Source[] {
  const found = new Map<SourceId, Source>();
  const visit = (id: SourceId): void => {
    const source = base.sources.get(id);
    if (!source || found.has(id)) return;
    found.set(id, source);
    for (const next of [...source.originatesFrom, ...(source.via === undefined ? [] : [source.via])])
      visit(next);
  };
  for (const id of ids) visit(id);
  return [...found.values()];
}

function entities(facts: readonly Fact[], base: FactBase) {
  const ids = new Set<EntityId>(facts.flatMap(({ about }) => about));
  for (const id of [...ids]) {
    const owner = base.entities.get(id)?.ownedBy;
    if (owner !== undefined) ids.add(owner);
  }
  return [...ids].flatMap((id) => base.entities.get(id) ?? []);
}

const LICENCES: Readonly<Record<string, string>> = {
  'CC-BY-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC-BY-SA-4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'CC0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
};

/** The address of a licence that we know, else a work of that name. */
function licenceOf(licence: string): Json {
  return LICENCES[licence] ?? { '@type': 'CreativeWork', name: licence };
}
