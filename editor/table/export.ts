import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { factsJson, portionOf, sourcesCsl } from '../../site/fact-record.ts';
import { claimDocument } from '../../site/linked-data.ts';
import { safeJson } from '../../site/markup.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import type { FactBase, FactId, PackId } from '../../src/core/fact.ts';
import { factPath } from '../../src/core/permalink.ts';
import { nearest } from '../../src/facts/nearest.ts';
import { opened, print } from '../opened.ts';
import { tableOf } from './write.ts';

const FORMATS = ['json', 'csv', 'csl', 'schema'] as const;

interface Options {
  readonly format: (typeof FORMATS)[number];
  readonly pack?: readonly string[];
  readonly out?: string;
  readonly language?: string;
  readonly site?: string;
}

const EXPLAINED = `
Formats:
  json    every fact with its wordings, sources, entities, listings and licences; "format": "receipts-facts", "version": 1
  csv     the columns of import (npm run facts -- import --columns); a cell that a spreadsheet would run has ' before it
  csl     the sources as CSL-JSON, for Zotero, pandoc and other reference managers
  schema  schema.org JSON-LD: a Claim each, with its sources, its caveat and what the company says to it
There is no ClaimReview: that says whether a claim is true, and this base says who said what, where.`;

/** `export --format F`: to standard output, or into `--out`. */
export function addExport(to: Command): void {
  to.command('export')
    .description('give the facts to other programs: JSON, CSV, CSL-JSON, schema.org')
    .addOption(new Option('--format <format>', 'what to write').choices(FORMATS).makeOptionMandatory())
    .option('--pack <pack...>', 'only these packs; all when left out')
    .option('--out <file>', 'write there and not to the terminal')
    .option('--language <tag>', 'the wordings in it; all languages (schema: en) when left out')
    .option('--site <address>', 'schema: where the facts have pages, https://…; ids are then below it')
    .addHelpText('after', EXPLAINED)
    .action(async (options: Options) => {
      const text = await exported((await opened()).knowledge, options, dayOf(new Date()));
      if (options.out === undefined) return print(text);
      try {
        writeFileSync(options.out, `${text}\n`);
      } catch (cause) {
        throw new BotError(
          'bad_data',
          `${options.out} can not be written`,
          'Name a file in a folder that is there.',
          cause,
        );
      }
      print(`${options.out}: ${Math.ceil(Buffer.byteLength(text) / 1000)} KB`);
    });
}

/** The text of an export. Throws BotError `bad_config` for a pack, a language or a site that is none. */
export async function exported(
  { facts: base, languages }: Knowledge,
  { format, pack, language, site }: Options,
  today: ReturnType<typeof dayOf>,
): Promise<string> {
  const packs = chosenPacks(base, pack);
  const spoken = language === undefined ? languages[0] : languages.find(({ tag }) => tag === language);
  if (!spoken) {
    const tags = languages.map(({ tag }) => tag).join(', ');
    throw new BotError('bad_config', `No language is called ${language}`, `Write one of ${tags}.`);
  }
  const worded = language === undefined ? undefined : new Set([language]);
  switch (format) {
    case 'json':
      return factsJson(base, packs, today, worded);
    case 'csl':
      return sourcesCsl(base, packs);
    case 'csv': {
      const { default: papa } = await import('papaparse');
      // The mark at its front tells a spreadsheet that accents are UTF-8.
      return `\ufeff${papa.unparse(tableOf(portionOf(base, packs), worded).map((row) => [...row]))}`;
    }
    case 'schema': {
      const { facts } = portionOf(base, packs);
      const root = site === undefined ? undefined : siteAddress(site);
      const address = root === undefined ? {} : { address: (id: FactId) => `${root}/${factPath(id)}` };
      return safeJson(claimDocument(facts, base, { language: spoken, today, ...address }), 2);
    }
  }
}

function chosenPacks(base: FactBase, wanted: readonly string[] | undefined): ReadonlySet<PackId> {
  const all = [...base.packs.keys()];
  if (wanted === undefined) return new Set(all);
  const chosen = wanted.map((name) => {
    const found = all.find((id) => id === name);
    if (found !== undefined) return found;
    const meant = nearest(name, all);
    throw new BotError(
      'bad_config',
      `There is no pack ${name}`,
      meant ? `Did you mean ${meant}?` : `Packs are: ${all.join(', ')}.`,
    );
  });
  return new Set(chosen);
}

function siteAddress(site: string): string {
  if (!URL.canParse(site) || !/^https?:/.test(site)) {
    throw new BotError('bad_config', '--site is no address', 'Write it as https://facts.example.org');
  }
  return site.replace(/\/+$/, '');
}
