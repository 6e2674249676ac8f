import { stringify } from 'yaml';
import type { z } from 'zod';
import type { entitySchema } from '../../src/facts/schema/entity.ts';
import type { factSchema, wordingSchema } from '../../src/facts/schema/fact.ts';
import type { listingSchema } from '../../src/facts/schema/listing.ts';
import type { packSchema } from '../../src/facts/schema/pack.ts';
import type { sourceSchema } from '../../src/facts/schema/source.ts';
import type { answerableSchema } from '../evaluation/schema.ts';

/** A wider line is folded. */
const WIDTH = 120;

/** What an author writes: what a schema takes, with its defaults left out. */
export type FactInput = z.input<typeof factSchema>;
export type WordingInput = z.input<typeof wordingSchema>;
export type SourceInput = z.input<typeof sourceSchema>;
export type EntityInput = z.input<typeof entitySchema>;
export type PackInput = z.input<typeof packSchema>;
export type ListingInput = z.input<typeof listingSchema>;
export type AskedInput = z.input<typeof answerableSchema>;

type Lines = readonly string[];
type Pair = readonly [key: string, lines: Lines | undefined];

/** One entry of facts/<topic>.yaml as an editor would type it, with a line end. What equals its default is left out. */
export function factText(fact: FactInput): string {
  const { period, amount, reply, status, weight } = fact;
  return entry([
    ['id', one(fact.id)],
    ['kind', one(fact.kind)],
    ['status', status === 'stands' ? undefined : one(status)],
    ['weight', weight === 1 ? undefined : one(weight)],
    ['about', flowList(fact.about)],
    ['claim', long(fact.claim)],
    ['caveat', long(fact.caveat)],
    ['questions', list(fact.questions.map((text) => [scalar(text)]))],
    ['cites', list(fact.cites.map((cite) => cites(cite)))],
    [
      'period',
      period &&
        flowMap([
          ['from', date(period.from)],
          ['to', date(period.to)],
        ]),
    ],
    [
      'amount',
      amount &&
        flowMap([
          ['usd', String(amount.usd)],
          ['nature', amount.nature],
        ]),
    ],
    [
      'reply',
      reply &&
        flowMap([
          ['facts', reply.facts && flow(reply.facts)],
          ['noneFound', reply.noneFound],
        ]),
    ],
    ['disagreesWith', flowList(fact.disagreesWith)],
    ['asOf', one(fact.asOf)],
    [
      'corrections',
      list(
        (fact.corrections ?? []).map(({ on, was, why }) =>
          map([
            ['on', one(on)],
            ['was', long(was)],
            ['why', long(why)],
          ]),
        ),
      ),
    ],
    ['reviewBy', one(fact.reviewBy)],
  ]);
}

/** One entry of facts/<topic>.<language>.yaml. */
export function wordingText({ id, of, claim, caveat, questions }: WordingInput): string {
  return entry([
    ['id', one(id)],
    ['of', one(of)],
    ['claim', long(claim)],
    ['caveat', long(caveat)],
    ['questions', list(questions.map((text) => [scalar(text)]))],
  ]);
}

/** One entry of sources.yaml. */
export function sourceText(source: SourceInput): string {
  const { published } = source;
  return entry([
    ['id', one(source.id)],
    ['title', long(source.title)],
    ['publisher', long(source.publisher)],
    ['author', long(source.author)],
    ['kind', one(source.kind)],
    ['interest', long(source.interest)],
    ['url', one(source.url)],
    ['via', one(source.via)],
    ['unlinked', long(source.unlinked)],
    ['copy', one(source.copy)],
    ['originatesFrom', flowList(source.originatesFrom)],
    ['archivedUrl', one(source.archivedUrl)],
    ['published', published === undefined ? undefined : [String(published)]],
    ['validAsOf', one(source.validAsOf)],
    ['accessed', one(source.accessed)],
    ['read', one(source.read)],
    ['note', long(source.note)],
    ['language', one(source.language)],
  ]);
}

/** One entry of entities.yaml. */
export function entityText(entity: EntityInput): string {
  return entry([
    ['id', one(entity.id)],
    ['kind', one(entity.kind)],
    ['name', long(entity.name)],
    ['aliases', [flow(entity.aliases ?? [])]],
    ['ownedBy', one(entity.ownedBy)],
    ['definedBy', one(entity.definedBy)],
  ]);
}

