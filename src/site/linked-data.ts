import type { Fact, FactBase, LanguageTag, Source } from '../core/fact.ts';
import { questionOf, wordingOf } from '../core/passage.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A fact as a schema.org Claim. A withdrawn one says that it was, and claims nothing. `address`: of its page, where known. */
export function claimNode(
  fact: Fact,
  facts: FactBase,
  language: LanguageTag,
  address: string | undefined,
): Json {
  const sources = sourcesOf(fact, facts);
  const claims = fact.status !== 'withdrawn';
  return {
    '@context': 'https://schema.org',
    '@type': 'Claim',
    identifier: fact.id,
    ...(address !== undefined && { '@id': address, url: address }),
    creativeWorkStatus: fact.status,
    ...(claims && {
      name: questionOf(fact, facts, language),
      text: wordingOf(fact, facts, language).claim,
      inLanguage: fact.wordings.has(language) ? language : (facts.packs.get(fact.pack)?.languages[0] ?? 'en'),
      about: fact.about.flatMap((id) => {
        const name = facts.entities.get(id)?.name;
        return name === undefined ? [] : [{ '@type': 'Thing', name }];
      }),
      appearance: sources.map((source) => ({
        '@type': 'CreativeWork',
        name: source.title,
        publisher: { '@type': 'Organization', name: source.publisher },
        ...(source.published !== undefined && { datePublished: source.published }),
        ...(source.url !== undefined && { url: source.url }),
        inLanguage: source.language,
      })),
    }),
    dateModified: fact.corrections[0]?.on ?? fact.asOf,
    license: facts.packs.get(fact.pack)?.licence ?? '',
  };
}

/** A fact with all its documents, as plain JSON: two spaces, a newline at its end. */
export function factJson(fact: Fact, facts: FactBase): string {
  const withdrawn = fact.status === 'withdrawn';
  const { wordings, cites, reply, amount, ...rest } = fact;
  const shown = withdrawn
    ? rest
    : {
        ...rest,
        amount,
        reply,
        cites,
        wordings: Object.fromEntries(wordings),
        sources: sourcesOf(fact, facts),
      };
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}

/** The whole base as plain JSON, in files' own order. */
export function baseJson(facts: FactBase): string {
  const plain = (_key: string, value: unknown): unknown =>
    value instanceof Map ? Object.fromEntries(value) : value;
  const all = {
    packs: [...facts.packs.values()],
    entities: [...facts.entities.values()],
    sources: [...facts.sources.values()],
    listings: facts.listings,
    facts: [...facts.facts.values()].map((fact) => {
      if (fact.status !== 'withdrawn') return fact;
      const { wordings: _, cites: __, reply: ___, amount: ____, ...rest } = fact;
      return rest;
    }),
  };
  return `${JSON.stringify(all, plain, 1)}\n`;
}

function sourcesOf(fact: Fact, facts: FactBase): readonly Source[] {
  const ids = new Set(
    fact.cites.flatMap(({ source }) => [source, ...[facts.sources.get(source)?.via ?? []].flat()]),
  );
  return [...facts.sources.values()].filter(({ id }) => ids.has(id));
}
