import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../src/commands/check/statements.ts';
import type { Verdict } from '../../src/commands/check/verdicts.ts';
import type { Match } from '../../src/core/retriever.ts';
import { contextOf, run, textOf } from '../base.ts';
import { brokenBy, unanswered } from '../core/answer-rules.ts';
import { realKnowledge } from '../real-knowledge.ts';
import { heldAgainst, verdictsOn } from './check/held-against.ts';

const knowledge = await realKnowledge();
const base = knowledge.facts;
const [first] = knowledge.languages;
const context = contextOf(first, { facts: base, retriever: knowledge.retriever });
const check = (text: string) => run('check', text, context);

interface Message {
  readonly text: string;
  /** For each sentence the verdict, or every kind of difference: `agency+unit`. */
  readonly verdicts: string;
}

const MESSAGES: readonly Message[] = readFileSync(new URL('../fixtures/messages.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [verdicts = '', ...text] = line.split(' | ');
    return { verdicts, text: text.join(' | ').replaceAll('\\n', '\n') };
  });

const kindsOf = (verdict: Verdict): string =>
  verdict.kind === 'contradicted'
    ? [...new Set(verdict.differences.map(({ kind }) => kind))].toSorted().join('+')
    : verdict.kind;

describe('the messages', () => {
  it('are sixty, a third of them wrong in a detail', () => {
    expect(MESSAGES.length).toBe(60);
    expect(
      MESSAGES.filter(({ verdicts }) => /number|unit|year|agency|direction/.test(verdicts)).length,
    ).toBeGreaterThanOrEqual(20);
  });

  it.each(MESSAGES)('$text', ({ text, verdicts }) => {
    const sentences = sentencesOf(text, context).sentences.map((one) => one.text);
    expect(verdictsOn(sentences, context).map(kindsOf).join(' ')).toBe(verdicts);
  });

  it('get answers that keep their promises: private, not to be posted, each fact with its reply, no word in a button', async () => {
    for (const { text } of MESSAGES.filter((_, at) => at % 3 === 0)) {
      const answer = await check(text);
      expect([text, ...brokenBy(answer, base)]).toEqual([text]);
      expect(answer).toMatchObject({ outcome: 'told', audience: 'asker', offered: [] });
      expect(answer.share).toBeUndefined();
      expect([text, ...unanswered(answer, base, first.say)]).toEqual([text]);
      for (const action of answer.actions) {
        expect('call' in action && action.call.command).toBe('fact');
        expect('call' in action && [...base.facts.keys()].some((id) => id === action.call.text)).toBe(true);
      }
    }
  });
});

/** What a search says of a fact that it is sure of. */
const SURE: Omit<Match, 'fact'> = {
  score: 1,
  speaks: [],
  coverage: 1,
  tight: 1,
  echo: 1,
  evidence: 9,
  held: 1,
  unexplained: [],
  unstated: [],
  silentOn: [],
  because: '',
};

it('supports the claims of the base as they stand, nine of ten and more, and none with a detail changed', () => {
  // Each against its own fact; tests/commands/check.full.test.ts searches for each.
  const { claims, supported, wrong } = heldAgainst(base, (fact) => ({
    ...context,
    retriever: { ...knowledge.retriever, search: () => [{ ...SURE, fact }] },
  }));
  expect(wrong).toEqual([]);
  expect(supported / claims).toBeGreaterThanOrEqual(0.9);
});

describe('what a fact does not say', () => {
  it.each([
    ['RAICES accepted the donation from Salesforce.', 'it would, on one condition'],
    ['RAICES aceptó la donación de Salesforce.', 'the same in Spanish'],
    ['Salesforce will drop CBP.', 'that was asked for'],
    ['Salesforce does not work with CBP.', 'not on separating families, it said'],
    ['Salesforce no trabaja con la CBP.', 'the same in Spanish'],
    ['Benioff said Salesforce has no agreement with CBP.', 'with ICE, he wrote'],
    ['Salesforce does not work with ICE.', 'a fact that names no agency says nothing on it'],
    ['Accenture has a contract with ICE.', 'contracts with CBP contradict none'],
  ])('neither bears out nor contradicts: %s', (text, _why) => {
    expect(verdictsOn([text], context).map(({ kind }) => kind)).toEqual(['nothing']);
  });
});

