import { readFileSync, writeFileSync } from 'node:fs';
import { BotError } from '../../src/core/errors.ts';
import type { Archived } from '../links/archives.ts';
import { insertKey } from './list-text.ts';

/** Writes each copy that was found below the address of its source, and changes nothing else. Gives a line for each:
    where it was written, or why it has to be typed by hand. */
export function writeCopies(copies: readonly Archived[]): string[] {
  return copies.flatMap(({ source, answer }) => {
    if (answer.kind !== 'copy') return [];
    const file = source.where.replace(/:\d+:\d+$/, '');
    const copy = ['archivedUrl', answer.archivedUrl] as const;
    try {
      writeFileSync(file, insertKey(readFileSync(file, 'utf8'), source.source, copy, { file, after: 'url' }));
      return [`${file}: archivedUrl of ${source.source} written`];
    } catch (error) {
      if (error instanceof BotError) return [`${source.where} has to be changed by hand`];
      throw error;
    }
  });
}
