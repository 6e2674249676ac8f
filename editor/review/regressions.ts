import { isDeepStrictEqual } from 'node:util';
import { assemble } from '../../src/assemble.ts';
import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { FactBase, FactId } from '../../src/core/fact.ts';
import type { Bot } from '../../src/core/ports.ts';
import type { Match } from '../../src/core/retriever.ts';
import { understand } from '../../src/core/understand.ts';
import type { WrittenFacts } from '../../src/facts/join.ts';
import type { Loaded } from '../../src/facts/load.ts';
import type { Problem } from '../../src/facts/problems.ts';
import type { Evaluation } from '../evaluation/questions.ts';
import { placeOfWording } from '../lint/rule.ts';
import { askLocally, quickBot } from '../local-bot.ts';

type Side = Pick<Loaded, 'base' | 'languages'> & { readonly evaluation: Evaluation };
/** The base after a change also knows where everything is written. */
type Written = Side & { readonly written: Pick<WrittenFacts, 'where' | 'translations'> };

/** A question and what it should find, which is empty when nothing here answers it. */
export interface Case {
  readonly question: string;
  readonly expects: readonly FactId[];
  readonly where: string;
  /** `indexed`: a wording of its fact; `new`: one that came with the change, so that there is nothing to compare with. */
  readonly from: 'indexed' | 'new' | 'evaluation';
}

const QUESTIONS_KEEP_THEIR_FACT = {
  name: 'questions-keep-their-fact',
  why: 'A new fact must not answer what another was asked for: whoever asks gets one answer, and it should be the same as before.',
} as const;

/** Facts that a question of a changed one finds: what it could take is theirs. */
const NEAREST = 5;

/** Asks before and after a change, and says which answers became worse: the wordings of every fact that was changed, or
    that is found near one, and the questions of the evaluation that expect such a fact, or none; all with `every`. */
export async function regressionsBetween(before: Side, after: Written, every = false) {
  const [old, now] = [assemble(before), assemble(after)];
  const changed = changedFacts(before.base, after.base);
  const touched = new Set([...changed, ...nearTo(changed, old), ...nearTo(changed, now)]);
  const cases = casesOf(before, after);
  const asked = cases.filter(({ expects }) => every || expects.length === 0 || expects.some((id) => touched.has(id)));
  const [then, bot] = [quickBot(old), quickBot(now)];
  const problems: Problem[] = [];
  for (const one of asked) {
    const given = await ask(bot, one.question);
    if (worth(given, one.expects) === 4) continue;
    const earlier = one.from === 'new' ? undefined : await ask(then, one.question);
    const because = (id: FactId) => search(one.question, now, 20).find(({ fact }) => fact.id === id)?.because;
    const ground = { base: after.base, changed, because, where: after.written.where };
    const problem = regressionOf(one, earlier, given, ground);
    if (problem) problems.push(problem);
  }
  const held = [...changed].filter((id) => after.base.facts.has(id));
  return { problems, changed: held, asked: asked.length, questions: cases.length };
}

/** What was given back: the facts that were shown or offered, best first. */
export type Given = Pick<Answer, 'outcome' | 'facts'>;

async function ask(bot: Bot, question: string): Promise<Given> {
  const { outcome, facts, offered } = await askLocally(bot, question);
  return { outcome, facts: [...facts, ...offered].slice(0, 10) };
}

function search(question: string, { languages, retriever }: Knowledge, limit: number): readonly Match[] {
  return retriever.search(understand(question, languages, retriever.lexicon), limit);
}

/** Facts of which anything that is searched is not as it was; those that are gone, too. */
function changedFacts({ facts: before }: FactBase, { facts: after }: FactBase): ReadonlySet<FactId> {
  const searched = (id: FactId, facts: FactBase['facts']) => {
    const { corrections: _, reviewBy: __, asOf: ___, weight: ____, ...rest } = facts.get(id) ?? {};
    return rest;
  };
  const ids = [...before.keys(), ...after.keys()];
  return new Set(ids.filter((id) => !isDeepStrictEqual(searched(id, before), searched(id, after))));
}

function nearTo(changed: ReadonlySet<FactId>, knowledge: Knowledge): readonly FactId[] {
  return [...changed]
    .flatMap((id) => [...(knowledge.facts.facts.get(id)?.wordings.values() ?? [])])
    .flatMap(({ questions }) => questions.flatMap((one) => search(one, knowledge, NEAREST)))
    .map(({ fact }) => fact.id);
}