describe('a sentence that names no company', () => {
  const kinds = (...sentences: readonly string[]) =>
    verdictsOn(sentences, context).map((verdict) => [
      verdict.kind,
      verdict.kind === 'nothing' ? undefined : verdict.fact.id.split('.')[0],
    ]);

  it('is never held against a fact about whichever company fits', () => {
    expect(kinds('They asked to cancel the ICE contract.')).toEqual([['nothing', undefined]]);
    expect(kinds('In October 2019 employees asked the company to cancel its contract with ICE.')).toEqual([
      ['nothing', undefined],
    ]);
  });

  it('speaks of the last company that the message named', () => {
    const asked = 'In October 2019 employees asked the company to cancel its contract with ICE.';
    expect(kinds('GitHub is owned by Microsoft.', asked)[1]).toEqual(['supported', 'microsoft']);
    expect(kinds('Salesforce is based in San Francisco.', asked)[1]).toEqual(['nothing', undefined]);
  });

  it('may point at a fact by its subject or its very sum', () => {
    expect(kinds('ICE paid $148.5 million.')).toEqual([['contradicted', 'salesforce']]);
    expect(kinds('ICE paid some million.')).toEqual([['nothing', undefined]]);
  });
});

describe('check', () => {
  it('says of one statement what differs, and gives the fact in one line with its link and what the company says', async () => {
    const answer = await check('“Salesforce got $148 billion from ICE”');
    const text = textOf(answer);
    expect(answer.heading).toBe('Differs from what AFSC says');
    expect(text).toContain('✗ Unit differs, “$148 billion”: the source says $148.5 million.');
    expect(text).toContain('✗ Agency differs, “ICE”: the source says CBP.');
    expect(text).toContain('[AFSC 2024]');
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(80);
  });

  it('says whose words a statement matches, since the source says it and not the bot', async () => {
    const answer = await check('fyi, over 650 Salesforce staff signed the letter to Marc Benioff in June 2018');
    expect(answer.heading).toBe('Matches what Business Insider says');
    expect(textOf(answer)).not.toContain('upported');
  });

  it('tells statements apart by number and first letters, and shows a fact once', async () => {
    const { body, facts, heading } = await check(
      'Salesforce was founded in 1999. Salesforce was founded in 1989! Lunch is at noon.',
    );
    expect(heading).toBe('3 statements checked: 1 matches a source, 1 differs, nothing found on 1');
    const strong = body.flatMap(({ lines }) => lines.flat().filter(({ kind }) => kind === 'strong'));
    expect(strong.map((span) => ('text' in span ? span.text : ''))).toEqual([
      '1. Salesforce was founded in 1999: ',
      '2. Salesforce was founded in 1989: ',
    ]);
    expect(facts.filter((id) => id === 'salesforce.founded-1999')).toHaveLength(1);
  });

  it('says figures of a statement back whole, and no other mark of it', async () => {
    const answer = await check('Salesforce got **$148.5 million** from <@ICE>. Lunch is at noon.');
    expect(textOf(answer)).toContain('Salesforce got $148.5 million from ICE');
  });

  it('shows who says otherwise beside what matches a statement', async () => {
    const answer = await check(
      'The June 2018 employee letter asks Salesforce to re-examine its contractual relationship with CBP.',
    );
    expect(textOf(answer)).toContain(first.say('others-say'));
    expect(answer.facts).toContain('salesforce.afsc-says-cancel');
  });

  it('says when it did not read everything, and when there is nothing to read', async () => {
    expect(textOf(await check('It is so. '.repeat(20)))).toContain('first 12 sentences');
    expect((await check('> \n```x```')).outcome).toBe('unknown');
  });
});

