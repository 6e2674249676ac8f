import { expect, it } from 'vitest';
import { type Answer, cited, strong, text } from '../../../src/core/answer.ts';
import type { IsoDate } from '../../../src/core/fact.ts';
import { base, baseWith, changed, contextOf, english, entity, fact, run, spanish, TODAY, textOf } from '../../base.ts';
import { brokenBy, unanswered } from '../../core/answer-rules.ts';

const { say } = english;
/** The passage that shows a fact, as it is read. */
const lineOf = ({ body }: Answer, id: string) =>
  body.filter(({ facts }) => facts.some((one) => one === id)).flatMap(({ lines }) => lines.flat());

it('a dossier says who lists the company and on what grounds, as the lister’s own position, with its source', async () => {
  const answer = await run('boycott', 'norvane');
  const grounds = 'its work on the Harbour Manifest Ledger';
  const said = say('listed-by', { by: 'Dockside Watch', label: 'Checked twice', ended: 'none', grounds });
  expect(answer.body[0]?.lines).toEqual([[text(said), text(' '), cited(1)]]);
  expect(answer.citations[0]).toMatchObject({
    source: 'watch-list',
    kind: 'campaign',
    details: expect.arrayContaining(['entry 7']),
  });
});

it('a dossier says first that what a company is listed for has ended, and shows what goes on before it', async () => {
  const [listing] = base.listings;
  if (!listing) throw new Error('the invented base lists nobody');
  const ended = { ...listing, id: 'norvane.ended', ended: '2026-01' as const };
  const facts = { ...base, listings: [ended, listing] };
  const lines = textOf(await run('boycott', 'norvane', contextOf(english, { facts }))).split('\n');
  const of = lines.filter((line) => line.includes('Dockside Watch’s boycott list'));
  expect(of.map((line) => line.startsWith('Ended January 2026, the company says.'))).toEqual([false, true]);
});

it('a dossier never calls for a boycott itself, in any language', async () => {
  const call =
    /boycott (it|them|norvane|brasko)(?! \w+$)|don.t buy|avoid (it|norvane|brasko)|boicotea|boicotead|no compres/im;
  for (const language of [english, spanish])
    for (const company of ['norvane', 'brasko', 'tallybird'])
      expect(textOf(await run('boycott', company, contextOf(language)), language)).not.toMatch(call);
});

it('a dossier says on the company’s own platform, once and with its source, that the workspace runs on it', async () => {
  const line = say('runs-on', { product: 'Tallybird', company: 'Norvane' });
  const here = contextOf(english, { platform: 'tallybird' });
  for (const asked of ['norvane', 'tallybird']) {
    const answer = await run('boycott', asked, here);
    expect(textOf(answer).split(line)).toHaveLength(2);
    const owner = answer.body.find(({ lines }) => lines.flat().some((span) => 'text' in span && span.text === line));
    expect(owner?.lines.at(-1)?.some(({ kind }) => kind === 'cite')).toBe(true);
    expect(brokenBy(answer, base)).toEqual([]);
  }
  for (const [asked, within] of [['brasko', here], ['norvane'], ['norvane timeline', here]] as const)
    expect(textOf(await run('boycott', asked, within))).not.toContain('This workspace runs on');
});

it('a dossier says that it holds no listing where it holds none', async () => {
  const text = textOf(await run('boycott', 'brasko'));
  expect(text).toContain(say('no-listing', { company: 'Brasko Freight' }));
  expect(text).not.toContain('Dockside Watch');
});

it('a dossier explains a brand by its owner, and has no such line for the owner itself', async () => {
  const line = (brand: string, company: string) => say('owned-by', { brand, company });
  const answer = await run('boycott', 'tallybird');
  expect(answer.heading).toBe('Norvane');
  expect(textOf(answer)).toContain(line('Tallybird', 'Norvane'));
  expect(textOf(await run('boycott', 'norvane'))).not.toContain(line('Norvane', 'Norvane'));
  expect(textOf(await run('boycott', 'haulix'))).toContain(line('Haulix', 'Brasko Freight'));
});

it('a dossier shows its weightiest facts, each of another topic, the newest first, in a line each with its source', async () => {
  const answer = await run('boycott', 'norvane');
  const listed = answer.body.filter(({ facts, rank }) => facts.length > 0 && rank > 0);
  expect(listed.map(({ facts: [first] }) => first)).toEqual([
    'norvane.hml-described',
    'norvane.ctb-spent',
    'norvane.letter-2019-signers',
  ]);
  for (const { lines } of listed) expect(lines[0]?.at(-1)?.kind).toBe('cite');
  expect(answer.facts).not.toContain('norvane.owns-brands');
});

it('a dossier shows a fact of the last two years where there is one, however little it weighs', async () => {
  const recent = changed('norvane.offer-refused', { period: { from: '2025-02' } });
  const facts = baseWith(recent);
  const shown = async (today: IsoDate) => (await run('boycott', 'norvane', contextOf(english, { facts, today }))).facts;
  expect((await shown(TODAY))[0]).toBe(recent.id);
  expect(await shown('2027-03-10')).not.toContain(recent.id);
});

