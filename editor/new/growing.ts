import type { FactEntry } from '../../src/facts/schema/fact.ts';
import type { Rule } from '../lint/rule.ts';
import { aliasesAreUnique } from '../lint/rules/aliases-are-unique.ts';
import { claimsArePlain } from '../lint/rules/claims-are-plain.ts';
import { datesMakeSense } from '../lint/rules/dates-make-sense.ts';
import { evaluationIsHeldOut } from '../lint/rules/evaluation-is-held-out.ts';
import { idsAreStable } from '../lint/rules/ids-are-stable.ts';
import { questionsAreUnique } from '../lint/rules/questions-are-unique.ts';
import { quotesAreShort } from '../lint/rules/quotes-are-short.ts';
import type {
  AskedInput,
  EntityInput,
  FactInput,
  ListingInput,
  PackInput,
  SourceInput,
  WordingInput,
} from '../write/entry-text.ts';
import { type Proposal, pathName, tryOut, typed } from '../write/proposal.ts';
import type { Blamed, Workspace } from '../write/workspace.ts';

/** What somebody has told so far: it grows from answer to answer. */
export interface Growing {
  readonly workspace: Workspace;
  pack: string;
  newPack?: PackInput;
  topics: PackInput['topics'];
  entities: EntityInput[];
  sources: SourceInput[];
  /** The fact, as far as it is told. */
  fact: Partial<FactInput>;
  topic: string;
  /** The fact in further languages of the pack. */
  wordings: (WordingInput & { readonly language: string })[];
  asked: AskedInput[];
  listings: ListingInput[];
  /** Entities that are there already, and that the fact says what they are. */
  defines: { readonly entity: string; readonly fact: string }[];
}

export function newGrowing(workspace: Workspace): Growing {
  return {
    workspace,
    pack: '',
    topics: [],
    entities: [],
    sources: [],
    fact: {},
    topic: '',
    wordings: [],
    asked: [],
    listings: [],
    defines: [],
  };
}

/** All of it, to be written. Before a pack is chosen one stands in, so that what is told can be checked. */
export function proposalOf(growing: Growing, fact?: FactInput): Proposal {
  const { topics, entities, sources, topic, workspace } = growing;
  const known =
    growing.newPack !== undefined || workspace.packs.some((one) => one.pack.value.id === growing.pack);
  const newPack = known ? growing.newPack : standInPack(workspace.today);
  return {
    pack: known ? growing.pack : STAND_IN,
    ...(newPack !== undefined && { newPack }),
    topics,
    entities: entities.map(typed),
    sources: sources.map(typed),
    facts: fact === undefined ? [] : [{ ...typed(fact), topic }],
    wordings: growing.wordings.map(({ language, ...value }) => ({
      value,
      where: (path) => `${language}.${pathName(path)}`,
      topic,
      language,
    })),
    asked: growing.asked,
    defines: growing.defines,
    listings: growing.listings.map(typed),
  };
}

const STAND_IN = 'a-pack-that-stands-in';

function standInPack(today: string): PackInput {
  return {
    id: STAND_IN,
    title: 'A pack that stands in',
    scope: 'Nothing.',
    company: STAND_IN,
    languages: ['en'],
    readTo: today,
    licence: 'CC-BY-4.0',
    maintainers: ['Nobody'],
    topics: [{ id: 'general', titles: { en: 'General' } }],
  };
}

const STAND_IN_SOURCE = 'a-source-that-stands-in';

/** What is wrong with one part of the fact, when `change` is what it will say there: the first problem of `keys`, with
    what to type. The parts that are not told yet are taken to be sound. */
export function wrongIn(
  growing: Growing,
  change: Partial<FactInput>,
  keys: readonly (keyof FactEntry)[],
): string | undefined {
  const fact = wholeFact(growing, { ...growing.fact, ...change });
  const stands = fact.cites.some(({ source }) => source === STAND_IN_SOURCE);
  const sources = stands ? [...growing.sources, standInSource(growing.workspace.today)] : growing.sources;
  const problems = tryOut(
    proposalOf({ ...growing, sources, topic: growing.topic }, fact),
    growing.workspace,
    rulesOf(keys),
  );
  return said(problems.find(({ where, level }) => level === 'error' && keys.some((key) => isAt(where, key))));
}

