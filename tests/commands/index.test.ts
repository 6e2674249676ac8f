import { expect, it } from 'vitest';
import { commandCards, commands } from '../../src/commands/index.ts';
import { FEEDBACK_REASONS } from '../../src/core/fact.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { base, contextOf, english, run, spanish, textOf } from '../base.ts';
import { brokenBy, spansOf } from '../core/answer-rules.ts';

const { say } = english;

it('the commands each have a name of their own, one line of at most 100 characters, and a hint only where something follows', () => {
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
  for (const { name, description, hint, takes, options = [] } of commands) {
    expect(name).toMatch(/^[a-z]{2,32}$/);
    expect(description.length).toBeLessThanOrEqual(100);
    expect(description).toMatch(/^\S.*\.$/);
    if (takes === 'nothing') expect([hint, options]).toEqual([undefined, []]);
    else expect(options).not.toEqual([]);
    for (const option of options) {
      expect(option.name).toMatch(/^[a-z]{1,32}$/);
      expect(option.about).toMatch(/^\S.{0,98}\.$/);
    }
    // What may be left out stands last: Discord refuses another order.
    const required = options.map((option) => option.required);
    expect(required).toEqual(required.toSorted().reverse());
  }
});

it('the commands complete what is typed wherever a platform is told that they do', () => {
  for (const { options = [], suggest } of commands)
    expect(suggest !== undefined).toBe(options.some(({ suggests }) => suggests));
});

it('the commands all answer nothing at all, whatever it is that follows them', async () => {
  for (const command of commands) {
    const { heading, outcome } = await run(command.name, '');
    expect([heading === '', outcome]).toEqual([false, expect.not.stringMatching('failed')]);
  }
});

it('commandCards give every command as platforms register it, by the name that a setting gave it, and nothing else', () => {
  const named = (typed?: Record<string, string>) => commandCards(typed).map(({ name, typed }) => [name, typed]);
  const names = commands.map(({ name }) => name);
  expect(named({ boycott: 'receipts' })).toEqual(names.map((name) => [name, name === 'boycott' ? 'receipts' : name]));
  expect(named()).toEqual(names.map((name) => [name, name]));
  for (const card of commandCards()) expect(Object.values(card)).not.toContain(undefined);
  expect(commandCards().flatMap(({ slash, name }) => (slash ? [name] : []))).toEqual(['boycott', 'ask']);
});

it('help shows examples that are all calls of real commands, and claims nothing', async () => {
  const answer = await run('help', '');
  expect(brokenBy(answer, base)).toEqual([]);
  expect(answer).toMatchObject({ outcome: 'told', facts: [], citations: [], audience: 'asker' });
  const calls = spansOf(answer).flatMap((span) => (span.kind === 'example' ? [span.call] : []));
  expect(calls.map(({ command }) => command)).toEqual('ask boycott check settings schedule privacy forget'.split(' '));
  for (const call of calls) expect(commands.map(({ name }) => name)).toContain(call.command);
});

it('help is read in a moment, says what the bot does not do, and has three things to press', async () => {
  const answer = await run('help', '');
  expect(textOf(answer)).toContain(say('help-limits'));
  expect(textOf(answer).split(/\s+/).length).toBeLessThanOrEqual(75);
  expect(answer.actions.map((one) => 'call' in one && `${one.call.command} ${one.call.text}`)).toEqual([
    expect.stringMatching(/^fact norvane\./),
    'boycott norvane',
    'boycott list',
  ]);
});

it('help is in the language of the answer, and leads on by buttons that work', async () => {
  const answer = await run('help', '', contextOf(spanish));
  expect(answer).toMatchObject({ language: 'es', heading: spanish.say('help-heading') });
  for (const { command, text } of answer.actions.flatMap((action) => ('call' in action ? [action.call] : [])))
    expect((await run(command, text)).outcome).toMatch(/^(?:told|answered)$/);
});

const ID = 'norvane.ctb-spent';

it('feedback asks what is wrong, with a button for each reason that counts it, and counts nothing before', async () => {
  const store = openStore('memory:', DEFAULT_SETTINGS);
  const within = contextOf(english, { store });
  const answer = await run('feedback', ID, within);
  await run('feedback', `${ID} nonsense`, within);
  expect((await run('feedback', 'norvane.nothing wrong', within)).outcome).toBe('unknown');
  expect(await store.feedback()).toEqual([]);
  expect(brokenBy(answer, base)).toEqual([]);
  expect(answer).toMatchObject({ outcome: 'told', audience: 'asker' });
  const calls = answer.actions.flatMap((action) => ('call' in action ? [action.call] : []));
  expect(calls).toHaveLength(FEEDBACK_REASONS.length);
  for (const { command, text } of calls) {
    expect((await run(command, text, within)).outcome).toBe('told');
    await run(command, text, within);
  }
  expect(await store.feedback()).toEqual(FEEDBACK_REASONS.toSorted().map((reason) => ({ fact: ID, reason, count: 2 })));
});

it('feedback leads to the correction page, where there is one, with the fact’s id filled in', async () => {
  const reports = 'https://example.org/report?fact={fact}';
  const answer = await run('feedback', `${ID} wrong`, contextOf(english, { reports }));
  expect(answer.actions).toEqual([expect.objectContaining({ url: expect.stringContaining(encodeURIComponent(ID)) })]);
});

it('feedback says so when it can’t be counted', async () => {
  const store = openStore('memory:', DEFAULT_SETTINGS);
  await store.close();
  const answer = await run('feedback', `${ID} wrong`, contextOf(english, { store }));
  expect([answer.outcome, textOf(answer)]).toEqual(['failed', expect.stringContaining(say('feedback-lost'))]);
});

it('feedback is asked for in the menu of every card, and under the details', async () => {
  const call = { command: 'feedback', text: ID };
  expect((await run('fact', ID)).menu?.options).toContainEqual(expect.objectContaining({ call }));
  expect((await run('details', ID)).actions).toContainEqual(expect.objectContaining({ call }));
});
