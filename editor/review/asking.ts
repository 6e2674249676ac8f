import { isDeepStrictEqual } from 'node:util';
import type { Knowledge } from '../../src/core/bot.ts';
import type { Fact, FactId } from '../../src/core/fact.ts';
import { fold } from '../../src/core/text.ts';
import { understand } from '../../src/core/understand.ts';
import type { Given } from '../evaluation/measure.ts';
import type { Evaluation } from '../evaluation/questions.ts';
import type { Problem, WrittenFacts } from '../lint/rule.ts';
import { askLocally, localBot } from '../local-bot.ts';
import { type Because, type Ground, tellWorse, type Wanted, worth } from './worse.ts';

/** A base with its index, and the questions that measure it. */
export interface Side {
  readonly knowledge: Knowledge;
  readonly evaluation: Evaluation;
}

/** The base after a change also knows where everything is written. */
export interface Written extends Side {
  readonly written: Pick<WrittenFacts, 'where' | 'translations'>;
}

export interface Compared {
  readonly problems: readonly Problem[];
  /** Facts that are new or that were changed, and how many questions were asked of how many. */
  readonly changed: ReadonlySet<FactId>;
  readonly asked: number;
  readonly questions: number;
}

/** Letters of a word's beginning by which two forms of it are taken for one. */
const BEGINNING = 4;

/** Asks every question that a change may have touched, before and after, and tells what became worse: each indexed
    wording, and each question of the evaluation that stands in both. Touched are questions that share a word with a fact,
    a name or a topic that was added, changed or taken out; all of them when a language changed, or with `every`: what
    counts rarely moves the others, by next to nothing. */
export async function compareAnswers(before: Side, after: Written, every = false): Promise<Compared> {
  const changed = changedFacts(before.knowledge, after.knowledge);
  const all = wantedOf(before, after);
  const mayDiffer =
    every || languagesChanged(before.knowledge, after.knowledge)
      ? () => true
      : sharesWord(before, after, changed);
  const asked = all.filter(({ question, isNew }) => isNew || mayDiffer(question));
  const ground = groundOf(after, changed);
  const [then, now] = [localBot(quick(before.knowledge)), localBot(quick(after.knowledge))];
  const problems: Problem[] = [];
  for (const wanted of asked) {
    const given = givenBy(await askLocally(now, wanted.question));
    if (worth(given, wanted.expects) === 4) continue;
    const earlier = wanted.isNew ? undefined : givenBy(await askLocally(then, wanted.question));
    const problem = tellWorse({ wanted, before: earlier, after: given }, ground);
    if (problem) problems.push(problem);
  }
  return {
    problems,
    changed: new Set(changed.filter((id) => after.knowledge.facts.facts.has(id))),
    asked: asked.length,
    questions: all.length,
  };
}

/** Without what only fills the buttons below an answer, which takes most of the time. */
function quick(knowledge: Knowledge): Knowledge {
  return { ...knowledge, retriever: { ...knowledge.retriever, neighbours: () => [] } };
}

function givenBy({
  outcome,
  facts,
  offered,
}: {
  readonly outcome: Given['outcome'];
  readonly facts: readonly FactId[];
  readonly offered: readonly FactId[];
}): Given {
  return { outcome, facts: [...facts, ...offered].slice(0, 10) };
}

/** Ids of facts of which anything that is searched is not as it was; those that are gone, too. */
function changedFacts({ facts: before }: Knowledge, { facts: after }: Knowledge): FactId[] {
  const searched = (fact: Fact | undefined) =>
    fact && [
      fact.wordings,
      fact.about,
      fact.period,
      fact.amount,
      fact.topic,
      fact.kind,
      fact.status,
      fact.reply,
      fact.cites,
    ];
  const ids = new Set([...before.facts.keys(), ...after.facts.keys()]);
  return [...ids].filter(
    (id) => !isDeepStrictEqual(searched(before.facts.get(id)), searched(after.facts.get(id))),
  );
}

function languagesChanged(before: Knowledge, after: Knowledge): boolean {
  const words = ({ languages }: Knowledge) => languages.map(({ say: _, grammar: __, ...rest }) => rest);
  return !isDeepStrictEqual(words(before), words(after));
}

