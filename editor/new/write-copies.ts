import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { readYaml } from '../../src/facts/yaml.ts';
import type { Archived } from '../links/archives.ts';

/** Writes each copy that was found below the address of its source, and changes nothing else. Gives a line for each:
    where it was written, or why it has to be typed by hand. */
export function writeCopies(copies: readonly Archived[]): string[] {
  return copies.flatMap(({ source, answer }) => {
    if (answer.kind !== 'copy') return [];
    const file = source.where.replace(/:\d+:\d+$/, '');
    const before = readFileSync(file, 'utf8');
    const after = withCopy(before, source.url, answer.archivedUrl);
    if (after === undefined) return [`${source.where} has to be changed by hand`];
    writeFileSync(file, after);
    return [`${file}: archivedUrl of ${source.source} written`];
  });
}

/** The text of a sources.yaml with an archivedUrl below the one `url` that is this address; undefined when there is not
    exactly one on a line of its own, or when more than that would change. */
export function withCopy(text: string, url: string, archivedUrl: string): string | undefined {
  const lines = text.split('\n');
  const places = lines.flatMap((line, index) => (urlOf(line) === url ? [index] : []));
  const [place, ...others] = places;
  if (place === undefined || others.length > 0) return undefined;
  const indent = /^(?:- | *)/.exec(lines[place] ?? '')?.[0].replace('-', ' ') ?? '';
  const end = lines[place]?.endsWith('\r') ? '\r' : '';
  const result = [
    ...lines.slice(0, place + 1),
    `${indent}archivedUrl: ${archivedUrl}${end}`,
    ...lines.slice(place + 1),
  ].join('\n');
  const [before, after] = [readYaml(text), readYaml(result)];
  if (!before.ok || !after.ok) return undefined;
  return isDeepStrictEqual(withKey(before.value, url, archivedUrl), after.value) ? result : undefined;
}

function urlOf(line: string): string | undefined {
  return /^(?:- )? *url: +(["']?)(https:\S+)\1\s*$/.exec(line)?.[2];
}

function withKey(entries: unknown, url: string, archivedUrl: string): unknown {
  if (!Array.isArray(entries)) return undefined;
  return entries.map((entry: unknown) =>
    typeof entry === 'object' &&
    entry !== null &&
    'url' in entry &&
    entry.url === url &&
    !('archivedUrl' in entry)
      ? { ...entry, archivedUrl }
      : entry,
  );
}
