import { nearest, type ProblemCollector } from './problems.ts';
import type { Entry } from './read.ts';
import type { Path } from './yaml.ts';

/** What kind of thing an id names: `slack` may be an entity and a pack at once. */
export type Named = 'fact' | 'source' | 'entity' | 'pack' | 'listing' | 'disagreement';

interface Kind {
  /** Where one that is named but missing would be declared. */
  readonly home: string;
  /** What one of them names, by the keys that lead there. */
  readonly names: Readonly<Record<string, Named>>;
}

const KINDS: Readonly<Record<Named, Kind>> = {
  fact: {
    home: "a file below the pack's facts/",
    names: {
      about: 'entity',
      'cites.source': 'source',
      'reply.facts': 'fact',
      disagreesWith: 'fact',
      rests: 'fact',
    },
  },
  source: { home: "the pack's sources.yaml", names: { via: 'source', originatesFrom: 'source' } },
  entity: { home: "the pack's entities.yaml", names: { ownedBy: 'entity', definedBy: 'fact' } },
  pack: { home: 'data/packs', names: { company: 'entity' } },
  listing: {
    home: "the pack's listings.yaml",
    names: { company: 'entity', by: 'entity', 'cites.source': 'source' },
  },
  disagreement: { home: "the pack's disagreements.yaml", names: { facts: 'fact', sources: 'source' } },
};

/** Every id of the base and where it was written: finds ids that are used twice and ids that nobody declared. */
export class Register {
  readonly #collector: ProblemCollector;
  readonly #kinds = new Map<Named, Map<string, Entry<unknown>>>();

  constructor(collector: ProblemCollector) {
    this.#collector = collector;
  }

  error(where: string, message: string, tip: string): void {
    this.#collector.error(where, message, tip);
  }

  /** False, with a problem, when the id is taken. */
  add(kind: Named, id: string, entry: Entry<unknown>): boolean {
    const known = this.#kinds.get(kind) ?? new Map<string, Entry<unknown>>();
    this.#kinds.set(kind, known);
    const earlier = known.get(id);
    if (earlier)
      this.error(entry.where(['id']), `the ${kind} id ${id} is taken: ${earlier.where()}`, 'Choose another id.');
    else known.set(id, entry);
    return !earlier;
  }

  /** Those whose id is not taken. */
  declare<Thing extends { readonly id: string }>(kind: Named, entries: readonly Entry<Thing>[]): Entry<Thing>[] {
    return entries.filter((entry) => this.add(kind, entry.value.id, entry));
  }

  /** Whether the id that stands at `path` of `entry` is declared somewhere; a problem when it isn't. */
  need(kind: Named, id: string, entry: Entry<unknown>, path: Path): boolean {
    const known = this.#kinds.get(kind);
    if (known?.has(id)) return true;
    if (this.#collector.broken.has(id)) return false;
    const meant = nearest(id, known?.keys() ?? []);
    const tip = meant ? `Did you mean ${meant}?` : `Declare it in ${KINDS[kind].home}, or leave it out.`;
    this.error(entry.where(path), `no ${kind} is called ${id}`, tip);
    return false;
  }

  /** The same for every id that a thing names. The keys of those that are missing. */
  follow(kind: Named, entry: Entry<unknown>): ReadonlySet<string> {
    const names = Object.entries(KINDS[kind].names).flatMap(([key, named]) =>
      idsAt(entry.value, key.split('.'), []).map(([path, id]) => ({ key, found: this.need(named, id, entry, path) })),
    );
    return new Set(names.flatMap(({ key, found }) => (found ? [] : [key])));
  }

  where(kind: Named, id: string, path?: Path): string {
    return this.#kinds.get(kind)?.get(id)?.where(path) ?? `${KINDS[kind].home}:1:1`;
  }
}

/** The texts at the end of some keys, through every list on the way, and where each stands. */
function idsAt(value: unknown, keys: readonly string[], path: Path): (readonly [path: Path, id: string])[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown, at) => idsAt(one, keys, [...path, at]));
  if (typeof value === 'string') return [[path, value]];
  const [key, ...rest] = keys;
  return key === undefined ? [] : idsAt(Reflect.get(Object(value), key), rest, [...path, key]);
}
