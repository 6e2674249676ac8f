import { fileURLToPath } from 'node:url';
import { type Command, Option } from 'commander';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import type { FactBase } from '../../src/core/fact.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { knownPack } from '../known-pack.ts';
import { fromHere, print } from '../opened.ts';
import { checkLinks } from './check.ts';
import { type Cited, citedIn } from './cited.ts';
import { readDocuments } from './documents.ts';
import { internet } from './fetch.ts';
import { checkQuotes } from './quotes.ts';
import { formatReport, isBad, type Reported } from './report.ts';
import { readTries, writeTries } from './tries.ts';

/** Where failed tries are kept between runs. */
const STATE = fileURLToPath(new URL('../../var/links.json', import.meta.url));

interface LinkOptions {
  readonly pack?: string;
  readonly documents?: string;
  readonly contact?: string;
}

/** `links`: exit code 1 for a dead address or a wrong quotation, 2 when there was nothing to look in. */
export function addLinks(to: Command): void {
  const documents = '--documents <dir>';
  const explained = 'look quotations up in a folder of saved documents; nothing is asked of the network';
  to.command('links')
    .description('ask for every address that is cited, and look up every quotation')
    .option('--pack <id>', 'only what the facts of one pack cite')
    .addOption(new Option(documents, explained).conflicts('contact'))
    .option('--contact <text>', 'an address or a page that the User-Agent names, for whoever runs a site')
    .action(run);
}

async function run({ pack, documents, contact }: LinkOptions): Promise<void> {
  const { base, written } = loadFacts(readConfig().dataDir);
  const only = knownPack(pack, base.packs);
  const cited = citedIn(base, (...thing) => fromHere(written.where(...thing)), only);
  const report =
    documents === undefined ? await onTheWeb(cited, base, contact) : inDocuments(documents, cited, base);
  if (!report) return;
  print(formatReport(report));
  if (isBad(report)) process.exitCode = 1;
}

async function onTheWeb(cited: Cited, base: FactBase, contact?: string): Promise<Reported | undefined> {
  const [before, today] = [readTries(STATE), dayOf(new Date())];
  const found = await checkLinks({ base, cited, before, today, reach: internet(userAgent(contact)) });
  if (!found) fail('This computer seems to be offline: nothing was counted. Try again later.');
  else writeTries(STATE, found.tries);
  return found?.report;
}

function inDocuments(dir: string, cited: Cited, base: FactBase): Reported {
  const documents = readDocuments(dir, [...base.sources.values()]);
  if (!documents.some(({ source }) => source))
    fail('No file of this folder belongs to a source, so nothing was checked.');
  for (const { file, source, text } of documents) print(`${file}${source ? ` → ${source}` : `: ${text}`}`);
  print('');
  const quotes = checkQuotes(cited.quotations, (source) =>
    documents.filter((one) => one.source === source).map(({ file, text }) => ({ at: file, text })),
  );
  return { quotes };
}

function fail(why: string): void {
  process.stderr.write(`${why}\n`);
  process.exitCode = 2;
}

/** Who asks, and why, as sites get to read it. */
export function userAgent(contact = ''): string {
  const plain = contact.replace(/[^\x20-\x7e]|[()\\]/g, '').slice(0, 100);
  return `Receipts (checks once in a while that cited pages are still there${plain && `; ${plain}`})`;
}