/** Every wording, and those questions of the evaluation that were there before and expected the same. */
function casesOf(before: Side, { base, evaluation, written }: Written): readonly Case[] {
  const placeOf = placeOfWording(written);
  const found = [...base.facts.values()].filter(({ status }) => status !== 'withdrawn');
  const indexed = found.flatMap(({ id, wordings }) =>
    [...wordings].flatMap(([language, { questions }]) => {
      const known = before.base.facts.get(id)?.wordings.get(language)?.questions ?? [];
      return questions.map((question, index): Case => {
        const { where = written.where('fact', id, ['questions', index]) } = placeOf(id, language, 'questions', index);
        return { question, expects: [id], where, from: known.includes(question) ? 'indexed' : 'new' };
      });
    }),
  );
  const known = measuring(before.evaluation);
  const places = new Map(evaluation.asked.map(({ question, where }) => [question, where]));
  const measured = [...measuring(evaluation)].flatMap(([question, expects]): Case[] => {
    if (!isDeepStrictEqual(known.get(question), expects)) return [];
    return [{ question, expects, where: places.get(question) ?? '', from: 'evaluation' }];
  });
  return [...indexed, ...measured];
}

function measuring({ inScope, outOfScope, nearTraps }: Evaluation): ReadonlyMap<string, readonly FactId[]> {
  const traps = nearTraps.map((one) => ({ ...one, expects: [] }));
  const all = [...[...inScope.values()].flat(), ...outOfScope, ...traps];
  return new Map(all.map(({ question, expects }) => [question, expects]));
}

/** From 4, answered with a right fact, to 0, answered with a wrong one. Of a question that nothing answers only 4 and 0. */
export function worth({ outcome, facts }: Given, expects: readonly FactId[]): 0 | 1 | 2 | 3 | 4 {
  const place = facts.findIndex((id) => expects.includes(id));
  if (outcome === 'answered' && facts.length > 0) return place === 0 ? 4 : 0;
  if (expects.length === 0) return 4;
  return place === 0 ? 3 : place > 0 ? 2 : 1;
}

/** Of the base after the change. `because`: the wording by which a fact is found for the question. */
export interface Ground {
  readonly base: FactBase;
  readonly changed: ReadonlySet<FactId>;
  because(id: FactId): string | undefined;
  readonly where: WrittenFacts['where'];
}

/** The problem with one answer; undefined when it is as good as before. A wrong answer in place of a right one is an error
    where the change touched one of the two facts, and so is another company's fact, or an answer to what nothing here
    answers. Whatever else is worse is a warning: who adds a company can't mend two facts of another. */
export function regressionOf(
  { question, expects, where, from }: Case,
  before: Given | undefined,
  after: Given,
  { base, changed, because, where: placeOfPart }: Ground,
): Problem | undefined {
  const now = worth(after, expects);
  const isForeign = now === 0 && isOfOthers(after.facts[0], expects, base);
  const wasForeign = before !== undefined && isOfOthers(before.facts[0], expects, base);
  if (now >= (before ? worth(before, expects) : 4) && (!isForeign || wasForeign)) return undefined;
  const others = after.facts.slice(0, 3).filter((id) => !expects.includes(id));
  // Of those that are shown first, the one that the change touched.
  const taker = others.find((id) => changed.has(id)) ?? others[0];
  const taken = taker === undefined || !changed.has(taker) ? undefined : because(taker);
  const isTouched = [taker, ...expects].some((id) => id !== undefined && changed.has(id));
  const isError = isForeign || expects.length === 0 || (isTouched && from !== 'new');
  const own = expects.length > 0 ? ` of ${expects.slice(0, 2).join(' or ')}` : ', which nothing here answers,';
  const kind = { indexed: '', new: 'the new wording ', evaluation: 'the evaluation’s ' }[from];
  const company = isForeign ? ', which is about another company' : '';
  const rival = taker === undefined ? '' : `: ${taker} is as near`;
  const unclaimed = [`not answered${rival}`, `offered behind ${taker}`, `offered, and not answered${rival}`];
  const what = [`answered with ${taker}${company}`, ...unclaimed][now];
  return {
    level: now === 0 && isError ? 'error' : 'warning',
    where: taken && taker ? placeOfPart('fact', taker, ['questions']) : where,
    message: `${kind}"${question}"${own} is now ${what}`,
    tip: taken
      ? `Make the wording "${taken}" of ${taker} narrower: name in it what only ${taker} says.`
      : `Run npm run ask -- --why ${JSON.stringify(question)}. Give ${expects[0] ?? 'the fact'} a wording that holds the words left over, or define a name that is taken for a stranger’s: npm run facts -- new entity PACK.`,
    rule: QUESTIONS_KEEP_THEIR_FACT,
  };
}

/** Whether a fact is about other companies than those of the facts that are expected. */
function isOfOthers(id: FactId | undefined, expects: readonly FactId[], { facts, entities }: FactBase): boolean {
  const [meant = [], about = []] = [expects, id === undefined ? [] : [id]].map((ids) => {
    const named = ids.flatMap((one) => facts.get(one)?.about ?? []);
    return named.filter((entity) => entities.get(entity)?.kind === 'company');
  });
  return meant.length > 0 && about.length > 0 && !about.some((entity) => meant.includes(entity));
}
