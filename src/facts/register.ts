import { nearest } from './nearest.ts';
import type { ProblemCollector } from './problems.ts';
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
  readonly #entries = new Map<Named, Map<string, Entry<unknown>>>();
  readonly #collector: ProblemCollector;

  constructor(collector: ProblemCollector) {
    this.#collector = collector;
  }

  /** False, with a problem, when the id is taken. */
  add(kind: Named, id: string, entry: Entry<unknown>): boolean {
    const known = this.#of(kind);
    const earlier = known.get(id);
    if (earlier) {
      this.error(
        entry.where(['id']),
        `the ${kind} id ${id} is taken: ${earlier.where()}`,
        'Choose another id.',
      );
      return false;
    }
    known.set(id, entry);
    return true;
  }

  /** Whether the id that stands at `path` of `entry` is declared somewhere; a problem when it isn't. */
  need(kind: Named, id: string, entry: Entry<unknown>, path: Path): boolean {
    const known = this.#of(kind);
    if (known.has(id)) return true;
    if (this.#collector.broken.has(id)) return false;
    const meant = nearest(id, known.keys());
    const tip = meant ? `Did you mean ${meant}?` : `Declare it in ${HOME[kind]}, or leave it out.`;
    this.error(entry.where(path), `no ${kind} is called ${id}`, tip);
    return false;
  }

  error(where: string, message: string, tip: string): void {
    this.#collector.problems.push({ level: 'error', where, message, tip });
  }

  warn(where: string, message: string, tip: string): void {
    this.#collector.problems.push({ level: 'warning', where, message, tip });
  }

  where(kind: Named, id: string, path?: Path): string {
    return this.#of(kind).get(id)?.where(path) ?? `${HOME[kind]}:1:1`;
  }

  #of(kind: Named): Map<string, Entry<unknown>> {
    const known = this.#entries.get(kind) ?? new Map<string, Entry<unknown>>();
    this.#entries.set(kind, known);
    return known;
  }
}