/** What things and topics are called, where it is not as it was; of both sides. */
function changedNames({ facts: before }: Knowledge, { facts: after }: Knowledge): string[] {
  const named = ({ entities, packs }: Knowledge['facts']): Map<string, readonly string[]> =>
    new Map([
      ...[...entities.values()].map(({ id, name, aliases }) => [`entity ${id}`, [name, ...aliases]] as const),
      ...[...packs.values()].flatMap(({ id, topics }) =>
        topics.map(
          (topic) => [`topic ${id} ${topic.id}`, [...topic.titles.values(), ...topic.aliases]] as const,
        ),
      ),
    ]);
  const [then, now] = [named(before), named(after)];
  const keys = new Set([...then.keys(), ...now.keys()]);
  return [...keys]
    .filter((key) => !isDeepStrictEqual(then.get(key), now.get(key)))
    .flatMap((key) => [...(then.get(key) ?? []), ...(now.get(key) ?? [])]);
}

function sharesWord(before: Side, after: Side, changed: readonly FactId[]): (question: string) => boolean {
  const small = new Set(after.knowledge.languages.flatMap((language) => [...language.small]));
  const begin = (text: string) =>
    fold(text)
      .split(' ')
      .filter((word) => !small.has(word))
      .map((word) => word.slice(0, BEGINNING));
  const names = changedNames(before.knowledge, after.knowledge);
  const facts = new Set(
    [before, after].flatMap(({ knowledge }) =>
      changed.flatMap((id) =>
        [...(knowledge.facts.facts.get(id)?.wordings.values() ?? [])].flatMap(
          ({ claim, caveat = '', questions }) => [claim, caveat, ...questions].flatMap(begin),
        ),
      ),
    ),
  );
  const touched = new Set([...facts, ...names.flatMap(begin)]);
  return (question) => begin(question).some((word) => touched.has(word));
}

/** Every question that can be compared, and every indexed one that is new. A withdrawn fact need not be found. */
function wantedOf(before: Side, { knowledge, evaluation, written }: Written): Wanted[] {
  const old = before.knowledge.facts.facts;
  const indexed = [...knowledge.facts.facts.values()].flatMap((fact) =>
    fact.status === 'withdrawn'
      ? []
      : [...fact.wordings].flatMap(([language, { questions }]) =>
          questions.map((question): Wanted => {
            const isNew = old.get(fact.id)?.wordings.get(language)?.questions.includes(question) !== true;
            const where = placeOf(written, fact.id, language, questions.indexOf(question));
            return { question, language, expects: [fact.id], where, from: 'indexed', isNew };
          }),
        ),
  );
  const known = new Map(casesOf(before.evaluation).map((one) => [one.question, one.expects]));
  const places = new Map(evaluation.asked.map(({ question, where }) => [question, where]));
  const measuring = casesOf(evaluation).flatMap(({ question, language, expects }): Wanted[] => {
    if (!isDeepStrictEqual(known.get(question), expects)) return [];
    const where = places.get(question) ?? '';
    return [{ question, language, expects, where, from: 'evaluation', isNew: false }];
  });
  return [...indexed, ...measuring];
}

function casesOf({ inScope, outOfScope, nearTraps }: Evaluation) {
  return [
    ...[...inScope.values()].flat(),
    ...outOfScope,
    ...nearTraps.map((one) => ({ ...one, expects: [] })),
  ];
}

function placeOf(written: Written['written'], id: FactId, language: string, index: number): string {
  const made = written.translations.find((one) => one.fact === id && one.language === language);
  const path = ['questions', index];
  return made ? made.where(path) : written.where('fact', id, path);
}

function groundOf({ knowledge, written }: Written, changed: readonly FactId[]): Ground {
  const { facts, languages, retriever } = knowledge;
  const packs = new Set(facts.packs.keys());
  const seen = new Map<string, FactId>();
  const twice = new Set<string>();
  for (const { id, wordings } of facts.facts.values()) {
    for (const question of [...wordings.values()].flatMap(({ questions }) => questions.map(fold))) {
      if ((seen.get(question) ?? id) !== id) twice.add(question);
      seen.set(question, id);
    }
  }
  return {
    facts,
    isTwice: (question) => twice.has(fold(question)),
    changed: new Set(changed),
    because(question, id): Because | undefined {
      const query = understand(question, languages, retriever.lexicon, packs);
      const match = retriever.search(query, 20).find((one) => one.fact.id === id);
      if (!match || match.because === '') return undefined;
      const [language = 'en', wording] =
        [...match.fact.wordings].find(([, { questions }]) => questions.includes(match.because)) ?? [];
      const where = wording
        ? placeOf(written, id, language, wording.questions.indexOf(match.because))
        : written.where('fact', id, ['questions']);
      return { wording: match.because, where };
    },
    shared(one, other) {
      const stems = (text: string) =>
        understand(text, languages, retriever.lexicon, packs).terms.filter(({ small }) => !small);
      const theirs = new Set(stems(other).map(({ stem }) => stem));
      return [...new Set(stems(one).flatMap(({ stem, typed }) => (theirs.has(stem) ? [typed] : [])))];
    },
  };
}
