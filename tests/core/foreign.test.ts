import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { foreign } from '../../src/core/foreign.ts';
import { base, botWith, english, question, spanish } from '../base.ts';

const languages = [english, spanish];
const other = (text: string) => foreign(text, languages);

it.each([
  ['qu’est-ce que l’UIP ?', 'UIP'],
  ["Qu'est-ce que l'UIP ?", 'UIP'],
  ['Combien CBP a payé Salesforce ?', 'CBP payé Salesforce'],
  ['Palantir travaille avec ICE ?', 'Palantir ICE'],
  ['o que é a UIP?', 'UIP'],
  ['Quanto a CBP pagou à Salesforce?', 'CBP pagou Salesforce'],
  ["che cos'è l'UIP?", 'UIP'],
  ['chi ha firmato la lettera?', 'firmato lettera'],
  ["què és l'UIP?", 'UIP'],
  ['qui va signar la carta?', 'signar carta'],
  ['was ist die UIP?', 'UIP'],
  ['Arbeitet Palantir für ICE?', 'Palantir ICE'],
  ['warum Salesforce boykottieren', 'Salesforce boykottieren'],
  ['wat is de UIP?', 'UIP'],
  ['什么是UIP', 'UIP'],
  ['UIPとは何ですか', 'UIP'],
  ['что такое UIP?', 'UIP'],
  ['ما هو UIP؟', 'UIP'],
  ['wer ist das?', ''],
])('foreign finds in %j what is left without its common words: %j', (text, rest) => expect(other(text)).toBe(rest));

it('foreign keeps what denies: a question is never turned round', () => {
  expect(other('Palantir ne travaille pas avec ICE ?')).toBe('Palantir ne pas ICE');
  expect(other('Arbeitet Palantir nicht für ICE?')).toBe('Palantir nicht ICE');
});

it.each([
  ...['was Palantir sued?', 'que es la uip', 'who is Владимир', 'MIT Palantir', 'der spiegel', 'palantir die hard'],
  ...['Palantir comment', 'Dell ICE', ''],
])('foreign finds nothing in %j', (text) => expect(other(text)).toBeUndefined());

it('foreign takes none of the questions and claims of the base, and of the evaluation, for another language', () => {
  const own = [...base.facts.values()].flatMap(({ wordings }) =>
    [...wordings.values()].flatMap(({ claim, questions }) => [claim, ...questions]),
  );
  const typed = ['near-traps', 'out-of-scope', 'strangers'].flatMap((name) => {
    const file = new URL(`../../data/evaluation/${name}.yaml`, import.meta.url);
    return [...readFileSync(file, 'utf8').matchAll(/question: "?(.+?)"?$/gmu)].map(([, text = '']) => text);
  });
  expect(typed.length).toBeGreaterThan(100);
  expect([...own, ...typed].filter((text) => other(text) !== undefined)).toEqual([]);
});

it('foreign knows no language as another one that is understood', () =>
  expect(foreign('was ist die HML?', [english, { ...spanish, tag: 'de' }])).toBeUndefined());

it('foreign takes no longer for a text made to be slow', () => {
  const start = performance.now();
  for (const unit of ["l'", '什 ', '-', "'", 'ü']) other(unit.repeat(200_000));
  expect(performance.now() - start).toBeLessThan(1_000);
});

const ask = (text: string, language = 'en', command = 'ask') => botWith({ language }).answer(question(command, text));

it.each(["qu'est-ce que la HML ?", '什么是HML', 'was ist die HML?', 'o que é a HML?'])(
  'is answered by the name in it, in the language of the workspace: %j',
  async (text) => {
    const [answer, plain] = [await ask(text), await ask('HML')];
    expect(answer).toEqual(plain);
    expect(answer.facts).not.toEqual([]);
    expect((await ask(text, 'es')).language).toBe('es');
  },
);

it.each([
  ['Combien de personnes ont démissionné ?', 'en'],
  ['谁签了这封信', 'en'],
  ['wer hat das unterschrieben?', 'es'],
])(
  'a question in another language is told which ones are understood where its names do not suffice: %j in %s',
  async (text, tag) => {
    const [{ say }, names] = tag === 'es' ? [spanish, 'español e inglés'] : [english, 'English and Spanish'];
    const heading = say('foreign', { languages: names });
    for (const command of ['ask', 'boycott'])
      expect(await ask(text, tag, command)).toMatchObject({ heading, language: tag, facts: [] });
  },
);
