import { fold } from '../../src/core/text.ts';
import { markWording } from '../lint/mark-wording.ts';
import type { FactInput, WordingInput } from '../write/entry-text.ts';
import { type Proposal, tryOut } from '../write/proposal.ts';
import type { Asker } from './asker.ts';
import { type Growing, proposalOf, said } from './growing.ts';

const NONE = '';

/** Asks whether a fact of the same topic says otherwise, when there is one; those that share most words stand first. */
export async function askDisagreement(asker: Asker, growing: Growing, claim: string): Promise<void> {
  const own = [...growing.workspace.served.facts.values()].filter(
    (fact) => fact.pack === growing.pack && fact.topic === growing.topic && fact.status !== 'withdrawn',
  );
  if (own.length === 0) return;
  const words = wordsOf(claim);
  const known = own
    .map((fact) => ({ id: fact.id, text: [...fact.wordings.values()][0]?.claim ?? fact.id }))
    .map((one) => ({ ...one, shared: [...wordsOf(one.text)].filter((word) => words.has(word)).length }))
    .sort((one, other) => other.shared - one.shared);
  const other = await asker.pick('disagrees', {
    message: 'Does a fact under the same heading say otherwise?',
    why: 'Another number, another day, a denial. The two are then always shown together.',
    choices: [
      { value: NONE, label: 'no, none of them' },
      ...known.map(({ id, text }) => ({ value: String(id), label: text.slice(0, 90), hint: id })),
    ],
  });
  if (other !== NONE) growing.fact.disagreesWith = [other];
}

/** Words that can tell two claims apart or bring them together. */
function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    fold(text)
      .split(' ')
      .filter((word) => word.length > 3 || /\d/.test(word)),
  );
}

const STRANGERS = 2;

/** Asks for a question or two that measure whether the fact is found, in words that none of its own questions has. */
export async function askStrangers(asker: Asker, growing: Growing, fact: FactInput): Promise<void> {
  for (let count = 1; count <= STRANGERS; count += 1) {
    const question = await asker.text(`stranger${count}`, {
      message:
        count === 1
          ? 'How would a stranger ask for it, who has not read it?'
          : 'And how would somebody else?',
      why: 'It measures whether the bot finds the fact, and is never searched: other words than your questions. Empty to go on.',
      optional: true,
      check: (answer) => takenQuestion(answer, growing, fact),
    });
    if (question === '') return;
    const [language = 'en'] = languagesOf(growing);
    growing.asked.push({ question, language, expects: [fact.id], split: 'report' });
  }
}

function takenQuestion(typed: string, growing: Growing, fact: FactInput): string | undefined {
  const owner = [
    { id: fact.id, questions: fact.questions },
    ...[...growing.workspace.written.base.facts.values()].map(({ id, wordings }) => ({
      id,
      questions: [...wordings.values()].flatMap(({ questions }) => questions),
    })),
  ].find(({ questions }) => questions.some((one) => fold(one) === fold(typed)));
  if (owner)
    return `This is a question of ${owner.id === fact.id ? 'the fact itself' : owner.id}, so it is always found. Ask in other words.`;
  const asked = [...growing.workspace.evaluation.asked, ...growing.asked];
  return asked.some(({ question }) => fold(question) === fold(typed))
    ? 'This question measures already. Ask in other words.'
    : undefined;
}

/** The languages of the pack, its own first. */
function languagesOf({ newPack, pack, workspace }: Growing): readonly string[] {
  const head = [...workspace.written.base.packs.values()].find(({ id }) => id === pack);
  return newPack?.languages ?? head?.languages ?? [];
}

const QUESTIONS = 3;

/** Asks for the fact in the further languages of its pack, each of which may be left out. */
export async function askWordings(asker: Asker, growing: Growing, fact: FactInput): Promise<void> {
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  for (const language of languagesOf(growing).slice(1)) {
    const wording: WordingInput = { id: fact.id, of: markWording(fact), claim: '', questions: [] };
    const wrong = (change: Partial<WordingInput>, key: keyof WordingInput) =>
      wrongWording(growing, fact, language, { ...wording, ...change }, key);
    wording.claim = await asker.text(`claim.${language}`, {
      message: `Can you say it in ${names.of(language) ?? language}?`,
      why: 'The same sentence, for those who read in it. Empty if not: somebody else can do it later.',
      optional: true,
      check: (answer) => wrong({ claim: answer }, 'claim'),
    });
    if (wording.claim === '') continue;
    if (fact.caveat !== undefined) {
      wording.caveat = await asker.text(`caveat.${language}`, {
        message: 'And what the document leaves open?',
        why: `In English it is: ${fact.caveat}`,
        check: (answer) => wrong({ caveat: answer }, 'caveat'),
      });
    }
    while (wording.questions.length < QUESTIONS) {
      const questions = [...wording.questions];
      questions.push(
        await asker.text(`question${questions.length + 1}.${language}`, {
          message: `A question that it answers, in the same language (${questions.length + 1} of ${QUESTIONS})`,
          check: (answer) => wrong({ questions: [...questions, answer] }, 'questions'),
        }),
      );
      wording.questions = questions;
    }
    growing.wordings.push({ ...wording, language });
  }
}

/** What is wrong with one part of a wording, when the others are taken to be sound. */
function wrongWording(
  growing: Growing,
  fact: FactInput,
  language: string,
  wording: WordingInput,
  key: keyof WordingInput,
): string | undefined {
  const stands = (questions: readonly string[]): string[] => [
    ...questions,
    ...['stand-in one', 'stand-in two', 'stand-in three'].slice(0, Math.max(0, QUESTIONS - questions.length)),
  ];
  const whole = {
    ...wording,
    claim: wording.claim || fact.claim,
    questions: stands(wording.questions),
    language,
  };
  const proposal: Proposal = proposalOf({ ...growing, wordings: [whole] }, fact);
  return said(
    tryOut(proposal, growing.workspace).find(
      ({ level, where }) => level === 'error' && where.startsWith(`${language}.${key}`),
    ),
  );
}
