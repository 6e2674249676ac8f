import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { fold } from '../../src/core/text.ts';
import { askLocally, localBot } from '../local-bot.ts';
import { type Given, type Scored, scoreAnswerable, scoreRefusals } from './measure.ts';
import { misspell } from './perturb.ts';
import type { Evaluation, EvaluationCase, NearTrap } from './questions.ts';

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
  readonly outOfScope: ReturnType<typeof scoreRefusals<EvaluationCase>>;
  readonly nearTraps: Readonly<Record<NearTrap['split'], ReturnType<typeof scoreRefusals<NearTrap>>>>;
  readonly strangers: StrangersScored;
  /** The same names with a slip of the pen each. */
  readonly misspelt: StrangersScored;
}

/** What must hold for `npm run eval` to pass: shares from 0 to 1, and how many wrong-company answers. */
export const FLOORS = {
  first: 0.89,
  precision: 0.97,
  refused: 0.97,
  nearTraps: 0.92,
  wrongCompany: 0,
} as const;

/** Runs every evaluation question through the real bot. `every` thins out the questions about strangers: 1 asks all. */
export async function evaluate(knowledge: Knowledge, evaluation: Evaluation, every = 1): Promise<Evaluated> {
  const bot = localBot(knowledge);
  const ask = async (question: string): Promise<Given> => givenBy(await askLocally(bot, question));
  const inScope = [...evaluation.inScope.values()].flat();
  const answers = new Map<string, Given>();
  const all = [...inScope, ...evaluation.outOfScope, ...evaluation.nearTraps];
  for (const { question } of all) answers.set(question, await ask(question));
  const given = ({ question }: { readonly question: string }): Given =>
    answers.get(question) ?? { outcome: 'failed', facts: [] };
  const row = (name: string, cases: readonly EvaluationCase[]) => ({
    name,
    scored: scoreAnswerable(cases, given),
  });
  const whole = scoreAnswerable(inScope, given);
  const languages = [...new Set(inScope.map((one) => one.language))];
  return {
    rows: [
      { name: 'all', scored: whole },
      ...[...evaluation.inScope].map(([pack, cases]) => row(`pack ${pack}`, cases)),
      row(
        'tuned on',
        inScope.filter((one) => one.split === 'tune'),
      ),
      row(
        'only reported',
        inScope.filter((one) => one.split === 'report'),
      ),
      ...languages.map((language) =>
        row(
          `language ${language}`,
          inScope.filter((one) => one.language === language),
        ),
      ),
      ...tagsOf(inScope).map((tag) =>
        row(
          `tag ${tag}`,
          inScope.filter((one) => one.tags.includes(tag)),
        ),
      ),
    ],
    missed: whole.missed,
    outOfScope: scoreRefusals(evaluation.outOfScope, given),
    nearTraps: {
      tune: scoreRefusals(
        evaluation.nearTraps.filter((one) => one.split === 'tune'),
        given,
      ),
      report: scoreRefusals(
        evaluation.nearTraps.filter((one) => one.split === 'report'),
        given,
      ),
    },
    strangers: await strangers(evaluation, ask, every, (name) => name),
    misspelt: await strangers(evaluation, ask, every * MISSPELT_EVERY, (name, seed) =>
      slipIn(name, seed, knowledge),
    ),
  };
}

function givenBy(answer: Answer): Given {
  return { outcome: answer.outcome, facts: [...answer.facts, ...answer.offered].slice(0, 10) };
}

