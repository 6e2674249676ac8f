import { expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { routed } from '../../src/core/command.ts';
import { knowledge, question } from '../base.ts';

const to = (text: string, command = 'ask') => {
  const { command: name, text: rest } = routed(question(command, text), commands, knowledge.languages);
  return `${name}|${rest}`;
};

it.each([
  ['fact norvane.ctb-spent', 'fact|norvane.ctb-spent', 'a command with its id'],
  ['/fact norvane.ctb-spent', 'fact|norvane.ctb-spent', 'with a slash'],
  ['FACT Norvane.CTB-spent', 'fact|Norvane.CTB-spent', 'in capitals; the id as typed'],
  ['  cite \t norvane.ctb-spent ', 'cite|norvane.ctb-spent', 'with spaces'],
  ['help', 'help|', 'a command that takes nothing'],
  ['/privacy', 'privacy|', 'the same with a slash'],
  ['boycott norvane contracts', 'boycott|norvane contracts', 'a command that takes text'],
  ['ask who signed', 'ask|who signed', 'ask by its name'],
  ['help me find the letter', 'ask|help me find the letter', 'a sentence that starts like a command'],
  ['fact check the letter', 'ask|fact check the letter', 'no id follows'],
  ['fact', 'fact|', 'an id is missing: the command says so'],
  ['cite norvane.ctb-spent bibtex', 'cite|norvane.ctb-spent bibtex', 'a word after the id'],
  ['cite two.words here there', 'ask|cite two.words here there', 'a sentence follows'],
  ['boycott', 'boycott|', 'a text is missing: the command lists the companies'],
  ['boicot norvane', 'boycott|norvane', 'another word for it'],
  ['check "norvane paid it"', 'check|"norvane paid it"', 'a message in quotation marks'],
  ['check: is norvane listed?', 'check|is norvane listed?', 'a colon hands over whatever follows'],
  ['check Norvane paid $1.5 million.', 'check|Norvane paid $1.5 million.', 'a statement'],
  ['check They paid. Really?', 'check|They paid. Really?', 'a statement and a question'],
  ['check in on norvane', 'ask|check in on norvane', 'a sentence that starts like it'],
  ['check whether norvane paid', 'ask|check whether norvane paid', 'a question'],
  ['check qué pagó norvane', 'ask|check qué pagó norvane', 'a question in Spanish'],
  ['check norvane paid $1.5 million?', 'ask|check norvane paid $1.5 million?', 'a question by its mark'],
  ['helpful people', 'ask|helpful people', 'only the beginning of a name'],
  ['', 'ask|', 'nothing at all'],
  ['   ', 'ask|   ', 'only spaces'],
])('routed: %j goes to %s: %s', (text, wanted) => expect(to(text)).toBe(wanted));

it('routed works after another command too, and keeps everything else of the question', () => {
  expect(to('fact norvane.ctb-spent', 'boycott')).toBe('fact|norvane.ctb-spent');
  const asked = question('boycott', 'help', { language: 'es' });
  expect(routed(asked, commands, knowledge.languages)).toEqual({ ...asked, command: 'help', text: '' });
});

it('routed leaves a message as it is, whatever its first word, and a question that names no command', () => {
  for (const asked of [question('check', 'boycott norvane now'), question('check', 'help'), question('ask', 'who?')])
    expect(routed(asked, commands, knowledge.languages)).toBe(asked);
});
