import { findClashes } from './grammar-clashes.ts';
import { FIRST_LANGUAGE } from './languages.ts';
import { type Entry, readOne, type Sink } from './read.ts';
import { type LanguageEntry, languageSchema } from './schema/language.ts';

/** Reads the files of data/languages. What is wrong goes to the sink. */
export function readLanguages(
  files: readonly { readonly file: string; readonly tag: string }[],
  sink: Sink,
): readonly Entry<LanguageEntry>[] {
  if (!files.some(({ tag }) => tag === FIRST_LANGUAGE)) {
    sink.problems.push({
      level: 'error',
      where: `data/languages/${FIRST_LANGUAGE}.yaml:1:1`,
      message: 'is missing',
      tip: 'Every phrase stands there; other languages fall back to it.',
    });
  }
  return files.flatMap(({ file, tag }) => {
    const entry = readOne(file, languageSchema, sink);
    if (entry && entry.value.tag !== tag) {
      sink.problems.push({
        level: 'error',
        where: entry.where(['tag']),
        message: `tag is ${entry.value.tag}, but the file is called ${tag}.yaml`,
        tip: `Write tag: ${tag}`,
      });
    }
    if (entry) findClashes(entry, sink);
    return entry ? [entry] : [];
  });
}
