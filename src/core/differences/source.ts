import type { EntityId, Fact, FactBase } from '../fact.ts';
import type { Language } from '../language.ts';
import type { Lexicon } from '../retriever.ts';
import { fold } from '../text.ts';
import type { Figure } from './figures.ts';
import { type Moment, momentOf } from './moments.ts';
import { type Reading, read, type Word, wordsIn } from './reading.ts';
import { speakersOf } from './relations.ts';

/** What comparing needs to know of the base. */
export interface Ground {
  readonly facts: FactBase;
  readonly lexicon: Lexicon;
  readonly languages: readonly Language[];
}

/** A fact as something to compare a statement with. */
export interface Source {
  readonly fact: Fact;
  /** Its claim, in the statement's own language where there is one, and in the base's first. */
  readonly readings: readonly [Reading, ...Reading[]];
  readonly figures: readonly Figure[];
  readonly moments: readonly Moment[];
  /** Whether the dates are the two ends of a time. */
  readonly ranges: boolean;
  /** Everybody and everything that the claim names, and whom it is about. */
  readonly names: ReadonlySet<EntityId>;
  /** Who may be named as saying it. */
  readonly speakers: ReadonlySet<EntityId>;
  /** Stems of names, and of questions that take the fact for granted. */
  readonly near: ReadonlySet<string>;
}

/** Reading a fact costs far more than comparing with it, and facts of a base never change. */
const known = new WeakMap<Fact, Map<string, Source>>();

/** Undefined when no claim is in a language that can be read. */
export function sourceOf(fact: Fact, language: Language, ground: Ground): Source | undefined {
  const made = known.get(fact) ?? new Map<string, Source>();
  const found = made.get(language.tag) ?? readFact(fact, language, ground);
  if (found) known.set(fact, made.set(language.tag, found));
  return found;
}

function readFact(fact: Fact, language: Language, ground: Ground): Source | undefined {
  const { facts, lexicon, languages } = ground;
  const first = facts.packs.get(fact.pack)?.languages[0] ?? 'en';
  const tags = [...new Set([language.tag, first])];
  const readings = tags.flatMap((tag) => {
    const claim = fact.wordings.get(tag)?.claim;
    const own = languages.find((one) => one.tag === tag);
    return claim === undefined || !own ? [] : (read(claim, own, lexicon) ?? []);
  });
  const [primary, ...others] = readings;
  if (!primary) return undefined;
  const figures = readings.flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === 'figure' ? [item.figure] : [])),
  );
  const told = readings.flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === 'moment' ? [item.moment] : [])),
  );
  const period = fact.period ? [fact.period.from, fact.period.to ?? fact.period.from].map(momentOf) : [];
  return {
    fact,
    readings: [primary, ...others],
    figures: withAmount(figures, fact.amount?.usd),
    moments: told.length > 0 ? withYears(told) : period,
    ranges: isRange(primary),
    names: new Set([...readings.flatMap(namesIn), ...fact.about]),
    speakers: new Set([...readings.flatMap(tellers), ...publishers(fact, ground)]),
    near: nearTo(fact, primary, ground),
  };
}

function withAmount(figures: readonly Figure[], usd: number | undefined): readonly Figure[] {
  if (usd === undefined || figures.some(({ value }) => value === usd)) return figures;
  return [...figures, { value: usd, unit: 'usd', bound: 'about', scale: 1, digits: String(usd) }];
}

/** `in July 2018; reported on 19 July`: the year stands for what follows. */
function withYears(moments: readonly Moment[]): readonly Moment[] {
  let year: number | undefined;
  return moments.map((moment) => {
    year = moment.year ?? year;
    return year === undefined ? moment : { ...moment, year };
  });
}

export function namesIn({ items }: Reading): readonly EntityId[] {
  return items.flatMap((item) => (item.kind === 'entity' ? [item.id] : []));
}

export function tellers(reading: Reading): readonly EntityId[] {
  return [...speakersOf(reading)].flatMap((at) => {
    const item = reading.items[at];
    return item?.kind === 'entity' ? [item.id] : [];
  });
}

function publishers(fact: Fact, { facts, lexicon }: Ground): readonly EntityId[] {
  return fact.cites.flatMap(({ source }) => {
    const publisher = facts.sources.get(source)?.publisher;
    return (publisher === undefined ? undefined : lexicon.named(fold(publisher))) ?? [];
  });
}

/** `from 2018 to July 2024`, `for the years 2005 to 2020`: two dates with nothing but a word between them. */
function isRange({ items }: Reading): boolean {
  return items.some(
    (item, at) =>
      item.kind === 'moment' && items[at + 2]?.kind === 'moment' && items[at + 1]?.kind === 'word',
  );
}

function nearTo(fact: Fact, primary: Reading, { facts, lexicon, languages }: Ground): ReadonlySet<string> {
  const stems = new Set<string>();
  for (const id of [...fact.about, ...namesIn(primary)]) {
    const entity = facts.entities.get(id);
    for (const word of fold([entity?.name ?? '', ...(entity?.aliases ?? [])].join(' ')).split(' ')) {
      stems.add(lexicon.stem(word, lexicon.language));
    }
  }
  for (const [tag, { questions }] of fact.wordings) {
    const own = languages.find((one) => one.tag === tag);
    if (!own) continue;
    for (const question of questions) {
      const reading = read(question, own, lexicon);
      for (const { stem } of reading ? presumed(question, reading) : []) stems.add(stem);
    }
  }
  return stems;
}

/** Words of questions that take for granted what they ask about, never those that ask whether. */
function presumed(question: string, reading: Reading): readonly Word[] {
  const [first = ''] = fold(question).split(' ');
  return reading.grammar.asking.has(first) ? wordsIn(reading) : [];
}
