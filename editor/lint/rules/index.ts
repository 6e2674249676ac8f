import type { Rule } from '../rule.ts';
import { aliasesAreUnique } from './aliases-are-unique.ts';
import { allegationsAreAnswered } from './allegations-are-answered.ts';
import { amountsAreNatured } from './amounts-are-natured.ts';
import { claimsArePlain } from './claims-are-plain.ts';
import { correctionsAreComplete } from './corrections-are-complete.ts';
import { datesMakeSense } from './dates-make-sense.ts';
import { disagreementsAreShown } from './disagreements-are-shown.ts';
import { entitiesAreDefined } from './entities-are-defined.ts';
import { evaluationIsHeldOut } from './evaluation-is-held-out.ts';
import { idsAreStable } from './ids-are-stable.ts';
import { listingsArePositions } from './listings-are-positions.ts';
import { questionsAreUnique } from './questions-are-unique.ts';
import { quotesAreShort } from './quotes-are-short.ts';
import { reviewsAreDue } from './reviews-are-due.ts';
import { sourcesAreUsed } from './sources-are-used.ts';
import { translationsAreFresh } from './translations-are-fresh.ts';
import { urlsAreArchived } from './urls-are-archived.ts';

/** Every rule that data is held to. */
export const RULES: readonly Rule[] = [
  aliasesAreUnique,
  allegationsAreAnswered,
  amountsAreNatured,
  claimsArePlain,
  correctionsAreComplete,
  datesMakeSense,
  disagreementsAreShown,
  entitiesAreDefined,
  evaluationIsHeldOut,
  idsAreStable,
  listingsArePositions,
  questionsAreUnique,
  quotesAreShort,
  reviewsAreDue,
  sourcesAreUsed,
  translationsAreFresh,
  urlsAreArchived,
];
