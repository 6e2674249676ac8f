import type { Rule } from '../rule.ts';
import { amountsAreNatured, claimsArePlain, listingsArePositions, translationsAreFresh } from './claims.ts';
import { datesMakeSense, reviewsAreDue } from './dates.ts';
import { aliasesAreUnique, entitiesAreDefined, idsAreStable } from './names.ts';
import { evaluationIsHeldOut, questionsAreUnique } from './questions.ts';
import { allegationsAreAnswered, correctionsAreComplete, disagreementsAreShown } from './replies.ts';
import { quotesAreShort, sourcesAreUsed, urlsAreArchived } from './sources.ts';

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
