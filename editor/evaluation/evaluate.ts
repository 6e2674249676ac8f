import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { fold } from '../../src/core/text.ts';
import { askLocally, localBot } from '../local-bot.ts';
import { type Given, type Refusals, type Scored, scoreAnswerable, scoreRefusals } from './measure.ts';
import { misspell } from './perturb.ts';
import type { Evaluation, EvaluationCase, NearTrap } from './questions.ts';
import { evaluateRanking, type Ranking } from './ranking.ts';

/** A question about a company that the base does not hold, made of a name and a shape. */
export interface StrangerCase {
  readonly question: string;
  readonly name: string;
}

export interface StrangersScored {
  readonly questions: number;
  readonly claimed: readonly StrangerCase[];
  readonly offered: readonly StrangerCase[];
}

export interface Evaluated {
  readonly rows: readonly { readonly name: string; readonly scored: Scored }[];
  readonly missed: readonly { readonly case: EvaluationCase; readonly given: Given }[];
  readonly outOfScope: Refusals<EvaluationCase>;
  readonly nearTraps: Readonly<Record<NearTrap['split'], Refusals<NearTrap>>>;
  readonly strangers: StrangersScored;
  /** The same names with a slip of the pen each. */
  readonly misspelt: StrangersScored;
  /** How the engine ranks, whatever the bot then claims. */
  readonly ranking: readonly Ranking[];
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
  const ask = async (question: string): Promise<Given> => givenBy(await askLocally(bot, question));
  const inScope = [...evaluation.inScope.values()].flat();
  const answers = new Map<string, Given>();
  for (const { question } of [...inScope, ...evaluation.outOfScope, ...evaluation.nearTraps]) {
    answers.set(question, await ask(question));
  }
  const given = ({ question }: { readonly question: string }): Given =>
    answers.get(question) ?? { outcome: 'failed', facts: [] };
  const row = (name: string, belongs: (one: EvaluationCase) => boolean) => ({
    name,
    scored: scoreAnswerable(inScope.filter(belongs), given),
  });
  const traps = (split: NearTrap['split']) =>
    scoreRefusals(
      evaluation.nearTraps.filter((one) => one.split === split),
      given,
    );
  const languages = [...new Set(inScope.map(({ language }) => language))];
  const tags = [...new Set(inScope.flatMap((one) => one.tags))].sort();
  return {
    rows: [
      row('all', () => true),
      ...[...evaluation.inScope].map(([pack, cases]) => row(`pack ${pack}`, (one) => cases.includes(one))),
      row('tuned on', ({ split }) => split === 'tune'),
      row('only reported', ({ split }) => split === 'report'),
      ...languages.map((tag) => row(`language ${tag}`, ({ language }) => language === tag)),
      ...tags.map((tag) => row(`tag ${tag}`, (one) => one.tags.includes(tag))),
    ],
    missed: scoreAnswerable(inScope, given).missed,
    outOfScope: scoreRefusals(evaluation.outOfScope, given),
    nearTraps: { tune: traps('tune'), report: traps('report') },
    strangers: await strangers(evaluation, ask, every, (name) => name),
    misspelt: await strangers(evaluation, ask, every * MISSPELT_EVERY, (name, seed) =>
      slipIn(name, seed, knowledge),
    ),
    ranking: evaluateRanking(knowledge.facts, knowledge.languages, evaluation),
  };
}

function givenBy(answer: Answer): Given {
  return { outcome: answer.outcome, facts: [...answer.facts, ...answer.offered].slice(0, 10) };
}

