import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../editor/evaluation/questions.ts';
import { coverageOf, formatCoverage } from '../../../editor/review/coverage.ts';
import { askEvaluation } from '../../../editor/review/low-margin.ts';
import type { Fact, FactBase } from '../../../src/core/fact.ts';
import { base, baseWith, changed, fact, knowledge, TODAY } from '../../base.ts';

const one = fact('norvane.hml-started-2017');
const { pack } = one;
const gap = (what: string, facts: FactBase = base): readonly string[] =>
  coverageOf(facts, [], TODAY).gaps.find((two) => two.what.startsWith(what))?.about ?? [];

describe('coverageOf', () => {
  it('counts facts that stand, by topic', () => {
    const { topics } = coverageOf(base, [], TODAY);
    const standing = [...base.facts.values()].filter(
      ({ status }) => status === 'stands' || status === 'contested',
    );
    expect(topics.reduce((sum, { facts }) => sum + facts, 0)).toBe(standing.length);
    for (const { origins, sources } of topics) expect(origins).toBeLessThanOrEqual(sources);
    const only = coverageOf(base, [], TODAY, pack).topics;
    expect(only).toEqual(topics.filter((two) => two.pack === pack));
    const withdrawn = coverageOf(baseWith(changed(one.id, { status: 'withdrawn' })), [], TODAY, pack).topics;
    const at = only.findIndex(({ topic }) => topic === one.topic);
    expect(withdrawn[at]?.facts).toBe((only[at]?.facts ?? 0) - 1);
  });

  it('takes two copies of one report for one origin', () => {
    const { id, topic } = fact('norvane.letter-2019-signers');
    const letters = coverageOf(base, [], TODAY, pack).topics.find((two) => two.topic === topic);
    expect(letters?.origins).toBeLessThan(letters?.sources ?? 0);
    expect(gap('facts that rest on one report')).toContain(id);
  });

  it.each([
    ['2026-03-09', 'facts past'],
    [TODAY, 'facts to be looked at'],
    ['2026-05-09', 'facts to be looked at'],
    ['2026-05-10', 'neither'],
  ] as const)('of a fact to be reviewed by %s says on 10 March: %s', (reviewBy, list) => {
    const facts = baseWith(changed(one.id, { reviewBy }));
    for (const what of ['facts past', 'facts to be looked at']) {
      expect(gap(what, facts).includes(one.id)).toBe(what === list);
    }
  });

  it('names what lacks a reply, or wordings', () => {
    const about: Fact['about'] = [base.packs.get(pack)?.company ?? one.about[0]];
    const { reply: _, ...silent } = changed(one.id, { kind: 'report', about });
    expect(gap('allegations', baseWith(silent))).toContain(one.id);
    expect(gap('allegations', baseWith({ ...silent, reply: { noneFound: TODAY } }))).not.toContain(one.id);
    expect(gap('facts with fewer')).toContain(one.id);
  });
});

const asks = (question: string, expects: string, split: 'tune' | 'report') =>
  ({ question, language: 'en', expects: [fact(expects).id], tags: [], split }) as const;
const evaluation: Evaluation = {
  inScope: new Map([
    [
      pack,
      [
        asks('so what is the hml then', 'norvane.hml-described', 'tune'),
        asks('pellworm backups of what', 'norvane.hml-started-2017', 'tune'),
        asks('what does pellworm keep', 'norvane.hml-started-2017', 'report'),
      ],
    ],
  ]),
  outOfScope: [],
  nearTraps: [],
  strangers: { names: [], shapes: [] },
  asked: [],
};

it('counts every question that goes wrong, and names only those that one may tune by', () => {
  const coverage = coverageOf(base, askEvaluation(knowledge, evaluation), TODAY);
  expect(coverage.topics.find(({ topic }) => topic === one.topic)).toMatchObject({ failing: 2 });
  const wrong = coverage.gaps.find(({ what }) => what === 'questions that go wrong')?.about;
  expect(wrong).toEqual([
    expect.stringMatching(/^"pellworm backups of what": .* is behind norvane\.pellworm-hosts by /),
  ]);
  const text = formatCoverage(coverage);
  expect(text).toMatch(/^topic +facts .*\n/);
  expect(text).toMatch(/… and \d+ more/);
  expect(formatCoverage(coverage, true)).not.toMatch(/… and/);
  for (const { topic } of coverage.topics) expect(text).toContain(topic);
});
