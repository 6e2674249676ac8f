import type { IsoDate } from '../../src/core/fact.ts';
import type { WrittenFacts } from '../../src/facts/join.ts';
import type { Problem } from '../../src/facts/problems.ts';
import type { Evaluation } from '../evaluation/questions.ts';

/** Everything that a rule may look at. */
export interface Written extends WrittenFacts {
  readonly evaluation: Evaluation;
}

/** What a rule found, and the id that an exception would name. */
export interface Finding extends Problem {
  readonly about: string;
}

/** One habit of good data. One file each, named after what it demands. */
export interface Rule {
  /** Kebab case, as in the file name: `urls-are-archived`. */
  readonly name: string;
  /** One sentence for authors: why we ask this. Printed with every problem. */
  readonly why: string;
  check(written: Written, today: IsoDate): Iterable<Finding>;
}
