import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { markWording } from '../../editor/lint/rules/claims.ts';
import { entity, everyPhrase, type Files, fact, language, otherFact, pack, source } from './data-folder.ts';

const fields = z.record(z.string(), z.unknown());
type Fields = z.infer<typeof fields>;
const entries = z.array(fields);

/** The files of a data folder as fixtures/*.yaml write them. Each list stands in place of the file of its name in a sound
    pack, and each of its entries is a sound one with these fields changed; null leaves a field out. A fact with
    `other: true` is the second sound one, an entity with a kind of its own is written whole. */
export const filesInShort = z.strictObject({
  facts: entries.optional(),
  entities: entries.optional(),
  sources: entries.optional(),
  pack: fields.optional(),
  listings: entries.optional(),
  disagreements: z.array(z.unknown()).optional(),
  /** Translations into Spanish of the first fact; `of` holds what they were made from. */
  spanish: entries.optional(),
  /** Questions of the evaluation, each of the first fact. */
  asked: z.array(z.string()).optional(),
  /** Any other file, as it is. */
  files: fields.optional(),
});

export const CLAIM = String(fact()['claim']);
export const SHORT = String(fact()['short']);
const CORRECTION = {
  on: '2026-11-02',
  was: 'The Toledo Post reports that Acme was founded in 1948.',
  why: 'The Post says 1949.',
};
const LISTING = {
  id: 'acme.anvil-watch',
  company: 'acme',
  by: 'anvil-watch',
  grounds: { en: 'sales of anvils to road builders' },
  cites: [{ source: 'post-acme' }],
  asOf: '2026-01-01',
};
const LISTER = { id: 'anvil-watch', kind: 'organisation', name: 'Anvil Watch' };
const SPANISH = {
  id: 'acme.founded-1949',
  of: { claim: CLAIM },
  claim: 'El Post informa de 1949.',
  short: 'Fundada en 1949, según el Post',
  questions: ['a', 'b', 'c'],
};

const changed = (sound: object, changes: Fields): Fields =>
  Object.fromEntries(Object.entries({ ...sound, ...changes }).filter(([, value]) => value !== null));

function madeFact({ other, corrections, ...changes }: Fields): Fields {
  const made = changed(other === true ? otherFact() : fact(), changes);
  if (corrections === undefined) return made;
  return { ...made, corrections: entries.parse(corrections).map((one) => changed(CORRECTION, one)) };
}

function madeSpanish(changes: Fields): Fields {
  const made = changed(SPANISH, changes);
  const of = z.object({ claim: z.string() }).catchall(z.string()).safeParse(made['of']);
  return of.success ? { ...made, of: markWording({ short: SHORT, ...of.data }) } : made;
}

export function madeFiles(short: z.infer<typeof filesInShort>): Files {
  const list = (name: string, made: readonly unknown[] | undefined) => made && { [`packs/acme/${name}.yaml`]: made };
  const languages = short.spanish && { languages: ['en', 'es'] };
  return {
    ...(short.spanish && { 'languages/es.yaml': language('es', everyPhrase()) }),
    ...((short.pack ?? short.spanish) && {
      'packs/acme/pack.yaml': changed(pack({ ...languages }), short.pack ?? {}),
    }),
    ...list('facts/history', short.facts?.map(madeFact)),
    ...list('facts/history.es', short.spanish?.map(madeSpanish)),
    ...list(
      'entities',
      short.entities?.map((one) => ('kind' in one ? one : changed(entity(), one))) ??
        (short.listings && [entity(), LISTER]),
    ),
    ...list(
      'sources',
      short.sources?.map((one) => changed(source(), one)),
    ),
    ...list(
      'listings',
      short.listings?.map((one) => changed(LISTING, one)),
    ),
    ...list('disagreements', short.disagreements),
    ...list(
      'evaluation',
      short.asked?.map((question) => ({
        question,
        language: 'en',
        expects: ['acme.founded-1949'],
        split: 'tune',
      })),
    ),
    ...Object.fromEntries(Object.entries(short.files ?? {}).map(([name, content]) => [name, content ?? undefined])),
  };
}

/** A table of tests/fixtures. */
export function fixtureTable<Table>(name: string, shape: z.ZodType<Table>): Table {
  return shape.parse(parse(readFileSync(new URL(`../fixtures/${name}.yaml`, import.meta.url), 'utf8')));
}