/** What is wrong with a new source, its first problem. */
export function wrongSource(
  growing: Growing,
  source: SourceInput,
  key: keyof SourceInput,
): string | undefined {
  const problems = tryOut(
    { ...proposalOf(growing), sources: [...growing.sources, source].map(typed) },
    growing.workspace,
    [datesMakeSense],
  );
  return said(problems.find(({ where, level }) => level === 'error' && isAt(where, key)));
}

/** What is wrong with a new entity, its first problem. */
export function wrongEntity(
  growing: Growing,
  entity: EntityInput,
  keys: readonly (keyof EntityInput)[],
): string | undefined {
  const problems = tryOut(
    { ...proposalOf(growing), entities: [...growing.entities, entity].map(typed) },
    growing.workspace,
    [aliasesAreUnique],
  );
  return said(problems.find(({ where, level }) => level === 'error' && keys.some((key) => isAt(where, key))));
}

/** `has 420 characters: at most 400. Do this.` */
export function said(problem: Blamed | undefined): string | undefined {
  if (!problem) return undefined;
  const { tip, rule } = problem;
  const message = problem.message.replace(
    /\S*\ba-(?:fact|source|pack)-that-stands-in|\ba-new-(?:source|entity|company|topic|listing)\b/g,
    'it',
  );
  return [
    sentence(message),
    ...(tip === undefined ? [] : [tip]),
    ...(rule === undefined ? [] : [`Why: ${rule.why}`]),
  ].join(' ');
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What looks at these parts of a fact; each costs time over the whole base, and somebody waits. */
function rulesOf(keys: readonly (keyof FactEntry)[]): readonly Rule[] {
  return [...new Set(keys.flatMap((key) => RULES_OF[key] ?? [datesMakeSense]))];
}

const RULES_OF: Partial<Record<keyof FactEntry, readonly Rule[]>> = {
  claim: [claimsArePlain],
  caveat: [claimsArePlain],
  questions: [questionsAreUnique, evaluationIsHeldOut],
  cites: [quotesAreShort],
  id: [idsAreStable],
};

function isAt(where: string, key: string): boolean {
  return where === key || where.startsWith(`${key}.`) || where.startsWith(`${key}[`);
}

function wholeFact({ pack, workspace, newPack, entities }: Growing, fact: Partial<FactInput>): FactInput {
  const company =
    newPack?.company ?? [...workspace.written.base.packs.values()].find(({ id }) => id === pack)?.company;
  return {
    id: `${pack}.a-fact-that-stands-in`,
    kind: 'record',
    about: [company ?? entities[0]?.id ?? pack],
    claim: 'A record says so.',
    questions: ['stand-in question one', 'stand-in question two', 'stand-in question three'],
    cites: [{ source: STAND_IN_SOURCE }],
    asOf: workspace.today,
    reviewBy: '9999-12-31',
    ...fact,
  };
}

function standInSource(today: string): SourceInput {
  return {
    id: STAND_IN_SOURCE,
    title: 'A source that stands in',
    publisher: 'Nobody',
    kind: 'record',
    url: 'https://example.org/stand-in',
    accessed: today,
    read: 'whole',
    language: 'en',
  };
}

const SLUG = 40;

/** `When was Acme founded?` → `when-was-acme-founded`, without little words, at most six words and 40 characters. */
export function slugOf(text: string): string {
  const words = text
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !LITTLE.has(word));
  let slug = '';
  for (const word of words.slice(0, 6)) {
    const longer = slug === '' ? word.slice(0, SLUG) : `${slug}-${word}`;
    if (longer.length > SLUG) break;
    slug = longer;
  }
  return slug;
}

const LITTLE = new Set(
  'a an the of in on at to for by with from and or is are was were be been did does do has have had what who whom when where which why how that this it its'.split(
    ' ',
  ),
);

/** The day `years` after another; 28 February for the 29th. */
export function yearsLater(day: string, years: number): string {
  const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
  return later.endsWith('-02-29') ? later.replace(/29$/, '28') : later;
}

/** The day that a claim of this source is known to hold: when it was published, as far as that is known. */
export function holdsOn(
  source: Pick<SourceInput, 'published' | 'validAsOf'> | undefined,
  today: string,
): string {
  const { validAsOf, published } = source ?? {};
  if (validAsOf !== undefined) return validAsOf;
  const text = String(published ?? '');
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  return /^\d{4}(-\d\d)?$/.test(text) ? firstDayOf(text) : today;
}

function firstDayOf(text: string): string {
  return `${text}-01-01`.slice(0, 10);
}
