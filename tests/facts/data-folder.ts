import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { readEvaluation } from '../../editor/evaluation/questions.ts';
import { type Finding, findingsOf as found, type Rule } from '../../editor/lint/rule.ts';
import type { IsoDate } from '../../src/core/fact.ts';
import { PHRASES } from '../../src/core/language.ts';
import { readFacts } from '../../src/facts/load.ts';
import { type Problem, ProblemCollector } from '../../src/facts/problems.ts';
import { newFolder } from '../folders.ts';

export const TODAY: IsoDate = '2026-11-22';

type Fields = Readonly<Record<string, unknown>>;

/** A sound fact of the pack `acme`, with some fields changed; `undefined` leaves one out. */
export function fact(fields: Fields = {}): Fields {
  return {
    id: 'acme.founded-1949',
    kind: 'report',
    about: ['acme'],
    claim: 'The Toledo Post reports that Acme was founded in Toledo in 1949.',
    short: 'Founded in Toledo in 1949, by the Toledo Post',
    questions: ['When was Acme founded?', 'How old is Acme?', 'acme founding year'],
    cites: [{ source: 'post-acme', locator: 'p. 3' }],
    asOf: '2024-12-31',
    reviewBy: '2028-12-31',
    ...fields,
  };
}

/** A second sound fact, so that two can be compared. */
export function otherFact(fields: Fields = {}): Fields {
  return fact({
    id: 'acme.makes-anvils',
    claim: 'The Toledo Post says that Acme makes anvils.',
    short: 'Makes anvils, by the Toledo Post',
    questions: ['What does Acme make?', 'acme products', 'Does Acme sell anvils?'],
    ...fields,
  });
}

export function source(fields: Fields = {}): Fields {
  return {
    id: 'post-acme',
    title: 'Acme turns 75',
    publisher: 'The Toledo Post',
    kind: 'press',
    url: 'https://post.example.org/acme',
    published: '2024-12-31',
    accessed: '2026-11-22',
    read: 'whole',
    language: 'en',
    ...fields,
  };
}

export function entity(fields: Fields = {}): Fields {
  return {
    id: 'acme',
    kind: 'company',
    name: 'Acme Corporation',
    aliases: ['Acme'],
    definedBy: 'acme.founded-1949',
    ...fields,
  };
}

export function pack(fields: Fields = {}): Fields {
  return {
    id: 'acme',
    title: 'Acme',
    scope: 'What is reported about Acme.',
    company: 'acme',
    languages: ['en'],
    topics: [{ id: 'history', titles: { en: 'History' } }],
    maintainers: ['Editors'],
    licence: 'CC-BY-4.0',
    readTo: '2026-11-22',
    ...fields,
  };
}

export function language(tag: string, phrases: Fields = {}, fields: Fields = {}): Fields {
  return { tag, name: tag, stemmer: 'english', small: [], asks: {}, glossary: {}, phrases, ...fields };
}

const EVERY_PHRASE = Object.fromEntries(PHRASES.map((key) => [key, key]));

/** The files of another sound pack, `bolt`. */
export const SECOND_PACK = {
  'packs/bolt/pack.yaml': pack({ id: 'bolt', title: 'Bolt', company: 'bolt' }),
  'packs/bolt/entities.yaml': [entity({ id: 'bolt', name: 'Bolt Inc', aliases: [], definedBy: 'bolt.founded' })],
  'packs/bolt/sources.yaml': [source({ id: 'post-bolt' })],
  'packs/bolt/facts/history.yaml': [
    fact({
      id: 'bolt.founded',
      about: ['bolt'],
      cites: [{ source: 'post-bolt' }],
      questions: ['When was Bolt founded?'],
    }),
  ],
};

/** File name → YAML text, or what to write as YAML; `undefined` leaves the file out. */
export type Files = Readonly<Record<string, unknown>>;

