import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { factsJson, type Portion, portionOf } from '../../site/machine-files.ts';
import { dayOf } from '../../src/core/dates.ts';
import { knownPack, opened, print } from '../opened.ts';
import { cellsOf, FORMULA } from './cells.ts';

type Options = { readonly format: 'json' | 'csv'; readonly pack?: readonly string[]; readonly out?: string };

export function addExport(to: Command): void {
  to.command('export')
    .description('give the facts to other programs, as JSON or as a table that import reads')
    .addOption(new Option('--format <format>', 'what to write').choices(['json', 'csv']).makeOptionMandatory())
    .option('--pack <pack...>', 'only these packs; all when left out')
    .option('--out <file>', 'write there and not to the terminal')
    .action(async ({ format, pack, out }: Options) => {
      const { facts } = (await opened()).knowledge;
      const packs = new Set(pack?.flatMap((one) => knownPack(one, facts.packs) ?? []) ?? facts.packs.keys());
      // The mark at the front of a table tells a spreadsheet that accents are UTF-8.
      const table = async () => `\ufeff${await csvOf(portionOf(facts, packs))}`;
      const text = format === 'json' ? factsJson(facts, packs, dayOf(new Date())) : await table();
      if (out === undefined) return print(text);
      writeFileSync(out, `${text}\n`);
      print(`${out}: ${Math.ceil(Buffer.byteLength(text) / 1000)} KB`);
    });
}

/** Facts and sources as a table, the header first; what `import` reads. */
export async function csvOf({ facts, sources }: Portion): Promise<string> {
  const { default: papa } = await import('papaparse');
  const told = new Map(sources.map(({ id, ...source }) => [id, cellsOf(source, 'source.')]));
  const rows = facts.flatMap((fact) =>
    fact.cites.map((cite, index) => {
      const { wordings, cites: _, pack: __, ...rest } = fact;
      const [[, first] = [], ...others] = wordings;
      const whole = { ...rest, ...first, wordings: Object.fromEntries(others) };
      const source = told.get(cite.source);
      // A document is told where it is cited first.
      told.delete(cite.source);
      return { ...cellsOf(index === 0 ? whole : { id: fact.id }), ...cellsOf(cite, 'cite.'), ...source };
    }),
  );
  const alone = [...told].map(([id, source]) => ({ 'cite.source': id, ...source }));
  const data: readonly Readonly<Record<string, string>>[] = [...rows, ...alone];
  const fields = [...new Set(data.flatMap((row) => Object.keys(row)))];
  return papa.unparse({ fields, data: [...data] }, { escapeFormulae: FORMULA });
}
