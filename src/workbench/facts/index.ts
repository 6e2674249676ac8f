import { Command } from 'commander';
import { addChangelog, addCorrections } from './changelog.ts';
import { addCoverage } from './coverage.ts';
import { addExport } from './export.ts';
import { addImport } from './import.ts';
import { addLinks } from './links.ts';
import { addLint } from './lint.ts';
import { addNew } from './new.ts';
import { addPreview } from './preview.ts';

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
