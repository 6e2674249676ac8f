import { type Command, Option } from 'commander';
import { readConfig } from '../../src/config.ts';
import type { FactBase } from '../../src/core/fact.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { formatProblems, harmless } from '../../src/facts/problems.ts';
import { fromHere, knownPack, print } from '../opened.ts';
import { createFetch, internet, type Reach } from './fetch.ts';
import { checkQuotes, problemsOf, type Quotation, quotationsIn, type Readable } from './quotes.ts';
import { pageText, readDocuments } from './texts.ts';

/** `links`: exit code 1 for a wrong quotation, 2 when no document was there to look in. */
export function addLinks(to: Command): void {
  const explained = 'a folder of saved documents to look in; nothing is asked of the network';
  to.command('links')
    .description('look every quotation up in the page, or in the saved document, that it is from')
    .option('--pack <id>', 'only what the facts of one pack quote')
    .addOption(new Option('--documents <dir>', explained).conflicts('contact'))
    .option('--contact <text>', 'an address or a page that the User-Agent names, for whoever runs a site')
    .action(run);
}

type Options = Readonly<Partial<Record<'pack' | 'documents' | 'contact', string>>>;

async function run({ pack, documents, contact }: Options): Promise<void> {
  const { base, written } = loadFacts(readConfig().dataDir);
  const only = knownPack(pack, base.packs);
  const quotations = quotationsIn(base, (...thing) => fromHere(written.where(...thing)), only);
  const pages = () => readPages(quotations, base.sources, internet(userAgent(contact)));
  const read = documents === undefined ? await pages() : readDocuments(documents, base.sources);
  const isEmpty = documents !== undefined && !read.some(({ source }) => source);
  if (isEmpty) process.stderr.write('No file of this folder belongs to a source, so nothing was checked.\n');
  for (const { at, source, text } of read)
    if (typeof text === 'string') print(harmless(`${at}${source ? ` (${source})` : ''}: ${text}`));
  const checked = checkQuotes(quotations, read);
  const problems = problemsOf(checked, documents !== undefined);
  const count = (kind: string) => checked.filter(({ result }) => result.kind === kind).length;
  print(`\n${formatProblems(problems)}`);
  print(`Quotations: ${checked.length}. As quoted: ${count('same')}. Not checked: ${count('unchecked')}.`);
  if (isEmpty) process.exitCode = 2;
  else if (problems.some(({ level }) => level === 'error')) process.exitCode = 1;
}

/** Who asks, and why, as sites get to read it. */
export function userAgent(contact = ''): string {
  const plain = contact.replace(/[^\x20-\x7e]|[()\\]/g, '').slice(0, 100);
  return `Receipts (checks once in a while that what is quoted is still there${plain && `; ${plain}`})`;
}

/** Asks for every page that is quoted, one after the other: its address and its archived copy. */
export async function readPages(quotations: readonly Quotation[], sources: FactBase['sources'], reach: Reach) {
  const fetch = createFetch(reach);
  const pages: Readable[] = [];
  for (const source of new Set(quotations.map((one) => one.source))) {
    const { url, archivedUrl } = sources.get(source) ?? {};
    for (const at of [url, archivedUrl]) {
      if (at === undefined) continue;
      const fetched = await fetch(at);
      pages.push({ at, source, text: 'why' in fetched ? fetched.why : pageText(fetched) });
    }
  }
  return pages;
}
