import type { CollectionDoc } from '../../editor/evaluation/collection.ts';
import { type Chance, chanceOf, misspell } from '../../editor/evaluation/perturb.ts';
import { fold } from '../../src/core/text.ts';

/** A question made of the words of one document, `of`. */
export interface MadeQuestion {
  readonly text: string;
  readonly of: string;
}

/** The vocabulary that words are drawn from. Much larger than what any size of the benchmark uses up, so that the words
    in use go on growing with the documents, as they do in real text (Heaps' law). */
const VOCABULARY = 200_000;
/** Every third question is misspelt, and in it every third word. */
const MISSPELT = 3;

/** So many documents, always the same ones for the same sentences: a title of 2 to 5 words, and a text as long as a sentence.
    The most frequent words are those of the sentences, in their order of frequency; rarer ones are made of halves of them. */
export function madeDocs(sentences: readonly string[], count: number): CollectionDoc[] {
  const chance = chanceOf('made documents');
  const known = vocabularyOf(sentences, chance);
  // Zipf's law: the word of rank r is drawn 1 / r times as often as the first.
  const draw = () => known[Math.floor(known.length ** chance()) - 1] ?? '';
  const words = (least: number, most: number): string =>
    Array.from({ length: between(least, most, chance) }, draw).join(' ');
  return Array.from({ length: count }, (_, at) => ({
    id: `d${at}`,
    title: words(2, 5),
    text: words(8, 30),
    aliases: [],
  }));
}

/** So many questions of 3 to 10 different words of a document, in their order. */
export function madeQuestions(docs: readonly CollectionDoc[], count: number): MadeQuestion[] {
  const chance = chanceOf('made questions');
  return Array.from({ length: count }, (_, index) => {
    const { id, title = '', text } = docs[Math.floor(chance() * docs.length)] ?? { id: '', text: '' };
    const words = [...new Set(`${title} ${text}`.split(' '))];
    const wanted = between(3, 10, chance);
    while (words.length > wanted) words.splice(Math.floor(chance() * words.length), 1);
    const slips = (at: number): boolean => index % MISSPELT === 0 && at % MISSPELT === 0;
    const asked = words.map((word, at) => (slips(at) ? misspell(word, index) : word));
    return { text: asked.join(' '), of: id };
  });
}

function between(least: number, most: number, chance: Chance): number {
  return least + Math.floor(chance() * (most - least + 1));
}

function vocabularyOf(sentences: readonly string[], chance: Chance): readonly string[] {
  const counts = new Map<string, number>();
  for (const word of sentences.flatMap((sentence) => fold(sentence).split(' ')))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  const known = new Set([...counts].sort(([, one], [, other]) => other - one).map(([word]) => word));
  const long = [...known].filter((word) => /^\p{L}{4,}$/u.test(word));
  if (long.length < 1000) throw new Error('retrieval: too few words to make others of');
  const pick = (): string => long[Math.floor(chance() * long.length)] ?? '';
  while (known.size < VOCABULARY) {
    const [head, tail] = [pick(), pick()];
    known.add(head.slice(0, Math.ceil(head.length / 2)) + tail.slice(Math.floor(tail.length / 2)));
  }
  return [...known];
}
