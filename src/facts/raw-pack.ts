import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { ProblemCollector } from './problems.ts';
import { type Entry, readList, readOne } from './read.ts';
import { type DisagreementEntry, disagreementSchema } from './schema/disagreement.ts';
import { type EntityEntry, entitySchema } from './schema/entity.ts';
import { type FactEntry, factSchema, type WordingEntry, wordingSchema } from './schema/fact.ts';
import { type ListingEntry, listingSchema } from './schema/listing.ts';
import { type PackEntry, packSchema } from './schema/pack.ts';
import { type SourceEntry, sourceSchema } from './schema/source.ts';
import type { PackFiles } from './tree.ts';

/** A pack as its files say it: each entry is sound on its own, and nothing is joined yet. */
export interface RawPack {
  readonly served: boolean;
  readonly pack: Entry<PackEntry>;
  readonly entities: readonly Entry<EntityEntry>[];
  readonly sources: readonly Entry<SourceEntry>[];
  readonly listings: readonly Entry<ListingEntry>[];
  readonly disagreements: readonly Entry<DisagreementEntry>[];
  readonly facts: readonly {
    readonly topic: string;
    readonly file: string;
    readonly entries: readonly Entry<FactEntry>[];
  }[];
  readonly wordings: readonly {
    readonly topic: string;
    readonly file: string;
    readonly language: string;
    readonly entries: readonly Entry<WordingEntry>[];
  }[];
}

/** Reads every file of a pack. Undefined when its pack.yaml can't be used. */
export function readPack(files: PackFiles, collector: ProblemCollector): RawPack | undefined {
  const path = (name: string): string => join(files.folder, name);
  for (const name of ['pack.yaml', 'entities.yaml', 'sources.yaml']) {
    if (existsSync(path(name))) continue;
    collector.error(`${path(name)}:1:1`, 'is missing', 'Copy it from data/packs/_template.');
  }
  const list = <Schema extends z.ZodObject>(name: string, schema: Schema) =>
    existsSync(path(name)) ? readList(path(name), schema, collector) : [];
  const pack = existsSync(path('pack.yaml')) ? readOne(path('pack.yaml'), packSchema, collector) : undefined;
  const lists = {
    entities: list('entities.yaml', entitySchema),
    sources: list('sources.yaml', sourceSchema),
    listings: list('listings.yaml', listingSchema),
    disagreements: list('disagreements.yaml', disagreementSchema),
    facts: files.facts.map((of) => ({ ...of, entries: readList(of.file, factSchema, collector) })),
    wordings: files.wordings.map((of) => ({ ...of, entries: readList(of.file, wordingSchema, collector) })),
  };
  if (!pack) return undefined;
  if (pack.value.id !== files.id) {
    const message = `id is ${pack.value.id}, but the folder is called ${files.id}`;
    collector.error(pack.where(['id']), message, `Write id: ${files.id}`);
  }
  return { served: files.served, pack, ...lists };
}
