import { Command } from 'commander';
import { addLint } from './lint.ts';
import { addPreview } from './preview.ts';

/** What `npm run facts` can do, in the order in which its help lists it. One file each. */
const TOOLS: readonly ((to: Command) => void)[] = [addLint, addPreview];

/** `npm run facts -- …`: everything that an editor of facts types. */
export function factsCommand(): Command {
  const facts = new Command('facts').description('for editors: write, check and look at facts');
  for (const add of TOOLS) add(facts);
  return facts;
}
