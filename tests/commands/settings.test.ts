import { expect, it } from 'vitest';
import { settings } from '../../src/commands/settings.ts';
import type { Answer } from '../../src/core/answer.ts';
import type { Question } from '../../src/core/question.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { ADMIN, base, contextOf, english, run, spanish, textOf } from '../base.ts';
import { brokenBy } from '../core/answer-rules.ts';

const { say } = english;

function workspace(mayConfigure = true) {
  const store = openStore('memory:', DEFAULT_SETTINGS);
  const saved = () => store.settings('console:test');
  const type = async (text: string, changes: Partial<Question> = {}) => {
    const within = contextOf(english, { store, settings: await saved() });
    return run('settings', text, within, { asker: { ...ADMIN, mayConfigure }, ...changes });
  };
  return { store, type, saved };
}

/** Whatever the language that was set. */
const saidSaved = (answer: Answer): boolean =>
  [english, spanish].some((language) => textOf(answer).includes(language.say('settings-saved')));

it('settings shows what holds, each with what to type to change it, to anybody', async () => {
  const { type, saved } = workspace(false);
  const answer = await type('');
  expect(brokenBy(answer, base)).toEqual([]);
  expect(answer).toMatchObject({ outcome: 'told', audience: 'asker', facts: [] });
  const lines = answer.body.flatMap(({ lines }) => lines);
  expect(lines).toHaveLength(6);
  for (const line of lines) {
    const [example] = line.flatMap((span) => (span.kind === 'example' ? [span.call] : []));
    expect(example?.command).toBe('settings');
    const changing = workspace();
    expect(saidSaved(await changing.type(example?.text ?? '', { channel: 'C1' }))).toBe(true);
    expect(await changing.saved()).not.toEqual(DEFAULT_SETTINGS);
  }
  expect(await saved()).toEqual(DEFAULT_SETTINGS);
});

it.each([
  ['language es', { language: 'es' }],
  ['language Español', { language: 'es' }],
  ['LANGUAGE: es', { language: 'es' }],
  ['packs brasko', { packs: ['brasko'] }],
  ['packs norvane, brasko', { packs: ['brasko', 'norvane'] }],
  ['audience asker', { audience: 'asker' }],
  ['posting nobody', { posting: 'nobody' }],
  ['posting admins', { posting: 'admins' }],
  ['channels here', { channels: ['C0LD'] }],
  ['channels C0LD, C0ID C0LD', { channels: ['C0LD', 'C0ID'] }],
  ['pause', { paused: true }],
])('settings changes with %j just that, and says so', async (text, change) => {
  const { type, saved } = workspace();
  const { tag, say: sayIts } = 'language' in change ? spanish : english;
  const answer = await type(text, { channel: 'C0LD' });
  expect(answer).toMatchObject({ language: tag, outcome: 'told' });
  expect(textOf(answer)).toContain(sayIts('settings-saved'));
  expect(await saved()).toEqual({ ...DEFAULT_SETTINGS, ...change });
});

it('settings goes back to how it was', async () => {
  const { type, saved } = workspace();
  const there = ['pause', 'packs brasko', 'channels C1', 'posting admins'];
  for (const text of [...there, 'resume', 'packs all', 'channels all', 'posting everyone']) await type(text);
  expect(await saved()).toEqual(DEFAULT_SETTINGS);
});

it.each([
  ...['language klingon', 'language', 'packs nike', 'packs norvane nike', 'packs', 'audience nobody', 'posting me'],
  ...['channels', 'channels here', 'channels <#C1|general>', 'everything', 'constructor'],
  `channels ${Array.from({ length: 51 }, (_, at) => `C${at}0`).join(' ')}`,
])('settings says of %j that it did not understand, and changes nothing', async (text) => {
  const { type, saved } = workspace();
  const answer = await type(text);
  expect(answer.outcome).toBe('unknown');
  expect(textOf(answer)).toContain(say('settings-not-understood'));
  expect(await saved()).toEqual(DEFAULT_SETTINGS);
});

it('settings changes nothing for who may not, and says who may', async () => {
  const { type, saved } = workspace(false);
  expect(textOf(await type('pause'))).toContain(say('settings-who', { platform: 'console' }));
  expect(await saved()).toEqual(DEFAULT_SETTINGS);
});

it('settings says that nothing was changed when the store is down', async () => {
  const { store } = workspace();
  await store.close();
  const answer = await run('settings', 'pause', contextOf(english, { store }), { asker: ADMIN });
  expect(answer.outcome).toBe('failed');
  expect(textOf(answer)).toContain(say('settings-lost'));
});

it('settings completes what can be typed', () => {
  const suggest = (text: string) => settings.suggest?.({ command: 'settings', text }, contextOf(), 25) ?? [];
  expect(suggest('')).toEqual(expect.arrayContaining(['language es', 'posting admins', 'channels here', 'pause']));
  expect(suggest('POST')).toEqual(['posting everyone', 'posting admins', 'posting nobody']);
  expect(suggest('zzz')).toEqual([]);
});
