import { expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { routed } from '../../src/core/command.ts';
import { baseWith, changed, contextOf, english, entity, fact, knowledge, question, run, spanish } from '../base.ts';

/** What a text means, as `command text` or the reply's heading. */
function meant(text: string, within = contextOf(), command = 'ask'): string {
  const asked = routed(question(command, text), commands, knowledge.languages, knowledge.talk?.fillers);
  const found = commands.find(({ name }) => name === asked.command);
  const said = found?.meant?.(asked, within) ?? asked;
  return 'command' in said ? `${said.command} ${said.text}` : said.heading;
}

it.each([
  ['hello', 'Hello.'],
  ['heyyy bot :wave:', 'Hello.'],
  ['Thank you so much!!', 'You are welcome.'],
  ['who are you?', 'I am Receipts, a program that answers from a base of sourced facts.'],
  ['pls, who pays you', 'I cost nothing, show no advertising and take no money for what I say.'],
  ['stop', 'I only speak when I am asked, or where an admin set a schedule.'],
  ['source?', 'I no longer know what we were at; I forget that after 15 minutes.'],
])('small talk: %j is answered', (text, heading) => expect(meant(text)).toBe(heading));

it('small talk is answered in the language that it is typed in, with something to press', async () => {
  expect(meant('¡Gracias!', contextOf(spanish))).toBe('De nada.');
  const [ask] = commands.filter(({ name }) => name === 'ask');
  const said = ask?.meant?.(question('ask', 'hello'), contextOf(english));
  expect(said).toMatchObject({ outcome: 'told', facts: [], audience: 'asker' });
  expect(said && 'actions' in said ? said.actions.length : 0).toBeGreaterThan(1);
});

it.each(['who are you to Norvane', 'stop the Norvane contract', 'thanks norvane', 'test the harbour ledger'])(
  'small talk is never part of a question: %j',
  (text) => expect(meant(text)).toBe(`ask ${text}`),
);

it('small talk “you are wrong” leads to feedback on what was shown', () => {
  const shown = { facts: [fact('norvane.ctb-spent').id], subject: entity('norvane').id };
  expect(meant('you are wrong', contextOf(english, { shown }))).toBe('feedback norvane.ctb-spent');
  expect(meant('you are wrong')).toBe('If a fact is wrong, I want to know.');
});

it('small talk has two languages, a short reply and buttons that lead somewhere for each turn', () => {
  const { talk } = knowledge;
  expect(Object.keys(talk?.buttons ?? {}).length).toBeGreaterThan(4);
  for (const { call } of Object.values(talk?.buttons ?? {}))
    expect(commands.map(({ name }) => name)).toContain(call.split(' ')[0]);
});

it.each([
  ['latest', 'boycott latest'],
  ['what’s new', 'boycott latest'],
  ['what happened in 2021?', 'boycott 2021'],
  ['what’s the latest on Norvane', 'boycott norvane latest'],
  ['timeline of norvane', 'boycott norvane timeline'],
  ['show me the sources on Norvane please', 'boycott norvane sources'],
  ['norvane dossier', 'boycott norvane'],
  ['cronología de Norvane', 'boycott norvane timeline'],
])('a page: %j asks for %s', (text, call) => expect(meant(text)).toBe(call));

it.each(['timeline', 'when was the latest Norvane letter', 'timeline of Nestle', 'how new is the Norvane ledger'])(
  'a page is not asked for by %j',
  (text) => expect(meant(text)).toBe(`ask ${text}`),
);

it.each([', §', ': §', 'Hi §', 'please §', '`§`', '``` § ```'])('a command is found where § is in %j', (text) =>
  expect(meant(text.replace('§', 'boycott norvane'))).toBe('boycott norvane'),
);

it.each([
  ['Q: who signed?', 'ask who signed?'],
  ['1. who signed?', 'ask who signed?'],
  ['> who signed?', 'ask who signed?'],
  ['2019 letter', 'ask 2019 letter'],
  ['what is a boycott of norvane', 'ask what is a boycott of norvane'],
])('a command: %j is the question %j', (text, call) => expect(meant(text)).toBe(call));

it('dated facts are the newest first, of a company or of all', async () => {
  for (const text of ['norvane latest', 'latest']) {
    const { facts } = await run('boycott', text);
    const [one = '', other = '9'] = facts.map((id) => fact(id).period?.to ?? fact(id).period?.from ?? '');
    expect(one >= other).toBe(true);
  }
});

it('dated facts of two that reach to one day, what began last comes first', async () => {
  const old = changed('norvane.award-2020', { period: { from: '2020', to: '2026-01' }, asOf: '2026-01-31' });
  const news = changed('norvane.offer-refused', { period: { from: '2026-01' } });
  // A contract to 2035 is as new as its source can know: of the day it was told.
  const long = changed('norvane.ohi-ceiling', { period: { from: '2020', to: '2035' }, asOf: '2020-06-01' });
  const { facts } = await run('boycott', 'norvane latest', contextOf(english, { facts: baseWith(old, news, long) }));
  expect(facts.slice(0, 2)).toEqual([news.id, old.id]);
});

it('dated facts of a year are of that year, and none is said to be where there is none', async () => {
  const { facts, share } = await run('boycott', 'norvane 2019');
  expect(facts).toContain('norvane.letter-2019-signers');
  expect(share?.text).toBe('norvane 2019');
  const none = await run('boycott', '1955');
  expect(none).toMatchObject({ facts: [], heading: 'I hold nothing of 1955.' });
});
