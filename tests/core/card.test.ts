import { expect, it } from 'vitest';
import { type Answer, type Passage, strong, text } from '../../src/core/answer.ts';
import { cardPassage, linePassages, replyPassages } from '../../src/core/card.ts';
import { type Citations, collectCitations } from '../../src/core/citations.ts';
import type { Fact, Wording } from '../../src/core/fact.ts';
import { plainSpan } from '../../src/core/plain.ts';
import { baseWith, changed, claimOf, context, contextOf, english, fact, source, spanish } from '../base.ts';

const { say } = english;

/** Every line as it is read, its citations by their labels. */
function linesOf(passages: readonly Passage[], citations: Citations): readonly string[] {
  const answer: Pick<Answer, 'citations' | 'sources'> = { citations: citations.all(), sources: 'labelled' };
  return passages
    .flatMap(({ lines }) => lines)
    .map((line) => line.map((span) => plainSpan(span, answer, ({ text }) => text)).join(''));
}

function card(one: Fact, within = context) {
  const citations = collectCitations(within);
  const passage = cardPassage(one, citations, within);
  return { passage, lines: linesOf([passage], citations), sources: citations.all().map((cite) => cite.source) };
}

/** A fact of which the wording says something else, too. */
const worded = (id: string, changes: Partial<Wording>, more: Partial<Fact> = {}): Fact => {
  const { claim, questions } = fact(id).wordings.get('en') ?? { claim: '?', questions: [] };
  return changed(id, { ...more, wordings: new Map([['en', { claim, questions, ...changes }]]) });
};

it('a card has the claim with its sources, its caveat, what others say, and of whom no reply was found', () => {
  const { passage, lines } = card(fact('norvane.hml-described'));
  expect(lines).toEqual([
    say('stale', { date: '12 Jul 2023' }),
    `${claimOf('norvane.hml-described')} [Dockside Watch 2023]`,
    "The agency describes the ledger's purpose differently.",
    `${say('others-say')} ${claimOf('norvane.hml-agency-view')} From the opening of a web page; the page names no company. [OHI 2022]`,
    say('no-reply-short', { company: 'Norvane', date: '1 Mar 2026' }),
  ]);
  expect(passage).toEqual({
    ...{ lines: expect.anything(), rank: 0 },
    facts: ['norvane.hml-described', 'norvane.hml-agency-view'],
  });
});

it('a card shows one other side, by its short form, and counts the rest', () => {
  const short = 'A place to look up cargo papers, the OHI says';
  const facts = baseWith(worded('norvane.hml-agency-view', { short }));
  const disagreesWith = ['hml-agency-view', 'odrin-builds', 'pellworm-hosts'].map((id) => fact(`norvane.${id}`).id);
  const { lines } = card(changed('norvane.hml-described', { disagreesWith }), contextOf(english, { facts }));
  expect(lines).toContain(`${say('others-say')} ${short} [OHI 2022] ${say('cites-more', { count: 2 })}`);
});

it('a card names three sources of a claim, those that can be opened first, and counts the rest', () => {
  const cites = ['radio-interview', 'watch-norvane', 'letter-2022', 'wire-letter-2019'].map((id) => ({
    source: source(id).id,
  }));
  const [first, ...rest] = cites;
  if (!first) throw new Error('four are named');
  const { lines, sources } = card(changed('norvane.letter-2022-signers', { cites: [first, ...rest] }));
  expect(sources).toEqual(['watch-norvane', 'letter-2022', 'wire-letter-2019']);
  expect(lines[0]).toContain(say('cites-more', { count: 1 }));
});

it.each([
  ['norvane.award-2020', 'award'],
  ['norvane.ohi-ceiling', 'ceiling'],
  ['norvane.estimate-savings', 'estimate'],
])('a card says beside the claim what sort of figure %s is, before its caveat', (id, nature) => {
  const said = say('nature', { nature });
  expect(said).not.toBe('');
  expect(card(worded(id, { caveat: 'One source.' })).lines).toContain(`${said} One source.`);
});

