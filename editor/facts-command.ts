import { Command } from 'commander';
import { addLinks } from './links/command.ts';
import { addLint } from './lint/command.ts';
import { addNew } from './new/command.ts';
import { addPreview } from './preview/command.ts';
import { addChangelog, addCorrections } from './review/changelog-command.ts';
import { addCoverage } from './review/coverage-command.ts';
import { addExport } from './table/export.ts';
import { addImport } from './table/import.ts';

/** What `npm run facts` can do, in the order in which its help lists it. One file each. */
const TOOLS: readonly ((to: Command) => void)[] = [
  addNew,
  addPreview,
  addLint,
  addCoverage,
  addLinks,
  addChangelog,
  addCorrections,
  addImport,
  addExport,
];

/** `npm run facts -- …`: everything that an editor of facts types. */
export function factsCommand(): Command {
  const facts = new Command('facts').description('for editors: write, check and look at facts');
  for (const add of TOOLS) add(facts);
  return facts;
}
