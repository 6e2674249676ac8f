import type { Fact, FactBase, IsoDate } from '../src/core/fact.ts';
import type { Language } from '../src/core/language.ts';
import { factPath } from '../src/core/permalink.ts';
import { factsJson } from './fact-record.ts';
import { htmlOf, type Markup, markup } from './markup.ts';
import { titleOf } from './place.ts';
import { correctionsOf } from './record-pages.ts';

/** Facts that are named as the newest. */
const NEWEST = 30;

/** Atom (RFC 4287): every correction, and the facts with the newest sources. No claim is in it: it would be without what
    the company says to it. `url`: of the site, without a `/` at its end. */
export function atomFeed(facts: FactBase, { say, tag }: Language, url: string): string {
  const link = (fact: Fact): string => `${url}/${factPath(fact.id)}`;
  const corrected = correctionsOf(facts).map(({ fact, on, why }) => ({
    id: `${link(fact)}#corrected-${on}`,
    fact,
    title: `${say('site-corrections')}: ${titleOf(fact, facts, tag)}`,
    on,
    summary: markup`<summary>${why}</summary>`,
  }));
  const newest = [...facts.facts.values()]
    .filter(({ status }) => status === 'stands' || status === 'contested')
    .sort((a, b) => (`${b.asOf}${a.id}` < `${a.asOf}${b.id}` ? -1 : 1))
    .slice(0, NEWEST)
    .map((fact) => ({ id: link(fact), fact, title: titleOf(fact, facts, tag), on: fact.asOf, summary: '' }));
  const entries = [...corrected, ...newest].sort((a, b) => (a.on > b.on ? -1 : a.on < b.on ? 1 : 0));
  const stamp = (on: IsoDate): Markup => markup`<updated>${on}T00:00:00Z</updated>`;
  return xml(markup`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${tag}">
<title>Receipts</title>
<subtitle>${say('site-lead')}</subtitle>
<id>${url}/</id>
<link rel="self" href="${url}/feed.xml"/>
<link rel="alternate" href="${url}/"/>
<author><name>Receipts</name></author>
${stamp(entries[0]?.on ?? '1970-01-01')}
${entries.map(
  ({ id, fact, title, on, summary }) => markup`<entry>
<id>${id}</id>
<title>${title}</title>
<link rel="alternate" href="${link(fact)}"/>
${stamp(on)}${summary}</entry>
`,
)}</feed>
`);
}

/** Every page of the site, by its address. */
export function sitemap(addresses: readonly string[]): string {
  const urls = addresses.map((one) => markup`<url><loc>${one}</loc></url>\n`);
  return xml(markup`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}</urlset>\n`);
}

function xml(body: Markup): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${htmlOf(body)}`;
}

/** One fact as JSON, of the same form as the whole base: it comes first; behind it are what the company says to it and what
    says otherwise. Ends in a newline. */
export function factFile(fact: Fact, base: FactBase, made: IsoDate): string {
  const replies = fact.reply && 'facts' in fact.reply ? fact.reply.facts : [];
  const beside = fact.status === 'withdrawn' ? [] : [...replies, ...fact.disagreesWith];
  const shown = [fact, ...beside.flatMap((id) => base.facts.get(id) ?? [])];
  return baseFile({ ...base, facts: new Map(shown.map((one) => [one.id, one])), listings: [] }, made);
}

/** The whole base as JSON, as `npm run facts -- export --format json` writes it, but that a withdrawn fact claims nothing: it
    has no words, figures and quotations. Ends in a newline. */
export function baseFile(base: FactBase, made: IsoDate): string {
  const facts = [...base.facts.values()].map((fact) => {
    if (fact.status !== 'withdrawn') return fact;
    const { amount: _, reply: __, ...rest } = fact;
    const [{ quote: ___, ...first }, ...others] = fact.cites;
    const cites = [first, ...others.map(({ quote: ____, ...cite }) => cite)] as const;
    return { ...rest, wordings: new Map(), cites };
  });
  const packs = new Set(facts.map(({ pack }) => pack));
  const published = { ...base, facts: new Map(facts.map((fact) => [fact.id, fact])) };
  return `${factsJson(published, packs, made)}\n`;
}
