import { expect, it } from 'vitest';
import { schedule } from '../../src/commands/schedule.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { ADMIN, base, context, contextOf, english, fact, run, spanish, textOf } from '../base.ts';
import { brokenBy, spansOf } from '../core/answer-rules.ts';

const { say } = english;

function channel(mayConfigure = true) {
  const store = openStore('memory:', DEFAULT_SETTINGS);
  const asked = { asker: { ...ADMIN, mayConfigure }, channel: 'C1' };
  const type = (text: string, language = english) => run('schedule', text, contextOf(language, { store }), asked);
  return { store, type };
}

it('schedule sets up one for this channel, says so, and stops it again', async () => {
  const { store, type } = channel();
  const answer = await type('norvane weekdays 9:00 europe/berlin');
  expect(brokenBy(answer, base)).toEqual([]);
  const set = { days: say('schedule-weekdays'), time: '09:00', zone: 'Europe/Berlin', company: 'Norvane' };
  expect(textOf(answer)).toContain(say('schedule-now', set));
  expect(await store.schedules()).toMatchObject([
    { channel: 'C1', company: 'norvane', days: 'weekdays', time: '09:00', zone: 'Europe/Berlin' },
  ]);
  await type('brasko monday 18:30');
  expect(await store.schedules()).toMatchObject([{ company: 'brasko', days: 'monday', zone: 'UTC' }]);
  expect(textOf(await type('off'))).toContain(say('schedule-none'));
  expect(await store.schedules()).toEqual([]);
});

it('schedule shows to anybody what is set up, and how, with an example that works', async () => {
  const { store, type } = channel(false);
  const answer = await type('');
  expect(textOf(answer)).toContain(say('schedule-none'));
  const [example] = spansOf(answer).flatMap((span) => (span.kind === 'example' ? [span.call] : []));
  expect(textOf(await type(example?.text ?? ''))).toContain(say('settings-who', { platform: 'console' }));
  expect(await store.schedules()).toEqual([]);
  const admin = channel();
  expect(textOf(await admin.type(example?.text ?? ''))).toContain(say('schedule-saved'));
});

it.each([
  ['norvane', 'norvane'],
  ['norvane weekdays', 'norvane weekdays'],
  ['norvane 09:00', 'norvane 09:00'],
  ['weekdays 09:00', 'weekdays'],
  ['nike weekdays 09:00', 'nike'],
  ['pellworm weekdays 09:00', 'pellworm'],
  ['norvane sometimes 09:00', 'sometimes'],
  ['norvane weekdays 25:00', '25:00'],
  ['norvane weekdays 09:00 Mars/Olympus', 'Mars/Olympus'],
  ['norvane weekdays 09:00 UTC please', 'UTC please'],
])('schedule says of %j that it did not understand %j, and changes nothing', async (text, part) => {
  const { store, type } = channel();
  const answer = await type(text);
  expect(answer.outcome).toBe('unknown');
  expect(textOf(answer)).toContain(say('schedule-not-understood', { part }));
  expect(await store.schedules()).toEqual([]);
});

it('schedule asks for the zone where an abbreviation has several meanings', async () => {
  const { store, type } = channel();
  const answer = await type('norvane every day at 9 am EST');
  expect(answer.outcome).toBe('unknown');
  expect(textOf(answer)).toContain(say('schedule-zone', { zone: 'EST', instead: 'America/New_York' }));
  expect(await store.schedules()).toEqual([]);
});

it('schedule reads a sentence, the days as the language calls them, and says the zone back as it was typed', async () => {
  const { store, type } = channel();
  expect(textOf(await type('norvane on Mondays at 9.30 pm in Asia/Kolkata'))).toContain('Asia/Kolkata');
  expect(await store.schedules()).toMatchObject([{ days: 'monday', time: '21:30', zone: 'Asia/Kolkata' }]);
  await type('norvane miércoles 09:00', spanish);
  expect(await store.schedules()).toMatchObject([{ days: 'wednesday', language: 'es' }]);
  await type('norvane todos los días a las 8:00 Mexico City', spanish);
  expect(await store.schedules()).toMatchObject([{ days: 'daily', time: '08:00', zone: 'America/Mexico_City' }]);
});

it('schedule says so when the store is down', async () => {
  const { store, type } = channel();
  await store.close();
  expect(await type('norvane weekdays 09:00')).toMatchObject({ outcome: 'failed' });
});

it('schedule completes companies', () => {
  const suggest = (text: string) => schedule.suggest?.({ command: 'schedule', text }, contextOf(), 5);
  expect(suggest('nor')).toEqual(['norvane weekdays 09:00']);
  expect(suggest('o')).toEqual(['off']);
});

async function kept() {
  const store = openStore('memory:', DEFAULT_SETTINGS);
  await store.saveSettings('console:test', { ...DEFAULT_SETTINGS, paused: true });
  const shown = fact('norvane.ctb-spent').id;
  const call = { command: 'fact', text: shown };
  const post = { workspace: 'console:test', channel: 'C1', call, facts: [shown], language: 'en' } as const;
  const claim = await store.claimPost(post, false);
  if (claim.kind === 'claimed') await store.confirmPost(claim.id, 'M1');
  const type = (text: string, mayConfigure = true) =>
    run('forget', text, contextOf(english, { store }), { asker: { ...ADMIN, mayConfigure } });
  const holds = async () => [(await store.settings('console:test')).paused, (await store.postsOf(shown)).length];
  return { store, type, holds };
}

it('forget says what is kept, and asks before it forgets', async () => {
  const { type, holds } = await kept();
  const answer = await type('');
  expect(brokenBy(answer, base)).toEqual([]);
  expect(textOf(answer)).toContain(say('forget-text'));
  expect(answer.actions).toEqual([{ label: say('forget-confirm'), call: { command: 'forget', text: 'everything' } }]);
  expect(await holds()).toEqual([true, 1]);
});

it('forget forgets settings and posts when it is told to by somebody who may', async () => {
  const { type, holds } = await kept();
  expect(textOf(await type('Everything'))).toContain(say('forget-done'));
  expect(await holds()).toEqual([false, 0]);
});

it('forget forgets nothing for who may not, and offers no button for it', async () => {
  const { type, holds } = await kept();
  const answer = await type('everything', false);
  expect(textOf(answer)).toContain(say('settings-who', { platform: 'console' }));
  expect(answer.actions).toEqual([]);
  expect(await holds()).toEqual([true, 1]);
});

it('forget says so when the store is down', async () => {
  const { store, type } = await kept();
  await store.close();
  expect(await type('everything')).toMatchObject({ outcome: 'failed' });
});

it.each([
  ['slack:T1', 'Slack'],
  ['discord:1', 'Discord'],
] as const)('privacy says on %s that %s sees what is typed, to the asker alone', async (workspace, platform) => {
  const answer = await run('privacy', '', context, { workspace });
  expect(brokenBy(answer, base)).toEqual([]);
  expect(answer).toMatchObject({ outcome: 'told', audience: 'asker', heading: english.say('privacy-heading') });
  expect(textOf(answer)).toContain(english.say('privacy-text', { platform }));
  expect(textOf(answer)).toContain(platform);
});

it('privacy names neither the workspace nor whoever asked', async () => {
  const asked = { workspace: 'slack:TZQX', asker: { id: 'UZQX', mayConfigure: true } } as const;
  expect(JSON.stringify(await run('privacy', 'zqxmarker', context, asked))).not.toMatch(/zqx/i);
});
