import type { StringTable } from '../core/sections.ts';

/** Things by their ids, each read from its text when it is first asked for, and then kept: the same id always gives the
    same thing. Its size is known without reading even the ids. */
export class LazyMap<Key extends string, Value> implements ReadonlyMap<Key, Value> {
  readonly #ids: () => readonly Key[];
  #known: ReadonlyMap<Key, number> | undefined;
  readonly #texts: StringTable;
  readonly #read: (text: string) => Value;
  readonly #made = new Map<Key, Value>();

  /** `ids` and `texts` stand in the same order. `read` throws for what is no text of such a thing. */
  constructor(ids: () => readonly Key[], texts: StringTable, read: (text: string) => Value) {
    this.#ids = ids;
    this.#texts = texts;
    this.#read = read;
  }

  get size(): number {
    return this.#texts.size;
  }

  get #places(): ReadonlyMap<Key, number> {
    this.#known ??= new Map(this.#ids().map((id, at) => [id, at]));
    return this.#known;
  }

  has(key: Key): boolean {
    return this.#places.has(key);
  }

  get(key: Key): Value | undefined {
    const place = this.#places.get(key);
    if (place === undefined) return undefined;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = this.#read(this.#texts.at(place));
    this.#made.set(key, made);
    return made;
  }

  keys(): MapIterator<Key> {
    return this.#places.keys();
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  *entries(): MapIterator<[Key, Value]> {
    for (const key of this.#places.keys()) {
      const value = this.get(key);
      if (value !== undefined) yield [key, value];
    }
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
}
