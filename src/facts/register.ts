import { nearest, type ProblemCollector } from './problems.ts';
import type { Entry } from './read.ts';
import type { Path } from './yaml.ts';

/** What kind of thing an id names: `slack` may be an entity and a pack at once. */
export type Named = 'fact' | 'source' | 'entity' | 'pack' | 'listing' | 'disagreement';

/** Where a thing that is named but missing would be declared. */
const HOME: Readonly<Record<Named, string>> = {
  fact: "a file below the pack's facts/",
  source: "the pack's sources.yaml",
  entity: "the pack's entities.yaml",
  pack: 'data/packs',
  listing: "the pack's listings.yaml",
  disagreement: "the pack's disagreements.yaml",
};

/** Every id of the base and where it was written: finds ids that are used twice and ids that nobody declared. */
export class Register {
  readonly #collector: ProblemCollector;
  readonly #entries: Readonly<Record<Named, Map<string, Entry<unknown>>>> = {
    fact: new Map(),
    source: new Map(),
    entity: new Map(),
    pack: new Map(),
    listing: new Map(),
    disagreement: new Map(),
  };

  constructor(collector: ProblemCollector) {
    this.#collector = collector;
  }

  error(where: string, message: string, tip: string): void {
    this.#collector.error(where, message, tip);
  }

  /** False, with a problem, when the id is taken. */
  add(kind: Named, id: string, entry: Entry<unknown>): boolean {
    const earlier = this.#entries[kind].get(id);
    if (!earlier) this.#entries[kind].set(id, entry);
    else {
      const message = `the ${kind} id ${id} is taken: ${earlier.where()}`;
      this.error(entry.where(['id']), message, 'Choose another id.');
    }
    return !earlier;
  }

  /** Whether the id that stands at `path` of `entry` is declared somewhere; a problem when it isn't. */
  need(kind: Named, id: string, entry: Entry<unknown>, path: Path): boolean {
    const known = this.#entries[kind];
    if (known.has(id)) return true;
    if (this.#collector.broken.has(id)) return false;
    const meant = nearest(id, known.keys());
    const tip = meant ? `Did you mean ${meant}?` : `Declare it in ${HOME[kind]}, or leave it out.`;
    this.error(entry.where(path), `no ${kind} is called ${id}`, tip);
    return false;
  }

  /** The same for each id of the list at `path`. Whether all are declared. */
  needAll(kind: Named, ids: readonly string[], entry: Entry<unknown>, path: Path): boolean {
    return ids.map((id, index) => this.need(kind, id, entry, [...path, index])).every(Boolean);
  }

  /** The same for each source that is cited. */
  needCited(cites: readonly { readonly source: string }[], entry: Entry<unknown>): boolean {
    return cites
      .map(({ source }, index) => this.need('source', source, entry, ['cites', index, 'source']))
      .every(Boolean);
  }

  where(kind: Named, id: string, path?: Path): string {
    return this.#entries[kind].get(id)?.where(path) ?? `${HOME[kind]}:1:1`;
  }
}
