import { knowledgeIn, readSnapshot } from '../src/boot/snapshot.ts';
import { understand } from '../src/core/understand.ts';

/* Prints what a compiled base takes in memory, in MB: opened, and asked once. */

function inUse(): number {
  if (!globalThis.gc) throw new Error('base-memory: start it with --expose-gc');
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

const before = inUse();
const snapshot = readSnapshot(process.argv[2] ?? '');
if (typeof snapshot === 'string') throw new Error(`base-memory: the base is ${snapshot}`);
const knowledge = knowledgeIn(snapshot);
const opened = inUse() - before;
const { languages, retriever } = knowledge;
const query = understand('who signed the letter', languages, retriever.lexicon);
retriever.search(query, 10);
retriever.suggest('who', 'questions', 25);
process.stdout.write(JSON.stringify({ opened, asked: inUse() - before }));
