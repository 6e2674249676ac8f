import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { markWording } from '../../../editor/lint/mark-wording.ts';
import { askDefinitions } from '../../../editor/new/ask-about.ts';
import { askListing } from '../../../editor/new/ask-listing.ts';
import { askDisagreement, askStrangers, askWordings } from '../../../editor/new/ask-more.ts';
import type { Asker } from '../../../editor/new/asker.ts';
import { complete, problemsOf, proposedYaml, written } from '../../../editor/new/finish.ts';
import { type Growing, newGrowing, proposalOf } from '../../../editor/new/growing.ts';
import type { FactInput } from '../../../editor/write/entry-text.ts';
import { openWorkspace } from '../../../editor/write/workspace.ts';
import { dataFolder, entity, fact, otherFact, pack, source, TODAY } from '../../facts/data-folder.ts';

/** Somebody who gives these answers by their keys, and refuses nothing; what is not told is skipped or taken as offered. A
    list of answers is tried one after the other, until one is let through. */
function answering(
  answers: Readonly<Record<string, string | readonly string[]>>,
): Asker & { readonly refused: string[]; readonly offered: Map<string, readonly string[]> } {
  const refused: string[] = [];
  const offered = new Map<string, readonly string[]>();
  const chosen = async (
    key: string,
    {
      choices,
      initial,
    }: { readonly choices: readonly { readonly value: string }[]; readonly initial?: string },
  ): Promise<string> => {
    offered.set(
      key,
      choices.map(({ value }) => value),
    );
    return [answers[key] ?? initial ?? choices[0]?.value ?? ''].flat()[0] ?? '';
  };
  return {
    refused,
    offered,
    async text(key, { initial = '', check }) {
      for (const answer of [answers[key] ?? initial].flat()) {
        const wrong = answer === '' ? undefined : check?.(answer);
        if (wrong === undefined) return answer;
        refused.push(wrong);
      }
      throw new Error(`No answer to ${key} was let through: ${refused.join(' | ')}`);
    },
    choose: chosen,
    pick: chosen,
    several: async (_key, { initial = [] }) => initial,
    confirm: async (_key, { initial = true }) => initial,
    show: () => undefined,
  };
}

const NEW: FactInput = {
  id: 'acme.founded-1951',
  kind: 'report',
  about: ['acme'],
  claim: 'The Toledo Post reports that Acme was founded in 1951.',
  questions: ['Was Acme founded in 1951?', 'acme 1951', 'acme start 1951'],
  cites: [{ source: 'post-acme' }],
  asOf: '2024-12-31',
  reviewBy: '2028-12-31',
};

function started(): Growing {
  const dir = dataFolder({
    'packs/acme/pack.yaml': pack({ languages: ['en', 'es'] }),
    'packs/acme/facts/history.yaml': stringify([fact(), otherFact()]),
    'packs/acme/evaluation.yaml': stringify([
      { question: 'acme age', language: 'en', expects: ['acme.founded-1949'], split: 'report' },
    ]),
  });
  return { ...newGrowing(openWorkspace(dir, TODAY)), pack: 'acme', topic: 'history' };
}

it('offers the facts of the topic as what may say otherwise, the most alike first, and none when Enter is pressed', async () => {
  const growing = started();
  const asker = answering({});
  await askDisagreement(asker, growing, NEW.claim);
  expect(asker.offered.get('disagrees')).toEqual(['', 'acme.founded-1949', 'acme.makes-anvils']);
  expect(growing.fact.disagreesWith).toBeUndefined();
  await askDisagreement(answering({ disagrees: 'acme.founded-1949' }), growing, NEW.claim);
  expect(growing.fact.disagreesWith).toEqual(['acme.founded-1949']);
  const elsewhere = answering({});
  await askDisagreement(elsewhere, { ...growing, topic: 'another' }, NEW.claim);
  expect(elsewhere.offered.size).toBe(0);
});

it('takes a question that measures only in words that no fact lists and nobody asked before', async () => {
  const growing = started();
  const asker = answering({
    stranger1: ['acme 1951!', 'When was ACME founded', 'Acme age?', 'which year did acme open'],
    stranger2: ['Which year did Acme open?', ''],
  });
  await askStrangers(asker, growing, NEW);
  expect(asker.refused).toHaveLength(4);
  expect(growing.asked).toEqual([
    { question: 'which year did acme open', language: 'en', expects: [NEW.id], split: 'report' },
  ]);
});

