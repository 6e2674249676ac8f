import { ENOUGH_FACTS, type PackCoverage, type TopicCoverage } from './coverage.ts';

/** One thing that would make the base better, and what to type for it. */
export interface NextStep {
  readonly what: string;
  readonly command: string;
}

interface Candidate extends NextStep {
  readonly sort: string;
  /** The more, the more useful: what a reader is told wrongly comes before what nobody is told. */
  readonly use: number;
}

const STEPS = 5;
/** Of one sort, so that one long list doesn't hide the others. */
const ALIKE = 2;

/** The five most useful things to write or read next, most useful first. */
export function nextSteps(packs: readonly PackCoverage[]): readonly NextStep[] {
  const all = packs
    .flatMap((pack) => pack.topics.flatMap((topic) => candidates(pack, topic)))
    .sort((one, other) => other.use - one.use || (one.what < other.what ? -1 : 1));
  const taken = new Map<string, number>();
  const chosen = all.filter(({ sort }) => {
    const before = taken.get(sort) ?? 0;
    taken.set(sort, before + 1);
    return before < ALIKE;
  });
  return chosen.slice(0, STEPS).map(({ what, command }) => ({ what, command }));
}

function candidates({ pack, company }: PackCoverage, topic: TopicCoverage): Candidate[] {
  const [overdue] = topic.overdue;
  const [unanswered] = topic.unanswered;
  const [worst] = topic.asked.named;
  const [few] = topic.fewWordings;
  const [partly] = topic.partlyRead;
  const [single] = topic.singleOrigin;
  const name = `${company}, ${topic.title}`;
  const language = Object.entries(topic.worded).find(([, worded]) => worded < topic.facts);
  const found: (Candidate | undefined)[] = [
    overdue === undefined
      ? undefined
      : {
          sort: 'overdue',
          use: 100 + topic.overdue.length,
          what: `Look again at what is past its review date (${name}: ${topic.overdue.length}), beginning with ${overdue}.`,
          command: `npm run ask -- fact ${overdue}`,
        },
    unanswered === undefined
      ? undefined
      : {
          sort: 'unanswered',
          use: 80 + topic.unanswered.length,
          what: `Look for the company's reply, and write reply: (${name}: ${topic.unanswered.length}), beginning with ${unanswered}.`,
          command: `npm run ask -- fact ${unanswered}`,
        },
    worst && worst.margin <= 0
      ? {
          sort: 'failing',
          use: 60 + topic.asked.failing,
          what: `Give ${worst.expects[0]} wordings by which it is found (${name}: ${topic.asked.failing} of ${topic.asked.questions} questions go wrong).`,
          command: `npm run ask -- --why ${JSON.stringify(worst.question)}`,
        }
      : undefined,
    topic.facts < ENOUGH_FACTS
      ? {
          sort: 'thin',
          use: 50,
          what: `Write facts on ${name}: pack.yaml announces the topic, and it holds ${topic.facts}.`,
          command: 'npm run facts -- new fact',
        }
      : undefined,
    few === undefined
      ? undefined
      : {
          sort: 'few',
          use: 30 + topic.fewWordings.length,
          what: `Write more ways to ask for ${few} (${name}: ${topic.fewWordings.length} with fewer than six).`,
          command: `npm run ask -- fact ${few}`,
        },
    partly === undefined
      ? undefined
      : {
          sort: 'partly',
          use: 20 + topic.partlyRead.length,
          what: `Read ${partly} whole, and set read: and accessed: (${name}: ${topic.partlyRead.length} read in part).`,
          command: `npm run facts -- lint --pack ${pack}`,
        },
    language === undefined
      ? undefined
      : {
          sort: 'language',
          use: 10 + topic.facts - language[1],
          what: `Word the facts on ${name} in ${language[0]}: ${language[1]} of ${topic.facts} are.`,
          command: `npm run ask -- --lang ${language[0]} boycott ${pack} ${topic.topic}`,
        },
    single === undefined
      ? undefined
      : {
          sort: 'single',
          use: topic.singleOrigin.length,
          what: `Find a second, independent report (${name}: ${topic.singleOrigin.length} rest on one), beginning with ${single}.`,
          command: `npm run ask -- cite ${single}`,
        },
  ];
  return found.filter((one) => one !== undefined);
}
