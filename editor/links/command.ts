import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, Option } from 'commander';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import type { FactBase } from '../../src/core/fact.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { nearest } from '../../src/facts/nearest.ts';
import { wrongUrl } from '../../src/facts/schema/urls.ts';
import { writeCopies } from '../new/write-copies.ts';
import { print } from '../opened.ts';
import type { Choice, Where } from './addresses.ts';

/** Where failed tries are kept between runs, unless --state names another file. */
const STATE = fileURLToPath(new URL('../../var/links.json', import.meta.url));

export interface LinkOptions {
  readonly pack?: string;
  readonly only?: string;
  readonly documents?: string;
  readonly archives?: true;
  readonly fix?: true;
  readonly json?: true;
  readonly markdown?: true;
  readonly state?: string;
  readonly contact?: string;
}

/** `links`: exit code 1 for a dead address or a wrong quotation, 2 when nothing could be reached. */
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
    .addOption(new Option('--json', 'print one JSON object and nothing else').conflicts('markdown'))
    .option('--markdown', 'print Markdown, for an issue')
    .option('--state <file>', 'where failed tries are kept between runs; var/links.json when left out')
    .option('--contact <text>', 'an address or a page that the User-Agent names, for whoever runs a site')
    .action(runLinks);
}

async function runLinks(options: LinkOptions): Promise<void> {
  if (options.fix && !options.archives) {
    throw new BotError('bad_config', '--fix writes copies, and none are asked for.', 'Add --archives.');
  }
  const { dataDir } = readConfig();
  const { base, written } = loadFacts(dataDir);
  const choice = chosen(base, options);
  const where: Where = (kind, id, path) => shown(written.where(kind, id, path));
  const asked = { base, choice, where, options };
  // Not at the top: the rest of this command line must work where the packages for editors are not installed.
  if (options.documents !== undefined) {
    const { checkSaved } = await import('./saved-documents.ts');
    return checkSaved(options.documents, asked);
  }
  await checkOnline(asked);
}

/** From here, where it lies below: `data/packs/…`. */
function shown(place: string): string {
  const near = relative(process.cwd(), place);
  return near.startsWith('..') ? place : near;
}

/** What a run was asked for. */
export interface Asked {
  readonly base: FactBase;
  readonly choice: Choice;
  readonly where: Where;
  readonly options: LinkOptions;
}

function chosen(base: FactBase, { pack, only }: LinkOptions): Choice {
  const found = {
    pack: named('pack', pack, base.packs),
    source: named('source', only, base.sources),
  };
  return {
    ...(found.pack !== undefined && { pack: found.pack }),
    ...(found.source !== undefined && { source: found.source }),
  };
}

function named<Id extends string>(
  what: string,
  typed: string | undefined,
  all: ReadonlyMap<Id, unknown>,
): Id | undefined {
  if (typed === undefined) return undefined;
  const ids = [...all.keys()];
  const found = ids.find((id) => id === typed);
  if (found !== undefined) return found;
  const near = nearest(typed, ids);
  const hint = near === undefined ? `The ids of ${what}s stand in data/packs.` : `Did you mean ${near}?`;
  throw new BotError('bad_config', `There is no ${what} called “${typed}”.`, hint);
}

async function checkOnline({ base, choice, where, options }: Asked): Promise<void> {
  const { readTries, writeTries } = await import('./tries.ts');
  const { checkLinks } = await import('./run.ts');
  const { isBad } = await import('./outcome.ts');
  const state = options.state === undefined ? STATE : resolve(options.state);
  const run = await checkLinks({
    base,
    where,
    choice,
    archives: options.archives === true,
    before: readTries(state),
    today: dayOf(new Date()),
    wrong: wrongUrl,
    reach: await reach(userAgent(options.contact)),
    onLooked: progress,
  });
  if (run.kind === 'offline') {
    const what =
      run.asked === 1 ? 'The address could not be read' : `Not one of ${run.asked} addresses could be read`;
    const line = process.stderr.isTTY ? '\n' : '';
    process.stderr.write(
      `${line}${what}: this computer seems to be offline. Nothing was counted.\nTry again when a browser opens a page.\n`,
    );
    process.exitCode = 2;
    return;
  }
  writeTries(state, run.tries);
  const notes = options.fix ? writeCopies(run.report.copies ?? []) : [];
  for (const note of notes) process.stderr.write(`${note}\n`);
  await show(run.report, options);
  if (isBad(run.report)) process.exitCode = 1;
}

async function show(report: Parameters<typeof import('./render.ts').renderJson>[0], options: LinkOptions) {
  const { renderJson, renderMarkdown, renderText } = await import('./render.ts');
  const { sectionsOf } = await import('./report.ts');
  if (options.json) return print(renderJson(report));
  const sections = sectionsOf(report);
  print(options.markdown ? renderMarkdown(sections, report.today) : renderText(sections));
}

async function reach(agent: string) {
  const { dialTls } = await import('./fetch.ts');
  const { realPause } = await import('./gate.ts');
  const { systemResolve } = await import('./resolve.ts');
  return {
    resolve: systemResolve,
    dial: dialTls,
    pause: realPause,
    userAgent: agent,
    pauseMs: 2_000,
    timeoutMs: 20_000,
    parallel: 4,
  };
}

/** Who asks, and why, as sites get to read it. */
export function userAgent(contact: string | undefined): string {
  const purpose = 'checks once in a while that cited pages are still there';
  if (contact === undefined) return `Receipts (${purpose})`;
  if (/^[\x20-\x7e]{3,100}$/.test(contact) && !/[()\\]/.test(contact))
    return `Receipts (${purpose}; ${contact})`;
  throw new BotError(
    'bad_config',
    '--contact must be 3 to 100 letters, digits and signs of plain ASCII, without brackets.',
    'Write for example --contact editors@example.org.',
  );
}

function progress(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all}${done === all ? '\n' : ''}`);
}
