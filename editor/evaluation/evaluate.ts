import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { fold } from '../../src/core/text.ts';
import { askLocally, localBot } from '../local-bot.ts';
import { hitAt, type Measures, measure, type Outcome } from './measures.ts';
import { misspell } from './perturb.ts';
import type { Evaluation, EvaluationCase } from './questions.ts';
import { evaluateRanking } from './ranking.ts';

/** What was given back for one question: the facts that were shown or offered, best first. */
export type Given = Pick<Answer, 'outcome' | 'facts'> & {
  /** Those whose claims stand on the card; of one that leads on to others it is the first. */
  readonly shown: Answer['shown'];
};

/** A question, and what was given back for it. */
interface Asked extends Pick<EvaluationCase, 'question' | 'expects' | 'split'> {
  readonly given: Given;
}

/** Questions that nothing here answers: the shares about which nothing was claimed, and any fact was shown; and those that
    were claimed. */
interface Refusals {
  readonly questions: number;
  readonly refused: number;
  readonly shown: number;
  readonly claimed: readonly Asked[];
}

/** Questions about companies that the base does not hold. */
interface Strangers {
  readonly questions: number;
  readonly claimed: readonly string[];
  readonly shown: readonly string[];
}

export interface Evaluated {
  readonly rows: readonly {
    readonly name: string;
    readonly measures: Measures;
    /** Share that was shown a right fact at once, claimed or as the nearest. */
    readonly shown: number;
  }[];
  /** Those whose first fact is wrong. */
  readonly missed: readonly Asked[];
  readonly outOfScope: Refusals;
  /** Small talk, pastes and whatever else somebody types. */
  readonly chatter: Refusals;
  readonly nearTraps: Readonly<Record<EvaluationCase['split'], Refusals>>;
  readonly strangers: Strangers;
  /** The same names with a slip of the pen each. */
  readonly misspelt: Strangers;
  /** How the engine ranks, whatever the bot then claims. */
  readonly ranking: ReturnType<typeof evaluateRanking>;
}

/** What must hold for `npm run eval` to pass: shares from 0 to 1, and how many wrong-company answers. */
export const FLOORS = {
  shown: 0.9,
  precision: 0.97,
  refused: 0.97,
  chatter: 0.97,
  nearTraps: 0.92,
  wrongCompany: 0,
  /** Share of the questions about companies that are not held. */
  nearCompany: 0.003,
} as const;

/** Of the questions about companies not held one in so many is asked with a slip of the pen too. */
const MISSPELT_EVERY = 3;

/** Runs every evaluation question through the real bot. `every` thins out the questions about strangers: 1 asks all. */
export async function evaluate(knowledge: Knowledge, evaluation: Evaluation, every = 1): Promise<Evaluated> {
  const bot = localBot(knowledge);
  const ask = async (question: string): Promise<Given> => {
    const { outcome, facts, shown, offered } = await askLocally(bot, question);
    const ranked = [...new Set([...facts, ...offered])].slice(0, 10);
    return { outcome, facts: ranked, shown: outcome === 'answered' ? facts : shown };
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
    shown: share(inScope.filter(belongs), isShown),
  });
  const all = <Value>(of: (one: (typeof inScope)[number]) => readonly Value[]) => [
    ...new Set(inScope.flatMap(of)),
  ];
  const outOfScope = await askAll(evaluation.outOfScope);
  const isChatter = ({ tags }: EvaluationCase) => tags.includes('chatter');
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
    outOfScope: refusals(outOfScope.filter((one) => !isChatter(one))),
    chatter: refusals(outOfScope.filter(isChatter)),
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

/** The first that is shown, or one of two where both are. */
function isShown({ expects, given: { outcome, shown } }: Asked): boolean {
  return shown.slice(0, outcome === 'choose' ? 2 : 1).some((id) => expects.includes(id));
}

function share<One>(all: readonly One[], counts: (one: One) => boolean): number {
  return all.filter(counts).length / Math.max(1, all.length);
}

function refusals(asked: readonly Asked[]): Refusals {
  const claimed = asked.filter(({ given }) => given.outcome === 'answered');
  const shown = share(asked, ({ given }) => given.shown.length > 0);
  return { questions: asked.length, refused: measure(asked.map(outcomeOf)).refused, shown, claimed };
}

