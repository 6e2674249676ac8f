import { expect, it } from 'vitest';
import { followUp } from '../../src/core/follow-up.ts';
import type { Context } from '../../src/core/ports.ts';
import { contextOf, english, entity, fact, spanish, understood } from '../base.ts';

/** What a text asks after a fact was shown, as `command text`, or `near` and the fact that is only the nearest. */
function read(text: string, id: string, subject = 'norvane', isClaimed = false, within = contextOf()): string {
  const shown = { facts: id === '' ? [] : [fact(id).id], subject: entity(subject).id };
  const context: Context = { ...within, shown };
  const call = followUp(text, understood(text, context), context, () => isClaimed);
  if (!call) return '';
  return 'near' in call ? `near ${call.near.fact.id}` : `${call.command} ${call.text}`;
}

it.each([
  ['source?', 'details norvane.ctb-spent'],
  ['who says that', 'details norvane.ctb-spent'],
  ['Really??', 'details norvane.ctb-spent'],
  ['since when', 'fact norvane.ctb-spent'],
  ['how much', 'fact norvane.ctb-spent'],
])('after a fact: %j asks for %s', (text, call) => expect(read(text, 'norvane.ctb-spent')).toBe(call));

it('after a fact is told more of by another fact', () => {
  const more = read('tell me more', 'norvane.ctb-spent');
  expect(more).toMatch(/^fact norvane\./u);
  expect(more).not.toContain('ctb-spent');
});

it.each(['what does the company say', 'did they answer?', 'what did Norvane say?', 'what do they say to that'])(
  'after a fact: %j shows what the company says to it',
  (text) => expect(read(text, 'norvane.ohi-ceiling')).toBe('fact norvane.says-licences'),
);

it.each([
  ['¿fuente?', 'details norvane.ohi-ceiling'],
  ['¿quién lo dice?', 'details norvane.ohi-ceiling'],
  ['¿qué dice la empresa?', 'fact norvane.says-licences'],
])('after a fact: %j is understood in Spanish', (text, call) =>
  expect(read(text, 'norvane.ohi-ceiling', 'norvane', false, contextOf(spanish))).toBe(call),
);

it('after a fact asks the same of another company, and never shows this one’s fact', () => {
  expect(read('and Brasko?', 'norvane.ctb-spent')).toMatch(/^(?:fact|near) brasko\.|^ask .*Brasko$/u);
  expect(read('what about brasko', '')).toBe('boycott brasko');
  expect(read('and Odrin?', 'norvane.ctb-spent')).toBe('near norvane.odrin-builds');
});

it('after a fact shows as the nearest what leaves words unexplained', () => {
  expect(read('and brasko?', 'norvane.letter-2019-signers')).toMatch(/^near brasko\./u);
  expect(read('who framed it', 'norvane.ctb-spent')).toMatch(/^near norvane\./u);
});

it('after a fact asks the same of another agency, of another year, and of the company why', () => {
  expect(read('not CTB, harbour inspection', 'norvane.ctb-spent')).toMatch(/norvane\.ohi-ceiling|Harbour/u);
  expect(read('and in 2022?', 'norvane.letter-2019-signers')).toBe('fact norvane.letter-2022-signers');
  expect(read('why?', '')).toBe('boycott norvane');
});

it.each([
  ['what is Brasko?', 'a company is named'],
  ['and Nestle?', 'a company that is not held'],
  ['who wrote the manual of the harbour ledger in winter', 'much is said, and nothing points back'],
  ['hello', 'nothing is asked'],
  ['any good weather', 'nothing about the subject explains it, and nothing points back'],
])('a question of its own: %j is read as it stands: %s', (text) => expect(read(text, 'norvane.ctb-spent')).toBe(''));

it('a question of its own that is claimed with three words of meaning is no follow-up', () => {
  const text = 'did employees sign letters about that';
  expect(read(text, 'norvane.ctb-spent', 'norvane', true)).toBe('');
  expect(read(text, 'norvane.ctb-spent', 'norvane', false)).not.toBe('');
});

it('needs what was shown, and the words for it', () => {
  const context = contextOf(english);
  expect(followUp('source?', understood('source?'), context, () => false)).toBeUndefined();
  const { talk: _, ...without } = context;
  const shown = { facts: [fact('norvane.ctb-spent').id], subject: entity('norvane').id };
  expect(followUp('source?', understood('source?'), { ...without, shown }, () => false)).toBeUndefined();
});
