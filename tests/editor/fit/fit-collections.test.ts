import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CollectionDoc } from '../../../editor/evaluation/collection.ts';
import type { JudgedQuestion } from '../../../editor/evaluation/collection-files.ts';
import { fitCollections } from '../../../editor/fit/fit-collections.ts';
import type { Language } from '../../../src/core/language.ts';
import { CONFIDENCE } from '../../../src/retrieval/confidence.ts';
import { SIGNALS } from '../../../src/retrieval/score-candidates.ts';
import { plainEnglish, plainSpanish } from '../../retrieval/plain-languages.ts';

const LANGUAGES = [plainEnglish, plainSpanish] as const;
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
    [`where can i see the ${thing}`, `${thing}`, `more about the ${thing} office`].map((q, at) => ({
      id: `${thing}-${at}`,
      q,
      relevant: [thing],
    })),
  ),
  { id: 'no-1', q: 'where is the moon', relevant: [] },
  { id: 'no-2', q: 'office of dreams please', relevant: [] },
];

describe('fitCollections', () => {
  const folders: string[] = [];

  function folderOf(
    corpora: Readonly<
      Record<string, { docs?: readonly CollectionDoc[]; questions?: readonly JudgedQuestion[] }>
    >,
  ): string {
    const dir = mkdtempSync(join(tmpdir(), 'fit-'));
    folders.push(dir);
    for (const [name, { docs, questions }] of Object.entries(corpora)) {
      mkdirSync(join(dir, name));
      const write = (file: string, things: readonly unknown[]) =>
        writeFileSync(join(dir, name, file), things.map((one) => JSON.stringify(one)).join('\n'));
      if (docs) write('docs.jsonl', docs);
      if (questions) write('queries.jsonl', questions);
    }
    return dir;
  }

  function fitted(dir: string) {
    const lines: string[] = [];
    return { ...fitCollections(dir, LANGUAGES, (line) => lines.push(line)), lines };
  }

  let both = '';
  let found: ReturnType<typeof fitted>;
  beforeAll(() => {
    both = folderOf({
      harbour: { docs: WORDED, questions: QUESTIONS },
      pages: { docs: PLAIN, questions: QUESTIONS },
      notes: { docs: PLAIN },
      'asked-only': { questions: QUESTIONS },
    });
    found = fitted(both);
  });
  afterAll(() => {
    for (const dir of folders) rmSync(dir, { recursive: true });
  });

  it('fits each shape on the collections of that shape, and passes over folders that lack a file', () => {
    expect([...found.lines].sort()).toEqual([
      'harbour: 6 documents, 20 questions, worded',
      'pages: 6 documents, 20 questions, plain',
    ]);
    expect(Object.keys(found.worded.scores)).toEqual(['harbour']);
    expect(Object.keys(found.plain.scores)).toEqual(['pages']);
  });

  it('gives every signal and every feature a number', () => {
    for (const { rank, confidence } of [found.worded, found.plain]) {
      expect(Object.keys(rank).sort()).toEqual([...SIGNALS].sort());
      for (const list of [confidence.means, confidence.spreads, confidence.weights]) {
        expect(list).toHaveLength(CONFIDENCE.length);
        expect(list.every(Number.isFinite)).toBe(true);
      }
      expect(confidence.spreads.every((spread) => spread > 0)).toBe(true);
    }
  });

  it('learns what the right ones have: wordings where there are some, texts where there are none', () => {
    expect(found.worded.rank['wordingVotes']).toBeGreaterThan(0);
    expect(found.plain.rank['likelihood']).toBeGreaterThan(0);
    // Plain ones have no wordings.
    expect(found.plain.rank['wordingVotes']).toBeCloseTo(0, 9);
  });

  it('scores each half with weights of the other, clean and misspelt', () => {
    for (const { scores } of [found.worded, found.plain]) {
      for (const [clean = 0, slipped = 0] of Object.values(scores)) {
        // Each question holds the one word that tells; with slips some lose it.
        expect(clean).toBe(1);
        expect(slipped).toBeGreaterThan(0.85);
        expect(slipped).toBeLessThan(1);
      }
    }
  });

  it('is the same again', () => {
    expect(fitted(both)).toEqual(found);
  });

  it('takes a collection from which documents were taken away for what must be refused, not for the order', () => {
    const unasked = QUESTIONS.map((one) => ({
      ...one,
      relevant: one.relevant.filter((id) => id !== 'toll'),
    }));
    const holdout = fitted(
      folderOf({
        harbour: { docs: WORDED, questions: QUESTIONS },
        'harbour-holdout': { docs: WORDED.filter(({ id }) => id !== 'toll'), questions: unasked },
      }),
    );
    expect(holdout.worded.rank).toEqual(found.worded.rank);
    expect(holdout.worded.scores).toEqual(found.worded.scores);
    expect(holdout.worded.confidence.bias).toBeLessThan(found.worded.confidence.bias);
  });

  it('reads a folder in the language that its name tells, else in the first', () => {
    const docs = [{ id: 'tasa', text: 'Los buques pagan.', aliases: [] }];
    const questions = [{ id: '1', q: 'pagar el buque', relevant: ['tasa'] }];
    const dir = folderOf({ 'puerto-es': { docs, questions }, puerto: { docs, questions } });
    const asked: string[] = [];
    const watched = (language: Language): Language => ({
      ...language,
      get stemmer() {
        asked.push(language.tag);
        return language.stemmer;
      },
    });
    fitCollections(dir, [watched(plainEnglish), watched(plainSpanish)], () => {});
    expect(new Set(asked)).toEqual(new Set(['es', 'en']));
  });

  it('of an empty folder gives weights that say nothing', () => {
    const { worded, plain } = fitted(folderOf({}));
    for (const { rank, confidence, scores } of [worded, plain]) {
      expect(new Set(Object.values(rank))).toEqual(new Set([0]));
      expect(confidence).toEqual({ means: [], spreads: [], weights: [], bias: 0 });
      expect(scores).toEqual({});
    }
  });
});
