import { expect, it } from 'vitest';
import { chosenPacks } from '../../src/core/chosen-packs.ts';
import { claimOf, contextOf, english, fact, knowledge, run, spanish, textOf } from '../base.ts';

const { say } = english;

it.each([
  ['what is the hml?', 'norvane.hml-described'],
  ['HOW MANY EMPLOYEES SIGNED THE LETTER OF 2019', 'norvane.letter-2019-signers'],
  ['how many employees signed the letter of 2022', 'norvane.letter-2022-signers'],
  ['who leases trucks to the office of harbour inspection', 'brasko.ohi-trucks'],
])('ask answers %j with %s, whole and cited', async (text, id) => {
  const answer = await run('ask', text);
  expect([answer.outcome, answer.facts[0]]).toEqual(['answered', id]);
  expect(textOf(answer)).toContain(claimOf(id));
  expect(answer.citations.length).toBeGreaterThan(0);
});

it('ask answers in the language it is asked to answer in, and finds by what was typed', async () => {
  const within = contextOf(spanish);
  const answer = await run('ask', '¿cuántos empleados firmaron la carta de 2019?', within);
  const facts = ['norvane.letter-2019-signers', 'norvane.says-proud'];
  expect(answer).toMatchObject({ outcome: 'answered', language: 'es', facts });
  expect(textOf(answer, spanish)).toContain(claimOf('norvane.letter-2019-signers', 'es'));
  const other = await run('ask', 'how many employees signed the letter of 2019?', within);
  expect(textOf(other, spanish)).toContain(claimOf('norvane.letter-2019-signers', 'es'));
});

it('ask shows both of two letters, and claims neither', async () => {
  const letters = ['norvane.letter-2022-signers', 'norvane.letter-2019-signers'];
  const answer = await run('ask', 'how many signed a letter at norvane?');
  expect(answer).toMatchObject({ outcome: 'choose', facts: [], audience: 'asker', offered: letters });
  expect(answer.shown).toEqual([...letters, 'norvane.says-proud']);
  for (const id of letters) expect(textOf(answer)).toContain(claimOf(id));
});

it('ask shows the nearest whole, says what no source holds, claims nothing, and leads to the next and to help', async () => {
  const answer = await run('ask', 'norvane hml kitchen');
  const [id = '', ...next] = answer.offered;
  expect(answer).toMatchObject({
    outcome: 'nearest',
    heading: say('nearest-lacks', { words: say('in-quotes', { word: 'kitchen' }) }),
    facts: [],
    audience: 'asker',
    share: { command: 'fact', text: id },
  });
  expect(answer.shown[0]).toBe(id);
  const { body, citations } = await run('fact', id);
  expect(answer).toMatchObject({ body, citations });
  const calls = answer.actions.flatMap((action) => ('call' in action ? [action.call] : []));
  expect(calls.slice(0, next.length + 1)).toEqual([
    ...next.map((text) => ({ command: 'fact', text })),
    { command: 'help', text: '' },
  ]);
});

it.each([
  ['is nvidia listed for boycott?', 'nvidia'],
  ['how much did nvidia pay the coastal transit bureau', 'nvidia'],
  ['did general motors sign the letter of 2019', 'general motors'],
])('ask refuses %j by name, and shows nobody else’s facts', async (text, name) => {
  const answer = await run('ask', text);
  expect(answer).toMatchObject({ outcome: 'unknown', facts: [], offered: [], citations: [] });
  expect(answer.heading).toBe(say('unknown-name', { name }));
});

it('ask never answers about one company with the other’s fact, though it has the very words', async () => {
  const texts = {
    brasko: ['brasko employees letter 2022', 'how many employees signed the brasko letter of 2022'],
    norvane: ['norvane trucks', 'how many drivers signed the letter to norvane'],
  };
  for (const [named, asked] of Object.entries(texts))
    for (const text of asked) {
      const { facts, offered } = await run('ask', text);
      expect([text, [...facts, ...offered].filter((id) => !id.startsWith(`${named}.`))]).toEqual([text, []]);
    }
});

it('ask gives a company’s dossier to whoever names it and asks nothing else', async () => {
  for (const text of ['norvane', 'Norvane?', 'tell me about norvane'])
    expect((await run('ask', text)).share).toEqual({ command: 'boycott', text: 'Norvane' });
});

it('ask says what to type when nothing was asked', async () => {
  const answer = await run('ask', '  ');
  expect(answer).toMatchObject({ outcome: 'unknown', heading: say('unknown-empty'), facts: [], citations: [] });
  expect(answer.body.flatMap(({ lines }) => lines.flat()).some(({ kind }) => kind === 'example')).toBe(true);
});

it('ask looks only into the packs that the workspace wants', async () => {
  const [brasko] = [fact('brasko.ohi-trucks').pack];
  const within = contextOf(english, chosenPacks(knowledge, [brasko]));
  const answer = await run('ask', 'how many employees signed the letter of 2019', within);
  expect([...answer.facts, ...answer.offered].filter((id) => !id.startsWith('brasko.'))).toEqual([]);
});
