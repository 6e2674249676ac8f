import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Entry, readList, readOne, type Sink } from './read.ts';
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

/** Reads every file of a pack. Undefined when its pack.yaml can't be used; all that is wrong goes to the sink. */
export function readPack(files: PackFiles, sink: Sink): RawPack | undefined {
  const path = (name: string) => join(files.folder, name);
  for (const name of ['pack.yaml', 'entities.yaml', 'sources.yaml']) {
    if (existsSync(path(name))) continue;
    const tip = 'Copy it from data/packs/_template.';
    sink.problems.push({ level: 'error', where: `${path(name)}:1:1`, message: 'is missing', tip });
  }
  const pack = existsSync(path('pack.yaml')) ? readOne(path('pack.yaml'), packSchema, sink) : undefined;
  const lists = {
    entities: existsSync(path('entities.yaml')) ? readList(path('entities.yaml'), entitySchema, sink) : [],
    sources: existsSync(path('sources.yaml')) ? readList(path('sources.yaml'), sourceSchema, sink) : [],
    listings: existsSync(path('listings.yaml')) ? readList(path('listings.yaml'), listingSchema, sink) : [],
    disagreements: existsSync(path('disagreements.yaml'))
      ? readList(path('disagreements.yaml'), disagreementSchema, sink)
      : [],
    facts: files.facts.map(({ file, topic }) => ({ file, topic, entries: readList(file, factSchema, sink) })),
    wordings: files.wordings.map((of) => ({ ...of, entries: readList(of.file, wordingSchema, sink) })),
  };
  if (!pack) return undefined;
  if (pack.value.id !== files.id) {
    const message = `id is ${pack.value.id}, but the folder is called ${files.id}`;
    sink.problems.push({ level: 'error', where: pack.where(['id']), message, tip: `Write id: ${files.id}` });
  }
  return { served: files.served, pack, ...lists };
}
