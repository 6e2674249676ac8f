import type { AmountNature, EntityId } from '../fact.ts';
import type { Figure } from './figures.ts';
import type { Role } from './grammar.ts';
import type { Moment } from './moments.ts';
import type { Actor } from './relations.ts';

/** What a statement says and what the source says instead. Holds nothing of the statement's text but words of a
    closed list. */
export type Difference =
  | { readonly kind: 'number' | 'unit'; readonly said: Figure; readonly source: Figure }
  | { readonly kind: 'agency' | 'company' | 'person'; readonly said: EntityId; readonly source: EntityId }
  /** `date`: the same year, another month or day. */
  | { readonly kind: 'year' | 'date'; readonly said: Moment; readonly source: Moment }
  | ({ readonly kind: 'direction' } & Direction);

type Direction =
  /** Who does it and to whom it is done, changed round. */
  | { readonly how: 'reversed'; readonly role: Role; readonly said: Actor; readonly source: Actor }
  /** `accepted` for `refused`. */
  | { readonly how: 'opposite'; readonly said: string; readonly source: string }
  /** One says that it is so, the other that it is not. */
  | { readonly how: 'negated'; readonly said: 'yes' | 'no' }
  /** It is said to be so, and the source says that it is planned, or that somebody denies it. */
  | { readonly how: 'announced' | 'denied' }
  /** `less than` for `more than`. */
  | { readonly how: 'bound'; readonly said: Figure; readonly source: Figure }
  /** A payment is said where the source has a ceiling, an estimate, a pledge or an offer. */
  | { readonly how: 'nature'; readonly source: AmountNature };

/** What of a statement the fact neither says nor contradicts: one of its words, its word order, how certain it is. */
export type Unmatched =
  | 'word'
  | 'figure'
  | 'date'
  | 'name'
  | 'speaker'
  | 'order'
  | 'negation'
  | 'firmness'
  | 'language';

/** What comparing one aspect of a statement with a fact came to. */
export interface Discrepancies {
  readonly differences: readonly Difference[];
  readonly unmatched: readonly Unmatched[];
  /** How many names, figures, dates or words the two have in common. */
  readonly shared: number;
}

export function discrepancies(
  differences: readonly Difference[],
  unmatched: readonly Unmatched[] = [],
  shared = 0,
): Discrepancies {
  return { differences, unmatched, shared };
}
