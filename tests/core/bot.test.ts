import { expect, it, vi } from 'vitest';
import { told } from '../../src/commands/told.ts';
import type { BotParts } from '../../src/core/bot.ts';
import type { Command } from '../../src/core/command.ts';
import { BotError } from '../../src/core/errors.ts';
import type { Context, Report, Store } from '../../src/core/ports.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { base, botWith, contextOf, english, fact, knowledge, question, spanish, textOf } from '../base.ts';
import { brokenBy } from './answer-rules.ts';

/** A store that knows the settings of one workspace, or is down. */
function storeWith(settings: Partial<Settings> | 'down'): Store {
  const down = new BotError('store_down', 'The store does not answer.', 'Start it.');
  const read = async () => (settings === 'down' ? Promise.reject(down) : { ...DEFAULT_SETTINGS, ...settings });
  return { ...openStore('memory:', DEFAULT_SETTINGS), settings: read };
}

function made(changes: Partial<BotParts> = {}) {
  const reports: Parameters<Report>[0][] = [];
  const bot = botWith({}, { report: (event) => void reports.push(event), ...changes });
  return { bot, reports };
}

const plain = { description: 'Looks around.', options: [], takes: 'text' } as const;

const broken = (error: unknown): Command => ({
  ...{ ...plain, name: 'ask' },
  run: () => Promise.reject(error),
  suggest: () => {
    throw error;
  },
});

it('answering runs the command, and the command that is typed in another’s text', async () => {
  const { bot } = made();
  expect((await bot.answer(question('fact', 'norvane.ctb-spent'))).facts).toEqual(['norvane.ctb-spent']);
  expect((await bot.answer(question('boycott', 'fact norvane.ctb-spent'))).facts).toEqual(['norvane.ctb-spent']);
  expect((await bot.answer(question('ask', 'help'))).heading).toBe(english.say('help-heading'));
});

it.each(['ﷺ', 'ﷺ ', 'e\u0301\u0302'])('answering takes little of the processor for 100,000 of %j', async (one) => {
  const { bot } = made();
  const cpu: number[] = [];
  for (const command of ['ask', 'ask', 'ask', 'boycott', 'fact', 'check', 'settings']) {
    const since = process.cpuUsage();
    await bot.answer(question(command, one.repeat(100_000)));
    cpu.push(process.cpuUsage(since).user / 1_000);
  }
  // The first ones are read into the program.
  expect(Math.min(...cpu.slice(2))).toBeLessThan(20);
  expect(Math.max(...cpu.slice(2))).toBeLessThan(60);
});

it('answering gives a command the day in UTC, the settings, and where to report', async () => {
  const seen: Context[] = [];
  const spy: Command = { ...plain, name: 'spy', run: (_, context) => told(context, String(seen.push(context)), []) };
  const settings: Settings = { ...DEFAULT_SETTINGS, language: 'es', packs: [], audience: 'asker' };
  const reports = 'https://wrong.example.org/{fact}';
  const now = () => new Date('2026-03-10T23:59:59Z');
  await made({ commands: [spy], store: storeWith(settings), now, reports }).bot.answer(question('spy', ''));
  expect(seen[0]).toMatchObject({ today: '2026-03-10', settings, reports });
  expect(seen[0]?.languages.map(({ tag }) => tag)).toEqual(['es', 'en']);
  expect(seen[0]?.language).toBe(spanish);
});

it.each([
  ['privacy', '', 'es', 'es', 'the asker’s own'],
  ['privacy', '', 'es-MX', 'es', 'a country’s form of it'],
  ['privacy', '', 'fr', 'en', 'one that it does not speak'],
  ['ask', '¿quién firmó la carta?', 'en', 'es', 'the question’s own words come first'],
  ['ask', 'who signed the letter?', 'es', 'en', 'in either direction'],
  ['ask', 'norvane', 'es', 'es', 'a name is of no language: the asker’s is taken'],
  ['ask', 'boicot norvane', 'en', 'es', 'what a command is called tells, too'],
])('answering answers %s %j of an asker of %s in %s: %s', async (command, text, language, tag) =>
  expect((await made().bot.answer(question(command, text, { language }))).language).toBe(tag),
);

