import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { fold } from '../../src/core/text.ts';
import { askLocally, localBot } from '../local-bot.ts';
import { columns, percent } from '../opened.ts';
import { hitAt, measure, type Outcome } from './measures.ts';
import { misspell } from './perturb.ts';
import type { Evaluation, EvaluationCase } from './questions.ts';
import { evaluateRanking } from './ranking.ts';

/** `given`: the facts that were shown or offered, best first, and those whose claims stand on the card. */
interface Asked extends Pick<EvaluationCase, 'question' | 'expects' | 'split'> {
  readonly given: Pick<Answer, 'outcome' | 'facts' | 'shown'>;
}
type Evaluated = Awaited<ReturnType<typeof evaluate>>;

/** Of the questions about companies not held one in so many is asked with a slip of the pen too. */
const MISSPELT_EVERY = 3;

/** Runs every evaluation question through the real bot. `every` thins out the questions about strangers: 1 asks all. */
export async function evaluate(knowledge: Knowledge, evaluation: Evaluation, every = 1) {
  const bot = localBot(knowledge);
  const askAll = async <Case extends Omit<Asked, 'given'>>(cases: readonly Case[]) => {
    const asked: (Case & Asked)[] = [];
    for (const one of cases) {
      const { outcome, facts, shown, offered } = await askLocally(bot, one.question);
      const ranked = [...new Set([...facts, ...offered])].slice(0, 10);
      asked.push({ ...one, given: { outcome, facts: ranked, shown: outcome === 'answered' ? facts : shown } });
    }
    return asked;
  };
  const packs = [...evaluation.inScope].flatMap(([pack, cases]) => cases.map((one) => ({ ...one, pack })));
  const inScope = await askAll(packs);
  const row = (name: string, belongs: (one: (typeof inScope)[number]) => boolean) => ({
    name,
    measures: measure(inScope.filter(belongs).map(outcomeOf)),
    shown: share(inScope.filter(belongs), isShown),
  });
  const all = <Value>(of: (one: (typeof inScope)[number]) => readonly Value[]) => [...new Set(inScope.flatMap(of))];
  const tags = all((one) => one.tags);
  const outOfScope = await askAll(evaluation.outOfScope);
  const isChatter = ({ tags }: EvaluationCase) => tags.includes('chatter');
  // A company that gets a pack leaves the list by itself.
  const { names, shapes } = evaluation.strangers;
  const { lexicon } = knowledge.retriever;
  const notHeld = { shapes, names: names.filter((name) => lexicon.named(fold(name)) === undefined) };
  const traps = await askAll(evaluation.nearTraps.map((one) => ({ ...one, expects: [] })));
  return {
    rows: [
      row('all', () => true),
      ...[...evaluation.inScope.keys()].map((id) => row(`pack ${id}`, ({ pack }) => pack === id)),
      row('tuned on', ({ split }) => split === 'tune'),
      row('only reported', ({ split }) => split === 'report'),
      ...all((one) => [one.language]).map((tag) => row(`language ${tag}`, (one) => one.language === tag)),
      ...tags.sort().map((tag) => row(`tag ${tag}`, (one) => one.tags.includes(tag))),
    ],
    missed: inScope.filter((one) => hitAt(outcomeOf(one), 1) === 0),
    silent: {
      'out of scope': outOfScope.filter((one) => !isChatter(one)),
      'small talk': outOfScope.filter(isChatter),
      'near traps (tune)': traps.filter(({ split }) => split === 'tune'),
      'near traps (report)': traps.filter(({ split }) => split === 'report'),
      'companies not held': await askAll(strangers(notHeld, every)),
      'the same, misspelt': await askAll(strangers(notHeld, every * MISSPELT_EVERY, slipIn(knowledge))),
    },
    /** How the engine ranks, whatever the bot then claims. */
    ranking: evaluateRanking(knowledge.facts, knowledge.languages, evaluation),
  };
}

const isClaimed = ({ given }: Asked): boolean => given.outcome === 'answered';
const showsAny = ({ given }: Asked): boolean => given.shown.length > 0;
const outcomeOf = (one: Asked): Outcome => {
  return { ranked: one.given.facts, relevant: one.expects, confidence: 0, answered: isClaimed(one) };
};

/** The first that is shown, or one of two where both are. */
const isShown = ({ expects, given: { outcome, shown } }: Asked): boolean =>
  shown.slice(0, outcome === 'choose' ? 2 : 1).some((id) => expects.includes(id));

const share = <One>(all: readonly One[], counts: (one: One) => boolean): number =>
  all.filter(counts).length / Math.max(1, all.length);

type Spelling = (name: string, seed: number) => string | undefined;

