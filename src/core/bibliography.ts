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

const dateParts = (date: LooseDate) => ({ 'date-parts': [date.split('-').map(Number)] });

export const cslJson = (sources: readonly Source[]): string => `[\n${sources.map(cslItem).join(',\n')}\n]`;

function cslItem({ id, kind, title, publisher, author, published, accessed, url, language }: Source): string {
  const item = {
    ...{ id, type: CSL_TYPE[kind], title, publisher },
    ...(author && { author: [{ literal: author }] }),
    ...(published && { issued: dateParts(published) }),
    accessed: dateParts(accessed),
    ...(url && { URL: url }),
    language,
  };
  // A field a line: dates in ten lines each would leave no room for the documents of a whole chain.
  const fields = Object.entries(item).map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`);
  return `{\n${fields.join(',\n')}\n}`;
}

/** BibTeX, one `@misc` a document: plain BibTeX has no type for a web page. */
export const bibtex = (sources: readonly Source[]): string => sources.map(bibtexEntry).join('\n\n');

function bibtexEntry({ id, title, author, publisher, published, url, accessed }: Source): string {
  const [year, month] = published?.split('-') ?? [];
  const fields = {
    title: `{${escaped(title)}}`,
    author: author && `{${escaped(author)}}`,
    howpublished: escaped(publisher),
    year,
    month: month && String(Number(month)),
    url: url?.replace(/[{}\\]/g, ''),
    note: `Accessed ${accessed}`,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []));
  return `@misc{${id},\n${lines.join(',\n')}\n}`;
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

const escaped = (text: string): string => text.replace(/[\\{}$&%#_~^]/g, (one) => BIBTEX_SPECIAL[one] ?? one);
