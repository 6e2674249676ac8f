import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { factRecord, factsJson, type Portion, portionOf } from '../../site/machine-files.ts';
import { dayOf } from '../../src/core/dates.ts';
import { knownPack, opened, print } from '../opened.ts';
import { valueAt } from '../write/entry-text.ts';
import { COLUMNS, cellOf, FORMULA, WORDED } from './columns.ts';

interface Options {
  readonly format: 'json' | 'csv';
  readonly pack?: readonly string[];
  readonly out?: string;
}

/** `export --format F`: to standard output, or into `--out`. */
export function addExport(to: Command): void {
  to.command('export')
    .description('give the facts to other programs, as JSON or as a table that import reads')
    .addOption(
      new Option('--format <format>', 'what to write').choices(['json', 'csv']).makeOptionMandatory(),
    )
    .option('--pack <pack...>', 'only these packs; all when left out')
    .option('--out <file>', 'write there and not to the terminal')
    .action(async ({ format, pack, out }: Options) => {
      const { facts } = (await opened()).knowledge;
      const packs = new Set(pack?.flatMap((one) => knownPack(one, facts.packs) ?? []) ?? facts.packs.keys());
      // The mark at the front of a table tells a spreadsheet that accents are UTF-8.
      const text =
        format === 'json'
          ? factsJson(facts, packs, dayOf(new Date()))
          : `\ufeff${await csvOf(portionOf(facts, packs))}`;
      if (out === undefined) return print(text);
      writeFileSync(out, `${text}\n`);
      print(`${out}: ${Math.ceil(Buffer.byteLength(text) / 1000)} KB`);
    });
}

/** Facts and sources as a table, the header first; what `import` reads. */
export async function csvOf({ facts, sources }: Portion): Promise<string> {
  const { default: papa } = await import('papaparse');
  const known = new Map(sources.map((source) => [source.id, source]));
  const tags = new Set(facts.flatMap(({ wordings }) => [...wordings.keys()].slice(1)));
  const worded = [...tags]
    .sort()
    .flatMap((tag) => WORDED.map((key) => ({ name: `${key}:${tag}`, path: ['fact', 'wordings', tag, key] })));
  const columns = [...COLUMNS, ...worded];
  const rowOf = (things: object) => columns.map(({ path }) => cellOf(valueAt(things, path)));
  const cited = new Set(facts.flatMap(({ cites }) => cites.map(({ source }) => source)));
  const rows = facts.flatMap((fact) =>
    fact.cites.map((cite, index) => {
      const [first] = fact.wordings.values();
      const told = index === 0 ? { ...factRecord(fact), ...first } : { id: fact.id };
      return rowOf({ fact: told, cite, source: known.get(cite.source) });
    }),
  );
  const alone = sources
    .filter(({ id }) => !cited.has(id))
    .map((source) => rowOf({ cite: { source: source.id }, source }));
  return papa.unparse([columns.map(({ name }) => name), ...rows, ...alone], { escapeFormulae: FORMULA });
}
