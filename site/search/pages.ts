import { cite } from '../../src/commands/cite.ts';
import { dossierCard } from '../../src/commands/dossier/card.ts';
import { companyOf, dossierFacts } from '../../src/commands/dossier/company.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { BotError } from '../../src/core/errors.ts';
import type { Fact, IsoDate, Pack } from '../../src/core/fact.ts';
import type { Language } from '../../src/core/language.ts';
import { companyPath, factPath } from '../../src/core/permalink.ts';
import type { Context } from '../../src/core/ports.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { companyPage } from '../company-page.ts';
import { factPage } from '../fact-page.ts';
import { atomFeed, robots, sitemap } from '../feed.ts';
import { publicPath } from '../frame.ts';
import { frontPage } from '../front-page.ts';
import { CORRECTIONS, FRONT, SOURCES } from '../links.ts';
import { baseFile, factFile } from '../machine-files.ts';
import { correctionsPage, lostPage, sourcesPage } from '../record-pages.ts';
import { folderOf, type Place, type Site } from '../site.ts';
import { noStore } from './no-store.ts';

/** Where the terms stand. */
const LICENCE = 'LICENSE.txt';

export interface SiteOptions {
  /** Where it will stand: https, without a `/` at its end. */
  readonly url?: string;
  /** Where to say that a fact is wrong; `{fact}` stands for its id. */
  readonly reports?: string;
  readonly today: IsoDate;
  /** The terms of the facts' wording. */
  readonly licence?: string;
}

/** Every page and every file of the site that is made of the base, by its path. The same base, options and day give the same
    texts. Throws BotError `bad_data` when no language has all of the site's sentences. */
export async function sitePages(
  knowledge: Knowledge,
  options: SiteOptions,
): Promise<ReadonlyMap<string, string>> {
  const [first, ...others] = knowledge.languages.filter(({ speaks }) => speaks);
  if (!first) {
    throw new BotError(
      'bad_data',
      'No language has every phrase of the site.',
      'npm run lint:data says which phrases are missing; translate them.',
    );
  }
  const site: Site = {
    languages: [first, ...others],
    ...(options.url !== undefined && { url: options.url }),
    ...(options.licence !== undefined && { licence: LICENCE }),
  };
  const files = new Map<string, string>();
  for (const language of site.languages) {
    const context = contextIn(language, knowledge, options);
    for (const [path, page] of await pagesIn(context, site))
      files.set(`${folderOf(language, site)}${path}`, page);
  }
  const pages = [...files.keys()].map((path) => path.replace(/[^/]*$/, publicPath));
  const top = options.url === undefined ? '' : `${new URL(options.url).pathname.replace(/\/$/, '')}/`;
  files.set(
    '404.html',
    lostPage({ site, path: '404.html', context: contextIn(first, knowledge, options), top }),
  );
  for (const fact of knowledge.facts.facts.values())
    files.set(`facts/${fact.id}.json`, factFile(fact, knowledge.facts, options.today));
  files.set('data.json', baseFile(knowledge.facts, options.today));
  if (options.licence !== undefined) files.set(LICENCE, options.licence);
  files.set('robots.txt', robots(options.url));
  if (options.url !== undefined) {
    files.set('sitemap.xml', sitemap(pages, options.url));
    files.set('feed.xml', atomFeed(knowledge.facts, first, options.url));
  }
  return files;
}

function contextIn(
  language: Language,
  { facts, languages, retriever }: Knowledge,
  { url, reports, today }: SiteOptions,
): Context {
  return {
    facts,
    retriever,
    language,
    languages: [language, ...languages.filter((one) => one !== language)],
    settings: { ...DEFAULT_SETTINGS, language: language.tag },
    platform: 'site',
    store: noStore,
    today,
    ...(reports !== undefined && { reports }),
    ...(url !== undefined && { site: url }),
  };
}

async function pagesIn(context: Context, site: Site): Promise<readonly (readonly [string, string])[]> {
  const place = (path: string): Place => ({ site, path, context });
  const pages: (readonly [string, string])[] = [
    [FRONT, frontPage(place(FRONT))],
    [SOURCES, sourcesPage(place(SOURCES))],
    [CORRECTIONS, correctionsPage(place(CORRECTIONS))],
  ];
  for (const fact of context.facts.facts.values()) {
    const path = factPath(fact.id);
    pages.push([path, factPage(fact, await cited(fact, context), place(path))]);
  }
  for (const pack of context.facts.packs.values()) {
    const path = companyPath(pack.id);
    const page = dossierOf(pack, context, place(path));
    if (page !== undefined) pages.push([path, page]);
  }
  return pages;
}

/** The bot's own answer to `cite`; for a withdrawn fact, that it was withdrawn. */
async function cited(fact: Fact, context: Context) {
  const asker = { id: 'site', mayConfigure: false };
  const askedAt = new Date(`${context.today}T00:00:00Z`);
  return cite.run(
    { id: 'site', workspace: 'site:page', command: 'cite', text: fact.id, asker, askedAt },
    context,
  );
}

function dossierOf(pack: Pack, context: Context, place: Place): string | undefined {
  const company = companyOf(pack.company, context.facts);
  if (!company) return undefined;
  return companyPage(pack, dossierCard(company, context), dossierFacts(company, context.facts), place);
}