/** Every name in every shape. Whatever is claimed is a fact about another company, since the base holds none of these. */
function strangers({ names, shapes }: Evaluation['strangers'], every: number, spell: Spelling = (name) => name) {
  return names.flatMap((name, index) =>
    shapes.flatMap(({ shape }, at): Omit<Asked, 'given'>[] => {
      const spelled = (index + at) % every === 0 ? spell(name, index * shapes.length + at) : undefined;
      if (spelled === undefined) return [];
      return [{ question: shape.replace('{name}', spelled), expects: [], split: 'tune' }];
    }),
  );
}

/** Undefined when the slip makes another word, or a name that is held. Of three letters nobody can tell: `Dsh`. */
function slipIn({ languages, retriever: { lexicon } }: Knowledge): Spelling {
  const isUnknown = (word: string): boolean =>
    word.length > 3 &&
    lexicon.named(word) === undefined &&
    languages.every((language) => !lexicon.knows(word, language) && lexicon.isOrdinary(word, language) !== true);
  return (name, seed) => {
    const spelled = misspell(name, seed);
    return fold(spelled).split(' ').some(isUnknown) ? spelled : undefined;
  };
}

/** Of the questions about companies that are not held so many may be shown a fact. */
const NEAR_COMPANY = 0.003;

/** Which of the floors do not hold that `npm run eval` needs to pass, in words. */
export function belowFloors({ rows, silent }: Evaluated): readonly string[] {
  const refused = (asked: readonly Asked[]) => 1 - share(asked, isClaimed);
  const wanted: readonly (readonly [what: string, share: number, floor: number])[] = [
    ['right fact shown first', rows[0]?.shown ?? 0, 0.9],
    ['precision of what is claimed', rows[0]?.measures.answerPrecision ?? 0, 0.97],
    ['out of scope refused', refused(silent['out of scope']), 0.97],
    ['small talk answered with no fact', 1 - share(silent['small talk'], showsAny), 0.97],
    ['near traps (tune) refused', refused(silent['near traps (tune)']), 0.92],
    ['near traps (report) refused', refused(silent['near traps (report)']), 0.92],
  ];
  const foreign = [...silent['companies not held'], ...silent['the same, misspelt']];
  const wrong = foreign.filter(isClaimed).length;
  const near = foreign.filter(showsAny).length - wrong;
  const below = wanted
    .filter(([, share, floor]) => share < floor)
    .map(([what, share, floor]) => `${what} ${percent(share)}, wanted ${percent(floor)}`);
  if (wrong > 0) below.push(`${wrong} questions about other companies were answered`);
  if (near > NEAR_COMPANY * foreign.length) below.push(`${near} questions about other companies were shown a fact`);
  return below;
}

export function formatEvaluated(evaluated: Evaluated, verbose: boolean): string {
  const { rows, ranking, silent } = evaluated;
  const table = rows.map(({ name, shown, measures }) => [
    name,
    String(measures.questions),
    ...[shown, measures.hit1, measures.hit3].map(percent),
    measures.mrr10.toFixed(3),
    ...[measures.answered, measures.answerPrecision].map(percent),
  ]);
  return [
    columns([['', 'questions', 'shown', 'first', 'first 3', 'MRR', 'claimed', 'precision'], ...table]),
    '',
    formatRanking(ranking),
    '',
    ...Object.entries(silent).map(([name, asked]) => {
      const counted = [isClaimed, showsAny].map((one) => `${asked.filter(one).length} (${percent(share(asked, one))})`);
      const [claimed, shown] = counted;
      return `${name}: ${asked.length} questions, answered ${claimed}, shown a fact ${shown}`;
    }),
    ...(verbose ? whatWentWrong(evaluated) : []),
  ].join('\n');
}

export function formatRanking(ranking: Evaluated['ranking']): string {
  const rows = ranking.map(({ name, measures: { questions, hit1, hit3 } }) => {
    return [name, String(questions), percent(hit1), percent(hit3)];
  });
  return columns([['ranked by the engine', 'questions', 'first', 'first 3'], ...rows]);
}

/** Of the questions marked `tune` alone, so that nobody tunes on the others by looking. */
function whatWentWrong({ missed, silent }: Evaluated): readonly string[] {
  const told = (asked: readonly Asked[]) =>
    asked.flatMap(({ question, expects, split, given: { outcome, facts } }) => {
      const wanted = expects.length > 0 ? `\n    wanted ${expects.join(' or ')}` : '';
      return split === 'tune' ? `  ${question}${wanted}\n    ${outcome}: ${facts.join(', ') || 'nothing'}` : [];
    });
  return [
    '\nfirst place wrong:',
    ...told(missed),
    '\nclaimed, though nothing answers it:',
    ...told(Object.values(silent).flat().filter(isClaimed)),
    '\nshown about a company that is not held:',
    ...told(silent['companies not held'].filter(showsAny)).slice(0, 60),
  ];
}
