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
    const answer = compose({ kind: 'answer', best: match('norvane.ctb-spent'), why: [] }, context);
    expect(answer).toMatchObject({ outcome: 'answered', score: 0.7, facts: ['norvane.ctb-spent'] });
  });
});

describe('a choice', () => {
  const between: Extract<Decision, { kind: 'choose' }> = {
    kind: 'choose',
    between: [match('norvane.letter-2019-signers'), match('norvane.letter-2022-signers')],
    why: [],
  };

  it('names what it offers, in words and as buttons, and claims nothing; only the asker sees it', () => {
    const answer = compose(between, context);
    const text = textOf(answer);
    expect(brokenBy(answer, base)).toEqual([]);
    expect(answer).toMatchObject({
      outcome: 'choose',
      facts: [],
      offered: ['norvane.letter-2019-signers', 'norvane.letter-2022-signers'],
      citations: [],
      audience: 'asker',
    });
    expect('share' in answer).toBe(false);
    for (const { fact: one } of between.between) {
      expect(text).toContain(one.wordings.get('en')?.questions[0]);
      expect(text).not.toContain(claim(one.id));
      expect(answer.actions).toContainEqual(
        expect.objectContaining({ call: { command: 'fact', text: one.id } }),
      );
    }
  });

  it('asks for the year where that alone tells them apart, and begins every button with it', () => {
    const answer = compose({ ...between, byYear: true }, context);
    expect(brokenBy(answer, base)).toEqual([]);
    expect(answer.heading).toBe(say('which-year'));
    expect(answer.actions.map(({ label }) => label)).toEqual([
      expect.stringMatching(/^.{0,12}2019/),
      expect.stringMatching(/^.{0,12}2022/),
    ]);
    expect(textOf(answer)).toMatch(/– .{0,12}2019: /);
  });

  it('shows the nearest fact as being about somebody else, whole and cited, when another was asked about', () => {
    const answer = compose(
      { ...between, between: [match('norvane.ctb-spent')], differs: entity('ohi').id },
      context,
    );
    expect(brokenBy(answer, base)).toEqual([]);
    expect(answer.heading).toBe(say('unknown-about', { name: 'Office of Harbour Inspection (OHI)' }));
    expect(answer.body[0]?.title).toBe(say('near-to-it'));
    expect(textOf(answer)).toContain(claim('norvane.ctb-spent'));
    expect(answer.citations).toHaveLength(1);
    expect(answer.facts).toEqual([]);
  });
});

describe('a refusal', () => {
  it('says that there is nothing, what is nearest, and what is covered; it claims nothing', () => {
    const answer = compose({ kind: 'unknown', nearest: [match('norvane.ctb-spent')], why: [] }, context);
    expect(brokenBy(answer, base)).toEqual([]);
    expect(answer).toMatchObject({
      outcome: 'unknown',
      heading: say('unknown'),
      facts: [],
      offered: ['norvane.ctb-spent'],
      citations: [],
      audience: 'asker',
    });
    expect(textOf(answer)).toContain(covers(context));
    expect(textOf(answer)).not.toContain(claim('norvane.ctb-spent'));
  });

  it('says the name that the base does not hold', () => {
    const answer = compose({ kind: 'unknown', nearest: [], stranger: 'target', why: [] }, context);
    expect(answer.heading).toBe(say('unknown-name', { name: 'target' }));
    expect(answer.actions).toEqual([]);
  });

  it('says of a company without a dossier how many facts name it', () => {
    const answer = compose(
      { kind: 'unknown', nearest: [], uncovered: entity('pellworm').id, why: [] },
      context,
    );
    expect(answer.heading).toBe(say('no-dossier', { company: 'Pellworm Hosting', count: 1 }));
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
