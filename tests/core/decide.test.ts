import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Decision, decide, THRESHOLDS } from '../../src/core/decide.ts';
import type { EntityId, Fact } from '../../src/core/fact.ts';
import type { Match } from '../../src/core/retriever.ts';
import { isCompany } from '../../src/core/subjects.ts';
import { base, entity, fact, matchOf, understood } from '../base.ts';

/** Found for a fact of Norvane, or of the pack that is named. */
const match = (id: string, changes: Partial<Match> = {}) =>
  matchOf(fact(id.includes('.') ? id : `norvane.${id}`), { held: 0.99, ...changes });

/** Every fact that a decision brings before somebody, as the answer or beside it. */
const shown = (decision: Decision): readonly Fact[] =>
  [
    ...('between' in decision ? decision.between : []),
    ...('best' in decision ? [decision.best] : []),
    ...('next' in decision ? decision.next : []),
  ].map((one) => one.fact);

const companiesIn = (text: string): readonly EntityId[] =>
  understood(text).entities.filter((id) => isCompany(entity(id)));
const isAbout = (one: Fact, companies: readonly EntityId[]) =>
  one.about.some((id) => companies.some((own) => [id, base.entities.get(id)?.ownedBy].includes(own)));

const share = fc.double({ min: 0, max: 1, noNaN: true });
const evidence = fc.double({ min: 0, max: 30, noNaN: true });
const unexplained = fc.subarray(['signed', 'norvane', 'ohi', 'ctb', 'letter', '2019']);
const anyChange = fc.record({ score: share, held: share, coverage: share, evidence, unexplained });
const found = [...base.facts.values()].filter(({ status }) => status !== 'withdrawn' && status !== 'superseded');
const anyMatches = fc
  .array(fc.tuple(fc.constantFrom(...found.map((one) => matchOf(one))), anyChange), { maxLength: 10 })
  .map((all) => all.map(([one, changes]): Match => ({ ...one, ...changes })).sort((a, b) => b.score - a.score));
const WORDS =
  'norvane brasko tallybird pellworm odrin ohi ctb vandermoor hml nvidia Zorblatt A&W who signed the letter 2019 2022 320 trucks';
const anyQuestion = fc
  .array(fc.constantFrom('how much', ...WORDS.split(' ')), { minLength: 1, maxLength: 7 })
  .map((words) => words.join(' '));

/** Runs a property on any question and whatever was found for it. */
function always(holds: (text: string, matches: readonly Match[]) => void): void {
  fc.assert(fc.property(anyQuestion, anyMatches, holds), { numRuns: 400 });
}

it('decide, whatever was found shows nothing of another company than is named', () => {
  always((text, matches) => {
    const named = companiesIn(text);
    const others = shown(decide(understood(text), matches, base)).filter((one) => !isAbout(one, named));
    if (named.length > 0) expect(others).toEqual([]);
  });
});

it('decide, whatever was found shows nothing beside a certain stranger when no company of ours is named, and claims nothing at all', () => {
  always((text, matches) => {
    const decision = decide(understood(`is nvidia ${text}`), matches, base);
    const kind = expect.stringMatching(/^(nearest|nothing)$/);
    expect(decision).toMatchObject({ kind, stranger: expect.any(String) });
    if (companiesIn(text).length === 0) expect(decision.kind).toBe('nothing');
  });
});

it('decide, whatever was found claims nothing under the threshold of claiming, and shows nothing unlikely to be held', () => {
  const least = Math.min(...Object.values(THRESHOLDS.near));
  always((text, matches) => {
    const low = matches.map((one) => ({ ...one, score: one.score * THRESHOLDS.claim * 0.99 }));
    expect(decide(understood(text), low, base).kind).not.toBe('claim');
    const unlikely = matches.map((one) => ({ ...one, held: one.held * least * 0.99 }));
    expect(decide(understood(text), unlikely, base).kind).toBe('nothing');
  });
});

it('decide, whatever was found brings three at most, gives a reason, and decides the same again', () => {
  always((text, matches) => {
    const decision = decide(understood(text), matches, base);
    expect(shown(decision).length).toBeLessThanOrEqual(3);
    expect(decision.why.join('')).not.toBe('');
    expect(decide(understood(text), matches, base)).toEqual(decision);
  });
});

