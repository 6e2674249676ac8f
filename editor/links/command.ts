import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, Option } from 'commander';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import type { FactBase } from '../../src/core/fact.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { knownId } from '../known-id.ts';
import { fromHere, print } from '../opened.ts';
import { writeCopies } from '../write/write-copies.ts';
import { checkLinks } from './check.ts';
import { type Cited, citedIn, type Where } from './cited.ts';
import { readDocuments } from './documents.ts';
import { internet } from './fetch.ts';
import { checkQuotes } from './quotes.ts';
import { formatReport, isBad, type Reported } from './report.ts';
import { readTries, writeTries } from './tries.ts';

/** Where failed tries are kept between runs, unless --state names another file. */
const STATE = fileURLToPath(new URL('../../var/links.json', import.meta.url));

interface LinkOptions {
  readonly pack?: string;
  readonly only?: string;
  readonly documents?: string;
  readonly archives?: true;
  readonly fix?: true;
  readonly json?: true;
  readonly state?: string;
  readonly contact?: string;
}

/** `links`: exit code 1 for a dead address or a wrong quotation, 2 when there was nothing to look in. */
export function addLinks(to: Command): void {
  to.command('links')
    .description('ask for every address that is cited, and look up every quotation')
    .option('--pack <id>', 'only what the facts of one pack cite')
    .option('--only <source>', 'only one source, by its id')
    .addOption(
      new Option(
        '--documents <dir>',
        'look quotations up in a folder of saved documents; nothing is asked of the network',
      ).conflicts(['archives', 'fix', 'contact', 'state']),
    )
    .option('--archives', 'ask archive.org for copies of pages that have none here')
    .option('--fix', 'with --archives: write the copies that were found into sources.yaml')
    .option('--json', 'print one JSON object and nothing else')
    .option('--state <file>', 'where failed tries are kept between runs; var/links.json when left out')
    .option('--contact <text>', 'an address or a page that the User-Agent names, for whoever runs a site')
    .action(run);
}

async function run(options: LinkOptions): Promise<void> {
  if (options.fix && !options.archives) {
    throw new BotError('bad_config', '--fix writes copies, and none are asked for.', 'Add --archives.');
  }
  const { dataDir } = readConfig();
  const { base, written } = loadFacts(dataDir);
  const where: Where = (...thing) => fromHere(written.where(...thing));
  const cited = citedIn(base, where, {
    pack: knownId('pack', options.pack, base.packs),
    source: knownId('source', options.only, base.sources),
  });
  if (options.documents !== undefined) {
    return show(inDocuments(options.documents, cited, base, options.json), options.json);
  }
  const state = options.state === undefined ? STATE : resolve(options.state);
  const found = await checkLinks({
    base,
    cited,
    archives: options.archives === true,
    before: readTries(state),
    today: dayOf(new Date()),
    reach: internet(userAgent(options.contact)),
  });
  if (!found) return fail(2, 'This computer seems to be offline: nothing was counted. Try again later.');
  writeTries(state, found.tries);
  if (options.fix)
    for (const note of writeCopies(found.report.copies ?? [])) process.stderr.write(`${note}\n`);
  show(found.report, options.json);
}

function show(report: Reported, json = false): void {
  print(json ? JSON.stringify(report, null, 2) : formatReport(report));
  if (isBad(report)) process.exitCode = 1;
}

function inDocuments(dir: string, cited: Cited, base: FactBase, json = false): Reported {
  const documents = readDocuments(dir, [...base.sources.values()]);
  if (!documents.some(({ source }) => source)) {
    fail(2, 'No file of this folder belongs to a source, so nothing was checked.');
  }
  if (!json) {
    for (const { file, source, text } of documents) print(`${file}${source ? ` → ${source}` : `: ${text}`}`);
    print('');
  }
  const quotes = checkQuotes(cited.quotations, (source) =>
    documents.filter((one) => one.source === source).map(({ file, text }) => ({ at: file, text })),
  );
  return { quotes };
}

function fail(code: number, why: string): void {
  process.stderr.write(`${why}\n`);
  process.exitCode = code;
}

/** Who asks, and why, as sites get to read it. */
export function userAgent(contact = ''): string {
  const plain = contact.replace(/[^\x20-\x7e]|[()\\]/g, '').slice(0, 100);
  return `Receipts (checks once in a while that cited pages are still there${plain && `; ${plain}`})`;
}
