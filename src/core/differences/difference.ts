import type { AmountNature, EntityId } from '../fact.ts';
import type { Figure } from './figures.ts';
import type { Role } from './grammar.ts';
import type { Moment } from './moments.ts';
import type { Actor } from './relations.ts';

export const DIFFERENCE_KINDS = [
  'number',
  'unit',
  'agency',
  'company',
  'person',
  'year',
  'date',
  'direction',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** What a statement says and what the source says instead. Holds nothing of the statement's text but words of a closed list. */
export type Difference =
  | { readonly kind: 'number' | 'unit'; readonly said: Figure; readonly source: Figure }
  | { readonly kind: 'agency' | 'company' | 'person'; readonly said: EntityId; readonly source: EntityId }
  /** `date`: the same year, another month or day. */
  | { readonly kind: 'year' | 'date'; readonly said: Moment; readonly source: Moment }
  /** Who does it and to whom it is done, changed round. */
  | {
      readonly kind: 'direction';
      readonly how: 'reversed';
      readonly role: Role;
      readonly said: Actor;
      readonly source: Actor;
    }
  /** `accepted` for `refused`. */
  | { readonly kind: 'direction'; readonly how: 'opposite'; readonly said: string; readonly source: string }
  /** One says that it is so, the other that it is not. */
  | { readonly kind: 'direction'; readonly how: 'negated'; readonly said: 'yes' | 'no' }
  /** `less than` for `more than`. */
  | { readonly kind: 'direction'; readonly how: 'bound'; readonly said: Figure; readonly source: Figure }
  /** A payment is said where the source has a ceiling, an estimate, a pledge or an offer. */
  | { readonly kind: 'direction'; readonly how: 'nature'; readonly source: AmountNature };

/** Why the fact does not bear a statement out, where it doesn't say otherwise either. */
export type Unsaid =
  | 'word'
  | 'figure'
  | 'date'
  | 'name'
  | 'speaker'
  | 'order'
  | 'turn'
  | 'firmness'
  | 'language';

/** What one look at a statement found. */
export interface Found {
  readonly differences: readonly Difference[];
  readonly unsaid: readonly Unsaid[];
  readonly shared: number;
}

export const nothing: Found = { differences: [], unsaid: [], shared: 0 };
