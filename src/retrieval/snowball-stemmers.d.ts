declare module 'snowball-stemmers' {
  export interface Stemmer {
    stem(word: string): string;
  }
  /** `algorithm` is a Snowball name: `english`, `spanish`. Throws for a name that it does not have. */
  export function newStemmer(algorithm: string): Stemmer;
}
