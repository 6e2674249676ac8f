/** Plain numbers, as a file or a worker can hold them. */
export type Numbers = Uint8Array | Uint16Array | Int32Array | Float32Array | Float64Array;

/** Whole numbers from 0; in 16 bits each where all of them fit. */
export type Ints = Uint16Array | Int32Array;

/** Many strings in one piece of memory: UTF-8, one after the other. None is made before it is asked for. */
export interface StringTable {
  readonly size: number;
  at(place: number): string;
  /** All of them, in order. */
  all(): readonly string[];
}

/** Bytes that are read piece by piece, from memory or from a file. */
export interface Pieces {
  /** So many bytes from a place on; where that place is a multiple of 8, they begin at one of their buffer. Throws when
      there are none, or when they are not what was written. */
  read(from: number, length: number): Uint8Array;
}

const KINDS = {
  u8: Uint8Array,
  u16: Uint16Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;
type Kind = keyof typeof KINDS;
type Entry = readonly [name: string, kind: Kind, offset: number, length: number];

/** Sections begin at places that every kind of number may begin at. */
const ALIGNED = 8;
/** Two numbers: the mark of such a piece of memory, and how long its list of sections is. */
const HEAD = 8;
const MARK = 0x53544352;
const LARGEST_SHORT = 0xffff;
const BREAK = '\n';

/** Collects named arrays, to be laid side by side into one piece of memory. */
export class SectionWriter {
  readonly #sections: (readonly [name: string, numbers: Numbers])[] = [];

  put(name: string, numbers: Numbers): void {
    this.#sections.push([name, numbers]);
  }

  /** Whole numbers, in half the memory where they fit. */
  ints(name: string, numbers: Ints): void {
    const fits = numbers.every((one) => one >= 0 && one <= LARGEST_SHORT);
    this.put(name, fits ? Uint16Array.from(numbers) : numbers);
  }

  number(name: string, value: number): void {
    this.put(name, Float64Array.of(value));
  }

  strings(name: string, all: readonly string[]): void {
    const starts = new Int32Array(all.length + 1);
    const parts = all.map((text) => encoder.encode(text));
    parts.forEach((part, at) => {
      starts[at + 1] = (starts[at] ?? 0) + part.length;
    });
    const bytes = new Uint8Array(starts[all.length] ?? 0);
    parts.forEach((part, at) => {
      bytes.set(part, starts[at] ?? 0);
    });
    this.put(`${name}.bytes`, bytes);
    this.ints(`${name}.starts`, starts);
  }

  /** Short strings without line breaks that are all wanted at once, such as words. Throws a plain Error for others. */
  words(name: string, all: readonly string[]): void {
    if (all.some((word) => word.includes(BREAK))) throw new Error(`${name} holds a line break`);
    this.put(name, encoder.encode(all.join(BREAK)));
    this.number(`${name}.count`, all.length);
  }

  /** Everything that was put, in one piece. */
  bytes(): Uint8Array {
    const places: Entry[] = [];
    let end = 0;
    for (const [name, numbers] of this.#sections) {
      places.push([name, kindOf(numbers), end, numbers.length]);
      end = aligned(end + numbers.byteLength);
    }
    const list = encoder.encode(JSON.stringify(places));
    const start = aligned(HEAD + list.length);
    const all = new Uint8Array(start + end);
    new DataView(all.buffer).setUint32(0, MARK, true);
    new DataView(all.buffer).setUint32(4, list.length, true);
    all.set(list, HEAD);
    this.#sections.forEach(([, numbers], at) => {
      const place = start + (places[at]?.[2] ?? 0);
      all.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), place);
    });
    return all;
  }
}

/** Gives the arrays back, each read when it is asked for, and from memory without copying it. Everything that is asked for
    and isn't there, or is of another kind, throws a plain Error: it was not written by this form of the program. */
export class SectionReader {
  readonly #pieces: Pieces;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #start: number;

