/** What a wrong outcome costs, where saying nothing about what is held costs 1 and so does calling the answer only the
    nearest. A threshold is the probability from which the expected cost of acting is the lower one: cost / (1 + cost). */
const COSTS = {
  /** Claiming a fact that does not answer. */
  wrongClaim: 4,
  /** Showing a near fact where nothing is held: harmless where the question names a company, a product or somebody that is
      held; where it names none, or an agency alone, a fact on something else annoys. */
  offTopic: { named: 1 / 20, unnamed: 2 },
  /** Showing a fact where a word may be the name of a company that is not held, and none of ours is named. */
  anotherCompany: 9,
} as const;

const from = (cost: number): number => cost / (1 + cost);

/** Probabilities, 0 to 1. */
export const THRESHOLDS = {
  /** From here the best fact is claimed. */
  claim: from(COSTS.wrongClaim),
  /** From here the best fact is shown as the nearest, by what the question names. */
  near: {
    named: from(COSTS.offTopic.named),
    unnamed: from(COSTS.offTopic.unnamed),
    stranger: from(COSTS.anotherCompany),
  },
  /** A runner-up that is less unlikely than this, beside the best, is as likely. */
  margin: 0.3,
  /** The same for two facts of different years, when the question names none. */
  years: 0.7,
} as const;
