import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/core/decide.ts';
import { decide } from '../../src/core/decide.ts';
import type { EntityId, Fact } from '../../src/core/fact.ts';
import type { Match } from '../../src/core/retriever.ts';
import { base, entity, fact, matchOf, understood } from '../base.ts';

const match = (id: string, changes: Partial<Match> = {}) => matchOf(fact(id), changes);

function shown(decision: Decision): readonly Fact[] {
  switch (decision.kind) {
    case 'answer':
      return [decision.best.fact];
    case 'choose':
      return decision.between.map((one) => one.fact);
    case 'unknown':
      return decision.nearest.map((one) => one.fact);
  }
}

const isAbout = (one: Fact, companies: readonly EntityId[]) =>
  one.about.some((id) =>
    companies.some((company) => company === id || base.entities.get(id)?.ownedBy === company),
  );

const share = fc.double({ min: 0, max: 1, noNaN: true });
const found = [...base.facts.values()]
  .filter(({ status }) => status !== 'withdrawn' && status !== 'superseded')
  .map((one) => matchOf(one));
const anyMatches = fc
  .array(
    fc
      .tuple(
        fc.constantFrom(...found),
        fc.record({
          score: share,
          coverage: share,
          tight: share,
          evidence: fc.double({ min: 0, max: 30, noNaN: true }),
          unexplained: fc.subarray(['signed', 'norvane', 'ohi', 'ctb', 'letter', '2019']),
        }),
      )
      .map(([one, changes]): Match => ({ ...one, ...changes })),
    { maxLength: 10 },
  )
  .map((all) => all.toSorted((a, b) => b.score - a.score));
const anyQuestion = fc
  .array(
    fc.constantFrom(
      ...[
        'norvane',
        'brasko',
        'tallybird',
        'pellworm',
        'odrin',
        'ohi',
        'ctb',
        'vandermoor',
        'hml',
        'nvidia',
        'Zorblatt',
      ],
      ...['who', 'signed', 'the', 'letter', '2019', '2022', '320', 'how much', 'is it true that', 'trucks'],
    ),
    { minLength: 1, maxLength: 7 },
  )
  .map((words) => words.join(' '));
const COMPANIES = ['norvane', 'brasko', 'tallybird', 'quillmesh', 'haulix', 'pellworm', 'odrin'].map(
  (id) => entity(id).id,
);