  /** Memory must begin at a multiple of 8 of its buffer. */
  constructor(from: Uint8Array | Pieces) {
    this.#pieces = from instanceof Uint8Array ? piecesOf(from) : from;
    const head = this.#pieces.read(0, HEAD);
    const view = new DataView(head.buffer, head.byteOffset, HEAD);
    if (view.getUint32(0, true) !== MARK) throw new Error('these are no sections');
    const length = view.getUint32(4, true);
    const list: unknown = JSON.parse(decoder.decode(this.#pieces.read(HEAD, length)));
    if (!Array.isArray(list) || !list.every(isEntry)) throw new Error('these are no sections');
    this.#entries = new Map(list.map((entry) => [entry[0], entry]));
    this.#start = aligned(HEAD + length);
  }

  bytes(name: string): Uint8Array {
    const [place, length] = this.#place(name, 'u8');
    return this.#pieces.read(place, length);
  }

  shorts(name: string): Uint16Array {
    const [place, length] = this.#place(name, 'u16');
    const { buffer, byteOffset } = this.#pieces.read(place, length * Uint16Array.BYTES_PER_ELEMENT);
    return new Uint16Array(buffer, byteOffset, length);
  }

  ints(name: string): Ints {
    if (this.#entries.get(name)?.[1] === 'u16') return this.shorts(name);
    const [place, length] = this.#place(name, 'i32');
    const { buffer, byteOffset } = this.#pieces.read(place, length * Int32Array.BYTES_PER_ELEMENT);
    return new Int32Array(buffer, byteOffset, length);
  }

  floats(name: string): Float32Array {
    const [place, length] = this.#place(name, 'f32');
    const { buffer, byteOffset } = this.#pieces.read(place, length * Float32Array.BYTES_PER_ELEMENT);
    return new Float32Array(buffer, byteOffset, length);
  }

  doubles(name: string): Float64Array {
    const [place, length] = this.#place(name, 'f64');
    const { buffer, byteOffset } = this.#pieces.read(place, length * Float64Array.BYTES_PER_ELEMENT);
    return new Float64Array(buffer, byteOffset, length);
  }

  number(name: string): number {
    return this.doubles(name)[0] ?? 0;
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** All of them are kept in memory, as they were written. */
  strings(name: string): StringTable {
    return stringsIn(piecesOf(this.bytes(`${name}.bytes`)), 0, this.ints(`${name}.starts`));
  }

  /** None is kept: each is read whenever it is asked for. */
  lateStrings(name: string): StringTable {
    const [place] = this.#place(`${name}.bytes`, 'u8');
    return stringsIn(this.#pieces, place, this.ints(`${name}.starts`));
  }

  words(name: string): readonly string[] {
    if (this.number(`${name}.count`) === 0) return [];
    return decoder.decode(this.bytes(name)).split(BREAK);
  }

  #place(name: string, kind: Kind): readonly [place: number, length: number] {
    const entry = this.#entries.get(name);
    if (entry?.[1] !== kind) throw new Error(`the section ${name} is missing`);
    return [this.#start + entry[2], entry[3]];
  }
}

function stringsIn(pieces: Pieces, first: number, starts: Ints): StringTable {
  const size = starts.length - 1;
  const at = (place: number): string => {
    const start = starts[place] ?? 0;
    return decoder.decode(pieces.read(first + start, Math.max(0, (starts[place + 1] ?? start) - start)));
  };
  return { size, at, all: () => Array.from({ length: size }, (_, place) => at(place)) };
}

function piecesOf(memory: Uint8Array): Pieces {
  return {
    read(from, length) {
      const piece = memory.subarray(from, from + length);
      if (piece.length !== length) throw new Error('these are no whole sections');
      return piece;
    },
  };
}

/** The strings of a list that is at hand. */
export function tableOf(all: readonly string[]): StringTable {
  return { size: all.length, at: (place) => all[place] ?? '', all: () => all };
}

const encoder = new TextEncoder();
// A byte order mark belongs to a text as it was written.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function aligned(place: number): number {
  return Math.ceil(place / ALIGNED) * ALIGNED;
}

function kindOf(numbers: Numbers): Kind {
  if (numbers instanceof Uint8Array) return 'u8';
  if (numbers instanceof Uint16Array) return 'u16';
  if (numbers instanceof Int32Array) return 'i32';
  return numbers instanceof Float32Array ? 'f32' : 'f64';
}

function isEntry(value: unknown): value is Entry {
  if (!Array.isArray(value)) return false;
  const [name, kind, offset, length] = value;
  return typeof name === 'string' && kind in KINDS && Number.isInteger(offset) && Number.isInteger(length);
}
