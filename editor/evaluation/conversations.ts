import { join } from 'node:path';
import { z } from 'zod';
import type { FactBase } from '../../src/core/fact.ts';
import type { Bot } from '../../src/core/ports.ts';
import { factId } from '../../src/facts/schema/values.ts';
import { askLocally } from '../local-bot.ts';
import { percent } from '../opened.ts';
import { loadNaming } from './questions.ts';

const SPLITS = ['tune', 'report'] as const;
const turn = z.strictObject({ q: z.string().min(1).max(1000), right: z.array(factId).min(1).max(20).optional() });

export const conversationSchema = z.strictObject({ split: z.enum(SPLITS), turns: z.array(turn).min(2).max(4) });
type Conversation = z.output<typeof conversationSchema>;

export const loadConversations = (dir: string, base: FactBase): readonly Conversation[] =>
  loadNaming(join(dir, 'evaluation', 'conversations.yaml'), conversationSchema, base, ({ turns }) =>
    turns.map(({ right = [] }, at) => [['turns', at, 'right'], right]),
  );

/** Asks each conversation in a thread of its own. Of the follow-ups of each split is counted of how many a right fact's claim
    stands first on the card (`shown`), and of how many that, or a right fact is offered first (`first`). */
export async function converse(bot: Bot, all: readonly Conversation[]) {
  const found = [];
  for (const split of SPLITS) {
    const count = { followUps: 0, shown: 0, first: 0 };
    const missed: { readonly turns: readonly string[]; readonly got: string | undefined }[] = [];
    for (const [at, { turns }] of all.filter((one) => one.split === split).entries()) {
      for (const [turn, { q, right }] of turns.entries()) {
        const { body, offered } = await askLocally(bot, q, undefined, 'ask', `${split} ${at}`);
        if (turn === 0 || !right) continue;
        const [shown] = body.flatMap((passage) => passage.facts);
        const first = shown ?? offered[0];
        const isRight = first !== undefined && right.includes(first);
        count.followUps += 1;
        if (isRight) count.first += 1;
        if (isRight && shown !== undefined) count.shown += 1;
        if (!isRight) missed.push({ turns: turns.slice(0, turn + 1).map((one) => one.q), got: first });
      }
    }
    found.push({ split, ...count, missed });
  }
  return found;
}

/** `verbose`: the misses of those that may be looked at. */
export function formatConversed(all: Awaited<ReturnType<typeof converse>>, verbose: boolean): string {
  const lines = all.flatMap(({ split, followUps, shown, first, missed }) => {
    const [ofShown, ofFirst] = [shown, first].map((count) => percent(count / Math.max(1, followUps)));
    const told = verbose && split === 'tune' ? missed : [];
    return [
      `${split}: ${followUps} follow-ups, right one shown ${ofShown}, shown or offered first ${ofFirst}`,
      ...told.map(({ turns, got }) => `  ${turns.join(' > ')}  gave ${got ?? 'nothing'}`),
    ];
  });
  return lines.join('\n');
}
