import { cite } from '../src/commands/cite.ts';
import { dossierCard } from '../src/commands/dossier/card.ts';
import { companyOf, dossierFacts } from '../src/commands/dossier/company.ts';
import { details, fact } from '../src/commands/fact.ts';
import type { Knowledge } from '../src/core/bot.ts';
import type { Command } from '../src/core/command.ts';
import { BotError } from '../src/core/errors.ts';
import type { FactId, IsoDate } from '../src/core/fact.ts';
import type { Language } from '../src/core/language.ts';
import { companyPath, factPath } from '../src/core/permalink.ts';
import type { Context } from '../src/core/ports.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { companyPage } from './company-page.ts';
import { factPage, type Told } from './fact-page.ts';
import { correctionsPage, frontPage, lostPage, sourcesPage } from './list-pages.ts';
import { baseFile, factFile } from './machine-files.ts';
import { noStore } from './page-bot.ts';
import { type Picture, pictureOf, picturePath } from './picture.ts';
import { CORRECTIONS, FRONT, folderOf, type Place, type Site, SOURCES } from './place.ts';

const LICENCE = 'LICENSE.txt';
const LOST = '404.html';

export interface SiteOptions {
  /** Where it will be: https, without a `/` at its end. */
  readonly url?: string;
  readonly reports?: string;
  readonly today: IsoDate;
  readonly licence?: string;
}

/** Every page and file of the site by its path, and the pictures that the pages name, where it has an address by which others
    can ask for them. The same base, options and day give the same. Throws BotError `bad_data` when no language is whole. */
export async function sitePages(knowledge: Knowledge, { url, reports, today, licence }: SiteOptions) {
  const { facts: base, languages, retriever } = knowledge;
  const [first, ...others] = languages.filter(({ speaks }) => speaks);
  if (!first)
    throw new BotError('bad_data', 'No language has every phrase.', 'npm run lint:data says which are missing.');
  const site: Site = {
    languages: [first, ...others],
    ...(url !== undefined && { url }),
    ...(licence !== undefined && { licence: LICENCE }),
  };
  const contextIn = (language: Language): Context => ({
    facts: base,
    retriever,
    everyPack: base.packs,
    language,
    languages: [language, ...languages.filter((one) => one !== language)],
    settings: { ...DEFAULT_SETTINGS, language: language.tag },
    platform: 'site',
    store: noStore,
    today,
    ...(reports !== undefined && { reports }),
    ...(url !== undefined && { site: url }),
  });
  const files = new Map<string, string>();
  const pictures = new Map<string, Picture>();
  for (const language of site.languages) {
    const folder = folderOf(language, site);
    for (const [path, page] of await pagesIn(contextIn(language), site))
      if (typeof page === 'string') files.set(`${folder}${path}`, page);
      else if (url !== undefined) pictures.set(`${folder}${path}`, page);
  }
  const top = url === undefined ? '' : `${new URL(url).pathname.replace(/\/$/, '')}/`;
  files.set(LOST, lostPage({ site, path: LOST, context: contextIn(first), top }));
  for (const one of base.facts.values()) files.set(`facts/${one.id}.json`, factFile(one, base, today));
  files.set('data.json', baseFile(base, today));
  if (licence !== undefined) files.set(LICENCE, licence);
  return { files, pictures };
}

async function pagesIn(context: Context, site: Site) {
  const { facts: base } = context;
  const place = (path: string): Place => ({ site, path, context });
  const pages: (readonly [string, string | Picture])[] = [
    [FRONT, frontPage(place(FRONT))],
    [SOURCES, sourcesPage(place(SOURCES))],
    [CORRECTIONS, correctionsPage(place(CORRECTIONS))],
  ];
  for (const one of base.facts.values()) {
    const path = factPath(one.id);
    const told = await toldOf(one.id, context);
    pages.push([path, factPage(one, told, place(path))], [picturePath(one.id), pictureOf(told.fact)]);
  }
  for (const pack of base.packs.values()) {
    const path = companyPath(pack.id);
    const company = companyOf(pack.company, base);
    if (!company) continue;
    pages.push([path, companyPage(pack, dossierCard(company, context), dossierFacts(company, base), place(path))]);
  }
  return pages;
}

async function toldOf(text: FactId, context: Context): Promise<Told> {
  const asker = { id: 'site', mayConfigure: false };
  const askedAt = new Date(`${context.today}T00:00:00Z`);
  const answer = async ({ name, run }: Command) =>
    run({ id: 'site', workspace: 'site:page', command: name, text, asker, askedAt }, context);
  return { fact: await answer(fact), details: await answer(details), cite: await answer(cite) };
}
