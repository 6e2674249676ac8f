import { posix } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_VERSION } from '../../site/machine-files.ts';
import { sitePages } from '../../site/pages.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { plainSpan } from '../../src/core/plain.ts';
import { base, baseWith, changed, contextOf, english, fact, knowledge, run, TODAY, textOf } from '../base.ts';
import { squash } from '../platforms/conformance.ts';
import { NASTY } from '../platforms/hostile-text.ts';
import { type Read, readHtml } from './page-text.ts';

const URL_ = 'https://receipts.example/base';
const WITHDRAWN = 'norvane.offer-refused';
const OLD_WORDS = 'Norvane gave ninety dollars, said the Tidewater Post.';

const with_ = (changes: Knowledge['facts']): Knowledge => ({ ...knowledge, facts: changes });
const corrections = [
  { on: '2026-02-02', was: OLD_WORDS, why: 'The Post corrected its own figure.' },
] as const;
const withdrawn = changed(WITHDRAWN, { status: 'withdrawn', corrections });
const corrected = changed('norvane.ctb-spent', { corrections });

let files: ReadonlyMap<string, string>;
let pages: ReadonlyMap<string, Read>;

const htmlIn = (all: ReadonlyMap<string, string>): ReadonlyMap<string, Read> =>
  new Map([...all].filter(([path]) => path.endsWith('.html')).map(([path, html]) => [path, readHtml(html)]));

beforeAll(async () => {
  files = await sitePages(with_(baseWith(withdrawn, corrected)), { today: TODAY, url: URL_ });
  pages = htmlIn(files);
});

const page = (path: string): Read => {
  const found = pages.get(path);
  if (!found) throw new Error(`no page ${path}`);
  return found;
};

/** Every element that the site writes. */
const OURS = new Set(
  `html head meta title link script body a header div nav ul li button main footer p article section h1 h2 h3 h4 span
   strong q ol cite code pre details summary dl dt dd blockquote del form label input noscript time`.split(
    /\s+/,
  ),
);

