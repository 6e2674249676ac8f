import { expect, it } from 'vitest';
import { converse, formatConversed, loadConversations } from '../../../editor/evaluation/conversations.ts';
import { localBot, quickBot } from '../../../editor/local-bot.ts';
import { fact, knowledge } from '../../base.ts';
import { DATA, realKnowledge } from '../../real-knowledge.ts';

it('counts the follow-ups that show a right fact first, each conversation on its own', async () => {
  const right = [fact('norvane.ctb-spent').id];
  const wrong = [fact('norvane.letter-wording').id];
  const opening = { q: 'fact norvane.ctb-spent' };
  const [tune, report] = await converse(localBot(knowledge), [
    { split: 'tune', turns: [opening, { q: 'source?', right }] },
    { split: 'tune', turns: [opening, { q: 'source?', right: wrong }] },
    { split: 'report', turns: Array.from({ length: 2 }, () => ({ q: 'source?', right })) },
  ]);
  expect(tune).toMatchObject({ followUps: 2, shown: 1, first: 1, missed: [{ got: right[0] }] });
  expect(report).toMatchObject({ followUps: 1, shown: 0, first: 0 });
  expect(formatConversed(tune && report ? [tune, report] : [], true)).toMatch(/gave norvane\.ctb-spent\nreport: 1 /u);
});

it('of the real base, four follow-ups in five and more are right', async () => {
  const real = await realKnowledge();
  for (const { followUps, shown } of await converse(quickBot(real), loadConversations(DATA, real.facts))) {
    expect(followUps).toBeGreaterThan(50);
    expect(shown / followUps).toBeGreaterThan(0.83);
  }
});
