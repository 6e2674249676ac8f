import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import type { Answer } from '../../src/core/answer.ts';
import { chosenPacks } from '../../src/core/chosen-packs.ts';
import type { PackId } from '../../src/core/fact.ts';
import { ADMIN, base, baseWith, botWith, contextOf, english, fact, knowledge, question, run, textOf } from '../base.ts';
import { retrieverOf } from '../retrieval/small-base.ts';

const { pack: brasko } = fact('brasko.ohi-trucks');
const bot = botWith({ packs: [brasko] });
const ask = (command: string, text: string) => bot.answer(question(command, text, { asker: ADMIN, channel: 'C1' }));

const others = [...base.facts.values()].filter(({ pack }) => pack !== brasko);
const chosen = [...base.facts.values()].filter(({ pack }) => pack === brasko);
const claims = others.flatMap(({ wordings }) => [...wordings.values()].map(({ claim }) => claim));
const listed = base.listings.filter(({ pack }) => pack !== brasko).flatMap(({ grounds }) => [...grounds.values()]);

/** What an answer holds of facts, listings and pages that were not chosen. */
function foreign(answer: Answer): readonly string[] {
  const all = JSON.stringify(answer);
  return [...all.matchAll(/norvane\.[a-z0-9-]+|"norvane [a-z]+/g)]
    .map(([id]) => id)
    .concat([...claims, ...listed].filter((words) => all.includes(JSON.stringify(words).slice(1, -1))));
}

describe('a workspace that chose its packs', () => {
  it.each(commands.map(({ name }) => name))('hears nothing of the others from %s', async (name) => {
    const texts = [
      ...['', 'list', 'norvane', 'brasko', 'everything', 'Norvane boycott', 'why is norvane listed?'],
      ...['timeline', 'sources', 'brands', 'contracts', 'letters', 'daily 09:00'].flatMap((page) => [
        `norvane ${page}`,
        `brasko ${page}`,
      ]),
      ...others.flatMap(({ id, wordings }) =>
        [...wordings.values()].flatMap((one) => [id, one.claim, one.questions[0] ?? '']),
      ),
    ];
    for (const text of texts) {
      const answer = await ask(name, text);
      const said = foreign(answer).filter((words) => !text.includes(words));
      expect([text, answer.outcome === 'failed', said]).toEqual([text, false, []]);
    }
  });

  it('counts and names what was chosen alone', async () => {
    const documents = chosenPacks(knowledge, [brasko]).facts.sources.size;
    expect(documents).toBeLessThan(base.sources.size);
    const list = textOf(await ask('boycott', 'list'));
    expect(list).toContain(english.say('facts-in-base', { facts: chosen.length, sources: documents }));
    for (const line of ['boycott list', 'help', 'schedule', 'ask who made the moon?', 'fact nothing-at-all']) {
      const [command = '', ...rest] = line.split(' ');
      const answer = JSON.stringify(await ask(command, rest.join(' ')));
      expect([line, answer]).toEqual([line, expect.not.stringMatching(/norvane/i)]);
    }
    const { actions } = await ask('help', '');
    expect(actions.map(({ label }) => label)).toContain(english.say('button-companies', { count: 1 }));
  });

  it('suggests nothing of the others, but to whoever chooses', async () => {
    for (const { name } of commands.filter((one) => one.name !== 'settings'))
      for (const text of ['', 'n', 'norvane', 'who', 'what', 'c', 'hml'])
        for (const one of await bot.suggest({ command: name, text }, 'console:test', 25))
          expect([name, one]).toEqual([name, expect.not.stringMatching(/norvane|hml/i)]);
    const choices = await bot.suggest({ command: 'settings', text: 'packs' }, 'console:test', 25);
    expect(choices).toContain('packs norvane');
    expect(await bot.suggest({ command: 'fact', text: '' }, 'console:test', 25)).not.toEqual([]);
  });

  it('knows another company by its name, and does not take it for one of its own', async () => {
    const answer = await ask('ask', 'how many employees of Norvane signed the letter?');
    expect(answer).toMatchObject({ outcome: 'unknown', facts: [] });
    expect(answer.offered.filter((id) => !id.startsWith('brasko.'))).toEqual([]);
    expect(answer.heading).toContain('Norvane');
    expect((await ask('boycott', 'norvane')).heading).toContain('Norvane');
  });

  it('holds no listing of the others, and does not say that one of them disagrees', async () => {
    expect(listed).not.toEqual([]);
    const { listings } = chosenPacks(knowledge, [brasko]).facts;
    expect(listings.filter(({ pack }) => pack !== brasko)).toEqual([]);
    const disputed = { ...fact('brasko.ohi-trucks'), disagreesWith: [fact('norvane.ctb-spent').id] };
    const facts = baseWith(disputed);
    const retriever = retrieverOf(facts);
    const { claim } = [...disputed.wordings.values()][0] ?? { claim: '' };
    const says = async (packs: 'all' | [PackId]) =>
      textOf(await run('check', claim, contextOf(english, chosenPacks({ facts, retriever }, packs))));
    expect(await says('all')).toContain(english.say('others-say'));
    expect(await says([brasko])).not.toContain(english.say('others-say'));
  });

  it('can be chosen anew, and is kept for each choice', async () => {
    expect(chosenPacks(knowledge, [brasko])).toBe(chosenPacks(knowledge, [brasko]));
    expect(chosenPacks(knowledge, 'all').facts).toBe(base);
    await ask('settings', 'packs norvane');
    expect((await ask('boycott', 'norvane')).outcome).toBe('answered');
    expect(textOf(await ask('settings', 'packs brasko'))).toContain('Brasko');
  });
});
