import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../editor/evaluation/questions.ts';
import { type Asked, coverageOf } from '../../../editor/review/coverage.ts';
import { formatCoverage } from '../../../editor/review/coverage-table.ts';
import { nextSteps } from '../../../editor/review/next-steps.ts';
import { askEvaluation } from '../../../editor/review/shaky.ts';
import type { FactBase, IsoDate } from '../../../src/core/fact.ts';
import { base, baseWith, changed, fact, knowledge, TODAY } from '../../base.ts';

const one = fact('norvane.hml-started-2017');
const { pack } = one;

function topic(
  facts: FactBase = base,
  today: IsoDate = TODAY,
  asked: ReadonlyMap<string, Asked> = new Map(),
) {
  const [own] = coverageOf(facts, asked, today, pack);
  const found = own?.topics.find((two) => two.topic === one.topic);
  if (!found) throw new Error('no such topic');
  return found;
}

describe('coverageOf', () => {
  it('counts facts that stand, by pack and by topic', () => {
    const all = coverageOf(base, new Map(), TODAY);
    expect(all.map((two) => two.pack)).toEqual([...base.packs.keys()]);
    const standing = [...base.facts.values()].filter(
      ({ status }) => status === 'stands' || status === 'contested',
    );
    expect(all.reduce((sum, two) => sum + two.facts, 0)).toBe(standing.length);
    for (const two of all) {
      expect(two.topics.reduce((sum, { facts }) => sum + facts, 0)).toBe(two.facts);
      expect(two.origins).toBeLessThanOrEqual(two.sources);
    }
    expect(coverageOf(base, new Map(), TODAY, pack)).toHaveLength(1);
  });

  it('takes two copies of one report for one origin', () => {
    const letters = coverageOf(base, new Map(), TODAY, pack)[0]?.topics.find(
      (two) => two.topic === fact('norvane.letter-2019-signers').topic,
    );
    expect(letters?.origins).toBeLessThan(letters?.sources ?? 0);
    expect(letters?.singleOrigin).toContain('norvane.letter-2019-signers');
  });

  it.each([
    ['2026-03-09', ['overdue']],
    [TODAY, ['due']],
    ['2026-05-09', ['due']],
    ['2026-05-10', []],
  ] as const)('reviewed by %s, on 10 March, it is %j', (reviewBy, lists) => {
    const { overdue, due } = topic(baseWith(changed(one.id, { reviewBy })));
    const named = { overdue: overdue.includes(one.id), due: due.includes(one.id) };
    expect(named).toEqual({
      overdue: lists.some((list) => list === 'overdue'),
      due: lists.some((list) => list === 'due'),
    });
  });

  it('names what lacks a reply, wordings, or a second report', () => {
    const { reply: _, ...silent } = changed(one.id, {
      kind: 'report',
      about: [base.packs.get(pack)?.company ?? one.about[0]],
    });
    expect(topic(baseWith(silent)).unanswered).toContain(one.id);
    expect(topic(baseWith({ ...silent, reply: { noneFound: TODAY } })).unanswered).not.toContain(one.id);
    expect(topic().fewWordings).toContain(one.id);
  });

  it('leaves out a withdrawn fact', () => {
    const before = topic().facts;
    expect(topic(baseWith(changed(one.id, { status: 'withdrawn' }))).facts).toBe(before - 1);
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

describe('askEvaluation', () => {
  it('counts every question that goes wrong, and names only those that one may tune by', () => {
    const asked = askEvaluation(knowledge, evaluation).get(`${pack}/${one.topic}`);
    expect(asked).toMatchObject({ questions: 3, failing: 2 });
    expect(asked?.named.map(({ question }) => question)).toEqual(['pellworm backups of what']);
    expect(asked?.named[0]).toMatchObject({ instead: 'norvane.pellworm-hosts' });
    expect(asked?.named[0]?.margin).toBeLessThan(0);
  });
});

describe('formatCoverage', () => {
  const coverage = coverageOf(base, askEvaluation(knowledge, evaluation), TODAY);

  it.each([40, 60, 84, 120])('fits a terminal of %i columns', (columns) => {
    const text = formatCoverage(coverage, columns);
    const long = text.split('\n').filter((line) => line.length > columns && line.trim().includes(' '));
    // Two columns are for the number of a step, and what must be typed is never broken.
    expect(long.filter((line) => !/npm run/.test(line))).toEqual([]);
    for (const { company } of coverage) expect(text).toContain(company);
  });

  it('shows the first three of a list, and all when it is told to', () => {
    expect(formatCoverage(coverage, 100)).toMatch(/… and \d+ more/);
    expect(formatCoverage(coverage, 100, true)).not.toMatch(/… and/);
  });
});

describe('nextSteps', () => {
  it('names five at most, each with what to type, and what is overdue first', () => {
    const late = baseWith(changed(one.id, { reviewBy: '2020-01-01' }));
    const steps = nextSteps(coverageOf(late, askEvaluation(knowledge, evaluation), TODAY));
    expect(steps).toHaveLength(5);
    expect(steps[0]?.command).toBe(`npm run ask -- fact ${one.id}`);
    for (const { what, command } of steps) {
      expect(what).toMatch(/^[A-Z].*\.$/);
      expect(command).toMatch(/^npm run (ask|facts) -- /);
    }
  });

  it('has nothing to say of no packs', () => {
    expect(nextSteps([])).toEqual([]);
    expect(formatCoverage([], 80)).toContain('nothing here is thin');
  });
});
