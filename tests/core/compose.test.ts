import { describe, expect, it } from 'vitest';
import { companiesByWeight, compose, covers, factAnswer } from '../../src/core/compose.ts';
import type { Decision } from '../../src/core/decide.ts';
import { factsAbout } from '../../src/core/subjects.ts';
import {
  base,
  baseWith,
  changed,
  context,
  contextOf,
  english,
  entity,
  fact,
  matchOf,
  source,
  spanish,
  textOf,
} from '../base.ts';
import { brokenBy, numbersIn, unanswered } from './answer-rules.ts';

const { say } = english;
const match = (id: string) => matchOf(fact(id), { score: 0.7 });
const claim = (id: string) => fact(id).wordings.get('en')?.claim ?? '?';
const shownFacts = [...base.facts.values()].filter(({ status }) => status !== 'withdrawn');

describe('an answer', () => {
  it('keeps every promise of its type, for every fact in every language', () => {
    for (const language of [english, spanish]) {
      for (const one of shownFacts) {
        expect([one.id, ...brokenBy(factAnswer(one, contextOf(language)), base)]).toEqual([one.id]);
      }
    }
  });

  it('numbers citations without gaps, in the order in which the body points at them', () => {
    for (const one of shownFacts) {
      const answer = factAnswer(one, context);
      expect(numbersIn(answer)).toEqual(answer.citations.map(({ number }) => number));
      expect(answer.citations.map(({ number }) => number)).toEqual(
        answer.citations.map((_, index) => index + 1),
      );
    }
  });

  it('shows every fact with what the company says to it, or that nothing was found', () => {
    const day = (on: string) =>
      say('no-reply', { date: on === '2026-03-01' ? '1 March 2026' : '15 February 2026' });
    for (const one of shownFacts) expect(unanswered(factAnswer(one, context), base, day)).toEqual([]);
  });

  it('is headed by its first question, and by a name only when that was to be defined', () => {
    const described = fact('norvane.hml-described');
    expect(factAnswer(described, context, entity('hml').id).heading).toBe('Harbour Manifest Ledger (HML)');
    expect(factAnswer(described, context).heading).toBe(described.wordings.get('en')?.questions[0]);
    expect(factAnswer(fact('norvane.ctb-spent'), context).heading).toBe(
      'How much did the CTB spend on Norvane?',
    );
  });

  it('ends with as of when, what the sources come down to, how far they were read, and its id', () => {
    const { closing } = factAnswer(fact('norvane.letter-2019-signers'), context);
    expect(closing).toBe(
      [
        say('as-of', { date: '23 May 2019' }),
        say('origins', { documents: 4, origins: 2 }),
        say('base-read', { date: '1 March 2026' }),
        'norvane.letter-2019-signers',
      ].join(' · '),
    );
    const { closingOfPart } = factAnswer(fact('norvane.letter-2019-signers'), context);
    expect(closingOfPart).not.toContain(say('origins', { documents: 4, origins: 2 }));
    expect(closingOfPart).toContain(say('as-of', { date: '23 May 2019' }));
  });

  it('is as of a month where its source tells no day of it', () => {
    const { validAsOf: _, ...undated } = source('watch-norvane');
    const sources = new Map([[undated.id, { ...undated, published: '2023-07' as const }]]);
    const within = contextOf(english, { facts: { ...base, sources } });
    const { closing } = factAnswer(fact('norvane.ctb-spent'), within);
    expect(closing).toMatch(new RegExp(`^${say('as-of', { date: 'July 2023' })}`));
  });

  it('offers its sources, a place to say that it is wrong, and what to ask next, never what it shows', () => {
    const { actions, facts } = factAnswer(fact('norvane.letter-2019-signers'), context);
    expect(actions).toContainEqual({
      label: say('button-sources'),
      call: { command: 'cite', text: 'norvane.letter-2019-signers' },
    });
    expect(actions).toContainEqual({
      label: say('button-wrong'),
      url: 'https://reports.example.org/new?fact=norvane.letter-2019-signers',
    });
    const next = actions.flatMap((action) =>
      'call' in action && action.call.command === 'fact' ? [action.call.text] : [],
    );
    expect(next.length).toBeGreaterThan(0);
    expect(facts.filter((id) => next.includes(id))).toEqual([]);
  });

  it('uses the bot’s own place for reports where a pack names none, and has no such button where there is none', () => {
    const labels = (within: typeof context) =>
      factAnswer(fact('brasko.ohi-trucks'), within).actions.flatMap((action) =>
        'url' in action ? [action.url] : [],
      );
    expect(labels(context)).toEqual([]);
    expect(labels(contextOf(english, { reports: 'https://wrong.example.org/{fact}' }))).toEqual([
      'https://wrong.example.org/brasko.ohi-trucks',
    ]);
  });

  it('can be posted without a word of whoever asked, and goes to whom the settings say', () => {
    const answer = factAnswer(fact('norvane.ctb-spent'), context);
    expect(answer).toMatchObject({
      share: { command: 'fact', text: 'norvane.ctb-spent' },
      audience: 'everyone',
    });
  });

  it('throws where a fact names a document that is not there, instead of leaving it out', () => {
    expect(() =>
      factAnswer(fact('norvane.ctb-spent'), contextOf(english, { facts: { ...base, sources: new Map() } })),
    ).toThrow();
  });

  it('carries the score of what was decided on', () => {
    const answer = compose({ kind: 'claim', best: match('norvane.ctb-spent'), why: [] }, context);
    expect(answer).toMatchObject({
      ...{ outcome: 'answered', score: 0.7, facts: ['norvane.ctb-spent'], shown: [] },
      audience: 'everyone',
    });
  });
});