/** Every name in every shape. Whatever is claimed is a fact about another company, since the base holds none of these. */
async function strangers(
  { strangers: { names, shapes } }: Evaluation,
  ask: (question: string) => Promise<Given>,
  every: number,
  spell: (name: string, seed: number) => string | undefined,
): Promise<Strangers> {
  const claimed: string[] = [];
  const shown: string[] = [];
  let questions = 0;
  for (const [index, name] of names.entries()) {
    for (const [at, { shape }] of shapes.entries()) {
      if ((index + at) % every !== 0) continue;
      const spelled = spell(name, index * shapes.length + at);
      if (spelled === undefined) continue;
      questions++;
      const question = shape.replace('{name}', spelled);
      const given = await ask(question);
      if (given.outcome === 'answered') claimed.push(question);
      else if (given.shown.length > 0) shown.push(question);
    }
  }
  return { questions, claimed, shown };
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
  const { rows, nearTraps, outOfScope, chatter, strangers, misspelt } = evaluated;
  const whole = rows[0]?.measures;
  const wanted: readonly (readonly [what: string, share: number, floor: number])[] = [
    ['right fact shown first', rows[0]?.shown ?? 0, FLOORS.shown],
    ['precision of what is claimed', whole?.answerPrecision ?? 0, FLOORS.precision],
    ['out of scope refused', outOfScope.refused, FLOORS.refused],
    ['small talk answered with no fact', 1 - chatter.shown, FLOORS.chatter],
    ...Object.entries(nearTraps)
      .filter(([, { questions }]) => questions > 0)
      .map(([split, { refused }]) => [`near traps (${split}) refused`, refused, FLOORS.nearTraps] as const),
  ];
  const wrong = strangers.claimed.length + misspelt.claimed.length;
  const near = strangers.shown.length + misspelt.shown.length;
  const asked = strangers.questions + misspelt.questions;
  return [
    ...wanted
      .filter(([, share, floor]) => share < floor)
      .map(([what, share, floor]) => `${what} ${percent(share)}, wanted ${percent(floor)}`),
    ...(wrong > FLOORS.wrongCompany ? [`${wrong} questions about other companies were answered`] : []),
    ...(near > FLOORS.nearCompany * asked
      ? [`${near} questions about other companies were shown a fact`]
      : []),
  ];
}

/** The tables that `npm run eval` prints. */
export function formatEvaluated(evaluated: Evaluated, verbose: boolean): string {
  const { rows, ranking, outOfScope, chatter, nearTraps, strangers, misspelt } = evaluated;
  const silent = {
    'out of scope': outOfScope,
    'small talk': chatter,
    'near traps (tune)': nearTraps.tune,
    'near traps (report)': nearTraps.report,
  };
  const foreign = { 'companies not held': strangers, 'the same, misspelt': misspelt };
  return [
    line('', 'questions', 'shown', 'first', 'first 3', 'MRR', 'claimed', 'precision'),
    ...rows.map(({ name, shown, measures: { questions, hit1, hit3, mrr10, answered, answerPrecision } }) =>
      line(
        name,
        String(questions),
        percent(shown),
        percent(hit1),
        percent(hit3),
        mrr10.toFixed(3),
        percent(answered),
        percent(answerPrecision),
      ),
    ),
    '',
    formatRanking(ranking),
    '',
    ...Object.entries(silent).map(
      ([name, { questions, refused, shown }]) =>
        `${name}: ${questions} questions, ${percent(refused)} not answered, ${percent(shown)} shown a fact`,
    ),
    ...Object.entries(foreign).map(
      ([name, { questions, claimed, shown }]) =>
        `${name}: ${questions} questions, ${claimed.length} answered with another company's facts, ${shown.length} shown one as the nearest`,
    ),
    ...(verbose ? whatWentWrong(evaluated) : []),
  ].join('\n');
}

/** What the engine ranks first, and among the first three. */
export function formatRanking(ranking: Evaluated['ranking']): string {
  return [
    line('ranked by the engine', 'questions', 'first', 'first 3'),
    ...ranking.map(({ name, measures: { questions, hit1, hit3 } }) =>
      line(name, String(questions), percent(hit1), percent(hit3)),
    ),
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
    'shown about a company that is not held:',
    ...strangers.shown.slice(0, 60).map((question) => `  ${question}`),
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function line(...cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(26) : cell.padStart(10))).join('');
}
