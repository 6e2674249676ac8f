import { understand } from '../src/core/understand.ts';
import { readCompiled } from '../src/facts/compiled-file.ts';
import { thawKnowledge } from '../src/knowledge.ts';

/* Prints what a compiled base takes in memory, in MB: opened, asked once, and with every fact read. */

function inUse(): number {
  if (!globalThis.gc) throw new Error('base-memory: start it with --expose-gc');
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

const before = inUse();
const compiled = readCompiled(process.argv[2] ?? '');
const knowledge = typeof compiled === 'string' ? undefined : thawKnowledge(compiled.sections);
if (!knowledge) throw new Error('base-memory: there is no such base');
const opened = inUse() - before;
const { facts, languages, retriever } = knowledge;
const query = understand('who signed the letter', languages, retriever.lexicon, new Set(facts.packs.keys()));
retriever.search(query, 10);
retriever.suggest('who', 'questions', 25);
const asked = inUse() - before;
for (const fact of facts.facts.values()) facts.facts.get(fact.id);
process.stdout.write(JSON.stringify({ opened, asked, read: inUse() - before }));
