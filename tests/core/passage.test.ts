import { expect, it } from 'vitest';
import type { Paragraph, Passage } from '../../src/core/answer.ts';
import { collectCitations } from '../../src/core/citations.ts';
import type { Fact } from '../../src/core/fact.ts';
import { claimLine, detailsPassages, questionOf, wordingOf } from '../../src/core/passage.ts';
import { plainSpan } from '../../src/core/plain.ts';
import { base, baseWith, changed, claimOf, context, contextOf, english, fact, spanish } from '../base.ts';

const { say } = english;

function passageOf(one: Fact, within = context): Passage {
  const passages = detailsPassages(one, collectCitations(within), within);
  return {
    lines: passages.flatMap(({ lines }) => lines),
    facts: passages.flatMap(({ facts }) => facts),
    rank: passages[0]?.rank ?? -1,
  };
}
const spell = ({ text }: { readonly text: string }) => text;
const lineText = (line: Paragraph) =>
  line.map((span) => plainSpan(span, { citations: [], sources: 'listed' }, spell)).join('');
const linesOf = (passage: Passage) => passage.lines.map(lineText);
const at = (lines: readonly string[], start: string) => lines.findIndex((line) => line.startsWith(start));

it('detailsPassages shows a claim with its caveat, then what says otherwise with its own, then what was found of a reply', () => {
  const passage = passageOf(fact('norvane.hml-described'));
  expect(linesOf(passage)).toEqual([
    `${claimOf('norvane.hml-described')} [1]`,
    `${say('caveat')} The agency describes the ledger's purpose differently.`,
    say('disagrees'),
    `${claimOf('norvane.hml-agency-view')} [2]`,
    `${say('caveat')} From the opening of a web page; the page names no company.`,
    say('no-reply', { date: '1 March 2026' }),
  ]);
  expect(passage).toMatchObject({ rank: 0, facts: ['norvane.hml-described', 'norvane.hml-agency-view'] });
});

it('detailsPassages shows the note after the caveat, or alone', () => {
  const noted = (note: string, caveat?: string) => {
    const wordings = new Map([['en', { claim: 'A.', questions: [], note, ...(caveat && { caveat }) }]]);
    return linesOf(passageOf(changed('norvane.ctb-spent', { wordings })));
  };
  expect(noted('A page is torn.', 'One source.')).toContain(`${say('caveat')} One source. A page is torn.`);
  expect(noted('A page is torn.')).toContain(`${say('caveat')} A page is torn.`);
});

it('detailsPassages shows a disagreement from both sides, though it is written on one', () => {
  expect(fact('norvane.hml-agency-view').disagreesWith).toEqual(['norvane.hml-described']);
  const lines = linesOf(passageOf(fact('norvane.hml-agency-view')));
  expect(at(lines, claimOf('norvane.hml-described'))).toBeGreaterThan(at(lines, say('disagrees')));
});

it('detailsPassages shows what the company says to a claim that is there only because it disagrees', () => {
  const facts = baseWith(changed('norvane.hml-described', { reply: { facts: [fact('norvane.says-licences').id] } }));
  const passage = passageOf(fact('norvane.hml-agency-view'), contextOf(english, { facts }));
  expect(passage.facts).toContain('norvane.says-licences');
  expect(linesOf(passage).join('\n')).toContain(claimOf('norvane.says-licences'));
});

it("detailsPassages shows the company's own words with their caveat, under its name", () => {
  const lines = linesOf(passageOf(fact('norvane.letter-2019-signers')));
  const own = at(lines, say('company-says-to-it', { company: 'Norvane' }));
  expect(own).toBeGreaterThan(0);
  expect(lines[own + 1]).toMatch(claimOf('norvane.says-proud'));
  expect(lines[own + 2]).toContain('does not say whether the company will do');
});

