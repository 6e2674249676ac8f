import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { BotError } from '../core/errors.ts';
import { SectionReader, type SectionWriter } from '../core/sections.ts';
import { BLOCK, CheckedFile, sumsOf } from './checked-file.ts';

/** Raised whenever the file changes its form: an older one is then made anew. */
const FORM = 3;
/** In letters: RECEIPTS. */
const MAGIC = Buffer.of(0x52, 0x45, 0x43, 0x45, 0x49, 0x50, 0x54, 0x53);
/** The mark, the form, the checksum of what stands before the sections, and how long the sections are. Then come the
    checksums of their blocks, then the sections. */
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
  /** Each is read and checked when it is asked for: throws BotError `bad_data` for one that is damaged. */
  readonly sections: SectionReader;
  readonly file: Pick<CheckedFile, 'check' | 'checkNow' | 'isWhole' | 'close'>;
}

/** Why a file can't be used: there is none, or it is no whole file of this form. */
export type Unreadable = 'missing' | 'damaged';

/** Opens a file that `writeCompiled` wrote. What was cut short, goes on too long, or was written by another form of the
    program is `damaged`; so is what was changed in its head. What was changed elsewhere is found out when it is read. The
    file stays open while anybody holds what this gives. Never throws. */
export function readCompiled(path: string): CompiledFile | Unreadable {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return 'missing';
  }
  let checked: CheckedFile | undefined;
  try {
    if (!fstatSync(file).isFile()) {
      closeSync(file);
      return 'missing';
    }
    checked = checkedFile(file);
    const sections = checked && new SectionReader(checked);
    if (checked && sections) return { origin: originIn(sections), sections, file: checked };
  } catch {
    // Closed below.
  }
  if (checked) checked.close();
  else closeSync(file);
  return 'damaged';
}

/** Written beside and renamed, so that nobody reads half of it. The number of bytes. Throws what the file system throws. */
export function writeCompiled(path: string, origin: Origin, sections: SectionWriter): number {
  sections.strings('origin', [origin.data, origin.code]);
  sections.number('made', origin.made);
  const body = sections.bytes();
  const sums = sumsOf(body);
  const head = Buffer.alloc(HEAD + lengthOfSums(body.length));
  MAGIC.copy(head);
  head.writeUInt32LE(FORM, 8);
  head.writeDoubleLE(body.length, 16);
  sums.forEach((sum, at) => {
    head.writeUInt32LE(sum, HEAD + at * Uint32Array.BYTES_PER_ELEMENT);
  });
  head.writeUInt32LE(crc32(head.subarray(16)), 12);
  const beside = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(beside, head);
    writeFileSync(beside, body, { flag: 'a' });
    renameSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
  return head.length + body.length;
}

/** Undefined when the head is damaged, or the file is longer or shorter than it says. */
function checkedFile(file: number): CheckedFile | undefined {
  const head = partOf(file, 0, HEAD);
  if (!head?.subarray(0, MAGIC.length).equals(MAGIC) || head.readUInt32LE(8) !== FORM) return undefined;
  const size = fstatSync(file).size;
  const length = head.readDoubleLE(16);
  if (!Number.isSafeInteger(length) || length < 0 || length > size) return undefined;
  const start = HEAD + lengthOfSums(length);
  const table = start + length === size ? partOf(file, HEAD, start - HEAD) : undefined;
  if (!table || crc32(table, crc32(head.subarray(16))) !== head.readUInt32LE(12)) return undefined;
  const sums = Uint32Array.from({ length: table.length / Uint32Array.BYTES_PER_ELEMENT }, (_, at) =>
    table.readUInt32LE(at * Uint32Array.BYTES_PER_ELEMENT),
  );
  return new CheckedFile(file, { start, length, sums }, damaged);
}

/** What is thrown wherever a piece of the base is wanted and is not what was written. */
export function damaged(): BotError {
  return new BotError(
    'bad_data',
    'The compiled base is damaged.',
    'Run npm run build; what was started from its source compiles it again at the next start.',
  );
}

function partOf(file: number, from: number, length: number): Buffer | undefined {
  const part = Buffer.alloc(length);
  return readSync(file, part, 0, length, from) === length ? part : undefined;
}

function lengthOfSums(bytes: number): number {
  return Math.ceil(bytes / BLOCK) * Uint32Array.BYTES_PER_ELEMENT;
}

function originIn(sections: SectionReader): Origin {
  const digests = sections.strings('origin');
  return { data: digests.at(0), code: digests.at(1), made: sections.number('made') };
}
