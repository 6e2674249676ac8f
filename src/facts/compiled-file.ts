import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { SectionReader, type SectionWriter } from '../core/sections.ts';

/** Raised whenever the file changes its form: an older one is then made anew. */
const FORM = 2;
/** In letters: RECEIPTS. */
const MAGIC = Buffer.of(0x52, 0x45, 0x43, 0x45, 0x49, 0x50, 0x54, 0x53);
/** The mark, the form, the checksum, and how long the rest is. */
const HEAD = 24;

/** What a compiled file was made of. */
export interface Origin {
  /** Of all texts below data/. */
  readonly data: string;
  /** Of the program that made it; empty where it lies beside that program and is never older. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly made: number;
}

export interface CompiledFile {
  readonly origin: Origin;
  readonly sections: SectionReader;
}

/** Why a file can't be used: there is none, or it is no whole file of this form. */
export type Unreadable = 'missing' | 'damaged';

/** Reads a file that `writeCompiled` wrote. What was cut short, changed by a byte, or written by another form of the
    program is `damaged`. Never throws. */
export function readCompiled(file: string): CompiledFile | Unreadable {
  let all: Buffer;
  try {
    all = readFileSync(file);
  } catch {
    return 'missing';
  }
  try {
    const body = aligned(all.subarray(HEAD));
    const isOurs = all.subarray(0, MAGIC.length).equals(MAGIC) && all.readUInt32LE(8) === FORM;
    if (!isOurs || all.readDoubleLE(16) !== body.length || all.readUInt32LE(12) !== crc32(body)) {
      return 'damaged';
    }
    const sections = new SectionReader(body);
    return { origin: originIn(sections), sections };
  } catch {
    return 'damaged';
  }
}

/** Written beside and renamed, so that nobody reads half of it. The number of bytes. Throws what the file system throws. */
export function writeCompiled(file: string, origin: Origin, sections: SectionWriter): number {
  sections.strings('origin', [origin.data, origin.code]);
  sections.number('made', origin.made);
  const body = sections.bytes();
  const head = Buffer.alloc(HEAD);
  MAGIC.copy(head);
  head.writeUInt32LE(FORM, 8);
  head.writeUInt32LE(crc32(body), 12);
  head.writeDoubleLE(body.length, 16);
  const beside = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(beside, head);
    writeFileSync(beside, body, { flag: 'a' });
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
  return HEAD + body.length;
}

function originIn(sections: SectionReader): Origin {
  const digests = sections.strings('origin');
  return { data: digests.at(0), code: digests.at(1), made: sections.number('made') };
}

/** Numbers can only be looked at where they are aligned. */
function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 8 === 0 ? bytes : Uint8Array.from(bytes);
}