function tagsOf(cases: readonly EvaluationCase[]): readonly string[] {
  return [...new Set(cases.flatMap((one) => one.tags))].sort();
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

/** Of the questions about companies not held one in so many is asked with a slip of the pen too. */
const MISSPELT_EVERY = 3;

/** Undefined when the slip makes another word or a name that the base holds: then the question is another. */
function slipIn(
  name: string,
  seed: number,
  { languages, retriever: { lexicon } }: Knowledge,
): string | undefined {
  const spelled = misspell(name, seed);
  const words = fold(spelled).split(' ');
  const told = words.some(
    (word) =>
      word.length > 2 &&
      lexicon.named(word) === undefined &&
      languages.every(
        (language) => !lexicon.knows(word, language) && lexicon.isOrdinary(word, language) !== true,
      ),
  );
  return told ? spelled : undefined;
}

/** Which of the floors do not hold, in words; empty when all do. */
export function belowFloors(evaluated: Evaluated): readonly string[] {
  const below: string[] = [];
  const first = evaluated.rows[0]?.scored.first ?? 0;
  if (first < FLOORS.first)
    below.push(`first place right ${percent(first)}, wanted ${percent(FLOORS.first)}`);
  const precision = evaluated.rows[0]?.scored.precision ?? 0;
  if (precision < FLOORS.precision)
    below.push(`precision of what is claimed ${percent(precision)}, wanted ${percent(FLOORS.precision)}`);
  for (const [split, { questions, refused }] of Object.entries(evaluated.nearTraps)) {
    if (questions > 0 && refused < FLOORS.nearTraps)
      below.push(`near traps (${split}) refused ${percent(refused)}, wanted ${percent(FLOORS.nearTraps)}`);
  }
  const { refused } = evaluated.outOfScope;
  if (refused < FLOORS.refused)
    below.push(`out of scope refused ${percent(refused)}, wanted ${percent(FLOORS.refused)}`);
  const wrong = evaluated.strangers.claimed.length + evaluated.misspelt.claimed.length;
  if (wrong > FLOORS.wrongCompany) below.push(`${wrong} questions about other companies were answered`);
  return below;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** The table that `npm run eval` prints. */
export function formatEvaluated(evaluated: Evaluated, verbose: boolean): string {
  const lines = [line(['', 'questions', 'first', 'first 3', 'MRR', 'claimed', 'precision'])];
  for (const { name, scored } of evaluated.rows) {
    const { questions, first, firstThree, mrr, answered, precision } = scored;
    lines.push(
      line([
        name,
        String(questions),
        percent(first),
        percent(firstThree),
        mrr.toFixed(3),
        percent(answered),
        percent(precision),
      ]),
    );
  }
  const { outOfScope, nearTraps } = evaluated;
  lines.push('');
  lines.push(`out of scope: ${outOfScope.questions} questions, ${percent(outOfScope.refused)} not answered`);
  for (const [split, scored] of Object.entries(nearTraps)) {
    lines.push(
      `near traps (${split}): ${scored.questions} questions, ${percent(scored.refused)} not answered`,
    );
  }
  for (const [what, { questions, claimed, offered }] of [
    ['companies not held', evaluated.strangers],
    ['the same, misspelt', evaluated.misspelt],
  ] as const) {
    lines.push(
      `${what}: ${questions} questions, ${claimed.length} answered with another company's facts, ${offered.length} offered some`,
    );
  }
  if (!verbose) return lines.join('\n');
  lines.push('', 'first place wrong:');
  for (const { case: one, given } of evaluated.missed.filter((one) => one.case.split === 'tune')) {
    lines.push(
      `  ${one.question}\n    wanted ${one.expects.join(' or ')}\n    ${given.outcome}: ${given.facts.join(', ') || 'nothing'}`,
    );
  }
  const claimed = [
    ...outOfScope.claimed.filter((one) => one.case.split === 'tune'),
    ...nearTraps.tune.claimed,
  ];
  lines.push('', 'claimed, though nothing answers it:');
  for (const { case: one, given } of claimed) lines.push(`  ${one.question}\n    ${given.facts.join(', ')}`);
  for (const one of [...evaluated.strangers.claimed, ...evaluated.misspelt.claimed].slice(0, 60))
    lines.push(`  ${one.question}`);
  lines.push('', 'offered about a company that is not held:');
  for (const one of evaluated.strangers.offered.slice(0, 60)) lines.push(`  ${one.question}`);
  return lines.join('\n');
}

function line(cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(26) : cell.padStart(10))).join('');
}
