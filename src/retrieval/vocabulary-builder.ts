import { inOneRow, ints } from './ints.ts';
import { distinct, keyOf, type Token, triplesIn, Vocabulary } from './vocabulary.ts';

/** Numbers words, stems and letter triples in the order in which they come. */
export class VocabularyBuilder {
  readonly #words: string[] = [];
  readonly #stems: string[] = [];
  readonly #small: number[] = [];
  readonly #stemOf: number[] = [];
  readonly #triplesOf: number[][] = [];
  readonly #triples: string[] = [];
  readonly #holders: number[][] = [];
  readonly #wordNumbers = new Map<string, number>();
  readonly #stemNumbers = new Map<string, number>();
  readonly #tripleNumbers = new Map<string, number>();

  /** The number of a token's word; makes one for a new word. */
  add(token: Token): number {
    const key = keyOf(token.word, token.small);
    const known = this.#wordNumbers.get(key);
    if (known !== undefined) return known;
    const word = this.#words.length;
    this.#wordNumbers.set(key, word);
    this.#words.push(token.word);
    this.#stemOf.push(this.#addStem(token.stem, token.small));
    const triples = distinct(triplesIn(token.word).map((triple) => this.#addTriple(triple)));
    for (const triple of triples) this.#holders[triple]?.push(word);
    this.#triplesOf.push(token.small ? [] : triples);
    return word;
  }

  /** What was added until now. */
  vocabulary(): Vocabulary {
    const [tripleStarts, tripleList] = inOneRow(this.#triplesOf);
    const [holderStarts, holders] = inOneRow(this.#holders);
    return new Vocabulary({
      words: [...this.#words],
      stems: [...this.#stems],
      small: Uint8Array.from(this.#small),
      stemOf: ints(this.#stemOf),
      triples: [...this.#triples],
      tripleStarts,
      tripleList,
      holderStarts,
      holders,
    });
  }

  #addStem(stem: string, small: boolean): number {
    const key = keyOf(stem, small);
    const known = this.#stemNumbers.get(key);
    if (known !== undefined) return known;
    this.#stemNumbers.set(key, this.#stems.length);
    this.#stems.push(stem);
    this.#small.push(small ? 1 : 0);
    return this.#stems.length - 1;
  }

  #addTriple(triple: string): number {
    const known = this.#tripleNumbers.get(triple);
    if (known !== undefined) return known;
    this.#tripleNumbers.set(triple, this.#triples.length);
    this.#triples.push(triple);
    this.#holders.push([]);
    return this.#triples.length - 1;
  }
}
