import type { LooseDate, Source, SourceKind } from './fact.ts';

/** CSL's item types (Citation Style Language 1.0.2, appendix III). */
const CSL_TYPE: Readonly<Record<SourceKind, string>> = {
  research: 'report',
  advocacy: 'report',
  press: 'article-newspaper',
  company: 'document',
  record: 'document',
  data: 'dataset',
  letter: 'personal_communication',
  wiki: 'entry-encyclopedia',
  campaign: 'webpage',
};

function dateParts(date: LooseDate): { readonly 'date-parts': readonly (readonly number[])[] } {
  return { 'date-parts': [date.split('-').map(Number)] };
}

/** CSL-JSON, an array with one item a document, indented by two. */
export function cslJson(sources: readonly Source[]): string {
  const items = sources.map((source) => ({
    id: source.id,
    type: CSL_TYPE[source.kind],
    title: source.title,
    publisher: source.publisher,
    ...(source.author && { author: [{ literal: source.author }] }),
    ...(source.published && { issued: dateParts(source.published) }),
    accessed: dateParts(source.accessed),
    ...(source.url && { URL: source.url }),
    language: source.language,
  }));
  // A field a line: dates in ten lines each would leave no room for the documents of a whole chain.
  const written = items.map((item) =>
    Object.entries(item)
      .map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`)
      .join(',\n'),
  );
  return `[\n${written.map((fields) => `{\n${fields}\n}`).join(',\n')}\n]`;
}

/** BibTeX, one `@misc` a document: plain BibTeX has no type for a web page. */
export function bibtex(sources: readonly Source[]): string {
  return sources
    .map((source) => {
      const fields: (readonly [string, string])[] = [
        ['title', `{${escaped(source.title)}}`],
        ...(source.author ? ([['author', `{${escaped(source.author)}}`]] as const) : []),
        ['howpublished', escaped(source.publisher)],
        ...(source.published ? ([['year', source.published.slice(0, 4)]] as const) : []),
        ...(source.published && source.published.length > 4
          ? ([['month', String(Number(source.published.slice(5, 7)))]] as const)
          : []),
        ...(source.url ? ([['url', source.url.replace(/[{}\\]/g, '')]] as const) : []),
        ['note', `Accessed ${source.accessed}`],
      ];
      const lines = fields.map(([name, value]) => `  ${name} = {${value}}`);
      return `@misc{${source.id},\n${lines.join(',\n')}\n}`;
    })
    .join('\n\n');
}

/** BibTeX counts a brace even behind a backslash, so braces are named. */
const BIBTEX_SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  $: '\\$',
  '&': '\\&',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function escaped(text: string): string {
  return text.replace(/[\\{}$&%#_~^]/g, (character) => BIBTEX_SPECIAL[character] ?? character);
}
