import { posix } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { EXPORT_VERSION } from '../../site/machine-files.ts';
import { sitePages } from '../../site/pages.ts';
import { type Picture, wordsOf } from '../../site/picture.ts';
import { type Answer, lastLine } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { plainSpan } from '../../src/core/plain.ts';
import { sourceId } from '../../src/facts/schema/values.ts';
import { base, baseWith, changed, contextOf, english, fact, knowledge, run, TODAY, textOf } from '../base.ts';
import { squash } from '../platforms/conformance.ts';
import { NASTY } from '../platforms/hostile-text.ts';
import { type Read, readHtml, unescaped } from './page-text.ts';

const URL_ = 'https://receipts.example/base';
const WITHDRAWN = 'norvane.offer-refused';
const OLD_WORDS = 'Norvane gave ninety dollars, said the Tidewater Post.';

/** What a source says for the fact that is withdrawn. */
const KEPT = 'a quarter of a million, thank you, no';

const with_ = (changes: Knowledge['facts']): Knowledge => ({ ...knowledge, facts: changes });
const corrections = [{ on: '2026-02-02', was: OLD_WORDS, why: 'The Post corrected its own figure.' }] as const;
const withdrawn = changed(WITHDRAWN, { status: 'withdrawn', corrections });
const corrected = changed('norvane.ctb-spent', { corrections });

let files: ReadonlyMap<string, string>;
let pictures: ReadonlyMap<string, Picture>;
let pages: ReadonlyMap<string, Read>;

const htmlIn = (all: ReadonlyMap<string, string>): ReadonlyMap<string, Read> =>
  new Map([...all].filter(([path]) => path.endsWith('.html')).map(([path, html]) => [path, readHtml(html)]));

beforeAll(async () => {
  const [cite] = withdrawn.cites;
  const sources = new Map(base.sources);
  const radio = sources.get(cite.source);
  const extract = { fact: withdrawn.id, words: KEPT, read: TODAY, sha256: '0'.repeat(64) } as const;
  if (radio) sources.set(radio.id, { ...radio, extracts: [extract] });
  const changes = { ...baseWith(withdrawn, corrected), sources };
  ({ files, pictures } = await sitePages(with_(changes), { today: TODAY, url: URL_ }));
  pages = htmlIn(files);
});

const page = (path: string): Read => {
  const found = pages.get(path);
  if (!found) throw new Error(`no page ${path}`);
  return found;
};

/** Every piece of text of an answer. */
const wordsIn = (answer: Answer): readonly string[] =>
  answer.body.flatMap(({ lines }) => lines.flat()).map((span) => plainSpan(span, answer, ({ text }) => text));

/** What a page tells others of itself. */
const meta = (path: string, name: string): string | undefined => {
  const [, content] = files.get(path)?.match(new RegExp(`<meta property="${name}" content="([^"]*)">`)) ?? [];
  return content === undefined ? undefined : unescaped(content);
};

/** Every element that the site writes. */
const OURS = new Set(
  `html head meta title link script body a header div nav ul li button main footer p article section h1 h2 h3 h4 span
   strong q ol cite code pre details summary dl dt dd blockquote del form label input datalist noscript time`.split(
    /\s+/,
  ),
);

