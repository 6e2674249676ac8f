import type { FactBase, LanguageTag, PackId } from '../src/core/fact.ts';
import type { Language } from '../src/core/language.ts';
import { questionOf } from '../src/core/passage.ts';
import type { Spell } from '../src/core/plain.ts';
import type { Context } from '../src/core/ports.ts';
import { leadsFrom } from './links.ts';
import type { RenderOptions } from './render.ts';

/** What every page of the site knows. */
export interface Site {
  /** The languages that it is written in: the first at the root, each other one in a folder of its name. */
  readonly languages: readonly [Language, ...Language[]];
  /** Where it will stand, https and without a `/` at its end; left out when nobody said. */
  readonly url?: string;
  /** The file at its root with the terms of the facts' wording, when there is one. */
  readonly licence?: string;
}

/** One page: where it stands, and in what language. */
export interface Place {
  readonly site: Site;
  /** From the root of the language's pages: `facts/acme.founded-1949.html`. */
  readonly path: string;
  readonly context: Context;
  /** The way to the root of the site, when it can't be told from the path: a page for a wrong address stands anywhere. */
  readonly top?: string;
}

/** The folder of a language, with `/`; empty for the first. */
export function folderOf(language: Pick<Language, 'tag'>, { languages }: Site): string {
  return language.tag === languages[0].tag ? '' : `${language.tag}/`;
}

/** From a page to the root of its language's pages: `''` or `../`. */
export function rootOf({ path, top, context, site }: Place): string {
  if (top !== undefined) return `${top}${folderOf(context.language, site)}`;
  return '../'.repeat(path.split('/').length - 1);
}

/** From a page to the root of the site. */
export function topOf(place: Place): string {
  if (place.top !== undefined) return place.top;
  return `${rootOf(place)}${folderOf(place.context.language, place.site) === '' ? '' : '../'}`;
}

/** How answers are rendered on a page: calls are links to where they are answered, and what is worded in another
    language says so. */
export function renderingOn(place: Place): RenderOptions {
  const { facts, language } = place.context;
  return {
    lead: leadsFrom(rootOf(place), facts),
    spell: spellFor(facts, language.tag),
    tongue: tonguesOf(facts, language.tag),
  };
}

/** A fact is named by what it answers, and not by how a bot is asked for it. */
export function spellFor(facts: FactBase, reader: LanguageTag): Spell {
  const known = new Map([...facts.facts.values()].map((fact) => [String(fact.id), fact]));
  return ({ command, text }) => {
    const fact = command === 'fact' ? known.get(text) : undefined;
    return fact && fact.status !== 'withdrawn'
      ? questionOf(fact, facts, reader)
      : `${command} ${text}`.trim();
  };
}

/** The language of each claim and caveat that a reader of this language is shown in another. */
export function tonguesOf(facts: FactBase, reader: LanguageTag): (text: string) => LanguageTag | undefined {
  const known = new Map<string, LanguageTag>();
  for (const fact of facts.facts.values()) {
    if (fact.wordings.has(reader)) continue;
    const first = firstLanguage(fact.pack, facts);
    const wording = fact.wordings.get(first);
    for (const text of [wording?.claim, wording?.caveat, wording?.questions[0]])
      if (text !== undefined) known.set(text, first);
  }
  // A caveat stands behind a space.
  return (text) => known.get(text) ?? known.get(text.trim());
}

export function firstLanguage(pack: PackId, facts: FactBase): LanguageTag {
  return facts.packs.get(pack)?.languages[0] ?? 'en';
}

/** A heading as a title: what is worded in another language says so. */
export function tongueOf(
  fact: { readonly pack: PackId; readonly wordings: ReadonlyMap<LanguageTag, unknown> },
  { facts, language }: Context,
): LanguageTag | undefined {
  return fact.wordings.has(language.tag) ? undefined : firstLanguage(fact.pack, facts);
}
