import { type Chance, chanceOf, misspell } from '../../editor/evaluation/perturb.ts';
import { fold } from '../../src/core/text.ts';
import type { PeerDoc } from './entries.ts';

/** A question made of the words of one document. */
export interface MadeQuestion {
  readonly text: string;
  /** The document whose words it has. */
  readonly of: string;
  readonly misspelt: boolean;
}

/** The vocabulary that words are drawn from. Much larger than what any size of the benchmark uses up, so that the words
    in use go on growing with the documents, as they do in real text (Heaps' law). */
const VOCABULARY = 200_000;
/** Zipf's law as Mandelbrot put it: the word of rank r is drawn with a weight of 1 / (r + shift) ^ slope. */
const ZIPF = { shift: 5, slope: 1.25 };
const WORDS = { least: 8, most: 30 };
const TITLE_WORDS = { least: 2, most: 5 };
const QUESTION_WORDS = { least: 3, most: 10 };
/** Every third question is misspelt, and in it every third word. */
const MISSPELT = 3;
/** Every fourth document holds words of a sentence of the base in their order. */
const QUOTING = 4;
const QUOTED_WORDS = 5;

/** So many documents, always the same ones for the same sentences: a title, and a text as long as a sentence. The most
    frequent words are those of the sentences, in their order of frequency; rarer ones are made of halves of them. */
export function madeDocs(sentences: readonly string[], count: number): PeerDoc[] {
  const chance = chanceOf('made documents');
  const spoken = sentences.map((sentence) => fold(sentence).split(' '));
  const vocabulary = grown(byFrequency(spoken.flat()), chance);
  const draw = zipf(vocabulary, chance);
  return Array.from({ length: count }, (_, index) => {
    const words = Array.from({ length: between(WORDS, chance) }, draw);
    const sentence = spoken[Math.floor(chance() * spoken.length)] ?? [];
    if (index % QUOTING === 0) words.splice(0, QUOTED_WORDS, ...sentence.slice(0, QUOTED_WORDS));
    const title = Array.from({ length: between(TITLE_WORDS, chance) }, draw).join(' ');
    return { id: `d${index}`, title, text: words.join(' '), aliases: [] };
  });
}

/** So many questions of 3 to 10 different words of a document, in their order. */
export function madeQuestions(docs: readonly PeerDoc[], count: number): MadeQuestion[] {
  const chance = chanceOf('made questions');
  return Array.from({ length: count }, (_, index) => {
    const { id, title = '', text } = docs[Math.floor(chance() * docs.length)] ?? { id: '', text: '' };
    const words = [...new Set(`${title} ${text}`.split(' '))];
    const wanted = between(QUESTION_WORDS, chance);
    while (words.length > wanted) words.splice(Math.floor(chance() * words.length), 1);
    const misspelt = index % MISSPELT === 0;
    const asked = words.map((word, at) => (misspelt && at % MISSPELT === 0 ? misspell(word, index) : word));
    return { text: asked.join(' '), of: id, misspelt };
  });
}

function between({ least, most }: { least: number; most: number }, chance: Chance): number {
  return least + Math.floor(chance() * (most - least + 1));
}

function byFrequency(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([word]) => word);
}

function grown(words: readonly string[], chance: Chance): readonly string[] {
  const long = words.filter((word) => /^\p{L}{4,}$/u.test(word));
  const known = new Set(words);
  if (long.length < 1000) throw new Error('retrieval: too few words to make others of');
  while (known.size < VOCABULARY) {
    const pick = (): string => long[Math.floor(chance() * long.length)] ?? '';
    const [head, tail] = [pick(), pick()];
    known.add(head.slice(0, Math.ceil(head.length / 2)) + tail.slice(Math.floor(tail.length / 2)));
  }
  return [...known];
}

function zipf(words: readonly string[], chance: Chance): () => string {
  const sums = new Float64Array(words.length);
  let sum = 0;
  for (let rank = 0; rank < words.length; rank++) {
    sum += (rank + 1 + ZIPF.shift) ** -ZIPF.slope;
    sums[rank] = sum;
  }
  return () => {
    const wanted = chance() * sum;
    let [low, high] = [0, words.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? '';
  };
}
