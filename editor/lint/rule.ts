import type { FactId, IsoDate, LanguageTag } from '../../src/core/fact.ts';
import type { WrittenFacts } from '../../src/facts/join.ts';
import type { Problem } from '../../src/facts/problems.ts';
import type { Named } from '../../src/facts/register.ts';
import type { Evaluation } from '../evaluation/questions.ts';

export type Written = WrittenFacts & { readonly evaluation: Evaluation };
/** A problem, and the id that an exception would name. */
export type Finding = Problem & { readonly about: string };

/** What a rule says: of which thing, and of which part of it. */
export interface Found {
  readonly at: readonly [kind: Named, id: string, ...path: PropertyKey[]];
  /** `file:line:column`, where `at` does not lead to it: in a translation, in a question that measures. */
  readonly where?: string;
  readonly message: string;
  readonly tip: string;
  /** Where it differs from that of the rule. */
  readonly level?: Problem['level'];
}

export interface Rule {
  /** Kebab case, after what it demands: `urls-are-archived`. */
  readonly name: string;
  /** One sentence for authors: why we ask this. Printed with every problem. */
  readonly why: string;
  /** What it finds is an error, unless this says that it is only worth a look. */
  readonly level?: 'warning';
  check(written: Written, today: IsoDate): Iterable<Found>;
}

/** What a rule finds, with the place of each. */
export function findingsOf(rule: Rule, written: Written, today: IsoDate): readonly Finding[] {
  return [...rule.check(written, today)].map(
    ({ at: [kind, about, ...path], level = rule.level ?? 'error', ...own }) => {
      return { where: written.where(kind, about, path), ...own, level, rule, about };
    },
  );
}

/** Where a wording of a fact is written, for a rule that looks at all of them: in the file of its language. */
export function placeOfWording({ translations }: Pick<WrittenFacts, 'translations'>) {
  const made = new Map(translations.map((one) => [`${one.fact} ${one.language}`, one]));
  return (id: FactId, language: LanguageTag, ...path: PropertyKey[]): Pick<Found, 'at' | 'where'> => {
    const where = made.get(`${id} ${language}`)?.where(path);
    return { at: ['fact', id, ...path], ...(where !== undefined && { where }) };
  };
}