const between = [match('norvane.letter-2019-signers'), match('norvane.letter-2022-signers')] as const;
const nearest: Extract<Decision, { kind: 'nearest' }> = {
  kind: 'nearest',
  best: between[0],
  next: [between[1], match('norvane.says-proud')],
  lacks: [],
  why: [],
};

describe('the nearest', () => {
  it('is shown whole with its sources to the asker alone, claims nothing, and is posted as the fact itself', () => {
    for (const language of [english, spanish]) {
      const within = contextOf(language);
      const answer = compose(nearest, within);
      const whole = factAnswer(fact('norvane.letter-2019-signers'), within);
      expect(brokenBy(answer, base)).toEqual([]);
      expect(answer).toMatchObject({
        ...{ outcome: 'nearest', facts: [], shown: whole.facts, audience: 'asker', score: 0.7 },
        ...{ body: whole.body, citations: whole.citations, closing: whole.closing },
        share: { command: 'fact', text: 'norvane.letter-2019-signers' },
      });
    }
  });

  it('has the next as buttons, then that it is none of these; what it shows already is not offered again', () => {
    const { actions, offered } = compose(nearest, context);
    // Norvane's reply to the letter stands on the card.
    expect(offered).toEqual(['norvane.letter-2019-signers', 'norvane.letter-2022-signers']);
    expect(actions.slice(0, 2)).toEqual([
      expect.objectContaining({ call: { command: 'fact', text: 'norvane.letter-2022-signers' } }),
      { label: say('button-none'), call: { command: 'help', text: '' } },
    ]);
    expect(actions.length).toBeLessThanOrEqual(5);
  });

  it.each<[Partial<typeof nearest>, string]>([
    [{}, say('nearest')],
    [{ lacks: ['kitchen'] }, say('nearest-lacks', { words: '“kitchen”' })],
    [{ lacks: ['a', 'b', 'c'] }, say('nearest-lacks', { words: '“a”, “b”, and “c”' })],
    [
      { lacks: ['kitchen'], differs: entity('ohi').id },
      say('nearest-differs', { name: 'Office of Harbour Inspection (OHI)' }),
    ],
    [{ lacks: ['kitchen'], stranger: 'nvidia' }, say('nearest-name', { name: 'nvidia' })],
  ])('says what is not held: %j', (changes, heading) => {
    expect(compose({ ...nearest, ...changes }, context).heading).toBe(heading);
  });
});

describe('two that answer', () => {
  it('are shown in a line each, with a source, the year on every button, and claim nothing', () => {
    const answer = compose({ kind: 'both', between, why: [] }, context);
    const ids = between.map((one) => one.fact.id);
    expect(brokenBy(answer, base)).toEqual([]);
    expect(answer).toMatchObject({ outcome: 'choose', facts: [], offered: ids, audience: 'asker' });
    expect(textOf(answer)).toContain(say('cites-more', { count: 2 }));
    const [hml, start] = [match('norvane.hml-described'), match('norvane.hml-started-2017')];
    // What disagrees with one is named, and not shown.
    expect(compose({ kind: 'both', between: [hml, start], why: [] }, context).shown).toEqual([
      hml.fact.id,
      start.fact.id,
    ]);
    // Each with what the company says to it.
    expect(answer.shown).toEqual([ids[0], 'norvane.says-proud', ids[1]]);
    expect('share' in answer).toBe(false);
    expect(answer.body).toHaveLength(2);
    for (const id of ids) expect(textOf(answer)).toContain(claim(id));
    expect(answer.actions).toEqual([
      { label: expect.stringMatching(/^.{0,12}2019/), call: { command: 'fact', text: ids[0] } },
      { label: expect.stringMatching(/^.{0,12}2022/), call: { command: 'fact', text: ids[1] } },
    ]);
  });
});

describe('a refusal', () => {
  it.each<[Partial<Extract<Decision, { kind: 'nothing' }>>, string]>([
    [{}, say('unknown')],
    [{ stranger: 'target' }, say('unknown-name', { name: 'target' })],
    [{ uncovered: entity('pellworm').id }, say('no-dossier', { company: 'Pellworm Hosting', count: 1 })],
  ])('says why, and what is covered, and shows nothing: %j', (because, heading) => {
    const answer = compose({ kind: 'nothing', ...because, why: [] }, context);
    expect(brokenBy(answer, base)).toEqual([]);
    expect(answer).toMatchObject({
      outcome: 'unknown',
      heading,
      facts: [],
      shown: [],
      offered: [],
      actions: [],
    });
    expect(answer.body).toHaveLength(1);
    expect(textOf(answer)).toContain(covers(context));
    expect(answer.audience).toBe('asker');
  });
});

describe('what the base covers', () => {
  it('is the companies of its packs, the one with most facts first', () => {
    expect(companiesByWeight(base).map(({ name }) => name)).toEqual(['Norvane', 'Brasko Freight']);
    expect(covers(context)).toBe(say('covers', { company: 'Norvane', others: 'Brasko Freight' }));
    expect(covers(contextOf(spanish))).toBe(
      spanish.say('covers', { company: 'Norvane', others: 'Brasko Freight' }),
    );
  });

  it('counts facts that name a company, those about it first, and none that was withdrawn', () => {
    expect(factsAbout(entity('odrin').id, base).map(({ id }) => id)).toEqual(['norvane.odrin-builds']);
    const facts = baseWith(changed('norvane.odrin-builds', { status: 'withdrawn' }));
    expect(factsAbout(entity('odrin').id, facts)).toEqual([]);
    const hml = factsAbout(entity('hml').id, base).map(({ about: [subject] }) => subject === 'hml');
    expect(hml).toEqual(hml.toSorted((a, b) => Number(b) - Number(a)));
  });
});