it('a card says when a claim was corrected, is overdue, or was replaced', () => {
  const one = changed('norvane.ctb-spent', {
    status: 'superseded',
    reviewBy: '2026-03-09',
    corrections: [{ on: '2026-02-01', was: 'Another name.', why: 'A name was wrong.' }],
  });
  const [, qualified = ''] = card(one).lines;
  expect(qualified).toContain(say('superseded'));
  expect(qualified).toContain(say('corrected-short', { date: '1 Feb 2026' }));
  expect(qualified).toContain(say('overdue', { date: '9 Mar 2026' }));
  expect(card(fact('norvane.ctb-spent')).lines[1]).toBe("The money is the bureau's, not the inspection's.");
});

it('a card says first how old its newest source is, where it tells of no time and the source is two years old', () => {
  const stale = say('stale', { date: '12 Jul 2023' });
  const on = (today: `${number}-${number}-${number}`) =>
    card(fact('norvane.odrin-builds'), contextOf(english, { today })).lines[0];
  expect(on('2025-07-12')).not.toBe(stale);
  expect(on('2025-07-13')).toBe(stale);
  expect(card(fact('norvane.ctb-spent')).lines[0]).not.toContain('12 Jul 2023');
});

it('a card shows nothing that was withdrawn, as a reply or as another side', () => {
  const gone = ['norvane.hml-agency-view', 'norvane.says-proud'].map((id) => changed(id, { status: 'withdrawn' }));
  const within = contextOf(english, { facts: baseWith(...gone) });
  for (const id of ['norvane.hml-described', 'norvane.letter-2019-signers'])
    expect(card(fact(id), within).passage.facts).toEqual([id]);
});

it('a card says once that what it shows is in another language', () => {
  const notYet = spanish.say('not-in-language', { language: 'inglés' });
  const said = (id: string) => card(fact(id), contextOf(spanish)).lines.filter((line) => line === notYet);
  expect(said('norvane.hml-described')).toHaveLength(1);
  // Its own words are Spanish; the company's are not.
  expect(said('norvane.letter-2019-signers')).toHaveLength(1);
});

const proud = (changes: Partial<Fact>, short?: string) =>
  contextOf(english, { facts: baseWith(worded('norvane.says-proud', short === undefined ? {} : { short }, changes)) });
const saidTo = (claimed: Partial<Fact>, within = context) =>
  card(changed('norvane.letter-2019-signers', claimed), within).lines.at(-1);

it('what the company says is named, dated and linked, by its short form or with its caveat', () => {
  const lead = say('company-said', { company: 'Norvane', date: 'May 2019' });
  expect(saidTo({})).toBe(
    `${lead} ${claimOf('norvane.says-proud')} The statement does not say whether the company will do what the letter asks. [Norvane 2019]`,
  );
  const short = 'it is glad of employees who speak up';
  expect(saidTo({}, proud({}, short))).toBe(`${lead} ${short} [Norvane 2019]`);
});

it.each([
  [{ from: '2018' }, { from: '2018-06' }, 'company-said'],
  [{ from: '2018-05' }, { from: '2018-06' }, 'company-said'],
  [{ from: '2018-06-02' }, { from: '2018-06' }, 'company-said'],
  [{ from: '2018-07' }, { from: '2018-06-30' }, 'company-had-said'],
  [{ from: '2019' }, { from: '2018-06-30' }, 'company-had-said'],
] as const)('what the company says to a claim of %j, said in %j, is told as %s', (period, spoken, key) => {
  const date = 'June 2018';
  expect(saidTo({ period }, proud({ period: spoken }))).toMatch(
    new RegExp(`^${say(key, { company: 'Norvane', date }).replace(/[()]/gu, '\\$&')} `),
  );
});

it('what the company says is dated by its source where it tells of no time, and by nothing where that is undated', () => {
  const { period: _, ...timeless } = fact('norvane.says-proud');
  const at = (id: string) =>
    saidTo({}, contextOf(english, { facts: baseWith({ ...timeless, cites: [{ source: source(id).id }] }) }));
  expect(at('letter-2022')).toMatch(/^Norvane, November 2022: /);
  expect(at('watch-list')).toMatch(/^Norvane: /);
});

it('what the company says is shown twice at most, and the rest is counted', () => {
  const facts = ['says-licences', 'says-proud', 'pledge-fund'].map((id) => fact(`norvane.${id}`).id);
  const [first, ...rest] = facts;
  if (!first) throw new Error('three are named');
  const { lines, passage } = card(changed('norvane.ctb-spent', { reply: { facts: [first, ...rest] } }));
  expect(passage.facts).toEqual(['norvane.ctb-spent', ...facts.slice(0, 2)]);
  expect(lines.at(-1)).toBe(say('replies-more', { count: 1 }));
});