it('takes a wording in Spanish, or none; and writes all of it', async () => {
  const growing = started();
  await askWordings(answering({}), growing, NEW);
  expect(growing.wordings).toEqual([]);
  const asker = answering({
    'claim.es': ['**Acme**', 'The Toledo Post informa de que Acme se fundó en 1951.'],
    'question1.es': '¿Se fundó Acme en 1951?',
    'question2.es': ['se fundó acme en 1951', 'acme fundación 1951'],
    'question3.es': 'acme desde 1951',
  });
  await askWordings(asker, growing, NEW);
  expect(asker.refused).toHaveLength(2);
  expect(growing.wordings[0]).toMatchObject({ id: NEW.id, of: markWording(NEW), language: 'es' });
  await askStrangers(answering({ stranger1: 'which year did acme open' }), growing, NEW);
  const proposal = complete(proposalOf(growing, NEW), growing.workspace);
  expect(problemsOf(proposal, growing.workspace).errors).toEqual([]);
  expect(proposedYaml(proposal)).toContain('# facts/history.es.yaml\n- id: acme.founded-1951\n');
  const told = await written(proposal, growing.workspace);
  const next = told.slice(told.indexOf('Next:')).split('\n').slice(1);
  expect(next).toHaveLength(3);
  expect(next.join()).toMatch(/preview acme\.founded-1951.*npm run ask -- "Was Acme.*facts -- lint/);
  const again = openWorkspace(growing.workspace.dir, TODAY);
  expect([...again.served.facts.values()].find(({ id }) => id === NEW.id)?.wordings.size).toBe(2);
  expect(again.evaluation.asked.map(({ question }) => question)).toContain('which year did acme open');
});

it('takes a listing, with whoever lists it, and no call to do anything', async () => {
  const dir = dataFolder({
    'packs/acme/sources.yaml': stringify([
      source(),
      source({ id: 'fair-acme', url: 'https://fair.example.org/acme' }),
    ]),
    'packs/acme/entities.yaml': stringify([entity()]),
  });
  const growing: Growing = { ...newGrowing(openWorkspace(dir, TODAY)), pack: 'acme' };
  const asker = answering({
    by: '+',
    'lister.name': 'Fairlist',
    'lister.kind': 'organisation',
    'cite1.source': 'fair-acme',
    grounds: ['You should boycott it.', 'Fairlist says that Acme sells anvils, "and more".'],
    label: 'Verified',
    since: '2024',
  });
  await askListing(asker, growing);
  expect(asker.refused).toHaveLength(1);
  const proposal = complete(proposalOf(growing), growing.workspace);
  await written(proposal, growing.workspace);
  const [listing] = openWorkspace(dir, TODAY).served.listings;
  expect(listing).toMatchObject({ id: 'acme.listed-by-fairlist', by: 'fairlist', label: 'Verified' });
  expect(listing?.grounds.get('en')).toBe('Fairlist says that Acme sells anvils, "and more".');
  expect(readFileSync(join(dir, 'packs/acme/listings.yaml'), 'utf8')).toContain('listings.schema.json');
});

it('lets a later fact say what somebody is who is known already', async () => {
  const unsaid: Record<string, unknown> = entity();
  delete unsaid['definedBy'];
  const dir = dataFolder({
    'packs/acme/entities.yaml': stringify([unsaid]),
    'packs/acme/facts/history.yaml': stringify([fact()]),
  });
  const growing: Growing = { ...newGrowing(openWorkspace(dir, TODAY)), pack: 'acme', topic: 'history' };
  await askDefinitions({ ...answering({}), confirm: async () => true }, growing, NEW);
  const proposal = proposalOf(growing, NEW);
  expect(problemsOf(proposal, growing.workspace).errors).toEqual([]);
  await written(proposal, growing.workspace);
  const [acme] = openWorkspace(dir, TODAY).served.entities.values();
  expect(acme?.definedBy).toBe(NEW.id);
});
