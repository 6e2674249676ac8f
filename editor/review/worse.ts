import type { EntityId, Fact, FactBase, FactId, LanguageTag } from '../../src/core/fact.ts';
import type { Given } from '../evaluation/measure.ts';
import type { Problem } from '../lint/rule.ts';

/** One question that had an answer before a change, and should have it after. */
export interface Wanted {
  readonly question: string;
  readonly language: LanguageTag;
  /** Facts of which any may stand first; empty when nothing here answers it. */
  readonly expects: readonly FactId[];
  /** `file:line:column`. */
  readonly where: string;
  /** `indexed`: a wording of its fact. `evaluation`: one that only measures. */
  readonly from: 'indexed' | 'evaluation';
  /** It came with the change: there is nothing to compare it with. */
  readonly isNew: boolean;
}

/** What was given before a change (undefined for a new question) and what is given after. */
export interface Outcome {
  readonly wanted: Wanted;
  readonly before: Given | undefined;
  readonly after: Given;
}

/** The wording by which a fact was found for a question, and where it stands. */
export interface Because {
  readonly wording: string;
  readonly where: string;
}

/** What telling of an outcome needs to know of the base after the change. */
export interface Ground {
  readonly facts: FactBase;
  /** Facts that are new or were changed. */
  readonly changed: ReadonlySet<FactId>;
  because(question: string, id: FactId): Because | undefined;
  /** Whether two facts have this very wording. */
  isTwice(question: string): boolean;
  /** Words of one text, folded, that another text has too; none that say little. */
  shared(one: string, other: string): readonly string[];
}

export const QUESTIONS_KEEP_THEIR_FACT = {
  name: 'questions-keep-their-fact',
  why: 'A new fact must not answer what another was asked for: whoever asks gets one answer, and it should be the same as before.',
} as const;

/** From 4, answered with a right fact, to 0, answered with a wrong one. Of a question that nothing answers only 4 and 0. */
export function worth({ outcome, facts }: Given, expects: readonly FactId[]): 0 | 1 | 2 | 3 | 4 {
  const place = facts.findIndex((id) => expects.includes(id));
  if (outcome === 'answered' && facts.length > 0) return place === 0 ? 4 : 0;
  if (expects.length === 0) return 4;
  return place === 0 ? 3 : place > 0 ? 2 : 1;
}

const NOW = [
  'answered with',
  'not answered',
  'offered behind',
  'offered, and not answered,',
  'answered',
] as const;

/** The problem with one outcome; undefined when it is as good as before. A wrong answer in place of a right one is an error
    where the change touched one of the two facts, and so is another company's fact, or an answer to what nothing here answers; whatever else is worse is a warning:
    who adds a company can't mend two facts of another. */
export function tellWorse({ wanted, before, after }: Outcome, ground: Ground): Problem | undefined {
  const now = worth(after, wanted.expects);
  const was = before ? worth(before, wanted.expects) : 4;
  const strange = now === 0 && isAnotherCompany(after.facts[0], wanted.expects, ground.facts);
  const stranger = strange && !(before && isAnotherCompany(before.facts[0], wanted.expects, ground.facts));
  if (now >= was && !stranger) return undefined;
  // That two facts share a wording is another rule's to say.
  if (wanted.isNew && ground.isTwice(wanted.question)) return undefined;
  const [own] = wanted.expects;
  const taker = takerOf(after, wanted.expects, ground.changed);
  const because = taker === undefined ? undefined : ground.because(wanted.question, taker);
  const touched =
    wanted.expects.length === 0 ||
    [taker, ...wanted.expects].some((id) => id !== undefined && ground.changed.has(id));
  return {
    level: now === 0 && (strange || (touched && !wanted.isNew)) ? 'error' : 'warning',
    where: (taker !== undefined && ground.changed.has(taker) ? because?.where : undefined) ?? wanted.where,
    message: messageOf(wanted, now, taker, strange),
    tip: tipOf(wanted, now, own, taker, because, ground),
    rule: QUESTIONS_KEEP_THEIR_FACT,
  };
}

/** Who stands where the expected fact should: of those shown first the one that the change touched. */
function takerOf(
  { facts }: Given,
  expects: readonly FactId[],
  changed: ReadonlySet<FactId>,
): FactId | undefined {
  const others = facts.slice(0, 3).filter((id) => !expects.includes(id));
  return others.find((id) => changed.has(id)) ?? others[0];
}

function messageOf(
  { question, expects, from, isNew }: Wanted,
  now: 0 | 1 | 2 | 3 | 4,
  taker: FactId | undefined,
  strange: boolean,
): string {
  const kind = from === 'evaluation' ? 'the evaluation’s ' : isNew ? 'the new wording ' : '';
  const whose =
    expects.length > 0 ? ` of ${expects.slice(0, 2).join(' or ')}` : ', which nothing here answers,';
  const company = strange ? ', which is about another company' : '';
  const rival =
    taker === undefined
      ? ''
      : now === 0
        ? ` ${taker}${company}`
        : now === 2
          ? ` ${taker}`
          : `: ${taker} is as near`;
  return `${kind}"${question}"${whose} is now ${NOW[now]}${rival}`.replace(/,$/, '').replace(',:', ':');
}

function tipOf(
  { question, from, isNew }: Wanted,
  now: 0 | 1 | 2 | 3 | 4,
  own: FactId | undefined,
  taker: FactId | undefined,
  because: Because | undefined,
  { changed, shared }: Ground,
): string {
  if (isNew && now > 0) {
    return `Run npm run ask -- --why ${JSON.stringify(question)}, which says what stands against it: most often a name in it that nobody defined. npm run facts -- new entity defines one.`;
  }
  if (taker === undefined || because === undefined) {
    return `Run npm run ask -- --why ${JSON.stringify(question)}, and give ${own ?? 'the fact'} a wording that holds the words left over.`;
  }
  const words = shared(question, because.wording).slice(0, 6);
  const common =
    words.length > 0 ? `it shares ${words.map((word) => `"${word}"`).join(', ')}` : 'it is close';
  if (isNew) {
    return `Make this wording narrower: ${common} with "${because.wording}" of ${taker}; name in it what only ${own ?? 'its fact'} tells.`;
  }
  if (!changed.has(taker)) {
    return `${taker} did not change, but words count otherwise now: give ${own ?? 'its fact'} a wording that "${because.wording}" does not share.`;
  }
  const moved = own !== undefined && from === 'indexed' ? `, or move the question from ${own} to it` : '';
  return `Make the wording "${because.wording}" of ${taker} narrower: ${common} with this question; name in it what only ${taker} tells${moved}.`;
}

function isAnotherCompany(
  id: FactId | undefined,
  expects: readonly FactId[],
  { facts, entities }: FactBase,
): boolean {
  const fact = id === undefined ? undefined : facts.get(id);
  const wanted = expects.flatMap((one) => facts.get(one) ?? []);
  if (!fact || wanted.length === 0) return false;
  const companies = (one: Fact): readonly EntityId[] =>
    one.about.filter((entity) => entities.get(entity)?.kind === 'company');
  const meant = new Set(wanted.flatMap(companies));
  const about = companies(fact);
  return meant.size > 0 && about.length > 0 && !about.some((entity) => meant.has(entity));
}
