import type { FactBase, FactId, IsoDate, LanguageTag, PackId } from '../../src/core/fact.ts';
import type { DisagreementEntry } from '../../src/facts/schema/disagreement.ts';
import type { Path } from '../../src/facts/yaml.ts';
import type { Evaluation } from '../evaluation/questions.ts';

/** What kind of thing an id names: `slack` may be an entity and a pack at once. */
export type Named = 'fact' | 'source' | 'entity' | 'pack' | 'listing' | 'disagreement';

/** A fact's wording in a language other than its pack's first. */
export interface Translation {
  readonly fact: FactId;
  readonly language: LanguageTag;
  /** Marks the first wording that it was made from; see `markWording`. */
  readonly of: string;
  /** `file:line:column`. */
  where(path?: Path): string;
}

/** An id that a pack has given up, and where its pack says so. */
export interface Retired {
  readonly id: FactId;
  readonly pack: PackId;
  readonly where: string;
}

/** All of data/ but the evaluation as rules see it: joined, and knowing where each thing was written. Packs that are
    never served (`_template`) are in it. */
export interface WrittenFacts {
  readonly base: FactBase;
  readonly disagreements: readonly Disagreement[];
  readonly translations: readonly Translation[];
  readonly retired: readonly Retired[];
  /** Ids of the facts of each file, in the order in which they stand there. */
  readonly order: ReadonlyMap<string, readonly FactId[]>;
  /** `data/packs/acme/facts/labour.yaml:12:3`: where a thing, or the part of it at the end of the path, is written. */
  where(kind: Named, id: string, path?: Path): string;
}

/** Everything that a rule may look at. */
export interface Written extends WrittenFacts {
  readonly evaluation: Evaluation;
}

/** A place where sources differ or are loose. `id` is `<pack>/<place>`. */
export interface Disagreement extends DisagreementEntry {
  readonly id: string;
  readonly pack: PackId;
}

/** Something wrong with the data, said so that an author can mend it. */
export interface Problem {
  readonly level: 'error' | 'warning';
  /** `file:line:column`. */
  readonly where: string;
  readonly message: string;
  /** What to type instead, or which command mends it. Never empty. */
  readonly tip: string;
  /** The rule that asks for it; loading asks for the rest. */
  readonly rule?: Pick<Rule, 'name' | 'why'>;
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
