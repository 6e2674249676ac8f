import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sentencesOf } from '../../src/commands/check/statements.ts';
import { type Checked, checkSentences } from '../../src/commands/check/verdicts.ts';
import type { FactBase } from '../../src/core/fact.ts';
import type { Context } from '../../src/core/ports.ts';
import { ProblemCollector, throwIfBad } from '../../src/facts/problems.ts';
import { readList } from '../../src/facts/read.ts';
import { factId, languageTag, slug } from '../../src/facts/schema/values.ts';
import { columns, percent } from '../opened.ts';

const SPLITS = ['tune', 'report'] as const;
const VERDICTS = ['supported', 'contradicted', 'nothing'] as const;

/** One entry of evaluation/messages.yaml. */
export const messageSchema = z.strictObject({
  text: z.string().min(1).max(4000),
  language: languageTag,
  verdict: z.enum(VERDICTS),
  facts: z.array(factId).max(20),
  kind: slug,
  split: z.enum(SPLITS),
  /** Written to be taken for a claim that it is not. */
  hostile: z.literal(true).optional(),
  differs: slug.optional(),
});
export type Message = z.output<typeof messageSchema>;

/** Throws BotError `bad_data` for what is no message, or names a fact that is not there. */
export function loadMessages(dir: string, { facts }: FactBase): readonly Message[] {
  const file = join(dir, 'evaluation', 'messages.yaml');
  const collector = new ProblemCollector();
  const read = existsSync(file) ? readList(file, messageSchema, collector) : [];
  for (const entry of read) {
    const lost = entry.value.facts.findIndex((id) => !facts.has(id));
    if (lost < 0) continue;
    const message = `no fact is called ${entry.value.facts[lost]}`;
    collector.error(entry.where(['facts', lost]), message, 'Name a fact that is in the base.');
  }
  throwIfBad(collector.problems);
  return read.map(({ value }) => value);
}

interface Judged {
  readonly message: Message;
  readonly checked: readonly Checked[];
}

/** Checks every message as somebody who reads `language` would. */
export function checkMessages(all: readonly Message[], contextFor: (language: string) => Context): readonly Judged[] {
  const contexts = new Map<string, Context>();
  return all.map((message) => {
    const context = contexts.get(message.language) ?? contextFor(message.language);
    contexts.set(message.language, context);
    return { message, checked: checkSentences(sentencesOf(message.text, context).sentences, context) };
  });
}

const gives =
  (kind: Message['verdict']) =>
  ({ checked }: Judged): boolean =>
    checked.some(({ verdict }) => verdict.kind === kind);

function shows({ message, checked }: Judged): boolean {
  return checked.some(({ verdict }) =>
    (verdict.kind === 'nothing' ? verdict.near : [verdict.fact]).some(({ id }) => message.facts.includes(id)),
  );
}

/** What is counted of the messages of one split: `hostile` ones that are said to match, true ones that are said to differ. */
export function countMessages(judged: readonly Judged[], split: Message['split']) {
  const of = (keep: (message: Message) => boolean) =>
    judged.filter(({ message }) => message.split === split && keep(message));
  const borneOut = of(({ verdict }) => verdict === 'supported');
  const otherwise = of(({ verdict, hostile }) => verdict === 'contradicted' && !hostile);
  const hostile = of((message) => message.hostile === true);
  return {
    borneOut: { all: borneOut.length, found: borneOut.filter(gives('supported')).length },
    shown: { all: borneOut.length, found: borneOut.filter(shows).length },
    otherwise: { all: otherwise.length, found: otherwise.filter(gives('contradicted')).length },
    falselyMatched: { all: hostile.length, found: hostile.filter(gives('supported')).length },
    falselyDiffering: { all: borneOut.length, found: borneOut.filter(gives('contradicted')).length },
  };
}

/** At least, at most: shares of both splits. */
export const MESSAGE_FLOORS = {
  borneOut: 0.17,
  shown: 0.9,
  otherwise: 0.18,
  falselyMatched: 0.02,
  falselyDiffering: 0.02,
};

const NAMES = {
  borneOut: 'true, and said to match',
  shown: 'true, and a right fact shown',
  otherwise: 'wrong in a detail, and said to differ',
  falselyMatched: 'hostile, and said to match',
  falselyDiffering: 'true, and said to differ',
} as const;

/** A table of both splits; `verbose`: the wrong verdicts of those that may be looked at. */
export function formatMessages(judged: readonly Judged[], verbose: boolean): string {
  const rows = SPLITS.flatMap((split) =>
    Object.entries(countMessages(judged, split)).map(([name, { all, found }]) => [
      `${split}: ${NAMES[z.enum(['borneOut', 'shown', 'otherwise', 'falselyMatched', 'falselyDiffering']).parse(name)]}`,
      `${found} of ${all}`,
      percent(found / Math.max(1, all)),
    ]),
  );
  const wrong = judged.filter(
    (one) =>
      one.message.split === 'tune' &&
      (one.message.verdict === 'supported' ? gives('contradicted')(one) : gives('supported')(one)),
  );
  return [columns(rows), ...(verbose ? wrong.map(({ message }) => `  ${message.kind}: ${message.text}`) : [])].join(
    '\n',
  );
}

/** Which of the floors do not hold, in words. */
export function belowMessageFloors(judged: readonly Judged[]): readonly string[] {
  return SPLITS.flatMap((split) => {
    const counts = countMessages(judged, split);
    const share = ({ all, found }: { readonly all: number; readonly found: number }) => found / Math.max(1, all);
    const least = (['borneOut', 'shown', 'otherwise'] as const).filter(
      (name) => counts[name].all > 0 && share(counts[name]) < MESSAGE_FLOORS[name],
    );
    const most = (['falselyMatched', 'falselyDiffering'] as const).filter(
      (name) => share(counts[name]) > MESSAGE_FLOORS[name],
    );
    return [...least, ...most].map(
      (name) => `${split}: ${NAMES[name]} ${percent(share(counts[name]))}, wanted ${percent(MESSAGE_FLOORS[name])}`,
    );
  });
}