it('what the company says is shown to a claim that is there only because it disagrees', () => {
  const reply = { facts: [fact('norvane.says-licences').id] } as const;
  const facts = baseWith(changed('norvane.hml-described', { reply }));
  expect(card(fact('norvane.hml-agency-view'), contextOf(english, { facts })).passage.facts).toContain(
    'norvane.says-licences',
  );
});

const listed = ['ohi-ceiling', 'letter-2019-signers', 'ctb-spent'].map((id) => fact(`norvane.${id}`));

it('a list has a line for each fact, its short form or its claim and caveat, with its best source, from a rank on', () => {
  const facts = baseWith(worded('norvane.ohi-ceiling', { short: 'Up to $7.25 million' }));
  const within = contextOf(english, { facts });
  const citations = collectCitations(within);
  const all = listed.map(({ id }) => facts.facts.get(id) ?? fact(id));
  const passages = linePassages(all, citations, within, 4);
  expect(passages.map(({ rank, facts: [id] }) => [rank, id])).toEqual(all.map(({ id }, at) => [4 + at, id]));
  expect(linesOf(passages, citations)).toEqual([
    '• Up to $7.25 million [Dockside Watch 2023]',
    `• ${claimOf('norvane.letter-2019-signers')} The number comes from an unnamed person. [Tidewater Post 2019]`,
    `• ${claimOf('norvane.ctb-spent')} The money is the bureau's, not the inspection's. [Dockside Watch 2023]`,
  ]);
});

it('a list names the company before its own words, and begins each line as it is told to', () => {
  const one = worded('norvane.says-proud', { short: 'it is glad of employees who speak up' });
  const citations = collectCitations(context);
  const passages = linePassages([one], citations, context, 1, () => [strong('May 2019'), text(' · ')]);
  expect(linesOf(passages, citations)).toEqual([
    'May 2019 · Norvane: it is glad of employees who speak up [Norvane 2019]',
  ]);
});

const below = (facts: readonly Fact[], options: Parameters<typeof replyPassages>[3] = {}) => {
  const citations = collectCitations(context);
  const passages = replyPassages(facts, citations, context, options);
  return { facts: passages.flatMap((one) => one.facts), lines: linesOf(passages, citations) };
};

it('a list is followed by the company’s words on any of it, once', () => {
  expect(below(listed).facts).toEqual(['norvane.says-licences', 'norvane.says-proud']);
  expect(below([fact('norvane.says-licences'), ...listed]).facts).toEqual(['norvane.says-proud']);
  expect(below(listed, { brief: true }).facts).toEqual(['norvane.says-licences']);
});

it('a list names every company of which no reply was found, since the first day on which one was sought', () => {
  const found = (...ids: readonly string[]) => below(ids.map((id) => fact(id))).lines;
  const none = (company: string, date: string) => say('no-reply-short', { company, date });
  expect(found('norvane.ctb-spent', 'norvane.award-2020')).toEqual([none('Norvane', '1 Mar 2026')]);
  expect(found('norvane.ctb-spent', 'brasko.ohi-trucks')).toEqual([none('Norvane and Brasko Freight', '15 Feb 2026')]);
  // Of one that speaks here it is not said.
  const both = found('norvane.ctb-spent', 'norvane.ohi-ceiling', 'brasko.ohi-trucks');
  expect(both.slice(1)).toEqual([none('Brasko Freight', '15 Feb 2026')]);
});

it('a list is followed by what else the company said, two lines of it at most, and then not that nothing was found', () => {
  const further = ['says-licences', 'says-proud', 'pledge-fund'].map((id) => fact(`norvane.${id}`));
  const spent = fact('norvane.ctb-spent');
  expect(below([spent], { further }).facts).toEqual(further.slice(0, 2).map(({ id }) => id));
  expect(below([spent], { further }).lines).toHaveLength(2);
  expect(below([spent], { further: [] }).lines).toHaveLength(1);
  expect(below([fact('norvane.says-proud')]).lines).toEqual([]);
});
