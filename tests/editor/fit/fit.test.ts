import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CollectionDoc } from '../../../editor/evaluation/collection.ts';
import type { JudgedQuestion } from '../../../editor/evaluation/corpus.ts';
import type { Evaluation } from '../../../editor/evaluation/questions.ts';
import { openEngine } from '../../../editor/evaluation/ranking.ts';
import { fitCollections } from '../../../editor/fit/fit-collections.ts';
import { answerable, FACT_NAMES, fitFacts, heldOf, unanswerable } from '../../../editor/fit/fit-facts.ts';
import shipped from '../../../src/retrieval/fitted.json' with { type: 'json' };
import { FITTED } from '../../../src/retrieval/fitted.ts';
import { SIGNALS } from '../../../src/retrieval/score-candidates.ts';
import { base, english, fact, spanish } from '../../base.ts';
import { newFolder } from '../../folders.ts';
import { plainEnglish } from '../../retrieval/plain-languages.ts';

describe('facts', () => {
  const asks = (question: string, id: string | undefined, split: 'tune' | 'report') => ({
    question,
    language: 'en',
    expects: id === undefined ? [] : [fact(id).id],
    tags: [],
    split,
  });
  const trap = { language: 'en', near: [], differs: 'verb' };
  const evaluation: Evaluation = {
    inScope: new Map([
      [
        fact('norvane.ctb-spent').pack,
        [
          asks('what might the hml be', 'norvane.hml-described', 'tune'),
          asks('how many put their names to the 2019 letter', 'norvane.letter-2019-signers', 'tune'),
          asks('what has the ctb paid', 'norvane.ctb-spent', 'report'),
        ],
      ],
    ]),
    outOfScope: [asks('how tall is the lighthouse', undefined, 'tune'), asks('who won', undefined, 'report')],
    nearTraps: [
      { ...trap, question: 'who burned the letter', split: 'tune' },
      { ...trap, question: 'who ate the letter', split: 'report' },
    ],
    strangers: { names: [], shapes: [] },
    asked: [],
  };
  const languages = [english, spanish] as const;
  const { whole, fewer } = answerable(base, languages, evaluation);
  const silent = unanswerable(base, languages, evaluation);

  it('are fitted on what is marked `tune`, and on no question that is only reported', () => {
    const texts = [...whole, ...fewer, ...silent].map(({ query }) => query.text);
    for (const tuned of ['what might the hml be', 'who burned the letter', 'how tall is the lighthouse'])
      expect(texts).toContain(tuned);
    for (const reported of ['what has the ctb paid', 'who ate the letter', 'who won'])
      expect(texts).not.toContain(reported);
  });

  it('are asked their own questions while those are not indexed', () => {
    const own = [...whole, ...fewer].filter(({ indexed }) => indexed);
    expect(own.length).toBeGreaterThan(0);
    for (const { query, found } of own)
      expect(found.candidates.map(({ match }) => match.because.toLowerCase())).not.toContain(query.text);
  });

  it('are silent where nothing answers, and where the fact was taken out', () => {
    expect(silent.every(({ expects }) => expects.length === 0)).toBe(true);
    expect(silent.length).toBeGreaterThan(base.facts.size / 2);
  });

  it('get a finite weight for every signal and every feature, and the share that was right', () => {
    const { weights, asked } = fitFacts(base, languages, evaluation, () => {});
    const { rank, confidence, scores } = weights;
    const held = heldOf(asked, base, openEngine(base, languages), evaluation, rank);
    expect(Object.keys(rank)).toEqual([...FACT_NAMES]);
    expect(confidence.weights).toHaveLength(shipped.confidenceNames.length);
    expect(held.weights).toHaveLength(shipped.heldNames.length);
    const all = [...Object.values(rank), ...confidence.weights, confidence.bias, ...held.weights, held.bias];
    expect(all.every(Number.isFinite)).toBe(true);
    expect(Math.abs(scores.first - 0.5)).toBeLessThanOrEqual(0.5);
  });

  it('have shipped weights for the very signals there are; what can only speak against a fact does', () => {
    expect(Object.keys(FITTED.rank)).toEqual([...FACT_NAMES]);
    for (const name of ['otherAgency', 'silent', 'noFigure']) expect(FITTED.rank[name]).toBeLessThan(0);
  });
});