const flaws = (all: ReadonlyMap<string, Read>): readonly string[] =>
  [...all].flatMap(([path, { broken, elements, ids }]) => [
    ...broken.map((one) => `${path}: ${one}`),
    ...elements.filter((name) => !OURS.has(name)).map((name) => `${path}: <${name}>`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${path}: #${id} twice`),
  ]);

it('the pages of the site are in form, with no id twice, one heading of the first level, and a policy', () => {
  expect(pages.size).toBeGreaterThan(2 * base.facts.size);
  expect(flaws(pages)).toEqual([]);
  for (const { elements } of pages.values()) expect(elements.filter((name) => name === 'h1')).toHaveLength(1);
  for (const [path, html] of files)
    if (path.endsWith('.html')) expect(html).toContain(`content="default-src &#39;none&#39;; script-src`);
});

it('the pages of the site lead nowhere that is not there, not even to a place on a page', () => {
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

it('the pages of the site say of each fact all that the bot says, in both languages, and name it so to others', async () => {
  const missing: string[] = [];
  for (const language of knowledge.languages) {
    const folder = language === english ? '' : `${language.tag}/`;
    const context = contextOf(language, { facts: baseWith(withdrawn, corrected) });
    for (const id of base.facts.keys()) {
      const path = `${folder}facts/${id}`;
      const { links, text } = page(`${path}.html`);
      const need = (where: string, text: string, words: readonly string[]): void => {
        const held = squash(text);
        missing.push(...words.filter((one) => !held.includes(squash(one))).map((one) => `${path} ${where}: ${one}`));
      };
      const details = await run('details', id, context);
      need('page', text, [
        ...wordsIn(details),
        details.closing,
        ...details.citations.flatMap(({ title, publisher, details }) => [title, publisher, ...details]),
      ]);
      for (const { url, via } of details.citations)
        if (!links.includes(url ?? via?.url ?? '')) missing.push(`${path}: ${url}`);
      const card = await run('fact', id, context);
      const [description, alt, image] = ['og:description', 'og:image:alt', 'og:image'].map((name) =>
        meta(`${path}.html`, name),
      );
      need('description', description ?? '', wordsIn(card));
      const picture = pictures.get(`${path}.png`);
      need('picture', picture ? wordsOf(picture) : '', [card.heading, ...wordsIn(card), lastLine(card)]);
      expect([alt, image]).toEqual([picture && wordsOf(picture), `${URL_}/${path}.png`]);
    }
  }
  expect(missing).toEqual([]);
});

it('the pages of the site show a company by its card, each citation of which leads to its document, before its topics', async () => {
  for (const language of knowledge.languages) {
    const folder = language === english ? '' : `${language.tag}/`;
    const card = await run('boycott', 'norvane', contextOf(language));
    const { text, links, ids } = page(`${folder}companies/norvane.html`);
    const seen = squash(text);
    const words = [...wordsIn(card), lastLine(card)].map(squash);
    for (const one of words) expect(seen).toContain(one);
    for (const { url, via } of card.citations) expect(links).toContain(url ?? via?.url);
    expect(seen.indexOf(words[0] ?? '')).toBeLessThan(seen.indexOf(squash(language.say('site-topics'))));
    expect(ids).toContain('timeline');
  }
});

it('the pages of the site say first what this is, whom it covers and what one can do', () => {
  const { text, elements } = page('index.html');
  const [before = ''] = text.split(english.say('search-hint'));
  for (const { company } of base.packs.values()) expect(before).toContain(base.entities.get(company)?.name);
  expect(before).toContain(english.say('site-lead'));
  expect(elements.indexOf('form')).toBeLessThan(elements.indexOf('h2'));
});

it('the pages of the site name last what nobody has seen, and keep notes for editors to themselves', async () => {
  const [first, ...rest] = [...base.sources.values()].sort((a, b) => (a.publisher < b.publisher ? -1 : 1));
  if (!first) throw new Error('no source');
  const lost = { ...first, publisher: 'Aardvark', read: 'not-found', note: 'The scan is torn.' } as const;
  const sources = new Map([lost, ...rest].map((one) => [one.id, one]));
  const made = await sitePages(with_({ ...base, sources }), { today: TODAY });
  const ids = readHtml(made.files.get('sources.html') ?? '').ids.filter((id) => sources.has(sourceId.parse(id)));
  expect(ids).toHaveLength(sources.size);
  expect(ids.at(-1)).toBe(lost.id);
  for (const [path, html] of made.files) if (path.endsWith('.html')) expect(html).not.toContain(lost.note);
});

it('the pages of the site keep the page of a withdrawn fact, which claims nothing any more', async () => {
  const { text } = page(`facts/${WITHDRAWN}.html`);
  const claim = fact(WITHDRAWN).wordings.get('en')?.claim ?? '';
  expect(text).toContain('The Post corrected its own figure.');
  expect(text).not.toContain(claim);
  for (const path of [`facts/${WITHDRAWN}.html`, `facts/${WITHDRAWN}.json`, 'data.json'])
    expect(files.get(path)).not.toContain(claim);
  expect([...files].filter(([, text]) => text.includes(KEPT))).toEqual([]);
  expect(meta(`facts/${WITHDRAWN}.html`, 'og:image:alt')).toContain('The Post corrected its own figure.');
  const elsewhere = [...pages].filter(([path]) => !path.includes(WITHDRAWN) && path.startsWith('facts/'));
  expect(elsewhere.filter(([, seen]) => seen.text.includes(claim))).toEqual([]);
});

it('the pages of the site show what was corrected, on the fact and on a page of its own', () => {
  for (const path of ['facts/norvane.ctb-spent.html', 'corrections.html', 'es/corrections.html'])
    expect(page(path).text).toContain(OLD_WORDS);
});

it('the pages of the site name their own address, in every language, where one is known', () => {
  const html = files.get('es/facts/norvane.ctb-spent.html') ?? '';
  expect(html).toContain(`<link rel="canonical" href="${URL_}/es/facts/norvane.ctb-spent.html">`);
  expect(html).toContain(`hreflang="en" href="${URL_}/facts/norvane.ctb-spent.html"`);
  expect(page('404.html').links).toContain('/base/assets/site.css');
});

it('the pages of the site give each fact and the whole base in the form of the export', () => {
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

it('the pages of the site say who keeps the base, and whom to tell of a mistake; nothing of an address that nobody gave', async () => {
  const reports = 'https://wrong.example/new?fact={fact}';
  const { files: made, pictures } = await sitePages(knowledge, { today: TODAY, licence: 'Take it.', reports });
  expect(pictures.size).toBe(0);
  const front = readHtml(made.get('es/index.html') ?? '');
  for (const { maintainers, licence } of base.packs.values())
    for (const words of [...maintainers, licence]) expect(front.text).toContain(words);
  for (const link of ['../LICENSE.txt', 'https://wrong.example/new?fact=']) expect(front.links).toContain(link);
  expect(made.get('LICENSE.txt')).toBe('Take it.');
  expect([...made.values()].filter((html) => html.includes('rel="canonical"'))).toEqual([]);
});

it('the pages of the site make no element of a hostile text, wherever it stands', async () => {
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
      { ...one, title: at(index), publisher: at(index + 2), short: at(index + 4) },
    ]),
  );
  const { files: made } = await sitePages(with_({ ...baseWith(...hostile), sources }), { today: TODAY, url: URL_ });
  expect(flaws(htmlIn(made))).toEqual([]);
  const outside = [...htmlIn(made).values()]
    .flatMap(({ links }) => links)
    .filter((link) => /evil|javascript:/.test(link));
  expect(outside).toEqual([]);
});

it('a card of a bot that has a site leads to the page of its fact, in the language of the answer', async () => {
  const site = { site: URL_ };
  const answer = await run('fact', 'norvane.ctb-spent', contextOf(english, site));
  expect(answer.permalink).toBe(`${URL_}/facts/norvane.ctb-spent.html`);
  expect(textOf(answer)).toContain(`${URL_}/facts/norvane.ctb-spent.html`);
  const spanish = knowledge.languages.find(({ tag }) => tag === 'es');
  const other = spanish && (await run('boycott', 'norvane', contextOf(spanish, site)));
  expect(other?.permalink).toBe(`${URL_}/es/companies/norvane.html`);
  expect((await run('fact', 'norvane.ctb-spent')).permalink).toBeUndefined();
});
