import type { Citation } from '../src/core/answer.ts';
import { sayDate, sayPeriod } from '../src/core/dates.ts';
import type { Fact, FactBase, LanguageTag, PackId } from '../src/core/fact.ts';
import type { Language } from '../src/core/language.ts';
import { questionOf } from '../src/core/passage.ts';
import { companyPath, factPath } from '../src/core/permalink.ts';
import type { Context } from '../src/core/ports.ts';
import type { Call } from '../src/core/question.ts';
import { type Insert, type Markup, markup } from './markup.ts';

/** Pages that are there once in each language, from the root of its pages. */
export const FRONT = 'index.html';
export const SOURCES = 'sources.html';
export const CORRECTIONS = 'corrections.html';

export interface Site {
  /** The languages that it is written in: the first at the root, each other one in a folder of its name. */
  readonly languages: readonly [Language, ...Language[]];
  /** Where it will be, https and without a `/` at its end; left out when nobody said. */
  readonly url?: string;
  /** The file at its root with the terms of the facts' wording, when there is one. */
  readonly licence?: string;
}

export interface Place {
  readonly site: Site;
  /** From the root of the language's pages: `facts/acme.founded-1949.html`. */
  readonly path: string;
  readonly context: Context;
  /** The way to the root of the site, when the path does not tell: a page for a wrong address is shown anywhere. */
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
  const { top, context, site } = place;
  return top ?? `${rootOf(place)}${folderOf(context.language, site) === '' ? '' : '../'}`;
}

/** The address of a page in a language; a folder is that of its index page. */
export function addressIn(language: Pick<Language, 'tag'>, path: string, site: Site): string {
  return `${site.url ?? ''}/${folderOf(language, site)}${path === FRONT ? '' : path}`;
}

/** The place of a topic on the page of its company; its other parts are called by their own names. */
export const topicAnchor = (id: string): string => `topic-${id}`;
/** Pages of a dossier that are parts of a company's page here. */
const PARTS: ReadonlySet<string> = new Set(['timeline', 'sources']);

/** How an answer is put on a page. */
export interface Rendering {
  /** Where a call leads when it is followed as a link; undefined where no page answers it. */
  lead(call: Call): string | undefined;
  /** A fact is named by what it answers, and not by how a bot is asked for it. */
  spell(call: Call): string;
  /** The language of a claim or a caveat that is not worded in the reader's. */
  tongue(text: string): LanguageTag | undefined;
}

/** `root`: the way to the root of the language's pages, `''` or `../`. */
export function renderingIn(root: string, facts: FactBase, reader: LanguageTag): Rendering {
  const known = new Map([...facts.facts.values()].map((fact) => [String(fact.id), fact]));
  const packs = [...facts.packs.values()];
  const tongues = tonguesOf(facts, reader);
  return {
    lead({ command, text }) {
      const [first = '', second = ''] = text.trim().split(/\s+/);
      if (command === 'fact' || command === 'details' || command === 'cite') {
        const fact = known.get(first);
        return fact && `${root}${factPath(fact.id)}${command === 'cite' ? '#cite' : ''}`;
      }
      if (command !== 'boycott') return undefined;
      if (text === '' || text === 'list') return `${root}${FRONT}#companies`;
      const pack = packs.find(({ company }) => company === first || facts.entities.get(company)?.name === text);
      if (!pack) return undefined;
      const page = `${root}${companyPath(pack.id)}`;
      if (pack.topics.some(({ id }) => id === second)) return `${page}#${topicAnchor(second)}`;
      return PARTS.has(second) ? `${page}#${second}` : page;
    },
    spell({ command, text }) {
      const fact = command === 'fact' ? known.get(text) : undefined;
      return fact ? titleOf(fact, facts, reader) : `${command} ${text}`.trim();
    },
    // A caveat is behind a space.
    tongue: (text) => tongues.get(text) ?? tongues.get(text.trim()),
  };
}

function tonguesOf(facts: FactBase, reader: LanguageTag): ReadonlyMap<string, LanguageTag> {
  const tongues = new Map<string, LanguageTag>();
  for (const { pack, wordings } of facts.facts.values()) {
    if (wordings.has(reader)) continue;
    const first = firstLanguage(pack, facts);
    const { claim, caveat, short, questions } = wordings.get(first) ?? {};
    for (const text of [claim, caveat, short, questions?.[0]]) if (text !== undefined) tongues.set(text, first);
  }
  return tongues;
}

export function firstLanguage(pack: PackId, facts: FactBase): LanguageTag {
  return facts.packs.get(pack)?.languages[0] ?? 'en';
}

export function titleOf(fact: Fact, facts: FactBase, reader: LanguageTag): string {
  return fact.status === 'withdrawn' ? fact.id : questionOf(fact, facts, reader);
}

/** The attribute of an element whose text is in another language than the page. */
export function langOf(own: LanguageTag, { language }: Context): Insert {
  return own !== language.tag && markup` lang="${own}"`;
}

export function langOfFact(fact: Fact, context: Context): Insert {
  const worded = fact.wordings.has(context.language.tag) || fact.status === 'withdrawn';
  return !worded && langOf(firstLanguage(fact.pack, context.facts), context);
}

/** Facts as links, each by the question that heads it, with when it was and what sort of thing it is. No claim is here: it
    would be without what the company says to it. */
export function factList(shown: readonly Fact[], place: Place): Markup {
  const { say, tag } = place.context.language;
  return markup`<ul class="facts">${shown.map((one) => {
    const { status, period, asOf, kind } = one;
    const when = period ? sayPeriod(period, tag) : say('as-of', { date: sayDate(asOf, tag) });
    const word = say(status === 'contested' ? 'site-mark-contested' : `site-${status}`);
    const mark = status !== 'stands' && markup`<strong class="mark ${status}">${word}</strong> · `;
    return markup`<li>${factLink(one, place)} <span class="meta">${mark}${when} · ${say(`site-fact-${kind}`)}</span></li>`;
  })}</ul>`;
}

export function factLink(fact: Fact, place: Place): Markup {
  const { context } = place;
  const href = `${rootOf(place)}${factPath(fact.id)}`;
  return markup`<a href="${href}"${langOfFact(fact, context)}>${titleOf(fact, context.facts, context.language.tag)}</a>`;
}

/** A part of a page under a heading that can be linked to. */
export function section(id: string, title: string, body: Insert): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`;
}

/** When a document was looked for, and how much of it was read then. */
export function readingOf({ source: id }: Citation, { context }: Place): Insert {
  const { facts, language } = context;
  const source = facts.sources.get(id);
  if (!source) return false;
  const looked = language.say('site-accessed', { date: sayDate(source.accessed, language.tag) });
  // Of a document that was not read whole, its details say so already.
  const whole = (source.read === 'whole' || source.read === 'copy') && ` · ${language.say(`site-read-${source.read}`)}`;
  return markup`<p class="details">${looked}${whole}</p>`;
}
