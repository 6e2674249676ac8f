import { describe, expect, it } from 'vitest';
import { commandCards } from '../../../src/commands/index.ts';
import { callOf, completions, forTab } from '../../../src/platforms/console/typing.ts';
import { fakeBot } from '../fake-bot.ts';
import { answer } from './answer.ts';

const commands = commandCards({ boycott: 'receipts' });

it.each([
  [' what is the UIP? ', 'what is the UIP?'],
  ['fact salesforce.uip', 'fact salesforce.uip'],
  ['', ''],
  ['receipts salesforce', 'boycott salesforce'],
  ['/Receipts salesforce', 'boycott salesforce'],
])('%j is a question, in which the core finds commands by their own names', (typed, text) => {
  expect(callOf(typed, commands)).toEqual({ command: 'ask', text });
});

describe('completions', () => {
  const suggesting = (...suggestions: string[]) => fakeBot(() => answer, suggestions);

  it.each([
    ['wh', ['What is the UIP?'], { command: 'ask', text: 'wh' }],
    ['se', ['settings', 'setup', 'What is the UIP?'], { command: 'ask', text: 'se' }],
  ])(
    'of %j are the questions that the bot suggests, and the words that begin so',
    async (typed, all, call) => {
      const bot = suggesting('What is the UIP?');
      expect(await completions(typed, commands, bot)).toEqual(all);
      expect(bot.typed).toEqual([call]);
    },
  );

  it('after a command are what it takes, and after a company its pages, too', async () => {
    const bot = suggesting('salesforce');
    expect(await completions('receipts sal', commands, bot)).toEqual(['receipts salesforce']);
    expect(bot.typed).toEqual([{ command: 'boycott', text: 'sal' }]);
    const paged = suggesting('timeline');
    const whole = 'receipts salesforce timeline';
    expect(await completions('receipts salesforce ti', commands, paged)).toContain(whole);
    const page = { command: 'boycott', option: 'page', before: 'salesforce', text: 'ti' };
    expect(paged.typed).toContainEqual(page);
  });

  it('are none for nothing, and hold no escape code', async () => {
    expect(await completions('  ', commands, suggesting())).toEqual([]);
    expect(await completions('re', [], suggesting('\u001b[31mred'))).toEqual(['[31mred']);
  });
});

it.each([
  ['what is', ['What is the UIP?', 'What is CBP?', 'Who is it?'], ['What is the UIP?', 'What is CBP?']],
  ['uip', ['What is the UIP?', 'What is CBP?'], ['What is the UIP?']],
  ['wh', ['What?', 'what!'], ['What?']],
  ['x', [], []],
])(
  'Tab after %j goes on from it where it can, takes the best where not, and shortens nothing',
  (typed, all, taken) => {
    expect(forTab(typed, all)).toEqual(taken);
  },
);
