import type {
  Entity,
  Fact,
  FactBase,
  FactId,
  LanguageTag,
  Listing,
  Outline,
  Pack,
  Source,
} from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import { once } from '../core/once.ts';
import { outlineOf } from '../core/outline.ts';
import type { SectionReader, SectionWriter } from '../core/sections.ts';
import { freezeDeep } from './freeze.ts';
import { openLanguages } from './languages.ts';
import { LazyMap } from './lazy-map.ts';
import type { LanguageEntry } from './schema/language.ts';

/** What the bot answers from. */
export interface Opened {
  readonly base: FactBase;
  readonly languages: ReadonlyMap<LanguageTag, Language>;
}

/** How a map is written in JSON: an object with this one key, which holds its entries. */
const MARK = '$map';

/** Puts a checked base and the files of its languages into sections: one text for each thing. */
export function freezeBase(base: FactBase, languages: readonly LanguageEntry[], to: SectionWriter): void {
  freezeMap('packs', base.packs, to);
  freezeMap('facts', base.facts, to);
  freezeMap('sources', base.sources, to);
  freezeMap('entities', base.entities, to);
  to.strings('base.outline', [written(outlineOf(base.facts))]);
  to.strings('base.listings', base.listings.map(written));
  to.strings('base.languages', languages.map(written));
}

/** Gives it back. Nothing is checked twice, and a fact is read when it is first asked for. Throws a plain Error when
    something is missing. */
export function thawBase(from: SectionReader): Opened {
  const listings = from
    .strings('base.listings')
    .all()
    .map((text) => read<Listing>(text));
  const entries = from
    .strings('base.languages')
    .all()
    .map((text) => read<LanguageEntry>(text));
  const map = <Key extends string, Value>(name: string, readOne: (text: string) => Value) =>
    new LazyMap<Key, Value>(() => idsIn(name, from), from.lateStrings(`base.${name}`), readOne);
  const base: FactBase = {
    packs: map('packs', read<Pack>),
    facts: Object.assign(map<FactId, Fact>('facts', read), {
      outline: once(() => read<Outline>(from.lateStrings('base.outline').at(0))),
    }),
    sources: map('sources', read<Source>),
    entities: map('entities', read<Entity>),
    listings: Object.freeze(listings),
  };
  return { base: Object.freeze(base), languages: openLanguages(entries) };
}

function freezeMap(name: string, map: ReadonlyMap<string, unknown>, to: SectionWriter): void {
  to.strings(`base.${name}.ids`, [JSON.stringify([...map.keys()])]);
  to.strings(`base.${name}`, [...map.values()].map(written));
}

function idsIn<Key extends string>(name: string, from: SectionReader): readonly Key[] {
  return read<readonly Key[]>(from.strings(`base.${name}.ids`).at(0));
}

function written(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) => (held instanceof Map ? { [MARK]: [...held] } : held));
}

/** What was written by the same form of the program, with its maps, frozen. */
function read<Value>(text: string): Value {
  const value: Value = JSON.parse(text);
  if (text.includes(`"${MARK}"`)) withMaps(value);
  return freezeDeep(value);
}

/** Puts maps where they were, from the inside to the outside. */
function withMaps(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const [key, held] of Object.entries(value)) {
    const made = withMaps(held);
    if (made !== held) Reflect.set(value, key, made);
  }
  const entries: unknown = Reflect.get(value, MARK);
  return Array.isArray(entries) ? new Map(entries) : value;
}