it('a dossier shows what the company says to its facts, and what else it said, each with its date and its source', async () => {
  for (const company of ['norvane', 'brasko', 'tallybird'])
    expect(unanswered(await run('boycott', company), base, say)).toEqual([]);
  const answer = await run('boycott', 'norvane');
  const spans = lineOf(answer, 'norvane.says-proud');
  expect(spans[0]).toEqual(strong(say('company-said', { company: 'Norvane', date: 'May 2019' })));
  expect(spans.at(-1)?.kind).toBe('cite');
  expect(textOf(answer)).toContain('does not say whether the company will do');
  const none = say('no-reply-short', { company: 'Brasko Freight', date: '15 Feb 2026' });
  expect(textOf(await run('boycott', 'brasko'))).toContain(none);
});

it('a dossier says what is disputed, in words, as the last', async () => {
  const head = strong(`${say('disputed')} `);
  const lines = [[head, text('What is the Harbour Manifest Ledger?')]];
  expect((await run('boycott', 'norvane')).body.at(-1)).toMatchObject({ lines, facts: [] });
  expect((await run('boycott', 'brasko')).body.flatMap(({ lines }) => lines.flat())).not.toContainEqual(head);
});

it('a dossier shows three replies that its facts need, and not that there are more', async () => {
  const ids = ['says-licences', 'says-proud', 'pledge-fund'].map((id) => fact(`norvane.${id}`).id);
  const [first, ...rest] = ids;
  if (!first) throw new Error('three are named');
  const facts = baseWith(changed('norvane.ctb-spent', { reply: { facts: [first, ...rest] } }));
  const shown = (await run('boycott', 'norvane', contextOf(english, { facts }))).facts;
  expect(shown).toEqual(expect.arrayContaining(ids));
});

it.each([
  ['norvane', 'brasko'],
  ['brasko', 'norvane'],
])('a dossier of %s shows nothing about %s', async (name, other) => {
  const answer = await run('boycott', name);
  expect(answer.facts.filter((id) => !id.startsWith(`${name}.`))).toEqual([]);
  expect(textOf(answer).toLowerCase()).not.toContain(`${other} `);
});

it('a dossier leads to what is newest and to the timeline, and in a menu to its topics, sources and brands', async () => {
  const answer = await run('boycott', 'norvane');
  expect(brokenBy(answer, base)).toEqual([]);
  const calls = [...answer.actions, ...(answer.menu?.options ?? [])].flatMap((one) =>
    'call' in one ? [one.call] : [],
  );
  const words = 'latest timeline systems contracts letters response brands-owned sources brands';
  expect(calls.map(({ text: asked }) => asked)).toEqual(words.split(' ').map((word) => `norvane ${word}`));
  for (const { command, text: asked } of calls)
    expect((await run(command, asked)).share).toEqual({ command, text: asked });
  const entities = new Map([...base.entities].filter(([, { ownedBy }]) => ownedBy === undefined));
  const unowned = await run('boycott', 'brasko', contextOf(english, { facts: { ...base, entities } }));
  const without = unowned.menu?.options.map(({ call }) => call.text);
  expect(without).not.toContain('brasko brands');
});

it('a dossier is posted by its own name, also where a brand was asked for', async () => {
  for (const name of ['Norvane', 'Tallybird']) {
    const answer = await run('boycott', name.toLowerCase());
    expect(answer.share).toEqual({ command: 'boycott', text: name });
    expect(await run('boycott', name)).toEqual(answer);
  }
});

it('a dossier is worded in Spanish where the base is, and keeps names', async () => {
  const answer = await run('boycott', 'norvane', contextOf(spanish));
  const text = textOf(answer, spanish);
  expect(text).toContain('su trabajo en el Harbour Manifest Ledger');
  expect(text).toContain('más de 320 empleados de Norvane');
  expect(answer.menu?.options[0]?.label).toBe('Lo que construye');
  expect(entity('norvane').name).toBe(answer.heading);
});

it('the list of companies names each company with a dossier, the one with most facts first, and what to type', async () => {
  const answer = await run('boycott', 'list');
  expect(brokenBy(answer, base)).toEqual([]);
  const calls = answer.actions.map((one) => [one.label, 'call' in one && one.call.text]);
  expect(calls).toEqual([
    ...new Map([
      ['Norvane', 'norvane'],
      ['Brasko Freight', 'brasko'],
    ]),
  ]);
  const lines = answer.body[0]?.lines ?? [];
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContainEqual({ kind: 'example', call: { command: 'boycott', text: 'brasko' } });
  expect(textOf(answer)).toContain(say('company-line', { company: 'Brasko Freight', count: 2 }));
  // Nor one that facts only mention; how much there is, is said.
  expect(textOf(answer)).not.toContain('Pellworm');
  expect(textOf(answer)).toContain(String(base.sources.size));
});
