import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CollectionDoc } from '../../../editor/evaluation/collection.ts';
import type { JudgedQuestion } from '../../../editor/evaluation/collection-files.ts';
import { fitCollections } from '../../../editor/fit/fit-collections.ts';
import { BELIEFS } from '../../../src/retrieval/confidence.ts';
import { SIGNALS } from '../../../src/retrieval/signals.ts';
import { plainEnglish, plainSpanish } from '../../retrieval/plain-languages.ts';

const LANGUAGES = new Map([plainEnglish, plainSpanish].map((language) => [language.tag, language]));
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

  it('gives every signal and every belief a number', () => {
    for (const { rank, belief } of [found.worded, found.plain]) {
      expect(Object.keys(rank).sort()).toEqual([...SIGNALS].sort());
      for (const list of [belief.means, belief.spreads, belief.weights]) {
        expect(list).toHaveLength(BELIEFS.length);
        expect(list.every(Number.isFinite)).toBe(true);
      }
      expect(belief.spreads.every((spread) => spread > 0)).toBe(true);
    }
  });

  it('learns what the right ones have: wordings where there are some, texts where there are none', () => {
    expect(found.worded.rank['questionAlike']).toBeGreaterThan(0);
    expect(found.plain.rank['textAlike']).toBeGreaterThan(0);
    // The text of all worded documents is the same, and plain ones have no wordings.
    expect(found.worded.rank['textAlike']).toBeCloseTo(0, 9);
    expect(found.plain.rank['questionAlike']).toBeCloseTo(0, 9);
  });

  it('scores each half with weights of the other, clean and misspelt', () => {
    for (const { scores } of [found.worded, found.plain]) {
      for (const [clean = 0, slipped = 0] of Object.values(scores)) {
        // Each question holds the one word that tells; of 18 questions one loses it.
        expect(clean).toBe(1);
        expect(slipped).toBe(0.944);
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
    expect(holdout.worded.belief.bias).toBeLessThan(found.worded.belief.bias);
  });

  it('reads a folder in the language that its name tells', () => {
    const toll = { id: 'tasa', text: 'Los buques pagan.', aliases: [] };
    const light = { id: 'luz', text: 'El faro alumbra.', aliases: [] };
    const questions = [
      { id: '1', q: 'pagar el buque', relevant: ['tasa'] },
      { id: '2', q: 'alumbrar faros', relevant: ['luz'] },
    ];
    const docs = [toll, light];
    const dir = folderOf({ 'puerto-es': { docs, questions }, puerto: { docs, questions } });
    const asked: string[] = [];
    const watched = new Map(
      [...LANGUAGES].map(([tag, language]) => [
        tag,
        {
          ...language,
          get stemmer() {
            asked.push(tag);
            return language.stemmer;
          },
        },
      ]),
    );
    fitCollections(dir, watched, () => {});
    expect(new Set(asked)).toEqual(new Set(['es', 'en']));
  });

  it('says which language is missing', () => {
    expect(() => fitCollections(both, new Map(), () => {})).toThrow('no language en');
  });

  it('of an empty folder gives weights that say nothing', () => {
    const { worded, plain } = fitted(folderOf({}));
    for (const { rank, belief, scores } of [worded, plain]) {
      expect(new Set(Object.values(rank))).toEqual(new Set([0]));
      expect(belief).toEqual({ means: [], spreads: [], weights: [], bias: 0 });
      expect(scores).toEqual({});
    }
  });
});