describe('what people write around a statement', () => {
  it.each([
    ["just so everyone's on the same page, Slack belongs to Salesforce", 'Slack belongs to Salesforce'],
    ['🚨 reminder for the flyer: Slack belongs to Salesforce', 'Slack belongs to Salesforce'],
    ['RT @someone: Slack belongs to Salesforce', 'Slack belongs to Salesforce'],
    ['1/ Slack belongs to Salesforce, pass it on', 'Slack belongs to Salesforce'],
    ['Allegedly, Slack belongs to Salesforce', 'Allegedly, Slack belongs to Salesforce'],
    ['Slack belongs to Salesforce, not', 'Slack belongs to Salesforce, not'],
  ])('goes, unless it says something: %s', (written, read) => {
    expect(parts(written)).toEqual([read]);
  });

  it('is read apart from what else a sentence joins, but for what somebody asks for', () => {
    const clauses = (text: string) => sentencesOf(text, context).sentences[0]?.clauses;
    expect(clauses('Slack belongs to Salesforce, but ICE bought Slack')).toEqual([
      'Slack belongs to Salesforce',
      'ICE bought Slack',
    ]);
    expect(clauses('Staff asked Benioff to drop CBP and Salesforce paid RAICES')).toHaveLength(1);
    expect(clauses('They called for a boycott of Amazon and Whole Foods over ICE')).toHaveLength(1);
  });
});

describe('what is not said to be so', () => {
  it.each([
    ['Imagine if ICE bought Slack, and Slack belongs to Salesforce', 'a wish'],
    ['Slack belongs to Salesforce?', 'a question'],
    ['Salesforce won an ICE contract in August 2025', 'it pitched'],
    ['Flock has a contract with ICE.', 'a fact on Amazon names it'],
    ['Border Patrol detained two customers at a Target store in Richfield.', 'two workers'],
    ['A Thomson Reuters employee sued ICE in April 2026.', 'it sued Thomson Reuters'],
    ['404 Media sued Paragon.', 'it sued ICE'],
    ['Home Depot has contracts with ICE.', 'it was bought from'],
    ['Clearview has a contract with CBP', 'CBP planned one'],
    ['Salesforce separated families', 'it said that it was not aware of that'],
    ['Benioff ended the separation of families', 'he wrote to the White House'],
    ['Palantir used ICE to arrest people', 'the other way round'],
    ['ICE agents were waiting for Salesforce employees', 'a joke'],
    ['Capgemini sold its US government business in February 2026', 'it announced that'],
  ])('is not borne out: %s', (text, _why) => {
    expect(verdictsOn([text], context).map(({ kind }) => kind)).not.toContain('supported');
  });
});

const parts = (text: string): readonly string[] =>
  sentencesOf(text, context).sentences.map((sentence) => sentence.text);

describe('sentencesOf', () => {
  it.each([
    ['One. Two.', ['One.', 'Two.']],
    ['“One. Two.”', ['One.', 'Two.']],
    ['The U.S. Customs agency paid $148.5 million. Yes.', ['The U.S. Customs agency paid $148.5 million.', 'Yes.']],
    ['Norvane Inc. paid it. It did.', ['Norvane Inc. paid it.', 'It did.']],
    ['- first\n- second\n3. third', ['first', 'second', 'third']],
    ['> somebody else said so\nI doubt it.', ['I doubt it.']],
    ['> only this', ['only this']],
    ['See https://example.org/a.b?c=d. Then this.', ['See .', 'Then this.']],
    ['Run `rm x` now.\n```\nlet it = 1;\n```\nDone.', ['Run now.', 'Done.']],
    ['¿Seguro? Sí.', ['¿Seguro?', 'Sí.']],
    ['\n\n 12 --- \n', []],
  ])('parts %j', (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  it('reads twelve sentences of at most 4,000 characters, and says when there was more', () => {
    expect(sentencesOf('It is so. '.repeat(12), context)).toMatchObject({ cut: false });
    expect(sentencesOf('It is so. '.repeat(13), context)).toMatchObject({
      cut: true,
      sentences: { length: 12 },
    });
    expect(sentencesOf('x'.repeat(4_000), context).cut).toBe(false);
    expect(sentencesOf('x'.repeat(4_001), context).cut).toBe(true);
  });
});
