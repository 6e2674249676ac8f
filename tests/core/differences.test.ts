import { describe, expect, it } from 'vitest';
import { sayDifference } from '../../src/core/differences/say.ts';
import { type Comparison, compareWith, type Difference } from '../../src/core/differences.ts';
import { english, fact } from '../base.ts';
import { realKnowledge } from '../real-knowledge.ts';

const knowledge = await realKnowledge();
const base = knowledge.facts;
const [en = english] = knowledge.languages;
const es = knowledge.languages.find(({ tag }) => tag === 'es') ?? en;

const SPENT = 'salesforce.cbp-spending-2018-2024';
const SIGNED = 'salesforce.letter-2018-signers';
const REFUSED = 'salesforce.raices-rejects-250k';

function against(text: string, id: string, language = en, asks = false): Comparison {
  return compareWith(text, language, fact(id, base), knowledge, asks);
}
const lines = (differences: readonly Difference[]): readonly string[] =>
  differences.map((one) => sayDifference(one, base, english));
const kinds = (text: string, id: string, language = en): readonly string[] =>
  against(text, id, language).differences.map(({ kind }) => kind);

describe('a statement that a claim bears out', () => {
  it.each([
    ['CBP spent $148.5 million on Salesforce products and services from 2018 to July 2024', SPENT],
    ['CBP paid $148,500,000 for Salesforce products between 2018 and July 2024', SPENT],
    ['Customs and Border Protection spent about $148 million on Salesforce from 2018 to July 2024', SPENT],
    ['650 Salesforce employees signed a letter in June 2018', SIGNED],
    ['RAICES turned down $250k from Salesforce', REFUSED],
    ['$250,000 from Salesforce was refused by RAICES in July 2018', REFUSED],
  ])('differs in nothing, and leaves nothing unmatched: %s', (text, id) => {
    expect(against(text, id)).toMatchObject({ differences: [], unmatched: [], tells: true });
  });
});

describe('a statement that is wrong in one detail', () => {
  it.each([
    ['CBP spent $148 million on Salesforce from 2018 to July 2024', SPENT, 'number'],
    ['CBP spent about $184 million on Salesforce from 2018 to July 2024', SPENT, 'number'],
    ['CBP spent $148.5 billion on Salesforce from 2018 to July 2024', SPENT, 'unit'],
    ['ICE spent $148.5 million on Salesforce from 2018 to July 2024', SPENT, 'agency'],
    ['CBP spent $148.5 million on Salesforce from 2017 to July 2024', SPENT, 'year'],
    ['CBP spent $148.5 million on Salesforce from 2018 to May 2024', SPENT, 'date'],
    ['Salesforce paid CBP $148.5 million', SPENT, 'direction'],
    ['CBP did not spend $148.5 million on Salesforce', SPENT, 'direction'],
    ['fewer than 650 Salesforce employees signed a letter in June 2018', SIGNED, 'direction'],
    ['RAICES accepted $250,000 from Salesforce', REFUSED, 'direction'],
    ['Google bought Slack', 'salesforce.slack-owned-by-salesforce', 'company'],
    [
      'Tony Prophet wrote on Twitter that Salesforce has no agreement with ICE',
      'salesforce.no-ice-agreement-2018',
      'person',
    ],
    ['The GSA paid $503 million', 'salesforce.gsa-agreement-2015', 'direction'],
  ])('is told by its kind: %s', (text, id, kind) => {
    expect(kinds(text, id)).toEqual([kind]);
  });

  it('is read in Spanish, where a point parts thousands and mil millones is a billion', () => {
    expect(kinds('La CBP gastó 148,5 mil millones de dólares en Salesforce', SPENT, es)).toEqual(['unit']);
    expect(kinds('La CBP gastó 148,5 millones de dólares en Salesforce', SPENT, es)).toEqual([]);
    expect(kinds('RAICES rechazó 205.000 dólares de Salesforce', REFUSED, es)).toEqual(['number']);
  });

  it('is said with the source’s own detail', () => {
    expect(lines(against('Salesforce got $148 billion from ICE', SPENT).differences)).toEqual([
      'Agency differs, “ICE”: the source says CBP.',
      'Unit differs, “$148 billion”: the source says $148.5 million.',
    ]);
  });
});

describe('a detail that the claim does not hold', () => {
  it.each([
    ['All Salesforce employees signed a letter in June 2018', SIGNED],
    ['650 Salesforce employees signed a letter on 3 June 2018', SIGNED],
    ['CBP spent $148.5 million on Salesforce in 2018', SPENT],
    ['CBP spent $148.5 million on Salesforce furniture', SPENT],
    ['Reuters says CBP spent $148.5 million on Salesforce', SPENT],
    ['ICE did not spend $148.5 million on Salesforce', SPENT],
  ])('is left unmatched, so that nothing is supported: %s', (text, id) => {
    expect(against(text, id).unmatched).not.toEqual([]);
  });
});

describe('a question', () => {
  it('is corrected in what it takes for granted, whatever its form denies', () => {
    const asked = against("didn't ICE pay the $148.5 million?", SPENT, en, true);
    expect(asked.differences).toMatchObject([{ kind: 'agency', said: 'ice', source: 'cbp' }]);
  });
});

describe('two agencies of one claim', () => {
  it.each(['CBP is part of ICE', 'ICE belongs to CBP', 'CBP and ICE are the same agency'])(
    'are not taken for each other: %s',
    (text) => {
      for (const id of ['salesforce.what-is-dhs', 'salesforce.what-is-ice', 'salesforce.cbp-is-a-dhs-agency']) {
        const { differences, unmatched } = against(text, id);
        expect([id, differences.length + unmatched.length > 0]).toEqual([id, true]);
      }
    },
  );
});
