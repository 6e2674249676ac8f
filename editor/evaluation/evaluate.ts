import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { fold } from '../../src/core/text.ts';
import { askLocally, localBot } from '../local-bot.ts';
import { hitAt, type Measures, measure, type Outcome } from './measures.ts';
import { misspell } from './perturb.ts';
import type { Evaluation, EvaluationCase } from './questions.ts';
import { evaluateRanking } from './ranking.ts';

/** What was given back for one question: the facts that were shown or offered, best first. */
export type Given = Pick<Answer, 'outcome' | 'facts'>;

/** A question, and what was given back for it. */
interface Asked extends Pick<EvaluationCase, 'question' | 'expects' | 'split'> {
  readonly given: Given;
}

/** Questions that nothing here answers: the share about which nothing was claimed, and those that were. */
interface Refusals {
  readonly questions: number;
  readonly refused: number;
  readonly claimed: readonly Asked[];
}

/** Questions about companies that the base does not hold. */
interface Strangers {
  readonly questions: number;
  readonly claimed: readonly string[];
  readonly offered: readonly string[];
}

export interface Evaluated {
  readonly rows: readonly { readonly name: string; readonly measures: Measures }[];
  /** Those whose first fact is wrong. */
  readonly missed: readonly Asked[];
  readonly outOfScope: Refusals;
  readonly nearTraps: Readonly<Record<EvaluationCase['split'], Refusals>>;
  readonly strangers: Strangers;
  /** The same names with a slip of the pen each. */
  readonly misspelt: Strangers;
  /** How the engine ranks, whatever the bot then claims. */
  readonly ranking: Evaluated['rows'];
}

/** What must hold for `npm run eval` to pass: shares from 0 to 1, and how many wrong-company answers. */
export const FLOORS = {
  first: 0.89,
  precision: 0.97,
  refused: 0.97,
  nearTraps: 0.92,
  wrongCompany: 0,
} as const;

/** Of the questions about companies not held one in so many is asked with a slip of the pen too. */
const MISSPELT_EVERY = 3;

/** Runs every evaluation question through the real bot. `every` thins out the questions about strangers: 1 asks all. */
export async function evaluate(knowledge: Knowledge, evaluation: Evaluation, every = 1): Promise<Evaluated> {
  const bot = localBot(knowledge);
  const ask = async (question: string): Promise<Given> => {
    const { outcome, facts, offered } = await askLocally(bot, question);
    return { outcome, facts: [...facts, ...offered].slice(0, 10) };
  };
  const askAll = async <Case extends { readonly question: string }>(cases: readonly Case[]) => {
    const asked: (Case & { readonly given: Given })[] = [];
    for (const one of cases) asked.push({ ...one, given: await ask(one.question) });
    return asked;
  };
  const packs = [...evaluation.inScope].flatMap(([pack, cases]) => cases.map((one) => ({ ...one, pack })));
  const inScope = await askAll(packs);
  const row = (name: string, belongs: (one: (typeof inScope)[number]) => boolean) => ({
    name,
    measures: measure(inScope.filter(belongs).map(outcomeOf)),
  });
  const all = <Value>(of: (one: (typeof inScope)[number]) => readonly Value[]) => [
    ...new Set(inScope.flatMap(of)),
  ];
  const traps = (await askAll(evaluation.nearTraps)).map((one) => ({ ...one, expects: [] }));
  return {
    rows: [
      row('all', () => true),
      ...[...evaluation.inScope.keys()].map((id) => row(`pack ${id}`, ({ pack }) => pack === id)),
      row('tuned on', ({ split }) => split === 'tune'),
      row('only reported', ({ split }) => split === 'report'),
      ...all((one) => [one.language]).map((tag) => row(`language ${tag}`, (one) => one.language === tag)),
      ...all(({ tags }) => tags)
        .sort()
        .map((tag) => row(`tag ${tag}`, ({ tags }) => tags.includes(tag))),
    ],
    missed: inScope.filter((one) => hitAt(outcomeOf(one), 1) === 0),
    outOfScope: refusals(await askAll(evaluation.outOfScope)),
    nearTraps: {
      tune: refusals(traps.filter(({ split }) => split === 'tune')),
      report: refusals(traps.filter(({ split }) => split === 'report')),
    },
    strangers: await strangers(evaluation, ask, every, (name) => name),
    misspelt: await strangers(evaluation, ask, every * MISSPELT_EVERY, (name, seed) =>
      slipIn(name, seed, knowledge),
    ),
    ranking: evaluateRanking(knowledge.facts, knowledge.languages, evaluation),
  };
}

function outcomeOf({ expects, given: { outcome, facts } }: Asked): Outcome {
  return { ranked: facts, relevant: expects, confidence: 0, answered: outcome === 'answered' };
}

function refusals(asked: readonly Asked[]): Refusals {
  const claimed = asked.filter(({ given }) => given.outcome === 'answered');
  return { questions: asked.length, refused: measure(asked.map(outcomeOf)).refused, claimed };
}