describe('collections', () => {
  const THINGS = ['toll', 'pilot', 'crane', 'lighter', 'market', 'heron'];
  /** Documents with four wordings each, all of which hold their word; no text says it. */
  const WORDED: readonly CollectionDoc[] = THINGS.map((thing) => ({
    id: thing,
    text: 'Ask at the office.',
    aliases: [`where is the ${thing}`, `${thing} please`, `tell me about the ${thing}`, `${thing} office`],
  }));
  const PLAIN: readonly CollectionDoc[] = THINGS.map((thing, at) => ({
    id: thing,
    title: `Page ${at}`,
    text: `Here the ${thing} of the harbour is told about.`,
    aliases: [],
  }));
  /** Three questions about each, and two that must be refused. */
  const QUESTIONS: readonly JudgedQuestion[] = [
    ...THINGS.flatMap((thing) =>
      [`where can i see the ${thing}`, thing, `more about the ${thing} office`].map((q, at) => ({
        id: `${thing}-${at}`,
        q,
        relevant: [thing],
      })),
    ),
    { id: 'no-1', q: 'where is the moon', relevant: [] },
    { id: 'no-2', q: 'office of dreams please', relevant: [] },
  ];
  type Corpora = Readonly<
    Record<string, { docs?: readonly CollectionDoc[]; questions?: readonly JudgedQuestion[] }>
  >;

  function fitted(corpora: Corpora) {
    const dir = newFolder(afterAll);
    for (const [name, { docs, questions }] of Object.entries(corpora)) {
      mkdirSync(join(dir, name));
      const write = (file: string, things: readonly unknown[]) =>
        writeFileSync(join(dir, name, file), things.map((one) => JSON.stringify(one)).join('\n'));
      if (docs) write('docs.jsonl', docs);
      if (questions) write('queries.jsonl', questions);
    }
    const lines: string[] = [];
    return { ...fitCollections(dir, [plainEnglish], (line) => lines.push(line)), lines };
  }

  const found = fitted({
    harbour: { docs: WORDED, questions: QUESTIONS },
    pages: { docs: PLAIN, questions: QUESTIONS },
    notes: { docs: PLAIN },
    'asked-only': { questions: QUESTIONS },
  });

  it('are fitted by their shape; folders that lack a file are passed over', () => {
    const lines = ['harbour: 6 documents, 20 questions, worded', 'pages: 6 documents, 20 questions, plain'];
    expect([...found.lines].sort()).toEqual(lines);
    expect([found.worded, found.plain].map(({ scores }) => Object.keys(scores))).toEqual([
      ['harbour'],
      ['pages'],
    ]);
    for (const { rank, confidence } of [found.worded, found.plain]) {
      expect(Object.keys(rank).sort()).toEqual([...SIGNALS].sort());
      expect(confidence.weights).toHaveLength(17);
    }
  });

  it('teach what the right ones have: wordings where there are some, texts where there are none', () => {
    expect(found.worded.rank['wordingVotes']).toBeGreaterThan(0);
    expect(found.plain.rank['likelihood']).toBeGreaterThan(0);
    expect(found.plain.rank['wordingVotes']).toBeCloseTo(0, 9);
  });

  it('score each half with weights of the other, clean and misspelt', () => {
    for (const { scores } of [found.worded, found.plain]) {
      for (const [clean, slipped = 0] of Object.values(scores)) {
        // Each question holds the one word that tells; with slips some lose it.
        expect(clean).toBe(1);
        expect(slipped).toBeGreaterThan(0.85);
        expect(slipped).toBeLessThan(1);
      }
    }
  });

  it('from which documents were taken away teach silence, and not the order', () => {
    const unasked = QUESTIONS.map(({ relevant, ...one }) => ({
      ...one,
      relevant: relevant.filter((id) => id !== 'toll'),
    }));
    const { worded } = fitted({
      harbour: { docs: WORDED, questions: QUESTIONS },
      'harbour-holdout': { docs: WORDED.filter(({ id }) => id !== 'toll'), questions: unasked },
    });
    expect(worded.rank).toEqual(found.worded.rank);
    expect(worded.scores).toEqual(found.worded.scores);
    expect(worded.confidence.bias).toBeLessThan(found.worded.confidence.bias);
  });
});
