import { setImmediate as turn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { percentile } from '../figures.ts';
import { ownBase } from './corpora.ts';
import { madeDocs, madeQuestions } from './made.ts';
import { PEERS } from './peers/index.ts';
import type { Speed } from './speed.ts';

/* Builds one engine over made documents in a process and a heap of its own, asks it, and prints a Speed as JSON. It is
   started by speed.ts. */

const { values } = parseArgs({
  options: { engine: { type: 'string' }, docs: { type: 'string' }, seconds: { type: 'string' } },
});
const peer = PEERS.find(({ name }) => name === values.engine);
const count = Number(values.docs);
const budget = Number(values.seconds) * 1000;
if (!peer || !(count > 0) || !(budget > 0)) throw new Error('one-heap: --engine NAME --docs N --seconds N');

const QUESTIONS = 300;
const WARM_UP = 30;
const DEPTH = 10;
/** Warming up may take this share of the time for questions. */
const WARM_UP_SHARE = 0.2;

/** Megabytes of the heap and of buffers beside it, after collecting garbage where that is possible. Once is not enough:
    what was compiled and not used for a while goes later. */
async function megabytes(): Promise<number | null> {
  if (!globalThis.gc) return null;
  for (let round = 0; round < 8; round++) {
    globalThis.gc();
    await turn();
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

/** Only what is returned is still held when the heap is measured. */
function prepared() {
  const { sentences, corpus } = ownBase();
  const docs = madeDocs(sentences, count);
  return { docs, questions: madeQuestions(docs, QUESTIONS + WARM_UP), language: corpus.language };
}

const { docs, questions, language } = prepared();
const before = await megabytes();
const started = performance.now();
const searcher = await peer.build(docs, language);
const build = performance.now() - started;
const after = await megabytes();

const warmUpEnds = performance.now() + budget * WARM_UP_SHARE;
for (const { text } of questions.slice(QUESTIONS)) {
  if (performance.now() > warmUpEnds) break;
  searcher.search(text, DEPTH);
}
const times: number[] = [];
let found = 0;
const ends = performance.now() + budget;
for (const { text, of } of questions.slice(0, QUESTIONS)) {
  if (performance.now() > ends) break;
  const asked = performance.now();
  const { hits } = searcher.search(text, DEPTH);
  times.push(performance.now() - asked);
  if (hits[0]?.id === of) found += 1;
}
const speed: Speed = {
  build,
  p50: percentile(times, 0.5),
  p99: percentile(times, 0.99),
  questions: times.length,
  found: found / times.length,
  heap: before === null || after === null ? null : after - before,
};
process.stdout.write(JSON.stringify(speed));