function soundFiles(): Record<string, unknown> {
  return {
    'languages/en.yaml': language('en', EVERY_PHRASE),
    'packs/acme/pack.yaml': pack(),
    'packs/acme/entities.yaml': [entity()],
    'packs/acme/sources.yaml': [source()],
    'packs/acme/facts/history.yaml': [fact()],
  };
}

export function everyPhrase(changed: Fields = {}): Fields {
  return { ...EVERY_PHRASE, ...changed };
}

/** A data folder with one sound pack, some of its files changed, gone when the test is. */
export function dataFolder(files: Files = {}): string {
  const dir = newFolder();
  for (const [name, content] of Object.entries({ ...soundFiles(), ...files })) {
    if (content === undefined) continue;
    mkdirSync(join(dir, dirname(name)), { recursive: true });
    // JSON is YAML, and so needs no quoting of our own.
    writeFileSync(
      join(dir, name),
      typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
    );
  }
  return dir;
}

/** What loading finds wrong with such a folder: `place message → tip`, the place without its folder. */
export function problemsOf(files: Files): string[] {
  const dir = dataFolder(files);
  const sink = new ProblemCollector();
  readFacts(dir, sink);
  mustBeMendable(sink.problems);
  return sink.problems.map(({ where, message, tip }) => `${where} ${message} → ${tip}`.replaceAll(`${dir}/`, ''));
}

/** What a rule finds in such a folder, which must load. */
export function findingsOf(rule: Rule, files: Files): readonly Finding[] {
  const dir = dataFolder(files);
  const sink = new ProblemCollector();
  const { base, written } = readFacts(dir, sink);
  const evaluation = readEvaluation(dir, base, sink);
  const errors = sink.problems.filter(({ level }) => level === 'error');
  if (errors.length > 0) throw new Error(`The data of this test does not load: ${JSON.stringify(errors)}`);
  const findings = found(rule, { ...written, evaluation }, TODAY);
  mustBeMendable(findings);
  return findings;
}

/** Their messages alone. */
export function messagesOf(rule: Rule, files: Files): string[] {
  return findingsOf(rule, files).map(({ message }) => message);
}

/** Every test of a rule or of loading goes through here: a problem that doesn't say what to type fails it. */
export function mustBeMendable(problems: readonly Problem[]): void {
  for (const { message, tip } of problems) {
    expect(tip, message).toMatch(/^[\p{Lu}"].{5,}(?:[.?"]|: \S+|https:\S+)$/u);
    expect(tip).not.toContain(message);
  }
}

/** The least that `grammar:` of a language may hold: German, of which no code knows a word. */
export const GERMAN = {
  ordinals: ['.'],
  counts: { zwei: 2, drei: 3, zwölf: 12 },
  multipliers: { Tausend: 1e3, Million: 1e6, Millionen: 1e6, 'Mio.': 1e6, Milliarden: 1e9 },
  sums: { 'eine Million': 1e6 },
  halves: ['eine halbe'],
  percent: ['Prozent'],
  dollars: ['Dollar', 'US-Dollar'],
  atLeast: ['mehr als', 'mindestens'],
  atMost: ['weniger als', 'höchstens'],
  about: ['rund', 'etwa'],
  atLeastAfter: ['oder mehr'],
  articles: ['eine'],
  negations: ['nicht', 'nie', 'kein', 'keine'],
  strong: ['alle', 'immer', 'nur'],
  modes: { may: ['kann', 'könnte', 'soll wohl'], plan: ['plant'] },
  verbs: ['zahlte', 'erhielt'],
  being: ['wurde', 'wurden'],
  by: ['von'],
  saying: ['sagt', 'berichtet'],
  accordingTo: ['laut'],
  people: { employees: ['Beschäftigte'] },
  relations: { pays: { forward: ['zahlte', 'bezahlte'], inverse: ['erhielt'] } },
  opposites: [{ one: ['vor'], other: ['nach'] }],
  same: [['zahlte', 'bezahlte', 'überwies']],
  paying: ['zahlte', 'erhielt'],
  asking: ['wann', 'was'],
  abbreviations: ['Fa.'],
};
