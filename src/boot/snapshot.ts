import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { assemble } from '../assemble.ts';
import type { Knowledge } from '../core/bot.ts';
import type { FactBase } from '../core/fact.ts';
import { lazy } from '../core/lazy.ts';
import type { TalkFile } from '../core/talk.ts';
import { freezeDeep } from '../facts/freeze.ts';
import { type LanguageData, openLanguages } from '../facts/languages.ts';
import type { IndexData } from '../retrieval/retriever.ts';

/** Raised whenever a snapshot holds something else than before: an older file is then made again. */
const VERSION = 6;
/** Stands before the checksum and the content. */
const MARK = Buffer.from(`RECEIPTS ${VERSION}\n`);
/** Bytes of a SHA-256. */
const SUM = 32;

/** What a snapshot was made of. */
export interface Origin {
  /** Of all texts below data/. */
  readonly data: string;
  /** Of the program that made it; empty where it lies beside that program and is never older. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly made: number;
}

/** A checked base, its languages and its index, as plain data. */
export interface Snapshot {
  readonly origin: Origin;
  readonly base: FactBase;
  readonly languages: readonly LanguageData[];
  readonly talk: TalkFile | undefined;
  index(): IndexData;
}

/** As it is written. The index has a third of its size when it is compressed, and only the first question waits for it. */
type Content = Omit<Snapshot, 'index'> & { readonly index: Uint8Array };

/** Reads a file that `writeSnapshot` wrote; the base is frozen. Where there is none, or no whole file of this version, it
    says so. Never throws. */
export function readSnapshot(path: string): Snapshot | 'missing' | 'damaged' {
  try {
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return 'missing';
    const bytes = readFileSync(path);
    const content = bytes.subarray(MARK.length + SUM);
    const sum = bytes.subarray(MARK.length, MARK.length + SUM);
    if (!bytes.subarray(0, MARK.length).equals(MARK) || !sumOf(content).equals(sum)) return 'damaged';
    const { index, ...rest }: Content = deserialize(content);
    freezeDeep(rest.base);
    return { ...rest, index: lazy((): IndexData => deserialize(inflateRawSync(index))) };
  } catch {
    return 'damaged';
  }
}

/** Written under another name and renamed, so that nobody reads half of it. The number of bytes. Throws what the file
    system throws. */
export function writeSnapshot(path: string, { index, ...rest }: Snapshot): number {
  const content = serialize({ ...rest, index: deflateRawSync(serialize(index())) } satisfies Content);
  const bytes = Buffer.concat([MARK, sumOf(content), content]);
  const temporary = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(temporary, bytes);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
  return bytes.length;
}

/** Opens what was read: nothing is checked or indexed again. */
export function knowledgeIn({ base, languages, talk, index }: Snapshot): Knowledge {
  return assemble({ base, languages: openLanguages(languages), talk }, index);
}

function sumOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
