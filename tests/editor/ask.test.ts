import { PassThrough, Readable } from 'node:stream';
import { text as consumed } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { answerJson, answerLines, answerText, explain, payload } from '../../editor/ask.ts';
import { askLocally, localBot } from '../../editor/local-bot.ts';
import { contextOf, english, knowledge, run, spanish, textOf } from '../base.ts';

/** Feeds a text in small pieces, and gives back the lines that were written. */
async function lines(input: string): Promise<readonly unknown[]> {
  const output = new PassThrough();
  await answerLines(Readable.from(input.match(/[\s\S]{1,7}/g) ?? []), output, knowledge);
  const written = (await consumed(output.end())).split('\n');
  expect(written.pop()).toBe('');
  return written.map((line): unknown => JSON.parse(line));
}

const ids = z.array(z.string()).max(10);
const [q, outcome, score, ms] = [z.string(), z.string(), z.number(), z.number()];
const answered = z.strictObject({ q, outcome, shown: ids, facts: ids, score, ms });

it('answerLines answers line by line, in order', async () => {
  const letter = 'how many signed a letter at norvane';
  const questions = ['what is the hml', 'is nvidia listed for boycott', letter, '', 'help'];
  const got = z.array(answered).parse(await lines(questions.map((q) => JSON.stringify({ q, lang: 'en' })).join('\n')));
  expect(got.map(({ q }) => q)).toEqual(questions);
  expect(got.map(({ outcome }) => outcome)).toEqual(['answered', 'unknown', 'choose', 'unknown', 'told']);
  expect(got[0]?.facts[0]).toBe('norvane.hml-described');
  expect(got[0]?.shown).toContain('norvane.hml-described');
  expect([got[1]?.facts, got[1]?.shown]).toEqual([[], []]);
  expect(got[2]?.shown[0]).toBe(got[2]?.facts[0]);
  expect(got[2]?.facts.toSorted()).toEqual(['norvane.letter-2019-signers', 'norvane.letter-2022-signers']);
  expect(got[0]?.score).toBeGreaterThan(0);
});

it('answerLines reads the lines of one thread as one conversation, and of two as two', async () => {
  const asked = [
    { q: 'fact norvane.ctb-spent', thread: 'one' },
    { q: 'source?', thread: 'one' },
    { q: 'source?', thread: 'two' },
    { q: 'source?' },
  ];
  const got = z.array(answered).parse(await lines(asked.map((one) => JSON.stringify(one)).join('\n')));
  expect(got.map(({ facts }) => facts[0])).toEqual(['norvane.ctb-spent', 'norvane.ctb-spent', undefined, undefined]);
});

it('answerLines puts an error in the place of each line that it can not read, and goes on', async () => {
  const bad = ['{"q":', '[]', '"text"', '{"lang":"en"}', '{"q":5}', `{"q":"x","lang":"${'e'.repeat(40)}"}`];
  const input = ['{"q":"what is the hml"}', ...bad, '{"q":"norvane"}'].join('\n');
  const got = await lines(input);
  expect(got).toHaveLength(bad.length + 2);
  const isError = (one: unknown) => z.object({ error: z.string() }).safeParse(one).success;
  expect(got.map(isError)).toEqual([false, ...bad.map(() => true), false]);
});

it('answerLines passes over empty lines, takes both ends of line, and needs none at the end', async () => {
  expect(await lines('\n\n{"q":"norvane"}\r\n   \r\n{"q":"brasko"}')).toHaveLength(2);
  expect(await lines('')).toEqual([]);
});

it('explain says what was understood, what was decided and why, and every match with its score and wording', () => {
  const text = explain('who baked the norvane lettre', knowledge);
  expect(text).toMatch(/^language +en$/m);
  expect(text).toMatch(/^names +norvane$/m);
  expect(text).toMatch(/^decision +(claim|both|nearest|nothing): \S/m);
  expect(text).toMatch(/^0\.\d{3} .*norvane\.letter-20.*$/m);
  expect(text).toMatch(/^for +\w+ \+\d\.\d\d/m);
  expect(text).toMatch(/^against +\w+ -\d\.\d\d/m);
  expect(text).toMatch(/lacks .*baked/);
  expect(text).toMatch(/^ +who signed the norvane letter$/m);
  expect(explain('is nvidia listed', knowledge)).toMatch(/^strangers +nvidia/m);
});

it('answerText is worded in the language of the answer down to its sources', async () => {
  const answer = await run('fact', 'norvane.letter-2019-signers', contextOf(spanish));
  const text = answerText(answer, knowledge);
  expect(text).toContain(`${spanish.say('sources')}:`);
  expect(text).not.toContain(`${english.say('sources')}:`);
});

it('answerJson is the answer, with what somebody reads beside it', async () => {
  const answer = await run('fact', 'norvane.ctb-spent');
  const parsed: unknown = JSON.parse(answerJson(answer, knowledge));
  expect(parsed).toMatchObject({
    ...JSON.parse(JSON.stringify(answer)),
    text: expect.stringContaining(answer.heading),
  });
  expect(parsed).toHaveProperty('text', textOf(answer));
});

it.each(['slack', 'discord'] as const)('payload is what %s would be sent, with every source in it', async (to) => {
  const answer = await run('fact', 'norvane.letter-2019-signers');
  const text = await payload(answer, to, knowledge);
  expect(() => JSON.parse(text)).not.toThrow();
  for (const { url } of answer.citations) if (url) expect(text).toContain(url);
});

it('a local bot answers as the real one does', async () => {
  const bot = localBot(knowledge);
  const claimed = { outcome: 'answered', audience: 'everyone', language: 'en' };
  expect(await askLocally(bot, 'what is the hml')).toMatchObject(claimed);
  expect((await askLocally(bot, 'fact norvane.ctb-spent')).facts).toEqual(['norvane.ctb-spent']);
  expect((await askLocally(bot, 'norvane timeline', undefined, 'boycott')).share?.text).toBe('norvane timeline');
  expect((await askLocally(bot, 'help', 'es')).heading).toBe(spanish.say('help-heading'));
});

it('a local bot says what failed to whoever works on it', async () => {
  const errors: unknown[] = [];
  const broken = { ...knowledge, facts: { ...knowledge.facts, sources: new Map() } };
  const bot = localBot(broken, (error) => errors.push(error));
  const answer = await askLocally(bot, 'what is the hml');
  expect(answer).toMatchObject({ outcome: 'failed', heading: english.say('failed') });
  expect(errors).toHaveLength(1);
});
