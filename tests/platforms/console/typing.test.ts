import { describe, expect, it } from 'vitest';
import { commandCards } from '../../../src/commands/index.ts';
import { callOf, completions, forTab } from '../../../src/platforms/console/typing.ts';
import { fakeBot } from '../fake-bot.ts';
import { answer } from './answer.ts';

const commands = commandCards({ boycott: 'receipts' });

describe('callOf', () => {
  it('is a question as typed; the core finds commands in it', () => {
    expect(callOf(' what is the UIP? ', commands)).toEqual({ command: 'ask', text: 'what is the UIP?' });
    expect(callOf('fact salesforce.uip', commands)).toEqual({ command: 'ask', text: 'fact salesforce.uip' });
    expect(callOf('', commands)).toEqual({ command: 'ask', text: '' });
  });

  it('calls a renamed command by its own name', () => {
    expect(callOf('receipts salesforce', commands)).toEqual({ command: 'ask', text: 'boycott salesforce' });
    expect(callOf('/Receipts salesforce', commands)).toEqual({ command: 'ask', text: 'boycott salesforce' });
  });
});

describe('completions', () => {
  it('are the questions that the bot suggests, and the words that begin so', async () => {
    const bot = fakeBot(() => answer, ['What is the UIP?']);
    expect(await completions('wh', commands, bot)).toEqual(['What is the UIP?']);
    expect(await completions('se', commands, bot)).toEqual(['settings', 'setup', 'What is the UIP?']);
    expect(bot.typed).toEqual([
      { command: 'ask', text: 'wh' },
      { command: 'ask', text: 'se' },
    ]);
  });

  it('after a command are what it takes', async () => {
    const bot = fakeBot(() => answer, ['salesforce']);
    expect(await completions('receipts sal', commands, bot)).toEqual(['receipts salesforce']);
    expect(bot.typed).toEqual([{ command: 'boycott', text: 'sal' }]);
  });

  it('after a company are its pages, too', async () => {
    const bot = fakeBot(() => answer, ['timeline']);
    expect(await completions('receipts salesforce ti', commands, bot)).toContain(
      'receipts salesforce timeline',
    );
    expect(bot.typed).toContainEqual({
      command: 'boycott',
      option: 'page',
      before: 'salesforce',
      text: 'ti',
    });
  });

  it('are none for nothing, and hold no escape code', async () => {
    expect(
      await completions(
        '  ',
        commands,
        fakeBot(() => answer),
      ),
    ).toEqual([]);
    const nasty = await completions(
      're',
      [],
      fakeBot(() => answer, ['\u001b[31mred']),
    );
    expect(nasty).toEqual(['[31mred']);
  });
});

describe('forTab', () => {
  it('goes on from what was typed where it can', () => {
    expect(forTab('what is', ['What is the UIP?', 'What is CBP?', 'Who is it?'])).toEqual([
      'What is the UIP?',
      'What is CBP?',
    ]);
  });

  it('takes the best where none goes on, and never shortens what was typed', () => {
    expect(forTab('uip', ['What is the UIP?', 'What is CBP?'])).toEqual(['What is the UIP?']);
    expect(forTab('wh', ['What?', 'what!'])).toEqual(['What?']);
    expect(forTab('x', [])).toEqual([]);
  });
});