/** Every name in every shape. Whatever is claimed is a fact about another company, since the base holds none of these. */
async function strangers(
  { strangers: { names, shapes } }: Evaluation,
  ask: (question: string) => Promise<Given>,
  every: number,
  spell: (name: string, seed: number) => string | undefined,
): Promise<StrangersScored> {
  const claimed: StrangerCase[] = [];
  const offered: StrangerCase[] = [];
  let questions = 0;
  for (const [index, name] of names.entries()) {
    for (const [at, { shape }] of shapes.entries()) {
      if ((index + at) % every !== 0) continue;
      const spelled = spell(name, index * shapes.length + at);
      if (spelled === undefined) continue;
      questions++;
      const question = shape.replace('{name}', spelled);
      const got = await ask(question);
      if (got.outcome === 'answered') claimed.push({ question, name });
      else if (got.facts.length > 0) offered.push({ question, name });
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
export function belowFloors({
  rows,
  nearTraps,
  outOfScope,
  strangers,
  misspelt,
}: Evaluated): readonly string[] {
  const whole = rows[0]?.scored;
  const wanted: readonly (readonly [what: string, share: number, floor: number])[] = [
    ['first place right', whole?.first ?? 0, FLOORS.first],
    ['precision of what is claimed', whole?.precision ?? 0, FLOORS.precision],
    ['out of scope refused', outOfScope.refused, FLOORS.refused],
    ...Object.entries(nearTraps)
      .filter(([, { questions }]) => questions > 0)
      .map(([split, { refused }]) => [`near traps (${split}) refused`, refused, FLOORS.nearTraps] as const),
  ];
  const below = wanted.flatMap(([what, share, floor]) =>
    share < floor ? [`${what} ${percent(share)}, wanted ${percent(floor)}`] : [],
  );
  const wrong = strangers.claimed.length + misspelt.claimed.length;
  return wrong > FLOORS.wrongCompany
    ? [...below, `${wrong} questions about other companies were answered`]
    : below;
}

/** The tables that `npm run eval` prints. */
export function formatEvaluated(evaluated: Evaluated, verbose: boolean): string {
  const { rows, ranking, outOfScope, nearTraps, strangers, misspelt } = evaluated;
  const silent = [
    ['out of scope', outOfScope] as const,
    ...Object.entries(nearTraps).map(([split, scored]) => [`near traps (${split})`, scored] as const),
  ];
  const lines = [
    line(['', 'questions', 'first', 'first 3', 'MRR', 'claimed', 'precision']),
    ...rows.map(({ name, scored }) =>
      line([
        name,
        String(scored.questions),
        percent(scored.first),
        percent(scored.firstThree),
        scored.mrr.toFixed(3),
        percent(scored.answered),
        percent(scored.precision),
      ]),
    ),
    '',
    formatRanking(ranking),
    '',
    ...silent.map(
      ([name, { questions, refused }]) => `${name}: ${questions} questions, ${percent(refused)} not answered`,
    ),
    ...(
      [
        ['companies not held', strangers],
        ['the same, misspelt', misspelt],
      ] as const
    ).map(
      ([name, { questions, claimed, offered }]) =>
        `${name}: ${questions} questions, ${claimed.length} answered with another company's facts, ${offered.length} offered some`,
    ),
  ];
  return [...lines, ...(verbose ? whatWentWrong(evaluated) : [])].join('\n');
}

/** Of the questions marked `tune` alone, so that nobody tunes on the others by looking. */
function whatWentWrong({ missed, outOfScope, nearTraps, strangers, misspelt }: Evaluated): readonly string[] {
  const claimed = [...outOfScope.claimed, ...nearTraps.tune.claimed].filter(
    ({ case: { split } }) => split === 'tune',
  );
  return [
    '',
    'first place wrong:',
    ...missed
      .filter(({ case: { split } }) => split === 'tune')
      .map(
        ({ case: { question, expects }, given: { outcome, facts } }) =>
          `  ${question}\n    wanted ${expects.join(' or ')}\n    ${outcome}: ${facts.join(', ') || 'nothing'}`,
      ),
    '',
    'claimed, though nothing answers it:',
    ...claimed.map(({ case: { question }, given: { facts } }) => `  ${question}\n    ${facts.join(', ')}`),
    ...[...strangers.claimed, ...misspelt.claimed].slice(0, 60).map(({ question }) => `  ${question}`),
    '',
    'offered about a company that is not held:',
    ...strangers.offered.slice(0, 60).map(({ question }) => `  ${question}`),
  ];
}

/** What the engine ranks first, and among the first three. */
export function formatRanking(ranking: readonly Ranking[]): string {
  return [
    line(['ranked by the engine', 'questions', 'first', 'first 3']),
    ...ranking.map(({ name, questions, first, firstThree }) =>
      line([name, String(questions), percent(first), percent(firstThree)]),
    ),
  ].join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function line(cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(26) : cell.padStart(10))).join('');
}
