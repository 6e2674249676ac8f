import { factRecord, type Portion } from '../../site/fact-record.ts';
import type { Fact, LanguageTag, Source, SourceId } from '../../src/core/fact.ts';
import type { Path } from '../../src/facts/yaml.ts';
import { guardCell, listCell } from './cells.ts';
import { COLUMNS, type Column, WORDED } from './columns.ts';

/** Facts and sources as rows of cells, the header first; what `import` reads. With languages, the wordings in them and
    each fact's first one, else all. */
export function tableOf(
  { facts, sources }: Portion,
  languages?: ReadonlySet<LanguageTag>,
): readonly (readonly string[])[] {
  const known = new Map(sources.map((source) => [source.id, source]));
  const others = new Set(facts.flatMap((fact) => tagsOf(fact, languages)));
  const worded = [...others].sort().flatMap((tag) => WORDED.map((key) => ({ tag, key })));
  const header = [...COLUMNS.map(({ name }) => name), ...worded.map(({ tag, key }) => `${key}:${tag}`)];
  const rows = facts.flatMap((fact) => factRows(fact, known, worded));
  const cited = new Set(facts.flatMap(({ cites }) => cites.map(({ source }) => source)));
  const alone = sources
    .filter(({ id }) => !cited.has(id))
    .map((source) => [
      ...COLUMNS.map((column) => cellOf(column, { cite: { source: source.id }, source })),
      ...worded.map(() => ''),
    ]);
  return [header, ...rows, ...alone].map((row) => row.map(guardCell));
}

function tagsOf({ wordings }: Fact, languages?: ReadonlySet<LanguageTag>): readonly LanguageTag[] {
  return [...wordings.keys()].filter((tag, index) => index > 0 && (!languages || languages.has(tag)));
}

interface Row {
  readonly fact?: unknown;
  readonly cite: unknown;
  readonly source: Source | undefined;
}

function factRows(
  fact: Fact,
  known: ReadonlyMap<SourceId, Source>,
  worded: readonly { readonly tag: LanguageTag; readonly key: (typeof WORDED)[number] }[],
): readonly (readonly string[])[] {
  const { wordings, ...rest } = factRecord(fact);
  const [first] = fact.wordings.values();
  const flat = { ...rest, ...first };
  return fact.cites.map((cite, index) => {
    const row: Row = { fact: index === 0 ? flat : { id: fact.id }, cite, source: known.get(cite.source) };
    const cells = COLUMNS.map((column) => cellOf(column, row));
    return [
      ...cells,
      ...worded.map(({ tag, key }) => {
        const value = index === 0 && fact.wordings.get(tag)?.[key];
        return typeof value === 'string' ? value : value ? listCell(value) : '';
      }),
    ];
  });
}

function cellOf({ of, path, holds }: Column, row: Row): string {
  const value = valueAt(row[of], path);
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) {
    if (value.length === 0) return '';
    return holds === 'json' ? JSON.stringify(value) : listCell(value.map(String));
  }
  return String(value);
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    root,
  );
}
