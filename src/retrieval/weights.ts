/** How much each sign counts. Chosen by coordinate ascent on the half of the base's own evaluation questions that is
    marked `tune`; README.md of this folder says how and what else was tried. */
export interface Weights {
  /** BM25's k1 and b. */
  readonly k1: number;
  readonly b: number;
  /** Of a small word's idf. */
  readonly small: number;
  /** Of an ordinary word's idf that no fact holds. */
  readonly unseen: number;
  /** Bonus for two neighbouring stems that a text holds as neighbours. */
  readonly pair: number;
  /** Of a stem's worth, when the glossary led to it. */
  readonly glossary: number;
  /** How much of a wording the question covers, against how much of the question the wording covers. */
  readonly bothWays: number;
  /** A claim, against a question wording. */
  readonly claim: number;
  /** The best wording, each of the next two, and all texts of a fact together. */
  readonly best: number;
  readonly next: number;
  readonly whole: number;
  /** Added when the fact defines what the question names and asks to define. */
  readonly defines: number;
  /** Of the score, when the fact only says what some publication is and the question does not ask that. */
  readonly witness: number;
  /** Of the score, when the fact is not about whom or when the question says, or lacks what it asks for. */
  readonly otherCompany: number;
  readonly otherAgency: number;
  readonly otherName: number;
  readonly otherYear: number;
  readonly sameYear: number;
  readonly noFigure: number;
}

export const WEIGHTS: Weights = {
  k1: 0.4,
  b: 0.35,
  small: 0.3,
  unseen: 0.5,
  pair: 0.3,
  glossary: 0.85,
  bothWays: 0.45,
  claim: 0.75,
  best: 0.5,
  next: 0.08,
  whole: 0.42,
  defines: 0.3,
  witness: 0.6,
  otherCompany: 0.5,
  otherAgency: 0.5,
  otherName: 0.45,
  otherYear: 0.75,
  sameYear: 1.25,
  noFigure: 0.8,
};
