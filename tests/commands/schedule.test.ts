import { describe, expect, it } from 'vitest';
import { schedule } from '../../src/commands/schedule.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { base, contextOf, english, question, spanish, textOf } from '../base.ts';
import { brokenBy, spansOf } from '../core/answer-rules.ts';

const { say } = english;

function channel(mayConfigure = true) {
  const store = openStore('memory:', DEFAULT_SETTINGS);
  const type = async (text: string, language = english, where: string | undefined = 'C1') =>
    schedule.run(
      question('schedule', text, {
        asker: { id: 'somebody', mayConfigure },
        ...(where !== undefined && { channel: where }),
      }),
      contextOf(language, { store }),
    );
  return { store, type };
}

describe('schedule', () => {
  it('sets up one for this channel, says so, and stops it again', async () => {
    const { store, type } = channel();
    const answer = await type('norvane weekdays 9:00 europe/berlin');
    expect(brokenBy(answer, base)).toEqual([]);
    expect(textOf(answer)).toContain(
      say('schedule-now', {
        days: say('schedule-weekdays'),
        time: '09:00',
        zone: 'Europe/Berlin',
        company: 'Norvane',
      }),
    );
    expect(await store.schedules()).toMatchObject([
      { channel: 'C1', company: 'norvane', days: 'weekdays', time: '09:00', zone: 'Europe/Berlin' },
    ]);
    await type('brasko monday 18:30');
    expect(await store.schedules()).toMatchObject([{ company: 'brasko', days: 'monday', zone: 'UTC' }]);
    expect(textOf(await type('off'))).toContain(say('schedule-none'));
    expect(await store.schedules()).toEqual([]);
  });

  it('shows to anybody what is set up, and how, with an example that works', async () => {
    const { store, type } = channel(false);
    const answer = await type('');
    expect(textOf(answer)).toContain(say('schedule-none'));
    const [example] = spansOf(answer).flatMap((span) => (span.kind === 'example' ? [span.call] : []));
    expect(textOf(await type(example?.text ?? ''))).toContain(say('settings-who', { platform: 'console' }));
    expect(await store.schedules()).toEqual([]);
    const admin = channel();
    expect(textOf(await admin.type(example?.text ?? ''))).toContain(say('schedule-saved'));
  });

  it('takes the days as the language calls them', async () => {
    const { store, type } = channel();
    await type('norvane miércoles 09:00', spanish);
    expect(await store.schedules()).toMatchObject([{ days: 'wednesday', language: 'es' }]);
  });

  it.each([
    'norvane',
    'norvane weekdays',
    'weekdays 09:00',
    'nike weekdays 09:00',
    'pellworm weekdays 09:00',
    'norvane sometimes 09:00',
    'norvane weekdays 25:00',
    'norvane weekdays 09:00 Mars/Olympus',
    'norvane weekdays 09:00 UTC please',
  ])('says of %j that it did not understand, and changes nothing', async (text) => {
    const { store, type } = channel();
    const answer = await type(text);
    expect(answer.outcome).toBe('unknown');
    expect(textOf(answer)).toContain(say('schedule-not-understood'));
    expect(await store.schedules()).toEqual([]);
  });

  it('says so when the store is down', async () => {
    const { store, type } = channel();
    await store.close();
    expect(await type('norvane weekdays 09:00')).toMatchObject({ outcome: 'failed' });
  });

  it('completes companies', () => {
    const suggest = (text: string) => schedule.suggest?.({ command: 'schedule', text }, contextOf(), 5);
    expect(suggest('nor')).toEqual(['norvane weekdays 09:00']);
    expect(suggest('o')).toEqual(['off']);
  });
});
