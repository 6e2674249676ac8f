import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Argument, type Command } from 'commander';
import wrapAnsi from 'wrap-ansi';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import { findTree, type PackFiles } from '../../src/facts/tree.ts';
import { fromHere, knownPack, print } from '../opened.ts';
import { type Described, describe } from '../schema/json-schema.ts';
import { type Kind, SCHEMAS } from '../write/entries.ts';
import { textOf } from '../write/proposal.ts';

const KINDS = { fact: 'facts', source: 'sources', entity: 'entities', listing: 'listings' } as const;
type What = keyof typeof KINDS | 'pack';

const EXPLAINED = `
The form says what to write behind each key, and gives an example. Fill it in with any text editor.
  new pack acme history    a company that the base does not cover yet, and its first topic
  new fact acme history    one more fact of a topic
  new source acme          a document
  new entity acme          somebody or something that facts name
  new listing acme         who lists the company for boycott, and on what grounds`;

/** `new what pack [topic]`: puts a form into the pack. */
export function addNew(to: Command): void {
  to.command('new')
    .description('put a form into a pack, to be filled in: for a company, a fact, a document, a name, a listing')
    .addArgument(new Argument('<what>', 'what to write').choices(['pack', ...Object.keys(KINDS)]))
    .argument('<pack>', 'the folder below data/packs')
    .argument('[topic]', 'of a pack or a fact: the name of the file below facts/')
    .addHelpText('after', EXPLAINED)
    .action((what: What, pack: string, topic?: string) => {
      const { dataDir } = readConfig();
      const forms = what === 'pack' ? packForms(dataDir, pack, topic) : [formIn(dataDir, what, pack, topic)];
      const places = forms.map(putForm);
      const next = `npm run lint:data -- --pack ${pack}`;
      print(['To fill in:', ...places.map((place) => `  ${fromHere(place)}`), '', `Then: ${next}`].join('\n'));
    });
}

type Known = Readonly<Record<string, string>>;
type Form = { readonly file: string; readonly kind: Kind; readonly given?: Known };

/** A company that is not there yet: its pack.yaml, and the first entry of each list that it needs. */
function packForms(dir: string, id: string, topic: string | undefined): readonly Form[] {
  const folder = join(dir, 'packs', named(id, 'the pack'));
  if (existsSync(folder)) throw new BotError('bad_config', `There is a pack ${id} already.`, 'Use new fact.');
  const today = dayOf(new Date());
  const topics = `[{ id: ${named(topic, 'its first topic')}, titles: { en: ${topic} } }]`;
  const head = { id, company: id, languages: '[en]', readTo: today, licence: 'CC-BY-4.0', topics };
  const at = (name: string) => join(folder, name);
  return [
    { file: at('pack.yaml'), kind: 'pack', given: { ...head, maintainers: '[Receipts editors]' } },
    { file: at('entities.yaml'), kind: 'entities', given: { id, kind: 'company' } },
    { file: at('sources.yaml'), kind: 'sources', given: { accessed: today } },
    { file: at(`facts/${topic}.yaml`), kind: 'facts' },
  ];
}

function formIn(dir: string, what: keyof typeof KINDS, pack: string, topic: string | undefined): Form {
  const packs = new Map(findTree(dir).packs.map((one): [string, PackFiles] => [one.id, one]));
  const { folder = '', facts = [] } = packs.get(knownPack(pack, packs) ?? '') ?? {};
  const kind = KINDS[what];
  if (kind !== 'facts') return { file: join(folder, `${kind}.yaml`), kind };
  const [only] = facts.length === 1 ? facts : [];
  const known = `one of its topics (${facts.map((one) => one.topic).join(', ')}) or a new one`;
  return { file: join(folder, 'facts', `${named(topic ?? only?.topic, known)}.yaml`), kind };
}

function named(typed: string | undefined, what: string): string {
  if (typed !== undefined && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(typed)) return typed;
  throw new BotError('bad_config', `Name ${what}.`, 'Use lower case letters, digits and hyphens.');
}

/** Puts a form at the end of its file, and gives its place. */
function putForm({ file, kind, given }: Form): string {
  const held = textOf(file, kind).replace(/^\[\]\s*$/m, '');
  const before = held.replace(/(?<=[^\n])$/, '\n');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, before + formText(kind, given));
  return `${file}:${before.split('\n').length}`;
}

/** What the lines of a form begin with that are for whoever fills it in: `lint --fix` takes them out. */
const ASIDE = '#?';
const WIDTH = 110;

/** Each key that is needed, below what it is for; others as comments with an example. `given`: what is known already. */
export function formText(kind: Kind, given: Known = {}): string {
  const lines = linesOf(describe(kind, SCHEMAS[kind]), given);
  return `${(kind === 'pack' ? lines : asItem(lines)).join('\n')}\n`;
}

function linesOf({ properties = {}, required = [] }: Described, given: Known): string[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    if (typeof schema === 'boolean') return [];
    const isNeeded = required.includes(key);
    const known = given[key];
    if (known !== undefined) return [`${key}: ${known}`];
    const example = typeof schema['example'] === 'string' ? schema['example'] : '';
    const shown = isNeeded && example !== '' ? aside(`For example: ${example}`) : [];
    const written = isNeeded ? [`${key}:`, ...below(schema)] : [`${ASIDE} ${key}: ${example}`.trimEnd()];
    return [...aside(schema.description ?? ''), ...wordsOf(schema), ...shown, ...written];
  });
}

function aside(text: string, indent = ' '): string[] {
  const lines = wrapAnsi(text, WIDTH).split('\n');
  return lines.map((line) => `${ASIDE}${indent}${line}`);
}

/** What each of the words means of which one is chosen. */
function wordsOf(schema: Described): string[] {
  const meanings = z.array(z.string()).catch([]).parse(schema['enumDescriptions']);
  return (schema.enum ?? []).flatMap((word, at) => aside(`${String(word)}: ${meanings[at] ?? ''}`, '   '));
}

/** A list begins with an entry of its own. */
function below({ type, items }: Described): string[] {
  if (type !== 'array' || typeof items !== 'object' || Array.isArray(items)) return [];
  return asItem(items.properties ? linesOf(items, {}) : ['']).map((line) => `  ${line}`);
}

/** The first key behind a `- `, with what is said of it above. */
function asItem(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => !line.startsWith(ASIDE));
  return lines.map((line, at) => (at < first ? line : at === first ? `- ${line}`.trimEnd() : `  ${line}`));
}
