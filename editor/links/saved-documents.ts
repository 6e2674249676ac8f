import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import type { SourceId } from '../../src/core/fact.ts';
import { readYaml } from '../../src/facts/yaml.ts';
import { print } from '../opened.ts';
import { chosenSources, quotationsOf } from './addresses.ts';
import type { Asked } from './command.ts';
import { belongsTo, checkDocuments, DOCUMENT_ENDINGS, type SavedFile } from './documents.ts';
import { isWrong } from './outcome.ts';
import { renderMarkdown, renderText } from './render.ts';
import { quoteCounts, quoteSections } from './report.ts';
import type { CheckedQuote } from './sweep.ts';

const INDEX = 'index.yaml';
const MAX_BYTES = 5 * 1024 * 1024;

/** A file of the folder that no quotation was looked up in, and why. */
interface Unused {
  readonly file: string;
  readonly why: string;
}

/** Looks the quotations up in the files of a folder and prints what it found. Exit code 1 when one is wrong, 2 when
    there was nothing to look in. Throws
    BotError `bad_config` for a folder that can't be read or holds no documents. */
export function checkSaved(dir: string, { base, choice, where, options }: Asked): void {
  const sources = chosenSources(base, choice);
  const quotations = quotationsOf(base, sources, where);
  const { documents, unused } = readDocuments(dir, [...base.sources.values()]);
  const quotes = checkDocuments(quotations, documents);
  const wrong = quotes.some((one) => isWrong(one, true));
  if (wrong) process.exitCode = 1;
  if (documents.size === 0) {
    process.stderr.write('No file of this folder belongs to a source, so nothing was checked.\n');
    process.exitCode = 2;
  }
  const matched = [...documents].flatMap(([source, files]) =>
    files.map(({ name }) => ({ file: name, source })),
  );
  print(options.json ? json(matched, unused, quotes) : readable(matched, unused, quotes, options));
}

interface Matched {
  readonly file: string;
  readonly source: SourceId;
}

function json(
  documents: readonly Matched[],
  unused: readonly Unused[],
  quotes: readonly CheckedQuote[],
): string {
  const results = quotes.map(({ quotation, result }) => ({ ...quotation, ...result }));
  return JSON.stringify({ documents, unused, quotes: results }, null, 2);
}

function readable(
  matched: readonly Matched[],
  unused: readonly Unused[],
  quotes: readonly CheckedQuote[],
  { markdown }: { readonly markdown?: true },
): string {
  const sections = { sections: quoteSections(quotes, true), counts: quoteCounts(quotes) };
  if (markdown) return renderMarkdown(sections, dayOf(new Date()));
  const files = [
    ...matched.map(({ file, source }) => `${file} → ${source}`),
    ...unused.map(({ file, why }) => `${file}: ${why}`),
  ];
  return [...files, '', renderText(sections)].join('\n');
}

function readDocuments(dir: string, sources: Parameters<typeof belongsTo>[1]) {
  const index = readIndex(join(dir, INDEX));
  const documents = new Map<SourceId, SavedFile[]>();
  const unused: Unused[] = [];
  const names = namesIn(dir);
  for (const name of names) {
    const read = readDocument(dir, name);
    if ('why' in read) {
      unused.push(read);
      continue;
    }
    const belongs = belongsTo(read, sources, index);
    if (belongs.ok) documents.set(belongs.source, [...(documents.get(belongs.source) ?? []), read]);
    else unused.push({ file: name, why: belongs.why });
  }
  for (const name of index.keys()) {
    if (!names.includes(name))
      unused.push({ file: name, why: `is listed in ${INDEX}, but not in the folder` });
  }
  return { documents, unused };
}

function namesIn(dir: string): string[] {
  let names: string[];
  try {
    names = readdirSync(dir)
      .filter((name) => !name.startsWith('.') && name !== INDEX)
      .sort();
  } catch (error) {
    throw new BotError(
      'bad_config',
      `${dir} is no folder that can be read.`,
      'Name the folder that holds the saved documents.',
      error,
    );
  }
  if (names.some((name) => DOCUMENT_ENDINGS.test(name))) return names;
  throw new BotError(
    'bad_config',
    `There are no documents in ${dir}.`,
    'Save each as SOURCE-ID.txt, .md or .html.',
  );
}

function readDocument(dir: string, name: string): SavedFile | Unused {
  const file = join(dir, name);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return { file: name, why: 'is no file' };
  if (!DOCUMENT_ENDINGS.test(name))
    return { file: name, why: 'can not be read here: save it as .txt, .md or .html' };
  if (stat.size > MAX_BYTES) return { file: name, why: 'is larger than 5 MB: save its text alone' };
  return {
    name,
    text: readFileSync(file, 'utf8')
      .replace(/^\ufeff/, '')
      .replace(/\r\n?/g, '\n'),
  };
}

/** File name → source id, as `index.yaml` lists them. */
function readIndex(file: string): ReadonlyMap<string, string> {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return new Map();
  const read = readYaml(readFileSync(file, 'utf8'));
  const value = read.ok ? (read.value ?? {}) : undefined;
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
  if (!entries?.every((entry): entry is [string, string] => typeof entry[1] === 'string')) {
    throw new BotError(
      'bad_data',
      `${file} is no list of documents.`,
      'Write a line for each: letter.txt: SOURCE-ID.',
    );
  }
  return new Map(entries);
}