it('answering says that it is paused, to everything but what explains or ends that', async () => {
  const { bot } = made({ store: storeWith({ paused: true }) });
  for (const command of ['ask', 'boycott', 'fact']) {
    const answer = await bot.answer(question(command, 'norvane'));
    expect(answer).toMatchObject({ heading: english.say('paused'), facts: [], audience: 'asker' });
    expect(textOf(answer)).toContain('settings resume');
  }
  for (const command of ['help', 'privacy', 'settings', 'forget'])
    expect((await bot.answer(question(command, ''))).heading).not.toBe(english.say('paused'));
});

it('answering answers in the workspace’s language when the platform does not tell the asker’s', async () => {
  const { bot } = made({ store: storeWith({ language: 'es' }) });
  expect((await bot.answer(question('privacy', ''))).language).toBe('es');
  expect((await bot.answer(question('privacy', '', { language: 'en' }))).language).toBe('en');
});

it('answering answers to the asker only while the store is down, and still answers', async () => {
  const up = await made().bot.answer(question('fact', 'norvane.ctb-spent'));
  const { bot, reports } = made({ store: storeWith('down') });
  const down = await bot.answer(question('fact', 'norvane.ctb-spent'));
  expect(up.audience).toBe('everyone');
  expect(down).toEqual({ ...up, audience: 'asker' });
  expect(reports).toHaveLength(1);
  expect(reports[0]).not.toHaveProperty('error');
});

it('answering asks for its knowledge once a question, so that one question sees one base', async () => {
  const read = vi.fn(() => knowledge);
  await made({ knowledge: read }).bot.answer(question('ask', 'how many employees signed the letter of 2019?'));
  expect(read).toHaveBeenCalledOnce();
});

it('a failure becomes an apology to the asker alone, without a word of the question or of the error', async () => {
  const { bot } = made({ commands: [broken(new Error('secret-detail'))] });
  const answer = await bot.answer(question('ask', 'zqxmarker', { language: 'es' }));
  const heading = spanish.say('failed');
  expect(answer).toMatchObject({ outcome: 'failed', audience: 'asker', heading, language: 'es' });
  expect(brokenBy(answer, base)).toEqual([]);
  expect(textOf(answer, spanish)).not.toMatch(/zqxmarker|secret-detail/);
});

it('a failure is reported with what was thrown, once, and is what a command that nobody knows comes to', async () => {
  const error = new Error('broken');
  const { bot, reports } = made({ commands: [broken(error)] });
  const asked = question('ask', 'x');
  const answer = await bot.answer(asked);
  expect(reports).toEqual([{ question: asked, answer, ms: expect.any(Number), error }]);
  expect((await bot.answer(question('nonsense', 'x'))).outcome).toBe('failed');
  expect(reports[1]).toHaveProperty('error');
});

it('reporting happens once for every question, with how long it took', async () => {
  const { bot, reports } = made();
  for (const text of ['what is the hml', '', 'fact norvane.ctb-spent', 'is target listed'])
    await bot.answer(question('ask', text));
  expect(reports.map(({ answer }) => answer.outcome)).toEqual(['answered', 'unknown', 'answered', 'unknown']);
  for (const { ms, ...rest } of reports) {
    expect(ms).toBeGreaterThanOrEqual(0);
    expect(rest).not.toHaveProperty('error');
  }
});

it('suggesting asks the command, within the limit', async () => {
  const { bot } = made();
  const ids = await bot.suggest({ command: 'fact', text: 'norvane.letter' }, 'console:x', 2);
  expect(ids).toHaveLength(2);
  expect(ids.every((id) => fact(id).id === id)).toBe(true);
});

it('suggesting gives nothing for a command that suggests nothing, for none, and for one that fails', async () => {
  const failing = made({ commands: [broken(new Error('broken'))] });
  for (const [{ bot }, command] of [
    [made(), 'help'],
    [made(), 'nonsense'],
    [failing, 'ask'],
  ] as const)
    expect(await bot.suggest({ command, text: 'a' }, 'console:x', 5)).toEqual([]);
});

it('suggesting works while the store is down', async () => {
  const { bot } = made({ store: storeWith('down') });
  expect(await bot.suggest({ command: 'boycott', text: 'norv' }, 'console:x', 5)).toContain('Norvane');
});

it('answers the same question from the same base with the same answer', async () => {
  const { bot } = made();
  for (const text of ['what is the hml', 'norvane', 'who signed the letter', 'is target listed', 'zzz qqq']) {
    for (const command of ['ask', 'boycott'])
      expect(await bot.answer(question(command, text))).toEqual(await bot.answer(question(command, text)));
  }
  expect(contextOf().facts).toBe(base);
});
