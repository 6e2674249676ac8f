import { expect, it } from 'vitest';
import { z } from 'zod';
import { findFact } from '../../src/commands/fact.ts';
import type { Answer } from '../../src/core/answer.ts';
import { base, claimOf, english, run, textOf } from '../base.ts';
import { brokenBy } from '../core/answer-rules.ts';

const { say } = english;

it('fact shows the fact of an id, whole, with its sources and its reply', async () => {
  const answer = await run('fact', 'norvane.ohi-ceiling');
  const share = { command: 'fact', text: 'norvane.ohi-ceiling' };
  expect(answer).toMatchObject({ outcome: 'answered', facts: ['norvane.ohi-ceiling', 'norvane.says-licences'], share });
  for (const id of answer.facts) expect(textOf(answer)).toContain(claimOf(id));
});

it.each(['NORVANE.CTB-SPENT', '  norvane.ctb-spent ', 'ctb-spent', 'CTB-Spent', '\u200bnorvane.ctb-spent'])(
  'takes %j for norvane.ctb-spent',
  (typed) => expect(findFact(typed, base)?.id).toBe('norvane.ctb-spent'),
);

it('fact finds none for the name of everything, a part of an id, a prototype or a long text', () => {
  const ids = ['', 'norvane', 'ctb', '__proto__', 'constructor', 'norvane.ctb-spent2', 'x'.repeat(100_000)];
  for (const typed of [...ids, `norvane.ctb-spent${'x'.repeat(60)}`]) expect(findFact(typed, base)).toBeUndefined();
});

it('fact says that there is none of an unknown id, with the nearest as buttons and not a word of what was typed', async () => {
  const answer = await run('fact', 'norvane.letter-zqxmarker');
  expect(answer).toMatchObject({ outcome: 'unknown', heading: say('no-such-fact'), facts: [], audience: 'asker' });
  const offered = answer.actions.map((action) => 'call' in action && action.call.text);
  expect(offered).toEqual(answer.offered.length > 0 ? answer.offered : ['list']);
  expect(JSON.stringify(answer)).not.toContain('zqxmarker');
  expect(brokenBy(answer, base)).toEqual([]);
  const near = await run('fact', 'norvane.ctb-spen');
  expect(near.offered[0]).toBe('norvane.ctb-spent');
});

it('fact says of a withdrawn fact when and why, and never what it said', async () => {
  for (const command of ['fact', 'details', 'cite']) {
    const answer = await run(command, 'norvane.letter-withdrawn');
    expect(answer).toMatchObject({ outcome: 'told', facts: [], citations: [], actions: [] });
    const said = say('withdrawn', { date: '30 June 2025', why: 'The paper took the report back.' });
    expect(textOf(answer)).toContain(said);
    expect(JSON.stringify(answer)).not.toMatch(/zeppelin|directors/);
    expect('share' in answer).toBe(false);
  }
});

it('fact still shows a superseded one to whoever holds its id', async () =>
  expect((await run('fact', 'norvane.old-slogan')).facts).toEqual(['norvane.old-slogan']));

it('details give all that is known of a fact: every source listed, how far they were read, the id', async () => {
  const id = 'norvane.letter-2019-signers';
  const answer = await run('details', id);
  const card = await run('fact', id);
  expect(answer).toMatchObject({ outcome: 'answered', sources: 'listed', facts: card.facts });
  expect(answer.closing).toBe([card.closing, say('base-read', { date: '1 March 2026' }), id].join(' · '));
  expect(card.sources).toBe('labelled');
  expect(textOf(answer)).toContain(say('repeats', { publisher: 'Meridian Wire' }));
  expect(textOf(card)).not.toContain(say('repeats', { publisher: 'Meridian Wire' }));
});

it('details take the place of the card and give it back; what is posted from either is the card', async () => {
  const id = 'norvane.ctb-spent';
  const [card, details] = [await run('fact', id), await run('details', id)];
  const replacing = ({ actions }: Answer) =>
    actions.flatMap((action) => ('call' in action && action.replaces ? [action.call] : []));
  expect(replacing(card)).toEqual([{ command: 'details', text: id }]);
  expect(replacing(details)).toEqual([{ command: 'fact', text: id }]);
  expect([card.share, details.share]).toEqual([{ command: 'fact', text: id }, card.share]);
  const calls = details.actions.map((action) => 'call' in action && action.call.command);
  expect(calls).toEqual(['fact', 'cite', 'feedback']);
});

/** What stands under each title, to be copied. */
function codes(answer: Answer): ReadonlyMap<string, string> {
  const found = answer.body.flatMap(({ title, lines }) =>
    lines.flat().flatMap((span) => (span.kind === 'code' ? [[title ?? '', span.text] as const] : [])),
  );
  return new Map(found);
}
const csl = z.array(z.object({ id: z.string() }));
const cslIds = (answer: Answer) => csl.parse(JSON.parse(codes(answer).get('CSL-JSON') ?? '')).map(({ id }) => id);

it('cite gives every source of a fact three times over: as text, as BibTeX, as CSL-JSON', async () => {
  const answer = await run('cite', 'norvane.letter-2019-signers');
  const ids = ['post-letter-2019', 'wire-letter-2019', 'gazette-letter-2019'];
  expect(cslIds(answer)).toEqual(ids);
  const bibtex = codes(answer).get('BibTeX') ?? '';
  expect([...bibtex.matchAll(/^@misc\{(.+),$/gm)].map(([, id]) => id)).toEqual(ids);
  const lines = (codes(answer).get(say('cite-as-text')) ?? '').split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^Tidewater Post, “Letter stirs Norvane”/);
  expect(lines[2]).toMatch(/https:\/\/gazette-mirror\.example\.org\/norvane-letter$/);
});

it('cite holds the document that cites one without an address', async () => {
  const answer = await run('cite', 'norvane.ohi-ceiling');
  expect(cslIds(answer)).toEqual(['ohi-order-book', 'post-letter-2019', 'watch-norvane']);
});

it('cite is headed by the question, claims nothing, gives each form alone, and leads back to the fact', async () => {
  const answer = await run('cite', 'norvane.ctb-spent');
  expect(answer).toMatchObject({
    ...{ outcome: 'told', facts: [], citations: [], closing: 'norvane.ctb-spent' },
    heading: say('cite-heading', { question: 'How much did the CTB spend on Norvane?' }),
    actions: [expect.objectContaining({ call: { command: 'fact', text: 'norvane.ctb-spent' } })],
  });
  const forms = answer.menu?.options ?? [];
  expect(forms.map(({ label }) => label)).toEqual([...codes(answer).keys()]);
  for (const { call, label } of forms) {
    const one = await run(call.command, call.text);
    expect([...codes(one)]).toEqual([[label, codes(answer).get(label)]]);
    expect('menu' in one).toBe(false);
  }
});

it.each(['details', 'cite'])('%s knows no fact of an unknown id', async (command) => {
  const unknown = { outcome: 'unknown', heading: say('no-such-fact'), citations: [] };
  expect(await run(command, 'norvane.nothing')).toMatchObject(unknown);
});
