import { expect, it } from 'vitest';
import { ask, consider, considerQuestion } from '../../src/commands/ask.ts';
import { correctPremise } from '../../src/core/premise.ts';
import { contextOf, question, textOf } from '../base.ts';
import { realKnowledge } from '../real-knowledge.ts';
import { brokenBy } from './answer-rules.ts';

const knowledge = await realKnowledge();
const base = knowledge.facts;
const [english] = knowledge.languages;
const context = contextOf(english, { facts: base, retriever: knowledge.retriever, languages: knowledge.languages });

/** The fact that corrects a question, and in what; undefined when nothing is corrected. */
function corrected(text: string): readonly [string, ...string[]] | undefined {
  const { decision } = considerQuestion(text, context);
  if (!('otherwise' in decision)) return undefined;
  return [decision.best.fact.id, ...decision.otherwise.map(({ kind }) => kind)];
}

it.each([
  ["didn't ICE pay the $148.5 million?", ['salesforce.cbp-spending-2018-2024', 'agency']],
  ['did salesforce get $148 billion from CBP', ['salesforce.cbp-spending-2018-2024', 'unit']],
  ['how much did salesforce pay CBP', ['salesforce.cbp-spending-2018-2024', 'direction']],
  ['what did salesforce pitch to ice in 2019', ['salesforce.ice-pitch-2025', 'year']],
  ['¿no fue ICE quien pagó los 148,5 millones?', ['salesforce.cbp-spending-2018-2024', 'agency']],
])('a question that takes something for granted is told otherwise: %s', (text, wanted) =>
  expect(corrected(text)).toEqual(wanted),
);

it.each([
  'whats the uip',
  'how much did CBP spend on Salesforce',
  'who signed the 2018 letter',
  'how many employees resigned in 2018',
  'does homeland security buy from salesforce itself or via middlemen',
  'did oracle pay $148.5 million',
  'what did salesforce and palantir pitch to ice in 2019',
  'did nvidia or salesforce get $148 billion from CBP',
  'what is the weather in June 2018',
  '',
])('a question that takes something for granted is none: %j', (text) => expect(corrected(text)).toBeUndefined());

it('a question that takes something for granted is shown the fact whole, with what differs before it, to the asker alone', async () => {
  const answer = await ask.run(question('ask', "didn't ICE pay the $148.5 million?"), context);
  expect(brokenBy(answer, base)).toEqual([]);
  expect(answer).toMatchObject({ outcome: 'nearest', audience: 'asker', facts: [], heading: english.say('otherwise') });
  const [differs = '', claim = ''] = textOf(answer, english).split('\n').slice(2);
  expect(differs).toMatch(/Agency.*ICE.*CBP.*\[AFSC 2024\]$/);
  const [id] = answer.shown;
  expect(claim).toContain(id && base.facts.get(id)?.wordings.get('en')?.claim);
});

it('a question that takes something for granted never claims what answers the question the other way round', () => {
  const text = 'how much did salesforce spend on cbp';
  const { query, decision } = consider(text, context);
  const best = 'best' in decision ? decision.best : undefined;
  expect(best?.fact.id).toMatch(/^salesforce\./);
  const corrected = best && correctPremise(text, query, { kind: 'claim', best, why: [] }, context);
  expect(corrected?.kind).toBe('nearest');
});