it.each([
  ['norvane.ctb-spent', 'amount-paid', '42.5 million'],
  ['norvane.award-2020', 'amount-award', '5.75 million'],
  ['norvane.ohi-ceiling', 'amount-ceiling', '7.25 million'],
  ['norvane.estimate-savings', 'amount-estimate', '900,000'],
  ['norvane.tallybird-price', 'amount-price', '310 million'],
  ['norvane.pledge-fund', 'amount-pledge', '1 million'],
  ['norvane.offer-refused', 'amount-offer', '250,000'],
] as const)('detailsPassages says what sort of figure %s is', (id, key, amount) =>
  expect(linesOf(passageOf(fact(id)))).toContain(say(key, { amount })),
);

it('detailsPassages quotes the words it rests on, with whose they are and where they stand', () => {
  const passage = passageOf(fact('norvane.letter-wording'));
  expect(passage.lines.flat()).toContainEqual({
    kind: 'quote',
    text: 'We ask you to let the licences run out and to tell us so in writing.',
  });
  expect(linesOf(passage).find((line) => line.includes('“'))).toMatch(
    new RegExp(`^${say('quoted', { publisher: 'Employees of Norvane', date: 'none' })} .*\\[1\\]$`),
  );
});

it('detailsPassages says that a claim is past its review date from the day after it', () => {
  const overdue = say('overdue', { date: '1 January 2025' });
  const on = (today: `${number}-${number}-${number}`) =>
    linesOf(passageOf(fact('norvane.hml-started-2017'), contextOf(english, { today })));
  expect(on('2025-01-01')).not.toContain(overdue);
  expect(on('2025-01-02')).toContain(overdue);
});

it('detailsPassages says of a claim that another one took its place, and that it was corrected, when and why', () => {
  const corrections = [{ on: '2026-02-01', was: 'Another name.', why: 'The paper corrected a name.' }] as const;
  const lines = (changes: Partial<Fact>) => linesOf(passageOf(changed('norvane.ctb-spent', changes)));
  expect(lines({ status: 'superseded' })).toContain(say('superseded'));
  const corrected = say('corrected', { date: '1 February 2026', why: 'The paper corrected a name.' });
  expect(lines({ corrections })).toContain(corrected);
});

it('detailsPassages shows nothing that was withdrawn, as a reply or as a disagreement', () => {
  const gone = ['norvane.hml-agency-view', 'norvane.says-proud'].map((id) => changed(id, { status: 'withdrawn' }));
  const within = contextOf(english, { facts: baseWith(...gone) });
  for (const id of ['norvane.hml-described', 'norvane.letter-2019-signers'])
    expect(passageOf(fact(id), within).facts).toEqual([id]);
});

it('a wording is in the language asked for, and falls back to the first language of its pack, saying so', () => {
  const es = contextOf(spanish);
  expect(wordingOf(fact('norvane.letter-2019-signers'), base, 'es').claim).toMatch(/^Según la prensa/);
  expect(wordingOf(fact('norvane.ctb-spent'), base, 'es').claim).toBe(claimOf('norvane.ctb-spent'));
  expect(questionOf(fact('norvane.letter-2019-signers'), base, 'es')).toBe(
    '¿Cuántos empleados firmaron la carta de 2019?',
  );
  const notYet = spanish.say('not-in-language', { language: 'inglés' });
  expect(linesOf(passageOf(fact('norvane.ctb-spent'), es))).toContain(notYet);
  expect(linesOf(passageOf(fact('norvane.letter-2019-signers'), es))[1]).not.toBe(notYet);
});

const lineOf = (id: string, most?: number) => lineText(claimLine(fact(id), collectCitations(context), context, most));

it('claimLine names every source of a claim, or so many of them, those that can be opened first', () => {
  const whole = claimOf('norvane.letter-2019-signers');
  expect(lineOf('norvane.letter-2019-signers')).toBe(`${whole} [1] [2] [3]`);
  expect(lineOf('norvane.letter-2019-signers', 2)).toBe(`${whole} [1] [2] ${say('cites-more', { count: 1 })}`);
  const citations = collectCitations(context);
  claimLine(fact('norvane.ohi-ceiling'), citations, context, 1);
  expect(citations.all().map(({ source }) => source)).toEqual(['watch-norvane']);
});
