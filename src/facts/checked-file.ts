import { closeSync, read, readSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Pieces } from '../core/sections.ts';

/** What has a checksum of its own, in bytes: no less is read, and none of it is given away before it was checked. */
export const BLOCK = 16_384;
/** Blocks that were read last, kept for what lies beside: a megabyte. */
const KEPT = 64;
/** A piece that is so much smaller than the blocks that hold it is copied, so that they can be let go. */
const COPIED = BLOCK * 4;
/** Bytes that are looked through at a time when all is looked through, and the milliseconds in between: questions go first. */
const SLICE = BLOCK * 64;
const BREATH = 10;

/** Closes a file when nothing that was read from it can ask for more: a question may outlive the base that it began with. */
const closing = new FinalizationRegistry<number>((file) => closeSync(file));

/** The checksum of each block, as it is written into the file. */
export function sumsOf(bytes: Uint8Array): Uint32Array {
  return Uint32Array.from({ length: Math.ceil(bytes.length / BLOCK) }, (_, at) =>
    crc32(bytes.subarray(at * BLOCK, (at + 1) * BLOCK)),
  );
}

/** A part of a file, open for as long as somebody holds this. A file that takes its name does not change what is read;
    what is written into it is found out, and is never given away. */
export class CheckedFile implements Pieces {
  readonly #file: number;
  readonly #start: number;
  readonly #length: number;
  readonly #sums: Uint32Array;
  readonly #damaged: () => Error;
  readonly #kept = new Map<number, Uint8Array>();
  #whole = true;

  /** `file` is closed by this from now on. The part begins at `start` of it and is `length` bytes long; `sums` are its
      checksums. `damaged` makes what is thrown when it is not what they say. */
  constructor(
    file: number,
    { start, length, sums }: { start: number; length: number; sums: Uint32Array },
    damaged: () => Error,
  ) {
    this.#file = file;
    this.#start = start;
    this.#length = length;
    this.#sums = sums;
    this.#damaged = damaged;
    closing.register(this, file, this);
  }

  /** False once any piece of it was found damaged. */
  get isWhole(): boolean {
    return this.#whole;
  }

  read(from: number, length: number): Uint8Array {
    if (from < 0 || length < 0 || from + length > this.#length) throw this.#found();
    if (length === 0) return new Uint8Array();
    const first = Math.floor(from / BLOCK);
    const last = Math.floor((from + length - 1) / BLOCK);
    const inner = from - first * BLOCK;
    const bytes = last - first < KEPT / 4 ? this.#joined(first, last) : this.#fresh(first, last);
    return length < COPIED ? bytes.slice(inner, inner + length) : bytes.subarray(inner, inner + length);
  }

  /** Looks through all of it, a slice at a time. Whether it is whole; never rejects. Does not keep the process alive. */
  async check(): Promise<boolean> {
    for (let from = 0; from < this.#length && this.#whole; from += SLICE) {
      await pause(BREATH, undefined, { ref: false });
      const bytes = new Uint8Array(Math.min(SLICE, this.#length - from));
      const count = await this.#readLater(bytes, this.#start + from);
      if (count !== bytes.length || !this.#isSound(bytes, from / BLOCK)) this.#whole = false;
    }
    return this.#whole;
  }

  /** The same at once, for whoever can still make the file anew. */
  checkNow(): boolean {
    try {
      for (let from = 0; from < this.#length; from += SLICE) {
        this.#fresh(from / BLOCK, Math.ceil(Math.min(from + SLICE, this.#length) / BLOCK) - 1);
      }
    } catch {
      this.#whole = false;
    }
    return this.#whole;
  }

  /** For what was opened and is not wanted. */
  close(): void {
    closing.unregister(this);
    closeSync(this.#file);
  }

  #joined(first: number, last: number): Uint8Array {
    const blocks = Array.from({ length: last - first + 1 }, (_, nth) => this.#block(first + nth));
    const [only] = blocks;
    if (only && blocks.length === 1) return only;
    const bytes = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
    blocks.forEach((block, nth) => {
      bytes.set(block, nth * BLOCK);
    });
    return bytes;
  }

  #block(at: number): Uint8Array {
    const block = this.#kept.get(at) ?? this.#fresh(at, at);
    // What was asked for last stands last, what was not asked for longest goes first.
    this.#kept.delete(at);
    this.#kept.set(at, block);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return block;
  }

  #fresh(first: number, last: number): Uint8Array {
    const from = first * BLOCK;
    const bytes = new Uint8Array(Math.min((last + 1) * BLOCK, this.#length) - from);
    let count = 0;
    while (count < bytes.length) {
      const more = readSync(this.#file, bytes, count, bytes.length - count, this.#start + from + count);
      if (more === 0) throw this.#found();
      count += more;
    }
    if (!this.#isSound(bytes, first)) throw this.#found();
    return bytes;
  }

  #isSound(bytes: Uint8Array, first: number): boolean {
    for (let at = 0; at * BLOCK < bytes.length; at++) {
      if (crc32(bytes.subarray(at * BLOCK, (at + 1) * BLOCK)) !== this.#sums[first + at]) return false;
    }
    return true;
  }

  #readLater(bytes: Uint8Array, from: number): Promise<number> {
    return new Promise((resolve) => {
      read(this.#file, bytes, 0, bytes.length, from, (error, count) => resolve(error ? 0 : count));
    });
  }

  #found(): Error {
    this.#whole = false;
    return this.#damaged();
  }
}
