import { join } from 'node:path';
import { z } from 'zod';
import { sentencesOf } from '../../src/commands/check/statements.ts';
import { type Checked, checkSentences } from '../../src/commands/check/verdicts.ts';
import type { Fact, FactBase } from '../../src/core/fact.ts';
import type { Context } from '../../src/core/ports.ts';
import { factId, languageTag, slug } from '../../src/facts/schema/values.ts';
import { columns, percent } from '../opened.ts';
import { loadNaming } from './questions.ts';

const SPLITS = ['tune', 'report'] as const;

export const messageSchema = z.strictObject({
  text: z.string().min(1).max(4000),
  language: languageTag,
  verdict: z.enum(['supported', 'contradicted', 'nothing']),
  facts: z.array(factId).max(20),
  kind: slug,
  split: z.enum(SPLITS),
  /** Written to be taken for a claim that it is not. */
  hostile: z.literal(true).optional(),
  differs: slug.optional(),
});
export type Message = z.output<typeof messageSchema>;

export const loadMessages = (dir: string, base: FactBase): readonly Message[] =>
  loadNaming(join(dir, 'evaluation', 'messages.yaml'), messageSchema, base, (one) => [[['facts'], one.facts]]);

type Judged = { readonly message: Message; readonly checked: readonly Checked[] };

/** Checks every message as somebody who reads `language` would. */
export function checkMessages(all: readonly Message[], contextFor: (language: string) => Context): readonly Judged[] {
  const contexts = new Map<string, Context>();
  return all.map((message) => {
    const context = contexts.get(message.language) ?? contextFor(message.language);
    contexts.set(message.language, context);
    return { message, checked: checkSentences(sentencesOf(message.text, context).sentences, context) };
  });
}

const gives = (kind: Message['verdict']) => (judged: Judged) =>
  judged.checked.some(({ verdict }) => verdict.kind === kind);
const shows = ({ message, checked }: Judged): boolean =>
  checked.some(({ verdict }) => shownBy(verdict).some(({ id }) => message.facts.includes(id)));
/** The facts that a verdict shows. */
export const shownBy = (verdict: Checked['verdict']): readonly Fact[] =>
  verdict.kind === 'nothing' ? verdict.near : [verdict.fact];

const isTrue = ({ verdict }: Message): boolean => verdict === 'supported';
const isWrong = ({ verdict, hostile }: Message): boolean => verdict === 'contradicted' && !hostile;
const isHostile = ({ hostile }: Message): boolean => hostile === true;

/** What is counted of the messages of a split, and the share that it has at least, or at most. */
const COUNTED: readonly {
  readonly name: string;
  readonly of: (message: Message) => boolean;
  readonly counts: (judged: Judged) => boolean;
  readonly least?: number;
  readonly most?: number;
}[] = [
  { name: 'true, and said to match', of: isTrue, counts: gives('supported'), least: 0.17 },
  { name: 'true, and a right fact shown', of: isTrue, counts: shows, least: 0.9 },
  { name: 'wrong in a detail, and said to differ', of: isWrong, counts: gives('contradicted'), least: 0.18 },
  { name: 'hostile, and said to match', of: isHostile, counts: gives('supported'), most: 0.02 },
  { name: 'true, and said to differ', of: isTrue, counts: gives('contradicted'), most: 0.02 },
];

export function countMessages(judged: readonly Judged[]) {
  return SPLITS.flatMap((split) =>
    COUNTED.map(({ name, of, counts, least = 0, most = 1 }) => {
      const asked = judged.filter(({ message }) => message.split === split && of(message));
      const found = asked.filter(counts).length;
      const share = found / Math.max(1, asked.length);
      return { name: `${split}: ${name}`, all: asked.length, found, share, least, most };
    }),
  );
}

/** A table of both splits; `verbose`: the wrong verdicts of those that may be looked at. */
export function formatMessages(judged: readonly Judged[], verbose: boolean): string {
  const rows = countMessages(judged).map(({ name, all, found, share }) => [name, `${found} of ${all}`, percent(share)]);
  const wrong = judged.filter((one) => gives(isTrue(one.message) ? 'contradicted' : 'supported')(one));
  const told = verbose ? wrong.filter(({ message }) => message.split === 'tune') : [];
  return [columns(rows), ...told.map(({ message }) => `  ${message.kind}: ${message.text}`)].join('\n');
}

export function belowMessageFloors(judged: readonly Judged[]): readonly string[] {
  return countMessages(judged).flatMap(({ name, all, share, least, most }) => {
    const wanted = share < least ? least : share > most ? most : undefined;
    return all === 0 || wanted === undefined ? [] : `${name} ${percent(share)}, wanted ${percent(wanted)}`;
  });
}
