import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contextOf } from '../../../editor/ask.ts';
import { loadConversations } from '../../../editor/evaluation/conversations.ts';
import {
  belowMessageFloors,
  checkMessages,
  countMessages,
  formatMessages,
  loadMessages,
  type Message,
} from '../../../editor/evaluation/messages.ts';
import { base, fact, knowledge } from '../../base.ts';
import { newFolder } from '../../folders.ts';
import { DATA, realKnowledge } from '../../real-knowledge.ts';

const spent = fact('norvane.ctb-spent');
const claim = spent.wordings.get('en')?.claim ?? '';
const written = (over: Partial<Message>): Message => ({
  text: claim,
  language: 'en',
  verdict: 'supported',
  facts: [spent.id],
  kind: 'plain',
  split: 'tune',
  ...over,
});

it('counts what matches, what is shown, and a hostile message that is said to match', () => {
  const judged = checkMessages(
    [
      written({}),
      written({ text: 'hello there' }),
      written({ verdict: 'nothing', hostile: true }),
      written({ split: 'report', verdict: 'nothing', hostile: true, text: `${claim}?` }),
    ],
    () => contextOf(knowledge),
  );
  const counted = countMessages(judged).filter(({ all }) => all > 0);
  expect(counted.map(({ name, found, all }) => `${name} ${found} of ${all}`)).toEqual([
    'tune: true, and said to match 1 of 2',
    'tune: true, and a right fact shown 1 of 2',
    'tune: hostile, and said to match 1 of 1',
    'tune: true, and said to differ 0 of 2',
    'report: hostile, and said to match 0 of 1',
  ]);
  expect(belowMessageFloors(judged)).toContainEqual(expect.stringContaining('tune: hostile, and said to match'));
  expect(formatMessages(judged, true)).toContain(`plain: ${claim}`);
});

it.each([
  [
    'messages',
    loadMessages,
    'text: x, language: en, verdict: nothing, facts: [norvane.gone], kind: plain, split: tune',
  ],
  ['conversations', loadConversations, 'split: tune, turns: [{ q: hello }, { q: source, right: [norvane.gone] }]'],
])('refuses %s that name a fact which is not there', (name, load, entry) => {
  const dir = newFolder();
  mkdirSync(join(dir, 'evaluation'));
  writeFileSync(join(dir, 'evaluation', `${name}.yaml`), `- { ${entry} }\n`);
  expect(() => load(dir, base)).toThrow('norvane.gone');
});

it('holds its floors on the real base', async () => {
  const real = await realKnowledge();
  const judged = checkMessages(loadMessages(DATA, real.facts), (tag) => contextOf(real, tag));
  expect(judged.length).toBeGreaterThan(600);
  expect(belowMessageFloors(judged)).toEqual([]);
});