const DOCK = 'what is the hml dock';
const LETTER_2019 = 'norvane.letter-2019-signers';
const LETTER_2022 = 'norvane.letter-2022-signers';
const { period: _, ...undated } = fact(LETTER_2019);

it.each<[string, string, readonly Match[], string]>([
  ['the answer', 'who signed the letter of 2019', [match(LETTER_2019), match('letter-wording')], 'claim'],
  ['nothing found', 'letter', [], 'nothing'],
  ['no shared word of meaning', 'letter', [match(LETTER_2019, { evidence: 0 })], 'nothing'],
  ['a score under the threshold', 'norvane letter', [match(LETTER_2019, { score: 0.79 })], 'nearest'],
  ['no company, and unlikely', 'letter', [match(LETTER_2019, { held: 0.55 })], 'nothing'],
  ['an agency alone, and unlikely', 'ohi letter', [match(LETTER_2019, { held: 0.55 })], 'nothing'],
  ['a company, and as unlikely', 'norvane letter', [match(LETTER_2019, { held: 0.55 })], 'claim'],
  ['a word that may be a company', 'zorblatt letter', [match(LETTER_2019, { held: 0.85 })], 'nothing'],
  ['such a word, beside a company', 'zorblatt norvane letter', [match(LETTER_2019)], 'nearest'],
  ['a brand for whose owner it was asked', 'norvane price', [match('tallybird-price')], 'claim'],
  ['the owner for the brand', 'tallybird letter', [match(LETTER_2019)], 'nothing'],
  ['a year within its time', 'ctb spending 2021', [match('ctb-spent')], 'claim'],
  ['another year', 'who signed the letter in 2022', [match(LETTER_2019)], 'nearest'],
  ['a fact without a period', 'norvane letter 2022', [matchOf(undated, { held: 0.99 })], 'claim'],
  ['no sum where one is asked for', 'how much did norvane spend', [match('owns-brands')], 'nearest'],
  ['no figure where one is asked for', 'how many norvane brands', [match('owns-brands')], 'nearest'],
  ['a date, which is no figure', 'how many norvane people spoke', [match('says-proud')], 'nearest'],
  ['nobody who was not named', 'which person is norvane', [match('says-licences')], 'nearest'],
  ['a figure that it lacks', 'norvane 900', [match('ctb-spent', { unexplained: ['900'] })], 'nearest'],
  ['more than what it is', DOCK, [match('hml-described', { echo: 0.5, unstated: ['dock'] })], 'nearest'],
  ['what it is, in its words', DOCK, [match('hml-described', { echo: 0.8, unstated: ['dock'] })], 'claim'],
  ['much that it lacks', 'norvane letter', [match(LETTER_2019, { coverage: 0.59 })], 'nearest'],
  ['a mended word that it lacks', 'lettre', [match(LETTER_2019, { unexplained: ['lettre'] })], 'nearest'],
  ['a mended word in almost its own words', 'lettre', [match(LETTER_2019, { echo: 0.8 })], 'claim'],
  ['a mended word in words of its own', 'lettre', [match(LETTER_2019, { echo: 0.6 })], 'nearest'],
  ['a mended word beside a company', 'norvane lettre', [match(LETTER_2019, { echo: 0 })], 'claim'],
])('decide: %s: %s', (_why, text, matches, kind) =>
  expect(decide(understood(text), matches, base)).toMatchObject({ kind }),
);

it('decide says whose name it does not hold, also beside a company, and then offers that company’s facts alone', () => {
  const both = [match('brasko.letter-2019-signers'), match(LETTER_2019), match(LETTER_2022)];
  expect(decide(understood('did nvidia sign a letter'), both, base)).toMatchObject({ stranger: 'nvidia' });
  expect(decide(understood('did nvidia sign the norvane letter'), both, base)).toMatchObject({
    kind: 'nearest',
    stranger: 'nvidia',
    best: { fact: { id: LETTER_2019 } },
    next: [{ fact: { id: LETTER_2022 } }],
  });
});

it('decide says a word that nothing knows only where a fact explains all the rest', () => {
  const asked = understood('zorblatt letter');
  const one = (unexplained: readonly string[]) => [match(LETTER_2019, { held: 0, unexplained })];
  expect(decide(asked, one(['zorblatt']), base)).toMatchObject({ stranger: 'zorblatt' });
  expect(decide(asked, one(['zorblatt', 'letter']), base)).not.toHaveProperty('stranger');
  expect(decide(understood('zorblatt'), one(['zorblatt']), base)).not.toHaveProperty('stranger');
});

