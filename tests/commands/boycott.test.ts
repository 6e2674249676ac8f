import { expect, it } from 'vitest';
import { boycott } from '../../src/commands/boycott.ts';
import { coveredButton } from '../../src/core/compose.ts';
import { topicId } from '../../src/facts/schema/values.ts';
import { base, contextOf, english, fact, run, spanish } from '../base.ts';
import { brokenBy } from '../core/answer-rules.ts';

const { say } = english;

it.each(['', '   ', 'list', 'LIST', 'lista'])('boycott lists the companies for %j', async (text) =>
  expect(await run('boycott', text)).toMatchObject({ outcome: 'told', heading: say('companies') }),
);

it.each([
  ['norvane', 'Norvane'],
  ['NORVANE INC', 'Norvane'],
  ['norvnae', 'Norvane'],
  ['tallybird', 'Tallybird'],
  ['the norvane', 'Norvane'],
  ['norvane contracts', 'norvane contracts'],
  ['norvane money', 'norvane contracts'],
  ['norvane contract', 'norvane contracts'],
  ['tallybird contracts', 'norvane contracts'],
  ['norvane timeline', 'norvane timeline'],
  ['norvane latest 2', 'norvane latest 2'],
  ['norvane sources', 'norvane sources'],
  ['norvane brands', 'norvane brands'],
  ['brasko letters-2019-20', 'brasko letters-2019-20'],
  ['brasko letters 2019 1', 'brasko letters-2019-20'],
  ['norvane brand', 'norvane brands'],
])('boycott gives for %j the page that %j asks for', async (text, page) => {
  const answer = await run('boycott', text);
  expect(answer).toMatchObject({ outcome: 'answered', share: { command: 'boycott', text: page } });
  expect(brokenBy(answer, base)).toEqual([]);
});

it('boycott gives a topic by its ids, though together they are a name, and by the name what is named', async () => {
  const { pack } = fact('norvane.ctb-spent');
  const own = base.packs.get(pack);
  const [first, ...others] = own?.topics ?? [];
  if (!own || !first) throw new Error('the base has it');
  const renamed = { ...own, topics: [{ ...first, id: topicId.parse('group') }, ...others] };
  const within = contextOf(english, { facts: { ...base, packs: new Map([...base.packs, [pack, renamed]]) } });
  const asked = async (text: string) => (await run('boycott', text, within)).share?.text;
  expect(await asked('norvane group')).toBe('norvane group');
  expect(await asked('Norvane Group')).toBe('Norvane');
});

it('boycott asks when a question is typed after it', async () => {
  const about = 'norvane letter of 2019 how many employees signed';
  for (const text of ['how many employees signed the letter of 2019?', about])
    expect(await run('boycott', text)).toEqual(await run('ask', text));
});

it.each([
  ['nvidia', 'nvidia'],
  ['Zorblatt', 'Zorblatt'],
  ['Zorblatt Widgets', 'Zorblatt Widgets'],
  ["Ben & Jerry's", 'Ben Jerrys'],
  ['www.evil.example', 'www evil example'],
  ['<!channel>', 'channel'],
  ['target', 'target'],
])('boycott says of %j that it holds nothing on %s, to the asker alone', async (text, name) => {
  const answer = await run('boycott', text);
  const heading = say('unknown-name', { name });
  expect(answer).toMatchObject({ outcome: 'unknown', heading, audience: 'asker', facts: [], citations: [], body: [] });
  expect(answer.actions).toEqual([coveredButton(contextOf())]);
});

it('boycott completes the pages of the company that stands before them, by any of their names', () => {
  const pages = (text: string, before: string, language = english) =>
    boycott.suggest?.({ command: 'boycott', option: 'page', before, text }, contextOf(language), 25);
  const all = 'systems contracts letters response brands-owned timeline sources brands';
  expect(pages('', 'norvane')).toEqual(expect.arrayContaining(all.split(' ')));
  expect(pages('', 'tallybird')).toEqual(pages('', 'norvane'));
  expect(pages('TIME', 'norvane')).toEqual(['timeline']);
  expect(pages('cartas', 'norvane', spanish)).toEqual(['letters']);
  expect(pages('', 'nobody at all')).toEqual(['latest', 'timeline', 'sources', 'brands']);
  expect(boycott.suggest?.({ command: 'boycott', text: 'norv' }, contextOf(), 5)).toEqual(['Norvane']);
});

it('boycott understands the words for pages in every language', async () => {
  const pages = { cronología: 'timeline', fuentes: 'sources', marcas: 'brands', 'cartas del personal': 'letters' };
  for (const [typed, own] of Object.entries(pages))
    expect(await run('boycott', `norvane ${typed}`)).toEqual(await run('boycott', `norvane ${own}`));
});

it('boycott says at most 40 characters of a name, and splits none', async () => {
  const { heading } = await run('boycott', '𐐀'.repeat(90));
  expect(heading).toBe(say('unknown-name', { name: '𐐀'.repeat(40) }));
});

it('boycott says when facts name a company but nobody wrote its dossier, and offers them without telling them', async () => {
  for (const [text, name, id] of [
    ['pellworm', 'Pellworm Hosting', 'norvane.pellworm-hosts'],
    ['odrin', 'Odrin Consulting', 'norvane.odrin-builds'],
  ] as const) {
    const answer = await run('boycott', text);
    const heading = say('no-dossier', { company: name, count: 1 });
    expect(answer).toMatchObject({ outcome: 'unknown', heading, offered: [id], facts: [], citations: [] });
    const shows = expect.objectContaining({ call: { command: 'fact', text: id } });
    expect(answer.actions).toEqual([shows, coveredButton(contextOf())]);
  }
});