/** One entry of listings.yaml. */
export function listingText({
  id,
  company,
  by,
  grounds,
  label,
  since,
  cites: cited,
  asOf,
}: ListingInput): string {
  return entry([
    ['id', one(id)],
    ['company', one(company)],
    ['by', one(by)],
    ['grounds', flowMap(Object.entries(grounds).map(([tag, text]) => [tag, inFlow(text)] as const))],
    ['label', one(label)],
    ['since', since === undefined ? undefined : [String(since)]],
    ['cites', list(cited.map((cite) => cites(cite)))],
    ['asOf', one(asOf)],
  ]);
}

/** One entry of a pack's evaluation.yaml. */
export function askedText({ question, language, expects, tags, split }: AskedInput): string {
  return entry([
    ['question', one(question)],
    ['language', one(language)],
    ['expects', flowList(expects)],
    ['tags', flowList(tags)],
    ['split', one(split)],
  ]);
}

/** All of pack.yaml below its first line. */
export function packText(pack: PackInput): string {
  const pairs: readonly Pair[] = [
    ['id', one(pack.id)],
    ['title', long(pack.title)],
    ['scope', long(pack.scope)],
    ['company', one(pack.company)],
    ['languages', flowList(pack.languages)],
    ['readTo', one(pack.readTo)],
    ['licence', one(pack.licence)],
    ['maintainers', flowList(pack.maintainers)],
    ['reports', one(pack.reports)],
    ['topics', list(pack.topics.map(topicLines))],
    ['retired', flowList(pack.retired)],
  ];
  return `${map(pairs).join('\n')}\n`;
}

type TopicInput = PackInput['topics'][number];

/** One topic of pack.yaml, as it stands in the list `topics`. */
export function topicText(topic: TopicInput): string {
  return `${item(topicLines(topic))
    .map((line) => `  ${line}`)
    .join('\n')}\n`;
}

function topicLines({ id, titles, aliases }: TopicInput): Lines {
  const pairs = Object.entries(titles).map(([tag, title]) => [tag, inFlow(title)] as const);
  return map([
    ['id', one(id)],
    ['titles', flowMap(pairs)],
    ['aliases', flowList(aliases)],
  ]);
}

function cites({ source, locator, quote }: FactInput['cites'][number]): Lines {
  return map([
    ['source', one(source)],
    ['locator', long(locator)],
    ['quote', long(quote)],
  ]);
}

function entry(pairs: readonly Pair[]): string {
  return `${item(map(pairs)).join('\n')}\n`;
}

/** `key: value`, or the key above what is indented below it. */
function map(pairs: readonly Pair[]): Lines {
  return pairs.flatMap(([key, lines]) => {
    const [first, ...rest] = lines ?? [];
    if (first === undefined) return [];
    if (first.startsWith('- ')) return [`${key}:`, ...[first, ...rest].map((line) => `  ${line}`)];
    return [`${key}: ${first}`, ...rest.map((line) => `  ${line}`)];
  });
}

function item(lines: Lines): Lines {
  return lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

function list(items: readonly Lines[]): Lines | undefined {
  return items.length === 0 ? undefined : items.flatMap(item);
}

function one(value: string | number | undefined): Lines | undefined {
  return value === undefined ? undefined : [scalar(value)];
}

/** A text on one line, or folded where it is long. */
function long(text: string | undefined): Lines | undefined {
  if (text === undefined) return undefined;
  return text.length <= WIDTH - 20 ? [scalar(text)] : ['>-', ...wrapped(text)];
}

/** Broken at spaces only; what comes back is the same text, since it has no two spaces in a row and none at an end. */
function wrapped(text: string): Lines {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 5 > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function scalar(value: string | number): string {
  const text = stringify(value, { lineWidth: 0 }).trimEnd();
  // The library writes some texts, such as one that begins with `...`, over several lines.
  return text.includes('\n') ? JSON.stringify(value) : text;
}

function inFlow(value: string): string {
  const plain = scalar(value);
  return /^["']/.test(plain) || !/[,[\]{}]/.test(plain) ? plain : JSON.stringify(value);
}

function flow(items: readonly string[]): string {
  return `[${items.map(inFlow).join(', ')}]`;
}

function flowList(items: readonly string[] | undefined): Lines | undefined {
  return items === undefined || items.length === 0 ? undefined : [flow(items)];
}

function flowMap(pairs: readonly (readonly [string, string | undefined])[]): Lines {
  const written = pairs.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
  return [`{ ${written.join(', ')} }`];
}

/** A year stands bare, as people write it; the schema takes the number that YAML reads. */
function date(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