const flaws = (all: ReadonlyMap<string, Read>): readonly string[] =>
  [...all].flatMap(([path, { broken, elements, ids }]) => [
    ...broken.map((one) => `${path}: ${one}`),
    ...elements.filter((name) => !OURS.has(name)).map((name) => `${path}: <${name}>`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${path}: #${id} twice`),
  ]);

describe('the pages of the site', () => {
  it('are in form, with no id twice, one heading of the first level, and a policy', () => {
    expect(pages.size).toBeGreaterThan(2 * base.facts.size);
    expect(flaws(pages)).toEqual([]);
    for (const { elements } of pages.values())
      expect(elements.filter((name) => name === 'h1')).toHaveLength(1);
    for (const [path, html] of files) {
      if (path.endsWith('.html')) expect(html).toContain(`content="default-src &#39;none&#39;; script-src`);
    }
  });

  it('lead nowhere that is not there, not even to a place on a page', () => {
    const made = new Set([
      ...files.keys(),
      ...['site.css', 'page.js', 'icon.svg', 'data.js', 'ask.js'].map((name) => `assets/${name}`),
    ]);
    const dead = [...pages].flatMap(([path, { links }]) =>
      links
        .filter((link) => !link.startsWith('https://') && path !== '404.html')
        .filter((link) => {
          const [file = '', place] = link.split('#');
          const target = file === '' ? path : posix.join(posix.dirname(path), file);
          return !made.has(target) || (place !== undefined && !pages.get(target)?.ids.includes(place));
        })
        .map((link) => `${path} → ${link}`),
    );
    expect(dead).toEqual([]);
  });

  it('say of each fact all that the bot says, in both languages', async () => {
    const missing: string[] = [];
    for (const language of knowledge.languages) {
      const folder = language === english ? '' : `${language.tag}/`;
      const context = contextOf(language, { facts: baseWith(withdrawn, corrected) });
      for (const id of base.facts.keys()) {
        const { body, citations, closing } = await run('fact', id, context);
        const seen = page(`${folder}facts/${id}.html`);
        const text = squash(seen.text);
        const said = body
          .flatMap(({ lines }) => lines.flat())
          .map((span) => plainSpan(span, ({ text }) => text));
        for (const one of [
          ...said,
          closing,
          ...citations.flatMap(({ title, publisher, details }) => [title, publisher, ...details]),
        ])
          if (!text.includes(squash(one))) missing.push(`${folder}${id}: ${one}`);
        for (const { url, via } of citations)
          if (!seen.links.includes(url ?? via?.url ?? '')) missing.push(`${folder}${id}: ${url}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('keep the page of a withdrawn fact, which claims nothing any more', async () => {
    const { text } = page(`facts/${WITHDRAWN}.html`);
    const claim = fact(WITHDRAWN).wordings.get('en')?.claim ?? '';
    expect(text).toContain('The Post corrected its own figure.');
    expect(text).not.toContain(claim);
    for (const path of [`facts/${WITHDRAWN}.html`, `facts/${WITHDRAWN}.json`, 'data.json'])
      expect(files.get(path)).not.toContain(claim);
    const elsewhere = [...pages].filter(([path]) => !path.includes(WITHDRAWN) && path.startsWith('facts/'));
    expect(elsewhere.filter(([, seen]) => seen.text.includes(claim))).toEqual([]);
  });

  it('show what was corrected, on the fact and on a page of its own', () => {
    for (const path of ['facts/norvane.ctb-spent.html', 'corrections.html', 'es/corrections.html'])
      expect(page(path).text).toContain(OLD_WORDS);
  });

  it('name their own address, in every language, where one is known', () => {
    const html = files.get('es/facts/norvane.ctb-spent.html') ?? '';
    expect(html).toContain(`<link rel="canonical" href="${URL_}/es/facts/norvane.ctb-spent.html">`);
    expect(html).toContain(`hreflang="en" href="${URL_}/facts/norvane.ctb-spent.html"`);
    expect(page('404.html').links).toContain('/base/assets/site.css');
  });

  it('give each fact and the whole base in the form of the export', () => {
    const whole = JSON.parse(files.get('data.json') ?? '');
    const shape = { format: 'receipts-facts', version: EXPORT_VERSION, made: TODAY };
    expect(whole).toMatchObject(shape);
    expect(whole.facts).toHaveLength(base.facts.size);
    for (const { id, status, reply } of base.facts.values()) {
      const alone = JSON.parse(files.get(`facts/${id}.json`) ?? '');
      expect(alone).toMatchObject(shape);
      expect(alone.facts[0]).toEqual(whole.facts.find((other: { id: string }) => other.id === id));
      const ids = alone.facts.map((other: { id: string }) => other.id);
      if (status !== 'withdrawn' && reply && 'facts' in reply)
        expect(ids).toEqual(expect.arrayContaining([...reply.facts]));
    }
  });

  it('say who keeps the base, and whom to tell of a mistake; nothing of an address that nobody gave', async () => {
    const reports = 'https://wrong.example/new?fact={fact}';
    const made = await sitePages(knowledge, { today: TODAY, licence: 'Take it.', reports });
    const front = readHtml(made.get('es/index.html') ?? '');
    for (const { maintainers, licence } of base.packs.values())
      for (const words of [...maintainers, licence]) expect(front.text).toContain(words);
    for (const link of ['../LICENSE.txt', 'https://wrong.example/new?fact='])
      expect(front.links).toContain(link);
    expect(made.get('LICENSE.txt')).toBe('Take it.');
    expect([...made.values()].filter((html) => html.includes('rel="canonical"'))).toEqual([]);
  });

  it('make no element of a hostile text, wherever it stands', async () => {
    const nasty = [...NASTY, '</script><script>alert(1)</script>', '" onmouseover="alert(1)', "' x='"];
    const at = (index: number): string => nasty[index % nasty.length] ?? '';
    const hostile = [...base.facts.values()].map((one, index) =>
      changed(one.id, {
        wordings: new Map([
          ['en', { claim: at(index), caveat: at(index + 7), questions: [at(index + 3), at(index + 11)] }],
        ]),
        corrections: [{ on: '2026-01-01', was: at(index + 5), why: at(index + 13) }],
      }),
    );
    const sources = new Map(
      [...base.sources].map(([id, one], index) => [
        id,
        { ...one, title: at(index), publisher: at(index + 2), note: at(index + 4) },
      ]),
    );
    const made = await sitePages(with_({ ...baseWith(...hostile), sources }), { today: TODAY, url: URL_ });
    expect(flaws(htmlIn(made))).toEqual([]);
    const outside = [...htmlIn(made).values()]
      .flatMap(({ links }) => links)
      .filter((link) => /evil|javascript:/.test(link));
    expect(outside).toEqual([]);
  });
});

describe('a card of a bot that has a site', () => {
  it('leads to the page of its fact, in the language of the answer', async () => {
    const site = { site: URL_ };
    const answer = await run('fact', 'norvane.ctb-spent', contextOf(english, site));
    expect(answer.permalink).toBe(`${URL_}/facts/norvane.ctb-spent.html`);
    expect(textOf(answer)).toContain(`${URL_}/facts/norvane.ctb-spent.html`);
    const spanish = knowledge.languages.find(({ tag }) => tag === 'es');
    const other = spanish && (await run('boycott', 'norvane', contextOf(spanish, site)));
    expect(other?.permalink).toBe(`${URL_}/es/companies/norvane.html`);
    expect((await run('fact', 'norvane.ctb-spent')).permalink).toBeUndefined();
  });
});