it('decide names a company that facts name and no pack is about, where nothing of it is held', () => {
  const one = [match('pellworm-hosts', { held: 0 })];
  expect(decide(understood('who did pellworm sack'), one, base)).toMatchObject({ uncovered: 'pellworm' });
  expect(decide(understood('tallybird'), [], base)).not.toHaveProperty('uncovered');
});

it('decide shows two facts that only their years tell apart, unless a year is asked for', () => {
  const between = [match(LETTER_2019), match(LETTER_2022)];
  expect(decide(understood('who signed the letter'), between, base)).toMatchObject({ kind: 'both', between });
  expect(decide(understood('who signed the letter in 2019'), between, base).kind).toBe('claim');
  for (const changes of [{ score: 0.9 * 0.29 }, { unexplained: ['letter'] }]) {
    const far = [match(LETTER_2019), match(LETTER_2022, changes)];
    expect(decide(understood('who signed the letter'), far, base).kind).toBe('claim');
  }
});

it('decide shows both also where they share the probability, unless the first leaves a word unexplained', () => {
  const shared = (unexplained: readonly string[]) => [
    match(LETTER_2019, { score: 0.45, unexplained }),
    match(LETTER_2022, { score: 0.34 }),
  ];
  expect(decide(understood('who signed the letter'), shared([]), base).kind).toBe('both');
  expect(decide(understood('who signed the letter'), shared(['signed']), base).kind).toBe('nearest');
});

it('decide shows the fact of the year beside one without a year, and two sums that are as likely', () => {
  const ofYear = [matchOf(undated, { held: 0.99 }), match(LETTER_2022, { score: 0.1 })];
  expect(decide(understood('norvane letter 2022'), ofYear, base).kind).toBe('both');
  expect(decide(understood('norvane letter 2021'), ofYear, base).kind).toBe('claim');
  const sums = (score: number) => [match('ctb-spent'), match('tallybird-price', { score })];
  expect(decide(understood('how much money norvane'), sums(0.65), base).kind).toBe('both');
  expect(decide(understood('how much money norvane'), sums(0.6), base).kind).toBe('claim');
  expect(decide(understood('norvane tallybird'), sums(0.9), base).kind).toBe('claim');
});

it('decide says of an agency that the nearest fact is not about it', () => {
  // Also when one of its own questions names that agency, with a false premise, and it leaves no word unexplained.
  const one = match('ctb-spent', { silentOn: [entity('ohi').id] });
  const asked = understood('how much did ohi spend on norvane');
  expect(decide(asked, [one], base)).toMatchObject({ kind: 'nearest', differs: 'ohi' });
});

it('decide says of the ordinary words that the nearest fact does not explain three, and neither names nor slips', () => {
  const words = ['baker', 'kitchen', 'lettre', 'zorblatt', 'garden', 'window'];
  const one = match(LETTER_2019, { unexplained: words });
  const decision = decide(understood(`norvane ${words.join(' ')} baker`), [one], base);
  expect(decision).toMatchObject({ kind: 'nearest', lacks: ['baker', 'kitchen', 'garden'] });
});

it('decide offers two beside the nearest, and none that is far behind', () => {
  const all = [match(LETTER_2019, { score: 0.5 }), ...[0.4, 0.3, 0.2].map((score) => match('ctb-spent', { score }))];
  const decided = (some: readonly Match[]) => decide(understood('norvane letter'), some, base);
  expect(decided(all)).toMatchObject({ next: [{ score: 0.4 }, { score: 0.3 }] });
  const far = [match(LETTER_2019, { score: 0.5 }), match(LETTER_2022, { score: 0.009 })];
  expect(decided(far)).toMatchObject({ next: [] });
});

it('decide heads what it claims with a name only where the fact defines it and that was asked', () => {
  const one = [match('hml-described')];
  expect(decide(understood('what is the hml'), one, base)).toMatchObject({ kind: 'claim', defines: 'hml' });
  expect(decide(understood('hml'), one, base)).toMatchObject({ defines: 'hml' });
  expect(decide(understood('hml dock workers'), one, base)).not.toHaveProperty('defines');
  const elsewhere = [match('hml-agency-view')];
  expect(decide(understood('what is the hml'), elsewhere, base)).not.toHaveProperty('defines');
});
