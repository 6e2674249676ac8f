import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Evaluation } from '../../../editor/evaluation/questions.ts';
import { fit } from '../../../editor/fit/fit.ts';
import { askedOf } from '../../../editor/fit/fit-facts.ts';
import { FACT_SIGNALS } from '../../../src/retrieval/fact-signals.ts';
import { MATCH_BELIEFS } from '../../../src/retrieval/rank.ts';
import { SIGNALS } from '../../../src/retrieval/signals.ts';
import { base, english, fact, spanish } from '../../base.ts';

const pack = fact('norvane.ctb-spent').pack;
const asks = (question: string, id: string | undefined, split: 'tune' | 'report') => ({
  question,
  language: 'en',
  expects: id === undefined ? [] : [fact(id).id],
  tags: [],
  split,
});
const EVALUATION: Evaluation = {
  inScope: new Map([
    [
      pack,
      [
        asks('what might the hml be', 'norvane.hml-described', 'tune'),
        asks('how many put their names to the 2019 letter', 'norvane.letter-2019-signers', 'tune'),
        asks('what has the ctb paid', 'norvane.ctb-spent', 'report'),
      ],
    ],
  ]),
  outOfScope: [asks('how tall is the lighthouse', undefined, 'tune'), asks('who won', undefined, 'report')],
  nearTraps: [
    { question: 'who burned the letter', language: 'en', near: [], differs: 'verb', split: 'tune' },
    { question: 'who ate the letter', language: 'en', near: [], differs: 'verb', split: 'report' },
  ],
  strangers: { names: [], shapes: [] },
  asked: [],
};

describe('what weights are fitted on', () => {
  const { answerable, silent } = askedOf(base, [english, spanish], EVALUATION);

  it('holds no question that is only reported', () => {
    const texts = [...answerable, ...silent].map(({ text }) => text);
    expect(texts).toContain('what might the hml be');
    expect(texts).toContain('who burned the letter');
    for (const { question } of [...EVALUATION.nearTraps, ...EVALUATION.outOfScope])
      expect(texts.includes(question)).toBe(!/who won|who ate/.test(question));
    expect(texts).not.toContain('what has the ctb paid');
  });

  it('asks an indexed question of a base that does not hold it, but for the one that heads its fact', () => {
    const held = answerable.filter(({ indexed }) => indexed);
    expect(held.length).toBeGreaterThan(0);
    for (const { text, expects, base: without } of held) {
      const [id] = expects;
      const wordings = id === undefined ? undefined : without.facts.get(id)?.wordings;
      const questions = [...(wordings?.values() ?? [])].flatMap((wording) => wording.questions);
      expect(questions).not.toContain(text);
    }
  });

  it('expects silence where the fact was taken out', () => {
    expect(silent.every(({ expects }) => expects.length === 0)).toBe(true);
    const gone = silent.filter(({ base: without }) => without.facts.size < base.facts.size);
    expect(gone.length).toBeGreaterThan(0);
  });
});

describe('fit', () => {
  it('writes weights for every signal that is kept, and leaves those of collections', () => {
    const text = fit(
      {
        facts: base,
        languages: new Map([
          ['en', english],
          ['es', spanish],
        ]),
        evaluation: EVALUATION,
        today: '2026-01-02',
        before: JSON.stringify({ plain: { rank: { textAlike: 7 } } }),
      },
      () => {},
    );
    const written = z
      .object({
        fitted: z.literal('2026-01-02'),
        plain: z.object({ rank: z.object({ textAlike: z.literal(7) }) }),
        facts: z.object({
          data: z.string(),
          rank: z.record(z.string(), z.number()),
          belief: z.object({ weights: z.array(z.number()), bias: z.number() }),
          scores: z.object({ first: z.number().min(0).max(1) }),
        }),
      })
      .parse(JSON.parse(text));
    const names: readonly string[] = [...SIGNALS, ...FACT_SIGNALS];
    for (const name of Object.keys(written.facts.rank)) expect(names).toContain(name);
    expect(written.facts.belief.weights).toHaveLength(MATCH_BELIEFS.length);
    for (const name of ['noFigure', 'otherYear', 'silent'])
      expect(written.facts.rank[name] ?? 0).toBeLessThanOrEqual(0);
  });
});
