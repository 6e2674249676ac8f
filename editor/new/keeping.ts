import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Asker, Kept, TextQuestion } from './asker.ts';
import { wrongText } from './prompts.ts';

const kept = z.array(z.tuple([z.string(), z.unknown()]));

/** Where answers are kept when somebody stops: beside data/, in a folder that is not shared. */
export function keptFile(dataDir: string): string {
  return join(dataDir, '..', 'var', 'new-fact.json');
}

/** Answers that were kept; none when there are none that can be read. */
export function readKept(file: string): Kept {
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}

export function keep(file: string, answers: Kept): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(answers, null, 1));
}

export function forget(file: string): void {
  if (existsSync(file)) rmSync(file);
}

/** An asker that notes each answer in `noted`, and gives those of `before` again without asking, in their order, as long
    as the same things are asked and the answers still hold. */
export function noting(asker: Asker, before: Kept, noted: [string, unknown][]): Asker {
  let left = [...before];
  const again = async <Answer>(
    key: string,
    ask: () => Promise<Answer>,
    holds: (answer: unknown) => answer is Answer,
  ): Promise<Answer> => {
    const [next, ...rest] = left;
    if (next && next[0] === key && holds(next[1])) {
      left = rest;
      noted.push([key, next[1]]);
      return next[1];
    }
    left = [];
    const answer = await ask();
    noted.push([key, answer]);
    return answer;
  };
  const among =
    (choices: readonly { readonly value: string }[]) =>
    (answer: unknown): answer is string =>
      typeof answer === 'string' && choices.some(({ value }) => value === answer);
  return {
    text: (key, question) => again(key, () => asker.text(key, question), isGood(question)),
    choose: (key, question) => again(key, () => asker.choose(key, question), among(question.choices)),
    pick: (key, question) => again(key, () => asker.pick(key, question), among(question.choices)),
    several: (key, question) =>
      again(
        key,
        () => asker.several(key, question),
        (answer): answer is readonly string[] =>
          Array.isArray(answer) && answer.every(among(question.choices)),
      ),
    confirm: (key, question) =>
      again(
        key,
        () => asker.confirm(key, question),
        (answer): answer is boolean => typeof answer === 'boolean',
      ),
    // What was read once is not said again.
    show: (text, title) => {
      if (left.length === 0) asker.show(text, title);
    },
  };
}

function isGood({ optional, check }: TextQuestion) {
  return (answer: unknown): answer is string =>
    typeof answer === 'string' && wrongText(answer, optional, check) === undefined;
}
