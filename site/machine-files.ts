import type { Cite, Fact, FactBase, IsoDate } from '../src/core/fact.ts';
import { factsJson } from './fact-record.ts';
import { type Address, claimDocument, type JsonObject, withinDocument } from './linked-data.ts';
import { SOURCES } from './links.ts';
import { folderOf, type Place } from './site.ts';

/** A fact's page for machines: schema.org, with what it is never shown without. */
export function claimsOn(fact: Fact, place: Place): JsonObject {
  const { facts, language, today } = place.context;
  return claimDocument([fact], facts, { language, today, address: addressesOn(place) });
}

/** What a thing is called where the site stands; within the page when nobody said where that is. */
function addressesOn({ context, site }: Place): Address {
  const { url } = site;
  if (url === undefined) return withinDocument;
  const root = `${url}/${folderOf(context.language, site)}`;
  return (kind, id) => {
    if (kind === 'fact') return `${root}facts/${id}.html`;
    return kind === 'source' ? `${root}${SOURCES}#${id}` : `${root}${withinDocument(kind, id)}`;
  };
}

/** One fact as JSON, of the same form as the whole base: it comes first; behind it stand what the company says to it and
    what says otherwise. Ends in a newline. */
export function factFile(fact: Fact, base: FactBase, made: IsoDate): string {
  const standing = fact.status !== 'withdrawn';
  const beside = standing && fact.reply && 'facts' in fact.reply ? fact.reply.facts : [];
  const shown = new Set([fact.id, ...beside, ...(standing ? fact.disagreesWith : [])]);
  const facts = new Map([...shown].flatMap((id) => withId(base.facts.get(id))));
  const packs = new Set([...facts.values()].map(({ pack }) => pack));
  return `${factsJson(published({ ...base, facts, listings: [] }), packs, made)}\n`;
}

/** The whole base as JSON, as `npm run facts -- export --format json` writes it, but that a withdrawn fact claims nothing.
    Ends in a newline. */
export function baseFile(base: FactBase, made: IsoDate): string {
  return `${factsJson(published(base), new Set(base.packs.keys()), made)}\n`;
}

function withId(fact: Fact | undefined): (readonly [Fact['id'], Fact])[] {
  return fact ? [[fact.id, fact]] : [];
}

/** Without the words, figures and quotations of what was withdrawn. */
function published(base: FactBase): FactBase {
  const facts = [...base.facts.values()].map((fact) => {
    if (fact.status !== 'withdrawn') return fact;
    const { amount: _, reply: __, ...rest } = fact;
    const [first, ...others] = fact.cites;
    return {
      ...rest,
      wordings: new Map(),
      cites: [unquoted(first), ...others.map(unquoted)] as const,
    };
  });
  return { ...base, facts: new Map(facts.map((fact) => [fact.id, fact])) };
}

function unquoted({ quote: _, ...cite }: Cite): Cite {
  return cite;
}
