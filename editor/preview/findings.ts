import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Fact } from '../../src/core/fact.ts';
import type { Problem, WrittenFacts } from '../lint/rule.ts';

/** The problems that an editor of a fact can mend or should know: those in its entry, in its wordings, in the sources
    that it cites and the names that it is about, and any that names it. `read` gives the text of a file. */
export function problemsOf(
  fact: Fact,
  written: WrittenFacts,
  problems: readonly Problem[],
  read: (file: string) => string = textOf,
): readonly Problem[] {
  const starts = starter(read);
  const own = [
    written.where('fact', fact.id),
    ...written.translations.filter((one) => one.fact === fact.id).map((one) => one.where()),
    ...fact.cites.map(({ source }) => written.where('source', source)),
    ...fact.about.map((id) => written.where('entity', id)),
  ].map(starts);
  const named = new RegExp(`(?<![\\w.-])${fact.id.replaceAll('.', '\\.')}(?![\\w-])`, 'u');
  return problems.filter((one) => own.includes(starts(one.where)) || named.test(one.message));
}

/** Where something is written, from the folder that holds data/ on: `data/packs/acme/facts/labour.yaml:12:3`. */
export function shortPlace(where: string, dir: string): string {
  return where.replaceAll(`${dirname(dir)}/`, '');
}

/** `file:line` of the entry of a list that a place lies in: its last line before it that begins with a dash. */
function starter(read: (file: string) => string): (where: string) => string {
  const files = new Map<string, readonly string[]>();
  return (where) => {
    const [, file = '', line = '1'] = /^(.*?):(\d+)(?::\d+)?$/u.exec(where) ?? [];
    const lines = files.get(file) ?? read(file).split('\n');
    files.set(file, lines);
    let at = Number(line);
    while (at > 1 && !lines[at - 1]?.startsWith('- ')) at -= 1;
    return `${file}:${at}`;
  };
}

/** Empty when the file is gone: it may have been renamed since it was read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
