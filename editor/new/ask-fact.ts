import { FACT_KINDS, type FactKind, type SourceKind } from '../../src/core/fact.ts';
import { FACT_KIND_MEANS } from '../../src/facts/schema/meanings.ts';
import type { FactInput, SourceInput } from '../write/entry-text.ts';
import { askAbout, askDefinitions } from './ask-about.ts';
import { askCites } from './ask-cites.ts';
import { askDates, askMoney, askReply } from './ask-context.ts';
import { askDisagreement, askStrangers, askWordings } from './ask-more.ts';
import { askPack, askTopic } from './ask-pack.ts';
import { type Asker, NEW } from './asker.ts';
import { type Growing, slugOf, wrongIn } from './growing.ts';

const KIND_OF: Readonly<Record<SourceKind, FactKind>> = {
  research: 'finding',
  press: 'report',
  company: 'company-statement',
  record: 'record',
  letter: 'letter',
  wiki: 'finding',
  campaign: 'finding',
};

const ENOUGH = 3;

/** Asks for all that a fact needs, in the order in which somebody knows it who has just read a document. */
export async function askFact(asker: Asker, growing: Growing): Promise<FactInput> {
  if (growing.pack === '') await askPlace(asker, growing);
  const cites = await askCites(asker, growing);
  growing.fact.cites = cites;
  const source = sourceCalled(cites[0]?.source, growing);
  const claim = await asker.text('claim', {
    message: 'What does the document say? One or two sentences in your own words.',
    why: 'Name who says so, and each company, office and year in full: somebody reads this sentence alone. At most 400 characters.',
    example: `${source?.publisher ?? 'The Toledo Post'} reports that …`,
    check: (answer) => wrongIn(growing, { claim: answer }, ['claim']),
  });
  growing.fact.claim = claim;
  const caveat = await asker.text('caveat', {
    message: 'What does the document leave open?',
    why: 'It is shown wherever the claim is shown. Empty if there is nothing a careful reader should know.',
    example: 'The Post names no document.',
    optional: true,
    check: (answer) => wrongIn(growing, { caveat: answer }, ['caveat', 'claim']),
  });
  if (caveat !== '') growing.fact.caveat = caveat;
  const kind = await asker.choose('kind', {
    message: 'What sort of statement is it?',
    choices: FACT_KINDS.map((value) => ({ value, label: value, hint: FACT_KIND_MEANS[value] })),
    initial: KIND_OF[source?.kind ?? 'press'],
  });
  growing.fact.kind = FACT_KINDS.find((one) => one === kind) ?? 'report';
  growing.fact.about = await askAbout(asker, growing, claim);
  growing.fact.questions = await askQuestions(asker, growing);
  await askMoney(asker, growing, claim);
  await askDates(asker, growing, source);
  const weight = await asker.choose('weight', {
    message: 'How much does it matter on the company’s card?',
    choices: [
      { value: '1', label: 'it answers when asked', hint: 'most facts' },
      { value: '2', label: 'it belongs on the page of its topic' },
      { value: '3', label: 'it belongs on the first card', hint: 'one or two a topic' },
    ],
  });
  growing.fact.weight = weight === '3' ? 3 : weight === '2' ? 2 : 1;
  await askReply(asker, growing);
  await askDisagreement(asker, growing, claim);
  const id = await asker.text('id', {
    message: 'Give the fact a short name',
    why: `Its id is ${growing.pack}. and this name. It never changes: cards that were posted hold it.`,
    initial: shortName(growing.fact.questions[0] ?? claim, growing.pack),
    check: (answer) => wrongIn(growing, { id: `${growing.pack}.${answer}` }, ['id']),
  });
  const fact: FactInput = {
    id: `${growing.pack}.${id}`,
    kind: growing.fact.kind,
    about: growing.fact.about,
    claim,
    questions: growing.fact.questions,
    cites,
    asOf: growing.workspace.today,
    reviewBy: growing.workspace.today,
    ...withoutId(growing.fact),
  };
  await askDefinitions(asker, growing, fact);
  await askStrangers(asker, growing, fact);
  await askWordings(asker, growing, fact);
  return fact;
}

/** Without the words of the pack, which the id begins with, where two words or more are left. */
function shortName(text: string, pack: string): string {
  const own = new Set(pack.split('-'));
  const words = text.split(/\s+/).filter((word) => !own.has(slugOf(word)));
  const short = slugOf(words.join(' '));
  return short.includes('-') ? short : slugOf(text);
}

function withoutId({ id: _, ...rest }: Partial<FactInput>): Partial<FactInput> {
  return rest;
}

async function askPlace(asker: Asker, growing: Growing): Promise<void> {
  const packs = growing.workspace.packs.filter(({ served }) => served).map(({ pack }) => pack.value);
  const pack = await asker.pick('pack', {
    message: 'Which company is the fact about?',
    choices: [
      ...packs.map(({ id, title }) => ({ value: String(id), label: title, hint: id })),
      { value: NEW, label: 'another company, which the base does not cover yet' },
    ],
  });
  if (pack === NEW) return askPack(asker, growing);
  growing.pack = pack;
  const topics = packs.find(({ id }) => id === pack)?.topics ?? [];
  const topic = await asker.pick('topic', {
    message: 'Under which heading does it stand?',
    choices: [
      ...topics.map(({ id, titles }) => ({ value: String(id), label: titles['en'] ?? id, hint: id })),
      { value: NEW, label: 'a new heading' },
    ],
  });
  growing.topic = topic;
  if (topic !== NEW) return;
  growing.topic = 'a-new-topic';
  const made = await askTopic(asker, growing, () => undefined);
  growing.topics.push(made);
  growing.topic = made.id;
}

async function askQuestions(asker: Asker, growing: Growing): Promise<string[]> {
  const questions: string[] = [];
  asker.show(
    [
      'Questions are how the fact is found. Write them as different people type them:',
      'one whole sentence first (it heads the answer), then short ones, other words, a year, a name.',
    ].join('\n'),
    'Questions',
  );
  for (;;) {
    const count = questions.length + 1;
    const answer = await asker.text(`question${count}`, {
      message: `A question that it answers (${count <= ENOUGH ? `${count} of at least ${ENOUGH}` : `${count}; five are better; Enter alone ends`})`,
      ...(count > ENOUGH && { why: 'Empty to go on.' }),
      ...(count === 1 && { example: 'When was Acme founded?' }),
      ...(count > ENOUGH && { optional: true }),
      check: (typed) => {
        const filled = [...questions, typed, 'stand-in question two', 'stand-in question three'];
        return wrongIn(growing, { questions: filled }, ['questions']);
      },
    });
    if (answer === '' || questions.length >= 29) return questions;
    questions.push(answer);
  }
}

/** What the questions need to know of a source. */
type Told = Pick<SourceInput, 'publisher' | 'kind' | 'published' | 'validAsOf'>;

function sourceCalled(id: string | undefined, { sources, workspace }: Growing): Told | undefined {
  return (
    sources.find((one) => one.id === id) ??
    [...workspace.served.sources.values()].find((one) => one.id === id)
  );
}
