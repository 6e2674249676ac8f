import type { Fact, FactBase, IsoDate } from '../src/core/fact.ts';
import type { Language } from '../src/core/language.ts';
import { questionOf } from '../src/core/passage.ts';
import { factPath } from '../src/core/permalink.ts';
import { htmlOf, markup } from './markup.ts';
import { correctionsOf } from './record-pages.ts';

/** Facts that are named as the newest. */
const NEWEST = 30;

interface Entry {
  readonly id: string;
  readonly link: string;
  readonly title: string;
  readonly on: IsoDate;
  readonly summary?: string;
}

/** Atom (RFC 4287): every correction, and the facts with the newest sources. No claim stands in it: it would stand without
    what the company says to it. `url`: of the site, without a `/` at its end. */
export function atomFeed(facts: FactBase, { say, tag }: Language, url: string): string {
  const all = [...facts.facts.values()];
  const entries = [
    ...correctionsOf(all).map(({ fact, at }): Entry => {
      const link = `${url}/${factPath(fact.id)}`;
      const title = `${say('site-corrections')}: ${titleOf(fact, facts, tag)}`;
      return { id: `${link}#corrected-${at.on}`, link, title, on: at.on, summary: at.why };
    }),
    ...newest(all).map((fact): Entry => {
      const link = `${url}/${factPath(fact.id)}`;
      return { id: link, link, title: titleOf(fact, facts, tag), on: fact.asOf };
    }),
  ].sort((a, b) => (a.on > b.on ? -1 : a.on < b.on ? 1 : 0));
  const updated = entries[0]?.on ?? '1970-01-01';
  const page = markup`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${tag}">
<title>Receipts</title>
<subtitle>${say('site-lead')}</subtitle>
<id>${url}/</id>
<link rel="self" href="${url}/feed.xml"/>
<link rel="alternate" href="${url}/"/>
<author><name>Receipts</name></author>
<updated>${stamp(updated)}</updated>
${entries.map(
  (one) => markup`<entry>
<id>${one.id}</id>
<title>${one.title}</title>
<link rel="alternate" href="${one.link}"/>
<updated>${stamp(one.on)}</updated>
${
  one.summary !== undefined &&
  markup`<summary>${one.summary}</summary>
`
}</entry>
`,
)}</feed>
`;
  return `<?xml version="1.0" encoding="utf-8"?>\n${htmlOf(page)}`;
}

function newest(facts: readonly Fact[]): readonly Fact[] {
  return facts
    .filter(({ status }) => status === 'stands' || status === 'contested')
    .sort((a, b) => (a.asOf > b.asOf ? -1 : a.asOf < b.asOf ? 1 : a.id < b.id ? -1 : 1))
    .slice(0, NEWEST);
}

function titleOf(fact: Fact, facts: FactBase, tag: string): string {
  return fact.status === 'withdrawn' ? fact.id : questionOf(fact, facts, tag);
}

const stamp = (on: IsoDate): string => `${on}T00:00:00Z`;

/** Every page of the site, by its path. */
export function sitemap(paths: readonly string[], url: string): string {
  const page = markup`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${paths.map(
  (path) => markup`<url><loc>${url}/${path}</loc></url>
`,
)}</urlset>
`;
  return `<?xml version="1.0" encoding="utf-8"?>\n${htmlOf(page)}`;
}

/** Everybody may read everything. */
export function robots(url: string | undefined): string {
  return `User-agent: *\nAllow: /\n${url === undefined ? '' : `Sitemap: ${url}/sitemap.xml\n`}`;
}