describe('decide, whatever was found', () => {
  it('neither answers with nor offers a fact that is about none of the companies named', () => {
    fc.assert(
      fc.property(anyQuestion, anyMatches, (text, matches) => {
        const query = understood(text);
        const named = query.entities.filter((id) => COMPANIES.includes(id));
        if (named.length === 0) return;
        for (const one of shown(decide(query, matches, base))) expect(isAbout(one, named)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('claims nothing when the question names a company that the base does not hold', () => {
    fc.assert(
      fc.property(anyQuestion, anyMatches, (text, matches) => {
        const decision = decide(understood(`is nvidia ${text}`), matches, base);
        expect(decision.kind).toBe('unknown');
        if (decision.kind === 'unknown' && decision.nearest.length === 0) return;
        expect(understood(text).entities.some((id) => COMPANIES.includes(id))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('offers at most three, best first, gives a reason, and decides the same again', () => {
    fc.assert(
      fc.property(anyQuestion, anyMatches, (text, matches) => {
        const decision = decide(understood(text), matches, base);
        expect(shown(decision).length).toBeLessThanOrEqual(3);
        expect(decision.why.length).toBeGreaterThan(0);
        expect(decide(understood(text), matches, base)).toEqual(decision);
      }),
      { numRuns: 200 },
    );
  });

  it('claims nothing that is wrong more than one time in six', () => {
    fc.assert(
      fc.property(anyQuestion, anyMatches, (text, matches) => {
        const low = matches.map((one) => ({ ...one, score: one.score * (5 / 6) * 0.99 }));
        expect(decide(understood(text), low, base).kind).not.toBe('answer');
      }),
      { numRuns: 200 },
    );
  });
});

describe('decide', () => {
  it('answers with the best fact when it explains the question and stands above the rest', () => {
    const decision = decide(
      understood('who signed the letter of 2019'),
      [match('norvane.letter-2019-signers'), match('norvane.letter-wording', { score: 0.4 })],
      base,
    );
    expect(decision).toMatchObject({ kind: 'answer', best: { fact: { id: 'norvane.letter-2019-signers' } } });
  });

  it('knows nothing when nothing was found, or nothing near', () => {
    expect(decide(understood('letter'), [], base)).toMatchObject({ kind: 'unknown', nearest: [] });
    const far = match('norvane.letter-2019-signers', { score: 0.07 });
    expect(decide(understood('letter'), [far], base)).toMatchObject({ kind: 'unknown', nearest: [] });
  });

  it('refuses by name what the base does not hold, and offers nothing of anybody else', () => {
    const decision = decide(
      understood('did nvidia sign a letter'),
      [match('norvane.letter-2019-signers')],
      base,
    );
    expect(decision).toMatchObject({ kind: 'unknown', stranger: 'nvidia', nearest: [] });
  });

  it('does not answer for one company with another named beside it that is not held', () => {
    const found = [match('norvane.letter-2019-signers'), match('brasko.letter-2019-signers')];
    const decision = decide(understood('did nvidia sign the norvane letter'), found, base);
    expect(decision).toMatchObject({ kind: 'unknown', stranger: 'nvidia' });
    expect(shown(decision).map(({ id }) => id)).toEqual(['norvane.letter-2019-signers']);
  });

  it('counts what a brand’s owner is asked as being about the brand', () => {
    const decision = decide(understood('norvane price'), [match('norvane.tallybird-price')], base);
    expect(decision.kind).toBe('answer');
  });

  it('names a company that facts name but that has no dossier', () => {
    const found = [match('norvane.pellworm-hosts', { unexplained: ['sacked'], coverage: 0.3 })];
    expect(decide(understood('who was sacked by pellworm'), found, base)).toMatchObject({
      kind: 'unknown',
      uncovered: 'pellworm',
    });
  });

  it('lets the reader choose between two facts that only their years tell apart, unless a year is asked for', () => {
    const both = [
      match('norvane.letter-2019-signers', { score: 0.9 }),
      match('norvane.letter-2022-signers', { score: 0.9 }),
    ];
    expect(decide(understood('who signed the letter'), both, base)).toMatchObject({
      kind: 'choose',
      byYear: true,
    });
    expect(decide(understood('who signed the letter in 2019'), both, base)).toMatchObject({
      kind: 'answer',
      best: { fact: { id: 'norvane.letter-2019-signers' } },
    });
  });

  it('does not claim a fact of another year than is asked for', () => {
    const decision = decide(
      understood('who signed the letter in 2022'),
      [match('norvane.letter-2019-signers')],
      base,
    );
    expect(decision.kind).not.toBe('answer');
  });

  it('takes a year within the time that a fact covers for its own', () => {
    expect(decide(understood('ctb spending 2021'), [match('norvane.ctb-spent')], base).kind).toBe('answer');
  });

  it('does not claim a fact that lacks a figure of the question', () => {
    const found = match('norvane.ctb-spent', { unexplained: ['900'], coverage: 0.95 });
    expect(decide(understood('did the ctb spend 900 dollars'), [found], base).kind).not.toBe('answer');
  });

  it('does not claim a fact for an agency that it says nothing of, and says whom it is not about', () => {
    // Also when one of its own questions names that agency, with a false premise.
    for (const unexplained of [['ohi'], []]) {
      const found = match('norvane.ctb-spent', { unexplained, coverage: 0.85, silentOn: [entity('ohi').id] });
      const decision = decide(understood('how much did ohi spend on norvane'), [found], base);
      expect(decision).toMatchObject({ kind: 'choose', differs: 'ohi' });
    }
  });

  it('does not claim a fact that leaves much of the question unexplained', () => {
    const found = match('norvane.letter-2019-signers', { unexplained: ['resigned'], coverage: 0.4 });
    expect(decide(understood('who resigned over the letter'), [found], base).kind).not.toBe('answer');
  });

  it('weighs a fact without a period as being of every year', () => {
    const { period: _, ...undated } = fact('norvane.letter-2019-signers');
    expect(decide(understood('letter 2022'), [matchOf(undated)], base).kind).toBe('answer');
  });
});