/** Every name in every shape. Whatever is claimed is a fact about another company, since the base holds none of these. */
async function strangers(
  { strangers: { names, shapes } }: Evaluation,
  ask: (question: string) => Promise<Given>,
  every: number,
  spell: (name: string, seed: number) => string | undefined,
): Promise<Strangers> {
  const claimed: string[] = [];
  const offered: string[] = [];
  let questions = 0;
  for (const [index, name] of names.entries()) {
    for (const [at, { shape }] of shapes.entries()) {
      if ((index + at) % every !== 0) continue;
      const spelled = spell(name, index * shapes.length + at);
      if (spelled === undefined) continue;
      questions++;
      const question = shape.replace('{name}', spelled);
      const { outcome, facts } = await ask(question);
      if (outcome === 'answered') claimed.push(question);
      else if (facts.length > 0) offered.push(question);
    }
  }
  return { questions, claimed, offered };
}

/** Undefined when the slip makes another word or a name that the base holds: then the question is another. */
function slipIn(
  name: string,
  seed: number,
  { languages, retriever: { lexicon } }: Knowledge,
): string | undefined {
  const spelled = misspell(name, seed);
  const isUnknown = (word: string): boolean =>
    word.length > 2 &&
    lexicon.named(word) === undefined &&
    languages.every(
      (language) => !lexicon.knows(word, language) && lexicon.isOrdinary(word, language) !== true,
    );
  return fold(spelled).split(' ').some(isUnknown) ? spelled : undefined;
}

/** Which of the floors do not hold, in words; empty when all do. */
export function belowFloors(evaluated: Evaluated): readonly string[] {
  const { rows, nearTraps, outOfScope, strangers, misspelt } = evaluated;
  const whole = rows[0]?.measures;
  const wanted: readonly (readonly [what: string, share: number, floor: number])[] = [
    ['first place right', whole?.hit1 ?? 0, FLOORS.first],
    ['precision of what is claimed', whole?.answerPrecision ?? 0, FLOORS.precision],
    ['out of scope refused', outOfScope.refused, FLOORS.refused],
    ...Object.entries(nearTraps)
      .filter(([, { questions }]) => questions > 0)
      .map(([split, { refused }]) => [`near traps (${split}) refused`, refused, FLOORS.nearTraps] as const),
  ];
  const wrong = strangers.claimed.length + misspelt.claimed.length;
  return [
    ...wanted
      .filter(([, share, floor]) => share < floor)
      .map(([what, share, floor]) => `${what} ${percent(share)}, wanted ${percent(floor)}`),
    ...(wrong > FLOORS.wrongCompany ? [`${wrong} questions about other companies were answered`] : []),
  ];
}

/** The tables that `npm run eval` prints. */
export function formatEvaluated(evaluated: Evaluated, verbose: boolean): string {
  const { rows, ranking, outOfScope, nearTraps, strangers, misspelt } = evaluated;
  const silent = {
    'out of scope': outOfScope,
    'near traps (tune)': nearTraps.tune,
    'near traps (report)': nearTraps.report,
  };
  const foreign = { 'companies not held': strangers, 'the same, misspelt': misspelt };
  return [
    line('', 'questions', 'first', 'first 3', 'MRR', 'claimed', 'precision'),
    ...rows.map(({ name, measures: { questions, hit1, hit3, mrr10, answered, answerPrecision } }) =>
      line(
        name,
        String(questions),
        percent(hit1),
        percent(hit3),
        mrr10.toFixed(3),
        percent(answered),
        percent(answerPrecision),
      ),
    ),
    '',
    line('ranked by the engine', 'questions', 'first', 'first 3'),
    ...ranking.map(({ name, measures: { questions, hit1, hit3 } }) =>
      line(name, String(questions), percent(hit1), percent(hit3)),
    ),
    '',
    ...Object.entries(silent).map(
      ([name, { questions, refused }]) => `${name}: ${questions} questions, ${percent(refused)} not answered`,
    ),
    ...Object.entries(foreign).map(
      ([name, { questions, claimed, offered }]) =>
        `${name}: ${questions} questions, ${claimed.length} answered with another company's facts, ${offered.length} offered some`,
    ),
    ...(verbose ? whatWentWrong(evaluated) : []),
  ].join('\n');
}

/** Of the questions marked `tune` alone, so that nobody tunes on the others by looking. */
function whatWentWrong({ missed, outOfScope, nearTraps, strangers, misspelt }: Evaluated): readonly string[] {
  const tuned = (asked: readonly Asked[]) => asked.filter(({ split }) => split === 'tune');
  return [
    '',
    'first place wrong:',
    ...tuned(missed).map(
      ({ question, expects, given: { outcome, facts } }) =>
        `  ${question}\n    wanted ${expects.join(' or ')}\n    ${outcome}: ${facts.join(', ') || 'nothing'}`,
    ),
    '',
    'claimed, though nothing answers it:',
    ...tuned([...outOfScope.claimed, ...nearTraps.tune.claimed]).map(
      ({ question, given: { facts } }) => `  ${question}\n    ${facts.join(', ')}`,
    ),
    ...[...strangers.claimed, ...misspelt.claimed].slice(0, 60).map((question) => `  ${question}`),
    '',
    'offered about a company that is not held:',
    ...strangers.offered.slice(0, 60).map((question) => `  ${question}`),
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function line(...cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(26) : cell.padStart(10))).join('');
}
